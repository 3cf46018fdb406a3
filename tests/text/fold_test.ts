/** @module */
import { assertEquals } from "@std/assert";
import { fold } from "../../lib/text/fold.ts";

Deno.test("fold() makes one of texts that differ in case or width only", () => {
  const same = [
    ["DUKE", "duke"],
    ["Straße", "STRASSE"],
    ["Straße", "STRAẞE"],
    ["ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
    ["İstanbul", "istanbul"],
    ["ısı", "ISI"],
    ["ЖЁЛТЫЙ", "жёлтый"],
    ["ＤＵＫＥ", "duke"],
    ["É", "e\u0301"],
    ["ǅ", "ǆ"],
    ["გია", "ᲒᲘᲐ"],
    ["Ꭺ", "ꭺ"],
    ["ᾳ", "ΑΙ"],
  ];
  for (const [one = "", two = ""] of same) assertEquals(fold(one), fold(two), `${one} ${two}`);
});

Deno.test("fold() of a folded text is the same, and NFKC, for every letter", () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const char = String.fromCodePoint(codePoint);
    if (!/[\p{L}\p{M}\p{N}]/u.test(char)) continue;
    const once = fold(`a${char}`);
    if (fold(once) !== once || once.normalize("NFKC") !== once) {
      throw new Error(`U+${codePoint.toString(16)}`);
    }
  }
});
