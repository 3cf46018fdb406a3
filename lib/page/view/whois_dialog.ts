/**
 * The card of a person: what the daemon tells of it.
 *
 * @module
 */

import type { Whois } from "../model/change.ts";
import type { Words } from "../words/words.ts";
import { openDialog } from "./dialog.ts";
import { button, type Child, element, isolated } from "./element.ts";
import { momentOf } from "./moment.ts";

/** What the card asks for. */
export interface WhoisCallbacks {
  /** The reader wants to write to the person; undefined: there is no such button, as for oneself. */
  readonly write?: (() => void) | undefined;
}

/** Opens the card. */
export function openWhoisDialog(words: Words, person: Whois, on: WhoisCallbacks): void {
  const { name, away, rooms, address, transport, client } = person;
  const { write } = on;
  const dialog = openDialog(
    { title: words.about(name), closeLabel: words.close },
    person.isOperator ? element("p", {}, words.operator) : undefined,
    away === undefined ? undefined : element("p", { dir: "auto" }, words.awayWith(away)),
    element(
      "dl",
      {},
      ...fact(words.since, momentOf(person.since)),
      ...fact(words.lastLine, words.ago(Math.floor(person.idle / 1000))),
      ...fact(words.roomsInCommon, roomsOf(rooms, words)),
      ...fact(words.connection, [address, transport, client].filter(Boolean).join(", ")),
    ),
    write === undefined ? undefined : element(
      "footer",
      {},
      button(words.actions.private, () => {
        dialog.close();
        write();
      }, { class: "primary" }),
    ),
  );
}

function fact(name: string, value: string): Child[] {
  return value === "" ? [] : [element("dt", {}, name), element("dd", {}, isolated(value))];
}

function roomsOf(rooms: Whois["rooms"], words: Words): string {
  if (rooms.length === 0) return words.noneInCommon;
  return words.list(
    rooms.map(({ room, rank }) => words.roomRank(`#${room}`, words.ranks[rank])),
  );
}
