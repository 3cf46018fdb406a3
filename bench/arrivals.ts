/**
 * What it costs that thousands of programs come into one room within seconds, in one process without
 * sockets: told of every arrival, and told of crowds. `deno run bench/arrivals.ts [PEOPLE]`.
 *
 * @module
 */

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
/** So many come in a second. */
const RATE = 1000;
/** So often a turn is flushed, in milliseconds. */
const TURN = 5;

/** What all were sent. */
interface Sum {
  lines: number;
  bytes: number;
}

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
  readonly #sink: Sink;
  #at = 0;
  #wakeAt = Infinity;

  constructor(detail: Detail, sum: Sum) {
    this.#codec = jsonCodecs.en[detail];
    this.#sink = {
      write(bytes) {
        sum.bytes += bytes.length;
        return Promise.resolve(bytes.length);
      },
    };
  }

  /** How many lines were sent. */
  get lines(): number {
    return this.#fanOut.census().lines;
  }

  enter(n: number): void {
    const client = clientId(n);
    const { hearing } = this.#codec;
    this.#fanOut.serve(client, { sink: this.#sink, codec: this.#codec, limits: LIMITS });
    const origin = {
      isNamedByAddress: false,
      isLoopback: true,
      isOperator: false,
      transport: "web",
    } as const;
    this.#apply({ kind: "connected", client, origin, hearing, history: 50 });
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
  for (const detail of (Deno.args[1] ? [Deno.args[1]] : ["every", "gathered"]) as Detail[]) {
    await measure(detail, people);
  }
}

/** Lets so many come, each with a history to ask for, and prints what they were sent. */
async function measure(detail: Detail, people: number): Promise<void> {
  const sum: Sum = { lines: 0, bytes: 0 };
  const house = new House(detail, sum);
  const began = performance.now();
  for (let n = 1; n <= people; n++) {
    house.enter(n);
    if (n % (RATE / 1000 * TURN) === 0) await house.pass(TURN);
  }
  await house.pass(200);
  const took = performance.now() - began;
  const events = house.lines - people * 3;
  const megabytes = (sum.bytes / 1e6).toFixed(1);
  const kilobytes = (sum.bytes / people / 1000).toFixed(1);
  print(
    `${detail}: ${people} arrivals: ${events} lines about them, ${megabytes} MB in all, ` +
      `${kilobytes} kB each with the welcome, ${(took / 1000).toFixed(2)} s`,
  );
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
