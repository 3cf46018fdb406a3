/**
 * Look-alikes: names with one skeleton cannot be told apart at a glance. The method is that of
 * UTS 39, section 4, over `unicode/confusables.ts`.
 *
 * @module
 */

import { fold } from "./fold.ts";
import { lazy } from "./lazy.ts";
import { CONFUSABLES } from "./unicode/confusables.ts";

const prototypes: () => ReadonlyMap<string, string> = lazy(() => unpack(CONFUSABLES));

/**
 * The look-alike key of a name, for comparing and never for showing: `du1e` and `duIe` have that
 * of `dule`. Give it the name as it is shown: in a folded one I is i already, and no longer looks
 * like l. Never throws.
 */
export function skeleton(name: string): string {
  const table = prototypes();
  let mapped = "";
  for (const char of decompose(name.normalize("NFKC"))) mapped += table.get(char) ?? char;
  return decompose(fold(mapped));
}

/** Hangul stays in syllables: of its parts, several would come out as others of equal strokes. */
function decompose(text: string): string {
  return text.replace(/[^\0-\x7f\uac00-\ud7a3]+/g, (part) => part.normalize("NFD"));
}

function unpack(packed: string): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  let at = 0;
  for (const entry of packed.split(" ")) {
    const [distance = "", to = ""] = entry.split(":");
    at += parseInt(distance, 36);
    const codes = to.split(".").map((code) => parseInt(code, 36));
    table.set(String.fromCodePoint(at), String.fromCodePoint(...codes));
  }
  return table;
}
