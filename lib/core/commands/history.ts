/**
 * `/history 20 before 41`: a page of what was said in a room before.
 *
 * @module
 */

import { parseMoment } from "../../text/moment.ts";
import { usageOf } from "./bind.ts";
import { command, type Param, ROOM_FIELD, type Spec } from "./spec.ts";

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

/** Shows messages and actions of a room that the client may read, by default the last. */
export const history: Spec = command({
  params: PARAMS,
  // A page may take as much of the send queue as three lines of people who talk much.
  cost: () => 3,
  canWait: true,
  run(by, { room, limit: wanted = "", before: bound = "" }) {
    const isBoundAlone = wanted === BEFORE;
    const count = isBoundAlone ? "" : wanted;
    const limit = count === "" ? DEFAULT_LIMIT : readCount(count);
    if (limit === undefined || (isBoundAlone && bound === "")) {
      return by.notice({ code: "usage", usage: usageOf("history", PARAMS) });
    }
    const before = bound.replace(/^before(?:\s+|$)/, "").trim();
    if (before === "") return by.showHistory(room, { limit });
    if (/^\d+$/.test(before)) return by.showHistory(room, { limit, before: numberOf(before) });
    const beforeTime = parseMoment(before);
    if (beforeTime === undefined) return by.notice({ code: "bad-time", value: before });
    by.showHistory(room, { limit, beforeTime });
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
