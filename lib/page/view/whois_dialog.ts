/**
 * The card of a person: what the daemon tells of them.
 *
 * @module
 */

import type { Whois } from "../model/change.ts";
import type { DialogWords } from "../words/dialogs_en.ts";
import { openDialog } from "./dialog.ts";
import { type Child, element, isolated } from "./element.ts";
import { momentOf } from "./moment.ts";

/** Opens the card. */
export function openWhoisDialog(words: DialogWords, person: Whois): void {
  const { away, rooms } = person;
  const inCommon = rooms.map(({ room, rank }) => words.roomRank(`#${room}`, words.ranks[rank]));
  openDialog(
    words,
    words.about(person.name),
    element(
      "dl",
      {},
      ...fact(words.rank, person.isOperator ? words.operator : undefined),
      ...fact(words.away, away),
      ...fact(words.since, momentOf(person.since)),
      ...fact(words.lastLine, words.ago(Math.floor(person.idle / 1000))),
      ...fact(words.rooms, words.list(inCommon)),
      ...fact(words.address, person.address),
    ),
  );
}

function fact(name: string, value: string | undefined): Child[] {
  return value ? [element("dt", {}, name), element("dd", {}, isolated(value))] : [];
}
