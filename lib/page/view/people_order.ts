/**
 * Orders the list of people and narrows it to what was typed. Pure.
 *
 * @module
 */

import type { Person, Rank } from "../model/talk.ts";

const PLACES: Readonly<Record<Rank, number>> = { owner: 0, moderator: 1, member: 2 };
const BY_NAME = new Intl.Collator(undefined, {
  sensitivity: "base",
  numeric: true,
});

/**
 * The people whose names contain `typed`, without regard to case and accents: by rank, then by name
 * as the reader's language sorts names. A new array.
 */
export function orderPeople(people: readonly Person[], typed = ""): Person[] {
  const sought = folded(typed.trim());
  return people
    .filter(({ name }) => folded(name).includes(sought))
    .sort((one, other) =>
      PLACES[one.rank] - PLACES[other.rank] ||
      BY_NAME.compare(one.name, other.name)
    );
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
