import { assertEquals } from "@std/assert";
import { textOfLine } from "../../../../lib/client/terminal/input/typed_line.ts";

const LINES: ReadonlyArray<readonly [string, string]> = [
  ["hello 中文 👨‍👩‍👧", "hello 中文 👨‍👩‍👧"],
  ["a\tb", "a\tb"],
  ["\x1b[<0;33;5Mhel\x1b[M !!lo", "hello"],
  ["hello\x1b[D\x1bOA\x1b[1;5R", "hello"],
  ["\x1b]11;rgb:0/0/0\x07a\x1bP>|xterm\x1b\\b", "ab"],
  ["\x1b[200~one\x1b[201~", "one"],
  ["one\x1b[20", "one"],
  ["one\x1b]11;rgb", "one"],
  ["a\x07\x03b", "ab"],
];

for (const [line, text] of LINES) {
  Deno.test(`textOfLine() keeps ${JSON.stringify(text)} of ${JSON.stringify(line)}`, () => {
    assertEquals(textOfLine(line), text);
  });
}
