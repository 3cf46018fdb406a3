/** @module */
import { assertEquals } from "@std/assert";
import { areScriptsCompatible } from "../../lib/text/scripts.ts";

Deno.test("areScriptsCompatible() agrees with the runtime about who uses each letter", () => {
  const scripts = { Latn: "a", Cyrl: "д", Grek: "λ", Arab: "ج", Hebr: "ש", Deva: "क", Thai: "ก" };
  const tests = Object.entries(scripts).map(([code, letter]) => ({
    letter,
    uses: new RegExp(`^[\\p{scx=${code}}\\p{scx=Zyyy}\\p{scx=Zinh}]$`, "u"),
  }));
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const char = String.fromCodePoint(codePoint);
    // What Unicode gave out after the table was made is none's, until the table is made again.
    if (!/^(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{Nd}]$/u.test(char)) continue;
    for (const { letter, uses } of tests) {
      const isLatinAllowed = letter === "a" &&
        /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}]/u.test(char);
      const expected = uses.test(char) || isLatinAllowed;
      if (areScriptsCompatible(letter + char) !== expected) {
        throw new Error(`${letter} with U+${codePoint.toString(16)}`);
      }
    }
  }
});

Deno.test("areScriptsCompatible() knows which scripts are written together", () => {
  for (const good of ["", "-1.", "aあア王", "aㄅ王", "a한王", "ー", "ｱー王", "ab1\u0301"]) {
    assertEquals(areScriptsCompatible(good), true, good);
  }
  for (const bad of ["aд", "あ한", "あㄅ", "ㄅ한", "王д", "aλ", "дλ", "王ש"]) {
    assertEquals(areScriptsCompatible(bad), false, bad);
  }
});
