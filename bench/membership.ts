/**
 * What the rooms that nobody speaks in cost in memory, in one process without sockets:
 * `deno run --v8-flags=--expose-gc bench/membership.ts`.
 *
 * @module
 */

import { Chat } from "../lib/core/chat.ts";
import type { ChatEvent } from "../lib/core/event.ts";
import { type ClientId, clientId } from "../lib/core/units.ts";
import { FanOut } from "../lib/outbound/fanout.ts";
import type { Sink } from "../lib/outbound/outbox_types.ts";
import type { Pacer } from "../lib/time/pacer.ts";
import { jsonCodecs } from "../lib/wire/json/codec.ts";
import { textCodec, textCodecs } from "../lib/wire/text/codec.ts";

const LIMITS = { skipAbove: 65_536, dropAt: 262_144, stallTimeout: 30_000 };
const SETTINGS = {
  idleTimeout: 0,
  maxLineBytes: 4096,
  maxRooms: 20_000,
  maxRoomsPerPerson: 20,
  server: "bench",
  epoch: "bench",
  remember: 200,
  history: 0,
  historyBytes: 65_536,
  motd: [],
  isRecording: false,
};
const SINK: Sink = { write: (bytes) => Promise.resolve(bytes.length) };

const CLIENTS = 1000;
const ROOMS_EACH = 19;
const ROOMS = 100;
const OWN_ROOMS = 10;
const PASSING_ROOMS = 10_000;

/** The chat and its fan-out, in a time that passes when it is told to. */
class House {
  readonly #turns: (() => void)[] = [];
  readonly #pacer: Pacer = {
    now: () => this.#at,
    soon: (call) => void this.#turns.push(call),
    later: (_, call) => {
      this.#turns.push(() => call(0));
      return () => {};
    },
  };
  readonly #fanOut: FanOut;
  readonly #chat = new Chat(SETTINGS);
  #at = 0;

  constructor() {
    this.#fanOut = new FanOut(this.#pacer, { text: textCodecs, json: jsonCodecs });
  }

  enter(n: number): ClientId {
    const client = clientId(n);
    this.#fanOut.serve(client, { sink: SINK, codec: textCodec, limits: LIMITS });
    const origin = {
      isNamedByAddress: false,
      isLoopback: true,
      isOperator: false,
      transport: "pipe",
    } as const;
    this.#apply({ kind: "connected", client, origin, hearing: textCodec.hearing });
    return client;
  }

  ask(client: ClientId, name: string, input: string): void {
    this.#apply({ kind: "command", client, command: { kind: "ask", name, input } });
  }

  /** Lets time pass until everything held is told and sent. */
  async rest(): Promise<void> {
    for (let i = 0; i < 3; i++) {
      this.#at += 1000;
      this.#apply({ kind: "tick" });
      while (this.#turns.length > 0) {
        for (const call of this.#turns.splice(0)) call();
        for (let settling = 0; settling < 4; settling++) await Promise.resolve();
      }
    }
  }

  #apply(event: ChatEvent): void {
    for (const effect of this.#chat.apply(event, this.#at)) {
      if (effect.kind !== "wake") this.#fanOut.carryOut(effect);
    }
  }
}

if (import.meta.main) await main();

async function main(): Promise<void> {
  const house = new House();
  const clients = Array.from({ length: CLIENTS }, (_, n) => house.enter(n + 1));
  keepRooms(house);
  await comeAndGo(house, clients, 1000);
  const empty = await heapOf(house);
  const first = await enter(house, clients, { from: 0, to: 1 });
  const others = await enter(house, clients, { from: 1, to: ROOMS_EACH });
  print(`a membership beside the lobby: ${first} bytes for the first, ${others} for each further`);
  await leave(house, clients, ROOMS_EACH);
  print(`when all have left the rooms: ${await heapOf(house) - empty} bytes more`);
  await alone(house, clients);
  const before = await heapOf(house);
  await comeAndGo(house, clients, PASSING_ROOMS);
  print(`after ${PASSING_ROOMS} rooms came and went: ${await heapOf(house) - before} bytes more`);
}

/** Lets others make the rooms and stay there. */
function keepRooms(house: House): void {
  for (let room = 0; room < ROOMS; room++) {
    const keeper = CLIENTS + 1 + Math.floor(room / ROOMS_EACH);
    if (room % ROOMS_EACH === 0) house.enter(keeper);
    house.ask(clientId(keeper), "join", `r${room}`);
  }
}

/** All enter so many rooms, the `from`th to the `to`th of each; resolves to the bytes of a membership. */
async function enter(
  house: House,
  clients: readonly ClientId[],
  { from, to }: { from: number; to: number },
): Promise<string> {
  const before = await heapOf(house);
  for (const [index, client] of clients.entries()) {
    for (let n = from; n < to; n++) house.ask(client, "join", `r${(index * 7 + n * 5) % ROOMS}`);
    if (index % 50 === 0) await house.rest();
  }
  return ((await heapOf(house) - before) / clients.length / (to - from)).toFixed(0);
}

async function leave(house: House, clients: readonly ClientId[], rooms: number): Promise<void> {
  for (const client of clients) {
    for (let n = 0; n < rooms; n++) house.ask(client, "part", "");
    await house.rest();
  }
}

/** Each client has rooms of its own. */
async function alone(house: House, clients: readonly ClientId[]): Promise<void> {
  const before = await heapOf(house);
  for (const [index, client] of clients.entries()) {
    for (let n = 0; n < OWN_ROOMS; n++) house.ask(client, "join", `own-${index}-${n}`);
    if (index % 50 === 0) await house.rest();
  }
  const full = await heapOf(house);
  print(`a room of one: ${((full - before) / clients.length / OWN_ROOMS).toFixed(0)} bytes`);
  await leave(house, clients, OWN_ROOMS);
}

async function comeAndGo(house: House, clients: readonly ClientId[], rooms: number): Promise<void> {
  for (let n = 0; n < rooms; n++) {
    const client = clients[n % clients.length];
    if (client === undefined) return;
    house.ask(client, "join", `passing-${n}`);
    if (n % 2 === 0) await house.rest();
    house.ask(client, "part", "");
    if (n % 100 === 0) await house.rest();
  }
}

async function heapOf(house: House): Promise<number> {
  await house.rest();
  const collect: unknown = Reflect.get(globalThis, "gc");
  if (typeof collect !== "function") throw new Error("run this with --v8-flags=--expose-gc");
  for (let i = 0; i < 4; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Deno.memoryUsage().heapUsed;
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
