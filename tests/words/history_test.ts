import { assertEquals } from "@std/assert";
import { ENGLISH_WORDING } from "../../lib/words/en/wording.ts";
import { historyLines } from "../../lib/words/history.ts";

function said(seq: number, time: string, room: string) {
  return { kind: "message", room, seq, time: new Date(time), from: "ann", text: "hi" };
}

Deno.test("historyLines() says where another day begins, and counts the messages alone", () => {
  const events = [
    said(1, "2026-11-24T23:58:00Z", "dev"),
    { kind: "message", room: "dev", seq: 2, from: "ann", text: "no time" },
    said(3, "2026-11-26T08:00:00Z", "dev"),
    said(4, "2026-11-26T23:59:59.999Z", "dev"),
    said(5, "2026-11-27T00:00:00Z", "dev"),
  ];
  assertEquals(historyLines(ENGLISH_WORDING, { room: "dev", events }), [
    "-- #dev history: 5 lines since 2026-11-24 23:58 UTC",
    "#dev [23:58] ann: hi",
    "#dev ann: no time",
    "-- #dev 2026-11-26",
    "#dev [08:00] ann: hi",
    "#dev [23:59] ann: hi",
    "-- #dev 2026-11-27",
    "#dev [00:00] ann: hi",
    "-- #dev end of history",
  ]);
});

Deno.test("historyLines() of one day has no line but the marks and the messages", () => {
  const events = [
    said(1, "2026-11-27T00:00:00Z", "lobby"),
    said(2, "2026-11-27T23:59:00Z", "lobby"),
  ];
  assertEquals(
    historyLines(ENGLISH_WORDING, { room: "lobby", events, earlier: "/history 2 before 1" }),
    [
      "-- history: 2 lines since 2026-11-27 00:00 UTC",
      "[00:00] ann: hi",
      "[23:59] ann: hi",
      "-- end of history",
      "-- earlier: /history 2 before 1",
    ],
  );
});
