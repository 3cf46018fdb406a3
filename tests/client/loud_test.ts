import { assertEquals } from "@std/assert";
import { isLoud } from "../../lib/client/loud.ts";
import { parseDaemonLine } from "../../lib/wire/json/decode.ts";

function isLoudTo(you: string, object: object): boolean {
  const line = parseDaemonLine(JSON.stringify({ type: "notice", text: "x", ...object }));
  return line.kind === "event" && isLoud(line.event, you);
}

Deno.test("what an operator tells everybody is loud, but not to the operator", () => {
  const announcement = { code: "announcement", from: "ann", announcement: "tea" };
  assertEquals(isLoudTo("bob", announcement), true);
  assertEquals(isLoudTo("ann", announcement), false);
  assertEquals(isLoudTo("bob", { code: "announcement", why: "of-tomorrow" }), true);
});

Deno.test("a stop and its end are loud; that there is none to call off is an answer", () => {
  const stops = { code: "shutdown", why: "stops", left: 5000, reason: "" };
  assertEquals(isLoudTo("bob", stops), true);
  assertEquals(isLoudTo("bob", { code: "shutdown", why: "called-off" }), true);
  assertEquals(isLoudTo("bob", { code: "shutdown", why: "none" }), false);
});

Deno.test("an operator is told loudly that the store has failed, or works again", () => {
  assertEquals(isLoudTo("ann", { code: "store-failed", why: "of-tomorrow" }), true);
  assertEquals(isLoudTo("ann", { code: "store-works" }), true);
});

Deno.test("nothing else is loud", () => {
  assertEquals(isLoudTo("bob", { code: "not-in-room", room: "dev" }), false);
  assertEquals(isLoudTo("bob", { type: "pong", token: "x" }), false);
});

Deno.test("what somebody has done to the person is loud, what was done to others is not", () => {
  const muted = { code: "muted", room: "dev", from: "bob" };
  assertEquals(isLoudTo("ann", { ...muted, why: "you" }), true);
  assertEquals(isLoudTo("ann", { ...muted, code: "unmuted", why: "you" }), true);
  assertEquals(isLoudTo("ann", { ...muted, why: "done", name: "eve" }), false);
  assertEquals(isLoudTo("ann", { ...muted, why: "refused" }), false);
  const rank = { type: "room", room: "dev", seq: 3, from: "bob", setting: "rank", value: "owner" };
  assertEquals(isLoudTo("ann", { ...rank, name: "ann" }), true);
  assertEquals(isLoudTo("ann", { ...rank, setting: "voice", value: true, name: "ann" }), true);
  assertEquals(isLoudTo("ann", { ...rank, name: "eve" }), false);
  assertEquals(isLoudTo("ann", { ...rank, setting: "private", value: true }), false);
});
