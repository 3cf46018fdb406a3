/**
 * What it costs to hand lines to a crowd that reads at once, without any socket: `deno bench
 * bench/outbound_bench.ts`. Each figure is for one turn of the event loop; divide by the clients and
 * lines in its name for one delivery.
 *
 * @module
 */

import type { RoomMessage } from "../lib/core/message.ts";
import type { Nick } from "../lib/core/reading/names.ts";
import { type ClientId, clientId, LOBBY, type RoomName } from "../lib/core/units.ts";
import { Backlog } from "../lib/outbound/backlog.ts";
import { FanOut } from "../lib/outbound/fanout.ts";
import type { Pacer } from "../lib/time/pacer.ts";
import { Batch } from "../lib/outbound/batch.ts";
import type { Sink } from "../lib/outbound/outbox_types.ts";
import { jsonCodecs } from "../lib/wire/json/codec.ts";
import { textCodec, textCodecs } from "../lib/wire/text/codec.ts";

const LIMITS = { skipAbove: 65_536, dropAt: 262_144, stallTimeout: 30_000 };
const MESSAGE: RoomMessage = {
  kind: "message",
  seq: 12_345,
  time: 1_700_000_000_000,
  room: LOBBY,
  from: "127.0.0.1:40321" as Nick,
  text: "x".repeat(64),
};

/** Ends a turn when it is told to, and has no timers. */
class HandPacer implements Pacer {
  #soon: (() => void)[] = [];

  now(): number {
    return 0;
  }

  soon(call: () => void): void {
    this.#soon.push(call);
  }

  later(): () => void {
    return () => {};
  }

  turn(): void {
    const calls = this.#soon;
    this.#soon = [];
    for (const call of calls) call();
  }
}

const SINK: Sink = { write: (bytes) => Promise.resolve(bytes.length) };

for (const clients of [1, 100, 1000]) benchTurn(clients, 1);
benchTurn(100, 32);
benchWords(100);
benchRooms({ clients: 100, rooms: 2, speaking: 2 });
benchRooms({ clients: 100, rooms: 20, speaking: 5 });
benchRooms({ clients: 100, rooms: 20, speaking: 1 });
benchRooms({ clients: 100, rooms: 1, speaking: 1 });

function benchTurn(clients: number, lines: number): void {
  const { fanOut, pacer } = crowd(clients);
  Deno.bench({
    name: `${lines} lines to ${clients} clients`,
    group: "FanOut",
    async fn() {
      for (let i = 0; i < lines; i++) {
        fanOut.carryOut({ kind: "publish", room: LOBBY, message: MESSAGE });
      }
      pacer.turn();
      await settle();
    },
  });
}

function benchWords(clients: number): void {
  const { fanOut, pacer, ids } = crowd(clients);
  const notice = { kind: "pong", token: "a word for you alone" } as const;
  Deno.bench({
    name: `1 line and a private word to each of ${clients} clients`,
    group: "FanOut",
    async fn() {
      fanOut.carryOut({ kind: "publish", room: LOBBY, message: MESSAGE });
      for (const to of ids) fanOut.carryOut({ kind: "send", to, message: notice });
      pacer.turn();
      await settle();
    },
  });
}

/** Everybody is in all rooms, and so many of them speak. */
function benchRooms({ clients, rooms, speaking }: {
  clients: number;
  rooms: number;
  speaking: number;
}): void {
  const { fanOut, pacer, ids } = crowd(clients);
  const names = Array.from({ length: rooms }, (_, n) => n === 0 ? LOBBY : `r${n}` as RoomName);
  for (const client of ids) {
    for (const room of names) fanOut.carryOut({ kind: "join", client, room });
  }
  Deno.bench({
    name: `1 line in each of ${speaking} of ${rooms} rooms to ${clients} clients`,
    group: "rooms",
    async fn() {
      for (const room of names.slice(0, speaking)) {
        fanOut.carryOut({ kind: "publish", room, message: { ...MESSAGE, room } });
      }
      pacer.turn();
      await settle();
    },
  });
}

function crowd(clients: number): { fanOut: FanOut; pacer: HandPacer; ids: ClientId[] } {
  const pacer = new HandPacer();
  const fanOut = new FanOut(pacer, { text: textCodecs, json: jsonCodecs });
  const ids = Array.from({ length: clients }, (_, i) => clientId(i + 1));
  for (const client of ids) {
    fanOut.serve(client, { sink: SINK, codec: textCodec, limits: LIMITS });
    fanOut.carryOut({ kind: "join", client, room: LOBBY });
  }
  return { fanOut, pacer, ids };
}

// A write settles in a microtask, and what follows from it in another.
async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) await Promise.resolve();
}

for (const lines of [1, 32]) {
  const texts = Array.from({ length: lines }, () => textCodec.encode(MESSAGE));
  Deno.bench({
    name: `encode ${lines} lines`,
    group: "Batch",
    fn: () => void new Batch(texts, LOBBY).bytes,
  });
  Deno.bench({
    name: `find the lines of ${lines}`,
    group: "Batch",
    fn: () => void new Batch(texts, LOBBY).sizeOf(0, lines),
  });
  const batch = new Batch(texts, LOBBY);
  Deno.bench({
    name: `queue and take ${lines} lines`,
    group: "Backlog",
    fn() {
      const backlog = new Backlog(LIMITS);
      backlog.add(batch, textCodec);
      backlog.take(textCodec);
    },
  });
}
