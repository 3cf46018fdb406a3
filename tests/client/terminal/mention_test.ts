import { assertEquals } from "@std/assert";
import { mentions } from "../../../lib/client/terminal/mention.ts";

const MENTIONS: ReadonlyArray<readonly [string, string, boolean]> = [
  ["hi ann", "ann", true],
  ["ANN: hi", "ann", true],
  ["an annex", "ann", false],
  ["joann", "ann", false],
  ["ann_2", "ann", false],
  ["你好ann在吗", "ann", true],
  ["小明你好", "小明", true],
  ["ÉMILIE!", "émilie", true],
  ["a.b", "b", true],
  ["nothing", "", false],
  ["annann ann", "ann", true],
];

for (const [text, name, expected] of MENTIONS) {
  Deno.test(`${JSON.stringify(text)} ${expected ? "mentions" : "does not mention"} "${name}"`, () => {
    assertEquals(mentions(text, name), expected);
  });
}
