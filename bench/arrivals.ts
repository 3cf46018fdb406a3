/**
 * What it costs that thousands of programs come into one room within seconds, in one process without
 * sockets: told of every arrival, and told of crowds. `deno run bench/arrivals.ts [PEOPLE] [A_SECOND]`.
 *
 * @module
 */

import process from "node:process";
import { Chat } from "../lib/core/chat.ts";
import type { Detail } from "../lib/core/dialect.ts";
import type { ChatEvent } from "../lib/core/event.ts";
import { clientId } from "../lib/core/units.ts";
import { FanOut } from "../lib/outbound/fanout.ts";
import type { Sink } from "../lib/outbound/outbox_types.ts";
import type { Pacer } from "../lib/time/pacer.ts";
import { jsonCodecs } from "../lib/wire/json/codec.ts";
import { textCodecs } from "../lib/wire/text/codec.ts";

const LIMITS = { skipAbove: 65_536, dropAt: 262_144, stallTimeout: 30_000 };
const SETTINGS = {
  idleTimeout: 0,
  maxLineBytes: 4096,
  maxRooms: 1000,
  maxRoomsPerPerson: 20,
  server: "bench",
  epoch: "bench",
  remember: 200,
  history: 0,
  historyBytes: 65_536,
  motd: [],
  isRecording: false,
};
/** So many come in a second, if no number is given. */
const RATE = 1000;

/** The chat and its fan-out, in a time that passes when it is told to. */
class House {
  #turns: (() => void)[] = [];
  readonly #pacer: Pacer = {
    now: () => this.#at,
    soon: (call) => void this.#turns.push(call),
    later: (_, call) => {
      this.#turns.push(() => call(0));
      return () => {};
    },
  };
  readonly #fanOut = new FanOut(this.#pacer, { text: textCodecs, json: jsonCodecs });
  readonly #chat = new Chat(SETTINGS);
  readonly #codec;
  readonly #sink: Sink = {
    write: (bytes) => {
      this.#bytes += bytes.length;
      return Promise.resolve(bytes.length);
    },
  };
  #bytes = 0;
  #at = 0;
  #wakeAt = Infinity;

  constructor(detail: Detail) {
    this.#codec = jsonCodecs.en[detail];
  }

  /** How many bytes were sent. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many lines were sent. */
  get lines(): number {
    return this.#fanOut.census().lines;
  }

  /** Enters, and resumes from this number if there is one. */
  enter(n: number, seq?: number): void {
    const client = clientId(n);
    const { hearing } = this.#codec;
    this.#fanOut.serve(client, { sink: this.#sink, codec: this.#codec, limits: LIMITS });
    const origin = {
      isNamedByAddress: false,
      isLoopback: true,
      isOperator: false,
      transport: "web",
    } as const;
    const resume = seq === undefined ? [] : [{ room: "lobby", seq, epoch: SETTINGS.epoch }];
    const wanted = { rooms: [], hasLobby: true, resume };
    this.#apply({ kind: "connected", client, origin, hearing, history: 50, wanted });
  }

  leave(n: number): void {
    const reason = { by: "member", code: "lost" } as const;
    this.#apply({ kind: "disconnected", client: clientId(n), reason });
  }

  /** Lets time pass, and sends what is to be sent. */
  async pass(millis: number): Promise<void> {
    this.#at += millis;
    if (this.#at >= this.#wakeAt) {
      this.#wakeAt = Infinity;
      this.#apply({ kind: "tick" });
    }
    while (this.#turns.length > 0) {
      const turns = this.#turns;
      this.#turns = [];
      for (const call of turns) call();
      for (let settling = 0; settling < 4; settling++) await Promise.resolve();
    }
  }

  #apply(event: ChatEvent): void {
    for (const effect of this.#chat.apply(event, this.#at)) {
      if (effect.kind === "wake") this.#wakeAt = Math.min(this.#wakeAt, effect.at);
      else this.#fanOut.carryOut(effect);
    }
  }
}

if (import.meta.main) {
  const people = Number(Deno.args[0] ?? 5000);
  await measure("every", people);
  const house = await measure("gathered", people);
  await measureReturn(house, people);
}

/** Lets so many come, each with a history to ask for, and prints what they were sent. */
async function measure(detail: Detail, people: number): Promise<House> {
  const house = new House(detail);
  await count(house, { what: `come, told ${detail}`, people, each: (n) => house.enter(n) });
  return house;
}

/** All lose their connections together, and come back and say where they resume. */
async function measureReturn(house: House, people: number): Promise<void> {
  await count(house, { what: "leave", people, each: (n) => house.leave(n) });
  await count(house, { what: "come back", people, each: (n) => house.enter(people + n, people) });
}

/** Something that each of so many does. */
interface Deed {
  readonly what: string;
  readonly people: number;
  readonly each: (n: number) => void;
}

/** Does something for each of so many, and prints what all were sent meanwhile. */
async function count(house: House, { what, people, each }: Deed): Promise<void> {
  const rate = Number(Deno.args[1] ?? RATE);
  const before = { lines: house.lines, bytes: house.bytes, cpu: process.cpuUsage().user };
  for (let n = 1; n <= people; n++) {
    each(n);
    await house.pass(1000 / rate);
  }
  await house.pass(200);
  const lines = house.lines - before.lines;
  const megabytes = ((house.bytes - before.bytes) / 1e6).toFixed(1);
  const seconds = ((process.cpuUsage().user - before.cpu) / 1e6).toFixed(2);
  print(`${people} ${what}: ${lines} lines, ${megabytes} MB, ${seconds} s of processor time`);
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
