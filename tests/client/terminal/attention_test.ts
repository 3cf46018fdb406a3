import { assertEquals } from "@std/assert";
import { aside } from "../../../lib/client/format.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import { Attention } from "../../../lib/client/terminal/attention.ts";
import { key } from "../../../lib/client/terminal/input/key.ts";
import type { Printout } from "../../../lib/client/terminal/talk/transcript.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";

const WORD = { isShown: true, isHere: true, isMention: false };
const NAMED: Printout = {
  lines: [aside("-- unread below"), [
    { role: "time", text: "12:00 " },
    { role: "marker", text: "» " },
    { role: "name", text: "bob" },
    { role: "mention", text: ": hi ann" },
  ]],
  isMention: true,
};

/** An attention, and what it has sent. */
function begin(): { attention: Attention; sent: string[] } {
  const sent: string[] = [];
  const attention = new Attention({
    canvas: {
      print: () => {},
      send: (sequence) => void sent.push(sequence),
      setTitle: (text) => void sent.push(text),
    },
    announcement: "osc-99",
    rooms: new Rooms(),
    you: () => "ann",
    phrases: ENGLISH,
  });
  return { attention, sent };
}

Deno.test("a title is set when it changes; numbers alone change it once a second", () => {
  const { attention, sent } = begin();
  attention.take(key("focus-out"), "");
  attention.update(0);
  attention.update(1);
  attention.absence.note(WORD);
  attention.update(2);
  for (let at = 3; at < 1002; at += 10) {
    attention.absence.note(WORD);
    attention.update(at);
  }
  attention.update(1002);
  attention.take(key("focus-in"), "");
  attention.update(1003);
  assertEquals(sent, [
    "ann - hubbub",
    "+1 ann - hubbub",
    "+101 ann - hubbub",
    "ann - hubbub",
  ]);
});

Deno.test("a mention is announced by what was said, once a second", () => {
  const { attention, sent } = begin();
  attention.print(NAMED, 0);
  attention.print(NAMED, 999);
  attention.print({ ...NAMED, isMention: false }, 2000);
  assertEquals(sent, ["\x1b]99;;bob: hi ann\x1b\\"]);
  attention.print({ lines: [], isMention: true }, 2000);
  assertEquals(sent.at(-1), "\x1b]99;;ann\x1b\\");
});

Deno.test("nothing is announced while the window has the focus", () => {
  const { attention, sent } = begin();
  attention.take(key("focus-in"), "");
  attention.print(NAMED, 0);
  assertEquals(sent, []);
  attention.take(key("focus-out"), "");
  attention.print(NAMED, 0);
  assertEquals(sent.length, 1);
});

Deno.test("Alt-M marks the place and says so; reports leave the hint; other keys are for others", () => {
  const { attention } = begin();
  assertEquals(attention.take(key("focus-out"), "the hint"), "the hint");
  assertEquals(attention.take({ name: "text", text: "x" }, "the hint"), undefined);
  assertEquals(attention.absence.isAway, false);
  assertEquals(attention.take(key("alt-m"), ""), "marked: what comes from here on is unread");
  assertEquals(attention.absence.isAway, true);
  attention.take(key("up"), "");
  assertEquals(attention.take(key("ctrl-z"), ""), undefined);
  assertEquals(attention.absence.isAway, true);
});
