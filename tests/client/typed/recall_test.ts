import { assertEquals } from "@std/assert";
import { Recall } from "../../../lib/client/typed/recall.ts";
import type { RoomEvent } from "../../../lib/wire/json/daemon_event.ts";

function said(seq: number, room = "dev"): RoomEvent {
  return { kind: "message", room, seq, from: "bob", text: "x" };
}

function ask(line: string, recall = new Recall()): object | undefined {
  return recall.ask(line, "dev");
}

Deno.test("/history asks for a page of the room where one speaks", () => {
  const page = { type: "history", room: "dev" };
  assertEquals(ask("/history"), { ...page, limit: 20 });
  assertEquals(ask("/history  50 "), { ...page, limit: 50 });
  assertEquals(ask("/history 5 before 41"), { ...page, limit: 5, before: 41 });
  assertEquals(ask("/history before 2026-11-26 14:02"), {
    ...page,
    limit: 20,
    before: "2026-11-26 14:02",
  });
});

Deno.test("what is no page is not asked for", () => {
  for (const args of ["x", "0", "-1", "5 6", "before", "5 before", "5before 3", "1234567890"]) {
    assertEquals(ask(`/history ${args}`), undefined, args);
  }
});

Deno.test("each page ends where the one before began, and the first where the screen begins", () => {
  const recall = new Recall();
  recall.noteEntry("dev", 40);
  const before = () => (recall.ask("/history", "DEV") as { before?: number } | undefined)?.before;
  assertEquals(before(), 41);
  recall.noteHistory("dev", [said(30), said(33), said(40)]);
  assertEquals(before(), 30);
  recall.noteHistory("dev", []);
  assertEquals(before(), 30);
  // Those who are ignored have said the rest.
  recall.noteHistory("dev", [said(29)], 25);
  assertEquals(before(), 25);
  recall.noteHistory("dev", [], 20);
  assertEquals(before(), 20);
  // An answer in two parts.
  recall.noteHistory("dev", [said(10), said(11)]);
  recall.noteHistory("dev", [said(12), said(13)]);
  assertEquals(before(), 10);
  // A page of another place, from which one reads on.
  recall.ask("/history before 2026-01-02", "dev");
  recall.noteHistory("dev", [said(30), said(31)]);
  assertEquals(before(), 30);
  recall.noteHistory("lobby", [said(2, "lobby")]);
  assertEquals(before(), 30);
  recall.noteEntry("dev", 90);
  assertEquals(before(), 91);
});

Deno.test("/search asks for what was typed, or for more", () => {
  assertEquals(ask("/search  from:bob 你好  in:#dev "), {
    type: "search",
    words: "from:bob 你好  in:#dev",
  });
  assertEquals(ask("/search more"), { type: "search", more: true });
  assertEquals(ask("/search more tea"), { type: "search", words: "more tea" });
  assertEquals(ask("/search "), undefined);
});

Deno.test("results are numbered, more of them go on, and a new search begins anew", () => {
  const recall = new Recall();
  ask("/search x", recall);
  assertEquals(recall.noteFound([said(9), said(7)]), 1);
  ask("/search more", recall);
  assertEquals(recall.noteFound([said(5)]), 3);
  assertEquals(ask("/history 3", recall), { type: "history", room: "dev", limit: 41, before: 36 });
  ask("/search y", recall);
  assertEquals(recall.noteFound([said(4)]), 1);
  assertEquals(ask("/history 3", recall), { type: "history", room: "dev", limit: 3 });
});

Deno.test("/history with the number of a result opens its room around it, once", () => {
  const recall = new Recall();
  ask("/search x", recall);
  recall.noteFound([said(90, "ops"), said(50, "ops")]);
  assertEquals(ask("/history 2", recall), { type: "history", room: "ops", limit: 41, before: 81 });
  const events = Array.from({ length: 41 }, (_, at) => said(40 + at, "ops"));
  assertEquals(recall.noteHistory("ops", events), { events: events.slice(0, 21), opened: 50 });
  assertEquals(recall.noteHistory("ops", events), { events });
  assertEquals(ask("/history 2 before 7", recall), {
    ...{ type: "history", room: "dev", limit: 2, before: 7 },
  });
});

Deno.test("the thousand newest results can be opened", () => {
  const recall = new Recall();
  const isResult = (number: number) =>
    (ask(`/history ${number}`, recall) as { room: string }).room === "ops";
  recall.noteFound(Array.from({ length: 1000 }, (_, at) => said(2000 - at, "ops")));
  assertEquals([isResult(1), isResult(1000)], [true, true]);
  ask("/search more", recall);
  recall.noteFound([said(3, "ops")]);
  assertEquals([isResult(1), isResult(2), isResult(1001)], [false, true, true]);
});
