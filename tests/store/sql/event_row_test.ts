/** @module */

import { assertEquals, assertThrows } from "@std/assert";
import { eventId, fromRow, MAX_SEQ, partsOfId, toRow } from "../../../lib/store/sql/event_row.ts";
import { oneOfEach, roomName } from "../../support/store_samples.ts";

Deno.test("an event of each kind comes back from its row as it was", () => {
  for (const event of oneOfEach()) {
    assertEquals(fromRow(toRow(event), roomName("dev"), event.seq), event);
  }
});

Deno.test("the id of an event has its place and its number, up to the highest", () => {
  const id = eventId(2 ** 20 - 1, MAX_SEQ);
  assertEquals(Number.isSafeInteger(id), true);
  assertEquals(partsOfId(id), { place: 2 ** 20 - 1, seq: MAX_SEQ });
  assertEquals(partsOfId(eventId(1, 0)), { place: 1, seq: 0 });
});

Deno.test("a row without meaning is refused", () => {
  const row = { time: 1, kind: 4, name: "ann", text: "", detail: null };
  const read = (changes: object) => () => fromRow({ ...row, ...changes }, roomName("dev"), 1);
  assertThrows(read({}), SyntaxError);
  assertThrows(read({ detail: "{" }), SyntaxError);
  assertThrows(read({ detail: "1" }), SyntaxError);
  assertThrows(read({ kind: 99 }), SyntaxError);
});
