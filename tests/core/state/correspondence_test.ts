/** @module */
import { assertEquals } from "@std/assert";
import type { Nick } from "../../../lib/core/reading/names.ts";
import {
  AWAY_NOTE_INTERVAL,
  Correspondence,
  MAX_AWAY_NOTES,
} from "../../../lib/core/state/correspondence.ts";
import { clientId } from "../../../lib/core/units.ts";

const [ANN, BOB, CAT] = [clientId(1), clientId(2), clientId(3)];
const MINUTE = 60_000;

Deno.test("Correspondence.takeAwayNote() is true once in five minutes for each two", () => {
  const correspondence = new Correspondence();
  assertEquals(AWAY_NOTE_INTERVAL, 5 * MINUTE);
  assertEquals(correspondence.takeAwayNote(ANN, BOB, 1000), true);
  assertEquals(correspondence.takeAwayNote(ANN, BOB, 1000), false);
  assertEquals(correspondence.takeAwayNote(CAT, BOB, 1000), true);
  assertEquals(correspondence.takeAwayNote(ANN, CAT, 1000), true);
  // What was not told does not begin the time anew.
  assertEquals(correspondence.takeAwayNote(ANN, BOB, 1000 + 5 * MINUTE - 1), false);
  assertEquals(correspondence.takeAwayNote(ANN, BOB, 1000 + 5 * MINUTE), true);
  assertEquals(correspondence.takeAwayNote(ANN, BOB, 1000 + 5 * MINUTE + 1), false);
});

Deno.test("Correspondence remembers 100 notes for one client, and forgets the oldest first", () => {
  const correspondence = new Correspondence();
  for (let i = 0; i < MAX_AWAY_NOTES; i++) {
    assertEquals(correspondence.takeAwayNote(ANN, clientId(10 + i), i), true);
  }
  assertEquals(correspondence.takeAwayNote(ANN, clientId(10), 500), false);
  assertEquals(correspondence.takeAwayNote(ANN, clientId(999), 500), true);
  assertEquals(correspondence.snapshot().awayNotes[0]?.[1].length, MAX_AWAY_NOTES);
  assertEquals(correspondence.takeAwayNote(ANN, clientId(11), 500), false);
  assertEquals(correspondence.takeAwayNote(ANN, clientId(10), 500), true);
});

Deno.test("A note that is told again is the newest", () => {
  const correspondence = new Correspondence();
  for (let i = 0; i < MAX_AWAY_NOTES; i++) correspondence.takeAwayNote(ANN, clientId(10 + i), i);
  const later = 5 * MINUTE;
  assertEquals(correspondence.takeAwayNote(ANN, clientId(10), later), true);
  correspondence.takeAwayNote(ANN, clientId(999), later);
  assertEquals(correspondence.takeAwayNote(ANN, clientId(10), later), false);
});

Deno.test("Correspondence.forget() leaves nothing of a reader", () => {
  const correspondence = new Correspondence();
  correspondence.noteWord(ANN, { client: BOB, nick: "bob" as Nick });
  correspondence.noteWord(BOB, { client: ANN, nick: "ann" as Nick });
  correspondence.takeAwayNote(ANN, BOB, 0);
  correspondence.forget(ANN);
  assertEquals(correspondence.correspondentOf(ANN), undefined);
  assertEquals(correspondence.snapshot(), {
    correspondents: [[BOB, { client: ANN, nick: "ann" as Nick }]],
    awayNotes: [],
  });
});
