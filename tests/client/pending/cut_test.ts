/**
 * Lines against a daemon in memory whose connections are cut at any byte: none is lost without a word, and what
 * is called certain is so.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { ClientState } from "../../../lib/client/connection/client_state.ts";
import { Outbox } from "../../../lib/client/pending/outbox.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import type { Sendable } from "../../../lib/client/typed/request.ts";
import { parseDaemonLine } from "../../../lib/wire/json/decode.ts";
import { CuttingDaemon, type DaemonTraits, type Wire } from "../../support/cutting_daemon.ts";

const RUNS = 200;

/** A client without a screen: it types lines, and follows what becomes of them. */
class Typist {
  readonly rooms = new Rooms(["dev"]);
  readonly state = new ClientState({ name: "ann", isChosen: true }, this.rooms);
  readonly outbox = new Outbox(this.rooms, () => this.#isWelcome ? this.#welcomes : undefined);
  readonly typed: string[] = [];
  #wire: Wire | undefined;
  #isWelcome = false;
  #welcomes = 0;
  /** Whether it has read that it is in dev: of a room before that, nobody can tell what was missed. */
  #isInDev = false;
  #partial = "";

  connect(daemon: CuttingDaemon): Wire {
    const { rooms = [], resume = {} } = this.state.hello;
    const wire = daemon.connect({ nick: this.state.wanted ?? "ann", rooms, resume });
    this.#wire = wire;
    this.#isWelcome = false;
    this.#partial = "";
    return wire;
  }

  /** Types a line, if there is a connection. */
  type(random: () => number): void {
    if (!this.#isWelcome) return;
    const text = random() < 0.1
      ? "refused"
      : random() < 0.2
      ? "again"
      : `line ${this.typed.length}`;
    if (text !== "refused") this.typed.push(text);
    const room = this.#isInDev && random() < 0.6 ? "dev" : "lobby";
    const request: Sendable = { type: random() < 0.2 ? "me" : "say", room, text };
    this.#send([this.outbox.send(request)]);
  }

  paste(count: number): void {
    if (!this.#isInDev) return;
    const texts = Array.from({ length: count }, (_, index) => `paste ${this.typed.length + index}`);
    this.typed.push(...texts);
    this.#send(this.outbox.paste(texts.map((text) => ({ type: "say", room: "dev", text }))));
  }

  /** Reads so many bytes of what the daemon has sent. */
  read(bytes: number): void {
    const wire = this.#wire;
    if (wire === undefined) return;
    this.#partial += wire.toClient.slice(0, bytes);
    wire.toClient = wire.toClient.slice(bytes);
    const lines = this.#partial.split("\n");
    this.#partial = lines.pop() ?? "";
    for (const line of lines) this.#hear(line);
  }

  resend(): void {
    this.#send(this.outbox.resend());
  }

  hangUp(): void {
    this.#wire = undefined;
    this.#isWelcome = this.#isInDev = false;
  }

  #hear(line: string): void {
    const heard = parseDaemonLine(line);
    if (heard.kind !== "event") return;
    if (heard.event.kind === "entered") this.#isInDev = true;
    if (heard.event.kind === "welcome") {
      this.#isWelcome = true;
      this.#welcomes += 1;
      this.#send(this.rooms.requestsAfter(heard.event));
    }
    this.#send(this.outbox.note(heard.event, this.state.note(heard.event)));
  }

  #send(requests: readonly Sendable[]): void {
    for (const request of requests) {
      if (this.#wire !== undefined) this.#wire.toDaemon += `${JSON.stringify(request)}\n`;
    }
  }
}

/** Small numbers from a seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function count(texts: readonly string[], text: string): number {
  return texts.filter((each) => each === text).length;
}

/** Lets everything be read that can be. */
function settle(client: Typist, wire: Wire): void {
  for (let turn = 0; turn < 400; turn++) {
    wire.read(Infinity);
    client.read(Infinity);
  }
}

/** One life: a few connections, each of which is cut. `lingers` says whether the daemon keeps reading for a while. */
function play(seed: number, traits: DaemonTraits, lingers: boolean): void {
  const random = randomFrom(seed);
  const daemon = new CuttingDaemon(traits);
  const client = new Typist();
  const ghosts: Wire[] = [];
  let isDoubtful = false;
  const bury = (most: number) => {
    for (const ghost of ghosts.splice(0, most)) {
      // Some of what was on its way arrives, or all of it, or nothing.
      if (random() < 0.7) ghost.read(Math.floor(random() * (ghost.toDaemon.length + 2)));
      daemon.leave(ghost);
    }
  };
  for (let connection = 0; connection < 4; connection++) {
    const wire = client.connect(daemon);
    for (let step = 0; step < 25; step++) {
      const chance = random();
      if (chance < 0.3) client.type(random);
      else if (chance < 0.33) client.paste(2 + Math.floor(random() * 12));
      else if (chance < 0.36 && client.outbox.undelivered.every(({ isSure }) => isSure)) {
        client.resend();
      } else if (chance < 0.38) bury(1);
      else if (chance < 0.7) wire.read(Math.floor(random() * 200));
      else client.read(Math.floor(random() * 400));
      if (client.outbox.undelivered.some(({ isSure }) => !isSure)) isDoubtful = true;
    }
    client.hangUp();
    ghosts.push(wire);
    if (!lingers) bury(Infinity);
  }
  const last = client.connect(daemon);
  settle(client, last);
  bury(Infinity);
  settle(client, last);
  const { undelivered } = client.outbox;
  const about = `seed ${seed}`;
  for (const { line: { request }, isSure } of undelivered) {
    const text = String(request.text);
    if (isSure && text !== "again" && text !== "refused") {
      assertEquals(count(daemon.said, text), 0, `${about}: said, and called undelivered: ${text}`);
    }
  }
  const open = client.outbox.unanswered.map(({ request }) => String(request.text));
  for (const text of client.typed) {
    const times = count(daemon.said, text);
    assert(times > 0 || open.includes(text), `${about}: lost without a word: ${text}`);
  }
  if (traits.isResuming && !lingers) assert(!isDoubtful, `${about}: in doubt without a reason`);
  client.resend();
  settle(client, last);
  assertEquals(client.outbox.unanswered, [], `${about}: something is never answered`);
  assertEquals(client.outbox.progress, undefined, `${about}: a paste is never finished`);
  for (const text of new Set(client.typed)) {
    const times = count(daemon.said, text);
    const wanted = count(client.typed, text);
    assert(times >= wanted, `${about}: ${text} was said ${times} times of ${wanted}`);
    if (!isDoubtful && undelivered.every(({ isSure }) => isSure)) {
      assertEquals(times, wanted, `${about}: ${text}`);
    }
  }
}

for (const hasTokens of [true, false]) {
  for (const isResuming of [true, false]) {
    for (const lingers of [false, true]) {
      const traits = { hasTokens, isResuming };
      const name =
        `${hasTokens ? "with" : "without"} tokens, ${isResuming ? "" : "not "}resuming, ` +
        `a cut is seen ${lingers ? "late" : "at once"}`;
      Deno.test(`no line is lost or said twice over cuts at any byte: ${name}`, () => {
        for (let seed = 1; seed <= RUNS; seed++) play(seed, traits, lingers);
      });
    }
  }
}
