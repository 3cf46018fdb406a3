import { assertEquals } from "@std/assert";
import type { DaemonEvent } from "../../../../lib/wire/json/daemon_event.ts";
import { MAX_AWAITED, OwnEcho } from "../../../../lib/client/terminal/plain/own_echo.ts";

function message(text: string, from = "ann"): DaemonEvent {
  return { kind: "message", seq: 1, time: new Date(0), room: "lobby", from, text } as DaemonEvent;
}

function typed(...lines: string[]): OwnEcho {
  const echo = new OwnEcho();
  for (const line of lines) echo.note(line);
  return echo;
}

Deno.test("one's own message with the text of a typed line is on the screen already, once", () => {
  const echo = typed("hi");
  assertEquals(echo.isShown(message("hi"), "ann"), true);
  assertEquals(echo.isShown(message("hi"), "ann"), false);
});

Deno.test("another text, or what somebody else says, is not on the screen", () => {
  const echo = typed("//x", "hi");
  assertEquals(echo.isShown(message("/x"), "ann"), false);
  assertEquals(echo.isShown(message("hi", "bob"), "ann"), false);
  assertEquals(echo.isShown(message("hi"), "ann"), true);
});

Deno.test("lines before the one that was said are waited for no more", () => {
  const echo = typed("/who", "refused", "hi");
  assertEquals(echo.isShown(message("hi"), "ann"), true);
  assertEquals(echo.isShown(message("refused"), "ann"), false);
});

Deno.test("after a new connection no line is waited for", () => {
  const echo = typed("hi");
  echo.isShown({ kind: "welcome" } as DaemonEvent, "ann");
  assertEquals(echo.isShown(message("hi"), "ann"), false);
});

Deno.test("so many lines are waited for, and the oldest is forgotten", () => {
  const lines = Array.from({ length: MAX_AWAITED }, (_, i) => `line ${i}`);
  assertEquals(typed(...lines).isShown(message("line 0"), "ann"), true);
  assertEquals(typed(...lines, "one more").isShown(message("line 0"), "ann"), false);
});
