/** @module */
import { assertEquals } from "@std/assert";
import type { RoomMessage } from "../../../lib/core/message.ts";
import { MAX_EVENTS, Ring } from "../../../lib/core/state/ring.ts";
import { clientId } from "../../../lib/core/units.ts";
import { nick, STAMP } from "../../support/messages.ts";

/** A message with this number. */
function message(seq: number): RoomMessage {
  return { ...STAMP, kind: "message", seq, from: nick("ann"), text: `line ${seq}` };
}

/** An arrival with this number. */
function joined(seq: number): RoomMessage {
  return { ...STAMP, kind: "joined", seq, name: nick("ann") };
}

/** A departure with this number. */
function left(seq: number): RoomMessage {
  const reason = { by: "member", code: "lost" } as const;
  return { ...STAMP, kind: "left", seq, name: nick("ann"), reason };
}

/** A ring that was given these events, and remembers so many messages. */
function ringOf(limit: number, ...events: RoomMessage[]): Ring {
  const ring = new Ring();
  for (const event of events) ring.push({ event, ordinal: 100 + event.seq }, limit);
  return ring;
}

function seqsOf(events: Iterable<RoomMessage>): number[] {
  return Array.from(events, ({ seq }) => seq);
}

Deno.test("Ring holds everything until it has as many messages as it may", () => {
  const ring = ringOf(3, joined(1), message(2), joined(3), message(4));
  assertEquals(seqsOf(ring.from()), [1, 2, 3, 4]);
  assertEquals([ring.size, ring.said, ring.firstSeq], [4, 2, 1]);
});

Deno.test("Ring at its bound holds the last messages, and the arrivals since the first of them", () => {
  const events = [joined(1), message(2), joined(3), message(4), joined(5), message(6), joined(7)];
  assertEquals(seqsOf(ringOf(3, ...events).from()), [2, 3, 4, 5, 6, 7]);
  assertEquals(seqsOf(ringOf(3, ...events, message(8)).from()), [4, 5, 6, 7, 8]);
});

Deno.test("Ring that may remember no message remembers nothing at all", () => {
  const ring = ringOf(0, joined(1), message(2), joined(3));
  assertEquals([seqsOf(ring.from()), ring.size, ring.firstSeq], [[], 0, undefined]);
});

Deno.test("Ring reads from a number on, or what was said back from it", () => {
  const ring = ringOf(3, message(1), message(2), joined(3), message(5), message(8));
  assertEquals(seqsOf(ring.from(3)), [3, 5, 8]);
  assertEquals(seqsOf(ring.from(4)), [5, 8]);
  assertEquals(seqsOf(ring.from(9)), []);
  assertEquals(seqsOf(ring.from(0)), [2, 3, 5, 8]);
  const back = (seq?: number) => Array.from(ring.back(seq), ({ event }) => event.seq);
  assertEquals([back(), back(5), back(2)], [[8, 5, 2], [2], []]);
});

Deno.test("Ring sums the arrivals and departures in a row, up to a gap, a message or a bound", () => {
  const ring = ringOf(3, message(1), joined(2), left(3), joined(4), message(5), left(6), joined(8));
  const row = (seq: number, before = Infinity) => {
    const found = ring.row(seq, before);
    return found && [found.first, found.last, found.arrived, found.left];
  };
  const none = { count: 0, last: 0 };
  assertEquals(row(2), [2, 4, { count: 2, last: 4 }, { count: 1, last: 3 }]);
  assertEquals(row(3, 4), [3, 3, none, { count: 1, last: 3 }]);
  assertEquals(row(6), [6, 6, none, { count: 1, last: 6 }]);
  assertEquals(row(7), [8, 8, { count: 1, last: 8 }, none]);
  assertEquals([row(1), row(5), row(9), row(2, 2)], [undefined, undefined, undefined, undefined]);
  assertEquals(ring.row(2, Infinity)?.ordinal, 102);
});

Deno.test("Ring gives back the same objects, with their places in the order of all rooms", () => {
  const event = message(1);
  const [remembered] = ringOf(3, event).remembered();
  assertEquals([remembered?.event === event, remembered?.ordinal], [true, 101]);
});

Deno.test("Ring holds no more than its bound of events of any kind", () => {
  const ring = ringOf(200, message(1));
  for (let seq = 2; seq <= MAX_EVENTS; seq++) ring.push({ event: joined(seq), ordinal: seq }, 200);
  assertEquals([ring.size, ring.said, ring.firstSeq], [MAX_EVENTS, 1, 1]);
  ring.push({ event: joined(MAX_EVENTS + 1), ordinal: 0 }, 200);
  assertEquals([ring.size, ring.said, ring.firstSeq], [MAX_EVENTS, 0, 2]);
});

Deno.test("Ring after 100,000 messages is the same as one that was given the last of them", () => {
  const ring = new Ring();
  for (let seq = 1; seq <= 100_000; seq++) ring.push({ event: message(seq), ordinal: seq }, 200);
  assertEquals([ring.size, ring.said, ring.firstSeq], [200, 200, 99_801]);
  assertEquals(seqsOf(ring.from(99_999)), [99_999, 100_000]);
  const twin = new Ring(ring.remembered());
  assertEquals([...twin.remembered()], [...ring.remembered()]);
});

Deno.test("Ring.remove() forgets events wherever they are, and counts as if they had never been there", () => {
  const ring = ringOf(50, joined(1), message(2), joined(3), message(4), left(5), message(6));
  for (let seq = 7; seq <= 100; seq++) {
    ring.push({ event: message(seq), ordinal: 100 + seq, by: clientId(7) }, 50);
  }
  ring.remove(({ seq }) => seq % 2 === 0);
  const seqs = Array.from({ length: 25 }, (_, i) => 51 + 2 * i);
  assertEquals(seqsOf(ring.from()), seqs);
  const other = new Ring(ring.remembered());
  assertEquals([ring.size, ring.said, ring.bytes], [25, 25, other.bytes]);
  assertEquals(
    [...ring.remembered(97)],
    [97, 99].map((seq) => ({
      event: message(seq),
      ordinal: 100 + seq,
      by: clientId(7),
    })),
  );
  ring.remove(() => true);
  assertEquals([ring.size, ring.said, ring.bytes, ring.firstSeq], [0, 0, 0, undefined]);
});
