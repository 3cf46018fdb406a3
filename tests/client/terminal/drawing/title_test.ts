import { assertEquals } from "@std/assert";
import {
  hasTitle,
  RESTORE_TITLE,
  setTitle,
} from "../../../../lib/client/terminal/drawing/title.ts";

Deno.test("a title has no control characters and a bound", () => {
  assertEquals(setTitle("hub\x1b]52;c;x\x07\u009d!"), "\x1b]0;hub]52;c;x!\x07");
  assertEquals(setTitle("x".repeat(120)), `\x1b]0;${"x".repeat(120)}\x07`);
  assertEquals(setTitle("x".repeat(121)), `\x1b]0;${"x".repeat(120)}\x07`);
});

Deno.test("a terminal that cannot lay its title aside is left without one", () => {
  assertEquals(RESTORE_TITLE, "\x1b]0;\x07\x1b[23;0t");
});

Deno.test("terminals that would print the sequence get no title", () => {
  const has = (variables: Record<string, string>) => hasTitle((name) => variables[name]);
  const terms = ["xterm-256color", "tmux-256color", "screen", "foot", "rxvt-unicode", "st"];
  assertEquals(terms.map((TERM) => has({ TERM })), terms.map(() => true));
  const poor = ["linux", "vt100", "vt220", "dumb", "ansi", ""];
  assertEquals(poor.map((TERM) => has({ TERM })), poor.map(() => false));
  assertEquals(hasTitle(() => undefined, true), true);
});
