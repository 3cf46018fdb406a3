/**
 * Names: what one may be called. A `Nick` can only be made here, so a name that breaks a rule
 * cannot exist past this door. Who holds which name is `roll.ts`'s affair.
 *
 * @module
 */

import { lazy } from "./lazy.ts";
import { areScriptsCompatible } from "./scripts.ts";
import { skeleton } from "./skeleton.ts";
import { graphemes, sanitize } from "./text.ts";
import type { identity } from "./units.ts";

/** A name that has passed the rules, or that the daemon has made; NFKC, safe to show. */
export type Nick = string & { readonly [identity]: "Nick" };

/** Why a name cannot be had. */
export interface NickProblem {
  /** For programs, e.g. `name-too-long`. */
  readonly code: NickProblemCode;
  /** For people: one sentence that says which rule, safe to show. */
  readonly text: string;
}

/** The rules that a name can break, by their codes. */
export type NickProblemCode =
  | "name-empty"
  | "name-too-long"
  | "name-bad-character"
  | "name-no-letter"
  | "name-leading-mark"
  | "name-too-many-marks"
  | "name-mixed-scripts"
  | "name-reserved"
  | "name-taken";

const MAX_GRAPHEMES = 24;
const MAX_BYTES = 64;
const MAX_MARKS = 4;

/** More UTF-16 units than any text that NFKC could bring below the limit in bytes. */
const MAX_UNITS = 8 * MAX_BYTES;

/** U+3007 is the Chinese zero; Unicode counts it with the numerals, people with the digits. */
const BAD_CHARACTER = /[^\p{L}\p{M}\p{Nd}\u3007._-]|\p{Default_Ignorable_Code_Point}/u;

/** Letters that look like the colon after a name in the line dialect. */
const COLON_AT_END = /[\u02d0\ua4fd]$/;

/** Case makes one difference that look-alikes care for: a capital I looks like l, a small i not. */
const reserved: () => RegExp = lazy(() =>
  new RegExp(
    "^(?:" +
      skeleton(
        "server|system|admin|administrator|root|operator|moderator|service|guest|everyone|all|here|nobody",
      ).replaceAll("i", "[il]") + ")$",
  )
);

/** The names that `guestNick()` makes, in skeletons, where 0 is an o and 1 an l. */
const GUEST = /^guest[._-]+[0-9ol]+$/;

/**
 * Makes a name of what somebody typed, without spaces around it; its NFKC form is what everybody
 * will see. Otherwise says which rule it breaks, the first that is found. Never throws.
 */
export function parseNick(text: string): Nick | NickProblem {
  if (text.length > MAX_UNITS) return tooLong(`${MAX_GRAPHEMES} characters`);
  const name = text.normalize("NFKC");
  return findProblem(name) ?? name as Nick;
}

/** The name of who has not chosen one, where names are addresses, e.g. `[::1]:40321`. Never throws. */
export function addressNick(address: string): Nick {
  // The colon keeps it apart from all names that can be chosen.
  return sanitize(address) as Nick;
}

/** The name of who has not chosen one, where addresses are not shown, e.g. `guest-7`. Never throws. */
export function guestNick(n: number): Nick {
  return `guest-${n}` as Nick;
}

function findProblem(name: string): NickProblem | undefined {
  return findBadCharacter(name) ?? findBadShape(name) ?? findBadLikeness(name);
}

function findBadCharacter(name: string): NickProblem | undefined {
  if (name === "") return problem("name-empty", "a name is at least one letter long");
  const bad = BAD_CHARACTER.exec(name)?.[0] ?? COLON_AT_END.exec(name)?.[0];
  if (bad === undefined) return undefined;
  return problem(
    "name-bad-character",
    `only letters, digits and - _ . can be in a name, not ${describe(bad)}`,
  );
}

function findBadShape(name: string): NickProblem | undefined {
  if (name.length > MAX_GRAPHEMES && graphemes(name).length > MAX_GRAPHEMES) {
    return tooLong(`${MAX_GRAPHEMES} characters`);
  }
  if (new TextEncoder().encode(name).length > MAX_BYTES) return tooLong(`${MAX_BYTES} bytes`);
  if (/^\p{M}/u.test(name)) {
    return problem("name-leading-mark", "a name cannot begin with a combining mark");
  }
  if (!/\p{L}/u.test(name)) return problem("name-no-letter", "a name has at least one letter");
  if (/\p{M}{5}/u.test(name)) {
    return problem(
      "name-too-many-marks",
      `the name has too many combining marks on one character: at most ${MAX_MARKS}`,
    );
  }
  return undefined;
}

function findBadLikeness(name: string): NickProblem | undefined {
  if (!areScriptsCompatible(name)) {
    return problem(
      "name-mixed-scripts",
      `the name ${name} mixes scripts that are not written together`,
    );
  }
  // What stands around the word, or on its letters, does not make it another word.
  const likeness = skeleton(name).replace(/^[._-]+|[._-]+$|\p{M}/gu, "");
  if (!GUEST.test(likeness) && !reserved().test(likeness)) return undefined;
  return problem("name-reserved", `the name ${name} is reserved, or looks like one that is`);
}

function tooLong(limit: string): NickProblem {
  return problem("name-too-long", `the name is too long: at most ${limit}`);
}

function problem(code: NickProblemCode, text: string): NickProblem {
  return { code, text };
}

/** Names a character that may be invisible, or do harm when shown. */
function describe(char: string): string {
  if (char === " ") return "a space";
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(char) && sanitize(char) === char) return `"${char}"`;
  const code = char.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
