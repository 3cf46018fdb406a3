/**
 * `/history 20 before 41`: a page of what was said in a room before.
 *
 * @module
 */

import type { RoomText } from "../reading/form.ts";
import type { PageWish } from "../rules/past/recalling.ts";
import { usageOf } from "./usage.ts";
import { type Param, type Reading, readingCommand, ROOM_FIELD, type Spec } from "./spec.ts";

/** So many messages are shown if the client does not say how many. */
const DEFAULT_LIMIT = 20;

/** Begins the second argument as it is typed; without a count it is the first. */
const BEFORE = "before";

const PARAMS = [
  ROOM_FIELD,
  { field: "limit", shape: "word", isOptional: true, isNumber: true, placeholder: "N" },
  {
    field: "before",
    shape: "rest",
    isOptional: true,
    isNumber: true,
    placeholder: "before TIME|SEQ",
  },
] as const satisfies readonly Param[];

/** A page of a room; without one, of the room where the client speaks. */
interface Wanted {
  readonly room: RoomText | undefined;
  readonly page: PageWish;
}

/** Shows messages and actions of a room that the client may read, by default the last. */
export const history: Spec = readingCommand({
  isPrivate: true,
  params: PARAMS,
  // A page may take as much of the send queue as three lines of people who talk much.
  cost: () => 3,
  canWait: true,
  read({ room: place, limit: wanted = "", before: bound = "" }, reader): Reading<Wanted> {
    const isBoundAlone = wanted === BEFORE;
    const count = isBoundAlone ? "" : wanted;
    const limit = count === "" ? DEFAULT_LIMIT : readCount(count);
    if (limit === undefined || (isBoundAlone && bound === "")) {
      return { kind: "refused", notice: { code: "usage", usage: usageOf("history", PARAMS) } };
    }
    const room = place === undefined ? undefined : reader.room(place);
    const show = (page: PageWish) => ({ kind: "bound", args: { room, page } }) as const;
    const before = bound.replace(/^before(?:\s+|$)/, "").trim();
    if (before === "") return show({ limit });
    if (/^\d+$/.test(before)) return show({ limit, before: numberOf(before) });
    const beforeTime = reader.moment(before);
    return beforeTime === undefined
      ? { kind: "refused", notice: { code: "bad-time", value: before } }
      : show({ limit, beforeTime });
  },
  run(by, { room, page }) {
    by.showHistory(room, page);
  },
});

/** A count of at least 1; undefined if it is none. */
function readCount(text: string): number | undefined {
  return /^0*[1-9]\d*$/.test(text) ? numberOf(text) : undefined;
}

/** The number that these digits write; one that is too long is the largest that can be counted. */
function numberOf(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}
