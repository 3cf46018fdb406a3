import { assertEquals } from "@std/assert";
import { aside, plainText } from "../../../../lib/client/format.ts";
import { Absence, countsOf } from "../../../../lib/client/terminal/talk/absence.ts";

const WORD = { isShown: true, isHere: true, isMention: false };
const NONE = { said: 0, named: 0 };

function away(): Absence {
  const absence = new Absence();
  absence.reportFocus(false);
  return absence;
}

Deno.test("a person who reads has nothing unread, and no rule", () => {
  const absence = new Absence();
  absence.reportFocus(true);
  assertEquals(absence.note(WORD), false);
  assertEquals([absence.unread, absence.unreadHere, absence.missed], [NONE, NONE, undefined]);
});

Deno.test("the rule stands once, before the first message that is shown", () => {
  const absence = away();
  assertEquals(absence.note({ ...WORD, isShown: false }), false);
  assertEquals(absence.note(WORD), true);
  assertEquals(absence.note({ ...WORD, isMention: true }), false);
  assertEquals(absence.unread, { said: 3, named: 1 });
});

Deno.test("a person that comes back has read it: the title is empty, the prompt waits for a key", () => {
  const absence = away();
  absence.note(WORD);
  absence.note({ ...WORD, isHere: false, isMention: true });
  assertEquals([absence.unread.said, absence.unreadHere], [2, { said: 1, named: 0 }]);
  absence.reportFocus(true);
  assertEquals([absence.unread, absence.unreadHere.said], [NONE, 1]);
  assertEquals(absence.note(WORD), false);
  absence.press();
  assertEquals(absence.unreadHere, NONE);
});

Deno.test("each absence with news has a rule of its own", () => {
  const absence = away();
  assertEquals(absence.note(WORD), true);
  absence.reportFocus(true);
  absence.reportFocus(false);
  assertEquals(absence.unreadHere, NONE);
  assertEquals(absence.note(WORD), true);
});

Deno.test("a place that is marked by hand stays, whatever the focus does until a key", () => {
  const absence = new Absence();
  absence.leave();
  assertEquals(absence.note(WORD), true);
  absence.reportFocus(false);
  absence.leave();
  assertEquals(absence.note(WORD), false);
  assertEquals(absence.unread.said, 2);
  absence.press();
  assertEquals([absence.isAway, absence.unread], [false, NONE]);
});

Deno.test("without reports of the focus, what came since the last key is counted", () => {
  const absence = new Absence();
  absence.note(WORD);
  assertEquals([absence.unread.said, absence.unreadHere, absence.isSurelyHere], [1, NONE, false]);
  absence.press();
  assertEquals(absence.unread, NONE);
  absence.reportFocus(true);
  assertEquals(absence.isSurelyHere, true);
});

Deno.test("what is printed from the rule to the next key is kept", () => {
  const absence = away();
  absence.keep([aside("before")]);
  absence.note(WORD);
  absence.keep([aside("one")]);
  absence.reportFocus(true);
  absence.keep([aside("two"), aside("three")]);
  absence.press();
  absence.keep([aside("after")]);
  assertEquals(absence.missed?.lines.map(plainText), ["one", "two", "three"]);
  absence.leave();
  assertEquals(absence.missed?.lines.length, 3);
  absence.note(WORD);
  absence.keep([aside("four")]);
  assertEquals(absence.missed?.lines.map(plainText), ["four"]);
});

Deno.test("a thousand lines are kept, and no more; the others are counted", () => {
  const absence = away();
  absence.note(WORD);
  absence.keep(Array.from({ length: 1000 }, (_, i) => aside(`${i}`)));
  assertEquals([absence.missed?.lines.length, absence.missed?.dropped], [1000, 0]);
  absence.keep([aside("1000")]);
  assertEquals([absence.missed?.lines.length, absence.missed?.dropped], [1000, 1]);
  assertEquals(absence.missed?.lines.map(plainText).at(0), "1");
});

Deno.test("262,144 characters are kept, and no more", () => {
  const absence = away();
  absence.note(WORD);
  absence.keep([aside("x".repeat(200_000)), aside("y".repeat(62_144))]);
  assertEquals(absence.missed?.dropped, 0);
  absence.keep([aside("z")]);
  assertEquals(absence.missed?.lines.map((line) => plainText(line).length), [62_144, 1]);
  absence.keep([aside("x".repeat(300_000))]);
  assertEquals([absence.missed?.lines, absence.missed?.dropped], [[], 4]);
});

Deno.test("counts are written as in the prompt", () => {
  const counts = [[0, 0], [3, 0], [3, 1]] as const;
  assertEquals(counts.map(([said, named]) => countsOf({ said, named })), ["", "+3", "+3 !1"]);
});
