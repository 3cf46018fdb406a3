import { assertEquals } from "@std/assert";
import { Written } from "../../../lib/client/record/written.ts";
import type { RoomEvent } from "../../../lib/wire/json/daemon_event.ts";

function said(...seqs: number[]): RoomEvent[] {
  return seqs.map((seq) => ({ kind: "message", room: "dev", seq, from: "bob", text: "hi" }));
}

function seqs(events: readonly RoomEvent[]): number[] {
  return events.map(({ seq }) => seq);
}

Deno.test("what was said before the first entry is not written", () => {
  const written = new Written();
  written.enter({ room: "dev", seq: 10, epoch: "a" });
  assertEquals(seqs(written.fresh(said(8, 9, 10))), []);
});

Deno.test("of the history at a later entry, what came after the last written event is written", () => {
  const written = new Written();
  written.enter({ room: "dev", seq: 10, epoch: "a" });
  written.note({ room: "DEV", seq: 12 });
  written.enter({ room: "dev", seq: 20, epoch: "a" });
  assertEquals(seqs(written.fresh(said(11, 12, 13, 19))), [13, 19]);
});

Deno.test("a room that counts anew is written from its begin", () => {
  const written = new Written();
  written.enter({ room: "dev", seq: 10, epoch: "a" });
  written.enter({ room: "dev", seq: 30, epoch: "b" });
  assertEquals(seqs(written.fresh(said(1, 30))), [1, 30]);
  written.note({ room: "dev", seq: 30 });
  // An older daemon has no epochs.
  const older = new Written();
  older.enter({ room: "dev", seq: 10 });
  older.enter({ room: "dev", seq: 3 });
  assertEquals(seqs(older.fresh(said(1, 3))), [1, 3]);
});

Deno.test("of a room beyond the two hundredth no history is written", () => {
  const written = new Written();
  for (let i = 0; i < 200; i++) written.enter({ room: `r${i}`, seq: 1, epoch: "a" });
  written.enter({ room: "dev", seq: 1, epoch: "a" });
  written.enter({ room: "dev", seq: 1, epoch: "b" });
  assertEquals(seqs(written.fresh(said(2))), []);
});
