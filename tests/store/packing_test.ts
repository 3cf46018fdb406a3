/** @module */

import { assertEquals } from "@std/assert";
import { packed, unpacked } from "../../lib/store/packing.ts";
import type { Batch } from "../../lib/store/store.ts";
import { oneOfEach, roomName, said } from "../support/store_samples.ts";

Deno.test("a batch is unpacked as it was packed, also when it was copied on the way", () => {
  const counts = { topic: "t", seq: 9, said: 4, openFrom: 2 };
  const batch: Batch = {
    places: [
      { room: roomName("dev"), epoch: "e1", ...counts, events: oneOfEach(), closed: 7 },
      { room: roomName("lobby"), epoch: "e2", ...counts, events: [] },
      {
        room: roomName("ops"),
        epoch: "e3",
        ...counts,
        events: [said(1, "一 \u{1f600}", { room: roomName("ops") })],
      },
    ],
    order: { changes: [{ kind: "lockdown", isOn: true }], isWhole: true },
    isSynced: true,
    isFinal: false,
  };
  assertEquals(unpacked(structuredClone(packed(batch))), batch);
});
