import { assertEquals } from "@std/assert";
import { mentions } from "../../../../lib/client/terminal/talk/mention.ts";

const MENTIONS: ReadonlyArray<readonly [string, string, boolean]> = [
  ["hi ann", "ann", true],
  ["ANN: hi", "ann", true],
  ["an annex", "ann", false],
  ["joann", "ann", false],
  ["ann_2", "ann", false],
  ["你好ann在吗", "ann", true],
  ["小明你好", "小明", true],
  ["ÉMILIE!", "émilie", true],
  ["a.b", "b", false],
  ["ann-marie: hi", "ann", false],
  ["ask ann.smith", "ann", false],
  ["marie-ann, hi", "ann", false],
  ["thanks, ann.", "ann", true],
  ["ann... are you there?", "ann", true],
  ["ann - a word?", "ann", true],
  ["no -ann", "ann", true],
  ["(ann)", "ann", true],
  ["ann's turn", "ann", true],
  ["ann/bob: look", "ann", true],
  ["ann:hello", "ann", true],
  ["@ann hello", "ann", true],
  ["好.ann", "ann", true],
  ["小明-小红", "小明", true],
  ["ann@example.org", "ann", false],
  ["write to ann+list@example.org", "ann", false],
  ["bob@ann.example.org", "ann", false],
  ["see http://x.org/ann/", "ann", false],
  ["see HTTPS://x.org/?q=ann", "ann", false],
  ["see x.org/ann/", "ann", false],
  ["it is in ~/ann/notes", "ann", false],
  ["it is in /home/ann", "ann", false],
  ["ann: http://x.org/ann/", "ann", true],
  ["看http://x.org，ann你好", "ann", true],
  ["http://x.org/你好ann", "ann", true],
  ["ann.smith and ann", "ann", true],
  ["ann.smith", "ann.smith", true],
  ["c++ is not c", "c++", true],
  ["see http://x.org/", "http://x.org", true],
  ["𝒂nn", "ann", true],
  ["nothing", "", false],
  ["annann ann", "ann", true],
];

for (const [text, name, expected] of MENTIONS) {
  Deno.test(`${JSON.stringify(text)} ${expected ? "mentions" : "does not mention"} "${name}"`, () => {
    assertEquals(mentions(text, name), expected);
  });
}

Deno.test("one of several words is enough", () => {
  assertEquals(mentions("who is oncall?", "ann", "deploy", "oncall"), true);
  assertEquals(mentions("who deploys?", "ann", "deploy", "oncall"), false);
  assertEquals(mentions("who?"), false);
});

for (const piece of ["a", "a.", "a-", "a@", "a/", ".", "/", "a:", "a://", "@", "ann-", "ann."]) {
  Deno.test(`a whole line of ${JSON.stringify(piece)} is searched to its end`, () => {
    // The longest line that the client reads. A search that is quadratic would take hours.
    const text = `${piece.repeat(1024 * 1024 / piece.length)} ann-x`;
    assertEquals([mentions(text, "ann"), mentions(`${text} ann`, "ann")], [false, true]);
  });
}
