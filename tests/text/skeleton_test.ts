/** @module */
import { assertEquals, assertNotEquals } from "@std/assert";
import { skeleton } from "../../lib/text/skeleton.ts";

const ALIKE: readonly (readonly [string, string])[] = [
  ["d0ke", "dOke"],
  ["b1ll", "blll"],
  ["biII", "bill"],
  ["modern", "modem"],
  ["MODEM", "modern"],
  ["vvade", "wade"],
  ["VVade", "Wade"],
  ["duke", "ｄｕｋｅ"],
  ["scope", "ѕсоре"], // Cyrillic
  ["TOM", "ТОМ"], // Cyrillic
  ["all", "аӏӏ"], // Cyrillic, with the small palochka
  ["OPA", "ΟΡΑ"], // Greek
  ["ALL", "ᎪᏞᏞ"], // Cherokee
  ["quick", "ꞯᴜɪᴄᴋ"], // small capitals, which are letters of their own
  ["BHT", "внт"], // Cyrillic, small and yet like capitals
  ["èlan", "e\u0300lan"],
  ["ｶﾀﾛ", "力夕口"],
  ["士", "土"],
  ["己", "已"],
  ["己", "巳"],
  ["未来", "末来"],
  ["人", "入"],
  ["日", "曰"],
  ["戶", "戸"],
  ["ー", "一"],
  ["دی", "دى"],
];

const APART = "duke dune ian lan 王 玉 大 太 각가 가까 שלום さ き".split(" ");

Deno.test("skeleton() is one for names that look alike", () => {
  for (const [one, two] of ALIKE) assertEquals(skeleton(one), skeleton(two), `${one} ${two}`);
});

Deno.test("skeleton() is another for names that look different", () => {
  assertEquals(new Set(APART.map(skeleton)).size, APART.length);
});

Deno.test("skeleton() looks at the name as it is shown, and not as it is folded", () => {
  assertEquals(skeleton("Ian"), skeleton("lan"));
  assertNotEquals(skeleton("ian"), skeleton("lan"));
});

Deno.test("skeleton() of a skeleton is the same, for every letter", () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const char = String.fromCodePoint(codePoint);
    if (!/[\p{L}\p{M}\p{N}]/u.test(char)) continue;
    const once = skeleton(char);
    if (skeleton(once) !== once) throw new Error(`U+${codePoint.toString(16)}`);
  }
});
