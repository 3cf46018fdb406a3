/**
 * What a client can read, as it says itself: the codings and the languages of `Accept-Encoding` and
 * `Accept-Language` (RFC 9110, section 12.5). Pure.
 *
 * @module
 */

import { type Language, LANGUAGES } from "../../core/language.ts";

/** How the bytes of a file are coded; the best first. */
export const CODINGS = ["br", "gzip", "identity"] as const;

/** One of {@linkcode CODINGS}; `identity` is as it is. */
export type Coding = typeof CODINGS[number];

/** `name` or `name;q=0.5`. */
const CHOICE = /^([^\s;]+)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/**
 * The coding that a client likes best, of equal ones the best. It is `identity` if it takes none, also if
 * it says that it does not take that. Never throws.
 */
export function codingFor(accepted: string | undefined): Coding {
  const weights = weightsOf(accepted);
  const weightOf = (coding: Coding) => weights.get(coding) ?? weights.get("*") ?? 0;
  return CODINGS.reduceRight<Coding>(
    (best, coding) => weightOf(coding) > 0 && weightOf(coding) >= weightOf(best) ? coding : best,
    "identity",
  );
}

/** The language that a client likes best of those that exist; otherwise `fallback`. Never throws. */
export function languageFor(accepted: string | undefined, fallback: Language): Language {
  const wanted = Array.from(weightsOf(accepted)).filter(([, weight]) => weight > 0);
  wanted.sort(([, one], [, other]) => other - one);
  for (const [name] of wanted) {
    const language = LANGUAGES.find((each) => each === name.split("-", 1)[0]);
    if (language !== undefined) return language;
  }
  return fallback;
}

/** The weight of each name, from 0 to 1, in the order of the list. What is no choice is left out. */
function weightsOf(accepted = ""): Map<string, number> {
  const weights = new Map<string, number>();
  for (const text of accepted.split(",")) {
    const [, name, weight = "1"] = CHOICE.exec(text.trim()) ?? [];
    if (name !== undefined) weights.set(name.toLowerCase(), Number(weight));
  }
  return weights;
}
