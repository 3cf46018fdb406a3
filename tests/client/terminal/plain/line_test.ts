import { assertEquals } from "@std/assert";
import { PlainLine } from "../../../../lib/client/terminal/plain/line.ts";

/** Presses keys: `<enter>` by name, anything else as text; returns what is written, and the lines. */
function press(line: PlainLine, ...keys: string[]): { echo: string; entered: string[] } {
  const steps = keys.map((key) => {
    const name = /^<(.+)>$/.exec(key)?.[1];
    return line.press(name === undefined ? { name: "text", text: key } : { name, text: "" });
  });
  return {
    echo: steps.map(({ echo }) => echo).join(""),
    entered: steps.flatMap(({ entered }) => entered),
  };
}

Deno.test("what is typed is written, and Enter ends the line", () => {
  const line = new PlainLine(() => 80);
  assertEquals(press(line, "h", "i", "<enter>"), { echo: "hi\n", entered: ["hi"] });
  assertEquals(press(line, "<enter>"), { echo: "\n", entered: [""] });
});

Deno.test("Backspace erases a character as it is seen, with its columns", () => {
  const line = new PlainLine(() => 80);
  assertEquals(press(line, "a世e\u0301", "<backspace>").echo, "a世e\u0301\b \b");
  assertEquals(press(line, "<backspace>").echo, "\b\b  \b\b");
  assertEquals(line.text, "a");
  assertEquals(press(line, "<backspace>", "<backspace>").echo, "\b \b");
});

Deno.test("Ctrl-W erases a word, and Ctrl-U the line", () => {
  const line = new PlainLine(() => 80);
  press(line, "one two ", "<ctrl-w>");
  assertEquals(line.text, "one ");
  assertEquals(press(line, "<ctrl-u>").echo, "\b\b\b\b    \b\b\b\b");
  assertEquals(line.text, "");
});

Deno.test("a line that has left its row is shown again when it is shortened", () => {
  const line = new PlainLine(() => 5);
  press(line, "12345");
  assertEquals(press(line, "<backspace>").echo, "\n1234");
  assertEquals(press(line, "<backspace>").echo, "\b \b");
});

Deno.test("Ctrl-D ends the input where nothing is typed, and only there", () => {
  const line = new PlainLine(() => 80);
  assertEquals(line.press({ name: "ctrl-d", text: "" }).isOver, true);
  press(line, "x");
  assertEquals(line.press({ name: "ctrl-d", text: "" }).isOver, false);
});

Deno.test("pasted lines are entered, and the last one without an end goes on", () => {
  const line = new PlainLine(() => 80);
  press(line, "> ");
  const step = line.press({ name: "paste", text: "one\ntwo\nthr" });
  assertEquals([step.echo, step.entered, line.text], ["one\ntwo\nthr", ["> one", "two"], "thr"]);
});

Deno.test("keys that mean nothing here write nothing, and no control character is written", () => {
  const line = new PlainLine(() => 80);
  assertEquals(press(line, "<up>", "<left>", "<escape>", "<f1>", "<ctrl-y>").echo, "");
  assertEquals(press(line, "a\u009bb").echo, "a\ufffdb");
});

Deno.test("a line holds 65,536 units and no more", () => {
  const line = new PlainLine(() => 80);
  press(line, "x".repeat(65_535), "yz");
  assertEquals([line.text.length, line.text.at(-1)], [65_536, "y"]);
});
