/**
 * Look-alikes: names with the same skeleton look alike. The method is that of UTS 39, section 4, with
 * the table of `unicode/confusables.ts`.
 *
 * @module
 */

import { fold } from "./fold.ts";
import { lazy } from "./lazy.ts";
import { CONFUSABLES } from "./unicode/confusables.ts";

const prototypes: () => ReadonlyMap<string, string> = lazy(() => unpack(CONFUSABLES));

/**
 * The look-alike key of a name, to compare and never to show: `du1e` and `duIe` have that of `dule`.
 * Pass the name that is shown and not a folded one, in which I is already i and does not look like l.
 * Never throws.
 */
export function skeleton(name: string): string {
  const table = prototypes();
  let mapped = "";
  for (const char of decompose(name.normalize("NFKC"))) mapped += table.get(char) ?? char;
  return decompose(fold(mapped));
}

/** Hangul stays in syllables: some of its parts would be replaced by look-alike parts. */
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
