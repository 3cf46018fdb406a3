/**
 * Orders the list of people and narrows it to what was typed. Pure.
 *
 * @module
 */

import type { Rank } from "./person_actions.ts";

/** A person in the list of people. */
export interface Person {
  /** The name, as everybody sees it. */
  readonly name: string;
  /** What the person is in the room. */
  readonly rank: Rank;
  /** What the person says about being away; undefined: not away. */
  readonly away?: string | undefined;
  /** Whether it is you. */
  readonly isYou?: boolean;
  /** Whether you ignore the person. */
  readonly isIgnored?: boolean;
  /** Whether the person has a voice in the room. */
  readonly hasVoice?: boolean;
}

const PLACES: Readonly<Record<Rank, number>> = {
  operator: 0,
  owner: 1,
  moderator: 2,
  member: 3,
};
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
