import { assertEquals } from "@std/assert";
import type { RoomMessage } from "../../lib/core/message.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { LOBBY, type RoomName } from "../../lib/core/units.ts";
import { WaitingRows } from "../../lib/store/waiting_rows.ts";

const DEV = "dev" as RoomName;

function rowsOf(): { rows: WaitingRows; add: (room: RoomName, count: number) => void } {
  const rows = new WaitingRows(5);
  const last = new Map<RoomName, number>();
  const add = (room: RoomName, count: number) => {
    for (let n = 0; n < count; n++) {
      const seq = (last.get(room) ?? 0) + 1;
      last.set(room, seq);
      const ann = "ann" as Nick;
      const event: RoomMessage = { kind: "message", room, seq, time: 0, from: ann, text: "hi" };
      rows.add(event, { epoch: `${room}-1`, now: 0 });
    }
  };
  return { rows, add };
}

const roomsOf = (taken: ReturnType<WaitingRows["take"]>) =>
  taken?.places.map(({ room, events }) => [room, events.length]);

Deno.test("what waited is settled only when it is written, whatever else is written before", () => {
  const { rows, add } = rowsOf();
  add(LOBBY, 250);
  add(DEV, 1);
  const mark = rows.mark();
  const first = rows.take();
  assertEquals(roomsOf(first), [[LOBBY, 200]]);
  add(LOBBY, 400);
  if (first !== undefined) rows.written(first);
  // The room that filled a batch is the last to be looked at.
  const second = rows.take();
  assertEquals(roomsOf(second), [[DEV, 1], [LOBBY, 199]]);
  assertEquals(mark.isSettled, false);
  if (second !== undefined) rows.written(second);
  assertEquals(mark.isSettled, true);
});

Deno.test("nothing that waits is settled by 1,000 later events of another room", () => {
  const { rows, add } = rowsOf();
  add(DEV, 201);
  const mark = rows.mark();
  add(LOBBY, 1000);
  const first = rows.take();
  if (first !== undefined) rows.written(first);
  const second = rows.take();
  if (second !== undefined) rows.written(second);
  assertEquals([roomsOf(first), roomsOf(second)], [[[DEV, 200]], [[LOBBY, 200]]]);
  assertEquals(mark.isSettled, false);
});

Deno.test("a mark of nothing is settled", () => {
  const { rows, add } = rowsOf();
  assertEquals(rows.mark().isSettled, true);
  add(DEV, 1);
  const taken = rows.take();
  if (taken !== undefined) rows.written(taken);
  assertEquals(rows.mark().isSettled, true);
});
