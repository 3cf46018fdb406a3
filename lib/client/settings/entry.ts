/**
 * What a configuration file says, whatever its format: options with the places of their names and values, for
 * every server or for one profile; and the check of it by the table of options. Pure.
 *
 * @module
 */

import { clientAddress } from "../../options/kinds.ts";
import { nearest } from "../../options/nearest.ts";
import type { Kind, OptionTable } from "../../options/option.ts";
import { type Mistake, mistake, refusal } from "../../options/startup.ts";
import type { Place } from "../../options/toml.ts";
import { quote } from "../../text/printable.ts";

/** A value as text, which the kind of the option reads. */
export interface Value {
  /** The text. */
  readonly text: string;
  /** Where it stands. */
  readonly at: Place;
}

/** One option in a file. */
export interface Entry {
  /** The profile, as {@linkcode profileName} writes it; empty for every server. */
  readonly section: string;
  /** The name of the option, as written. */
  readonly key: string;
  /** Where the name stands. */
  readonly at: Place;
  /** Its values: several only in a list. */
  readonly values: readonly Value[];
}

/** A mistake and its place. */
export interface PlacedMistake {
  /** What is wrong. */
  readonly mistake: Mistake;
  /** Where. */
  readonly at: Place;
}

/** A file that was read in one format, as far as that format understands it. */
export interface Reading {
  /** The profiles by order of their first mention. */
  readonly profiles: readonly string[];
  /** The options by order. */
  readonly entries: readonly Entry[];
  /** Where the file is not of that format; undefined if it is to its end. */
  readonly fault?: PlacedMistake | undefined;
}

/** The section of what holds for every server. */
export const EVERYWHERE = "";
/** The key that is no option. */
export const ADDRESS = "address";
/** The option with the addresses behind that one. */
export const SERVER = "server";
/** Options that take several values, by their names in a file. */
const LISTS: ReadonlyMap<string, string> = new Map([["rooms", "room"], ["servers", "server"]]);

/** The same name however it was typed: a system may write `é` as one character or as two. Never throws. */
export function profileName(text: string): string {
  return text.trim().normalize("NFC");
}

/** The name of the option that a key of a file means. Never throws. */
export function optionCalled(key: string): string {
  return LISTS.get(key) ?? key;
}

/** What an entry takes, and whether it takes several; undefined for a key that is no option. Never throws. */
export function kindOf(
  { key }: Pick<Entry, "key">,
  options: OptionTable,
): { readonly kind: Kind<unknown>; readonly isList: boolean } | undefined {
  if (key === ADDRESS) return { kind: clientAddress(), isList: false };
  const name = optionCalled(key);
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  return option && { kind: option.kind, isList: option.isRepeatable === true };
}

/** The first mistake of a file; undefined if it has none. Never throws. */
export function firstMistake(reading: Reading, options: OptionTable): PlacedMistake | undefined {
  for (const entry of reading.entries) {
    const wrong = check(entry, options);
    if (wrong !== undefined) return wrong;
  }
  return reading.fault;
}

function check(entry: Entry, options: OptionTable): PlacedMistake | undefined {
  const { key, at, values } = entry;
  const taken = kindOf(entry, options);
  if (taken === undefined) {
    const meant = nearest(key, [...Object.keys(options), ...LISTS.keys()]);
    return { at, mistake: mistake((wording) => wording.noSuchKey(quote(key), meant)) };
  }
  const wrong = values.find(({ text }) => taken.kind.read(text) === undefined);
  return wrong && { at: wrong.at, mistake: refusal(taken.kind, key, wrong.text) };
}
