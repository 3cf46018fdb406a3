/**
 * A person on a real connection: a program in the JSON dialect that says lines, records all that it hears,
 * and goes to the next node when its own is gone, where it resumes.
 *
 * @module
 */

import type { PersonRecord, StayRecord } from "./run_record.ts";
import type { TellingReader } from "./told.ts";

/** A node to connect to. */
export interface Place {
  /** Its name. */
  readonly node: string;
  /** `IP:PORT`, or `unix:PATH`. */
  readonly address: string;
}

/** What all people of a run share. */
export interface Surroundings {
  /** The nodes, in the order in which they are tried. */
  readonly places: readonly Place[];
  /** Reads lines. */
  readonly reader: TellingReader;
  /** The time in milliseconds, on a steady clock. */
  readonly now: () => number;
}

const RETRY_MILLIS = 200;
/** A name that was taken is asked for again after this time. */
const RENAME_MILLIS = 1000;
/** An address that accepts and says nothing for so long is given up, and the next one is tried. */
const WELCOME_MILLIS = 5000;
/** A person says nothing more while so many lines of it have not come back. */
const MAX_AHEAD = 2;

/** One person. */
export class Person {
  /** What it has heard and said so far. */
  readonly record: PersonRecord;
  readonly #around: Surroundings;
  readonly #rooms: readonly string[];
  /** The rooms that it has entered, and how far it was told what is said in them. */
  readonly #heard = new Map<string, { readonly epoch: string; seq: number }>();
  readonly #pending = new Set<string>();
  readonly #encoder = new TextEncoder();
  /** Settled when it is there for the first time, in all rooms. */
  readonly #there = Promise.withResolvers<void>();
  #name: string | undefined;
  #place: number;
  #conn: Deno.Conn | undefined;
  #hasEnded = false;
  #running: Promise<void> | undefined;
  #renames = 0;
  #wakes = new Set<() => void>();

  /** Nobody yet; `place` is the index of its first node. Everybody is in the lobby, and in `rooms`. */
  constructor(
    { name, rooms, place }: {
      readonly name: string;
      readonly rooms: readonly string[];
      readonly place: number;
    },
    around: Surroundings,
  ) {
    this.record = { name, stays: [], said: [] };
    this.#rooms = rooms;
    this.#place = place;
    this.#around = around;
  }

  /**
   * Has heard what another one heard when it came, and nothing since, so that it will be told all of it
   * when it enters. For a person that was not there yet.
   */
  beginAs({ stays }: PersonRecord): void {
    const first = stays[0];
    if (first === undefined) return;
    const lines = first.lines.filter((line) => this.#around.reader.read(line).kind === "entered");
    const times = lines.map(() => 0);
    for (const line of lines) this.#hear(line, 0, { node: "", from: 0, lines: [], times: [] });
    this.#name = undefined;
    this.record.stays.push({ node: "", from: 0, to: 0, lines, times });
  }

  /** Connects and listens, until `end`. Resolves when it is there. */
  async enter(): Promise<void> {
    this.#running = this.#run();
    await Promise.race([this.#there.promise, this.#running]);
  }

  /** Whether it may say a line now. */
  get canSay(): boolean {
    return this.#conn !== undefined && this.#name !== undefined && this.#pending.size < MAX_AHEAD;
  }

  /** How many lines it has said on this connection that have not come back. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Whether it is there under its own name. */
  get isItself(): boolean {
    return this.#name === this.record.name;
  }

  /** The last number that it was told of each epoch. */
  get positions(): ReadonlyMap<string, number> {
    return new Map([...this.#heard.values()].map(({ epoch, seq }) => [epoch, seq]));
  }

  /** Says a line; the token is its first word. Never waits, and never rejects. */
  say(token: string, room: string): void {
    this.record.said.push({ token, at: this.#around.now(), stay: this.record.stays.length - 1 });
    this.#pending.add(token);
    this.#send({ type: "say", room, text: `${token} the quick brown fox jumps over it` });
  }

  /** Leaves without a word, and resolves when everything is closed. The record then has an open last stay. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    for (const wake of this.#wakes) wake();
    this.#close();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#hasEnded) {
      const place = this.#around.places[this.#place];
      if (place === undefined) throw new Error(`there is no place ${this.#place}`);
      await this.#visit(place);
      if (this.#hasEnded) return;
      this.#place = (this.#place + 1) % this.#around.places.length;
      await this.#sleep(RETRY_MILLIS);
    }
  }

  async #visit(place: Place): Promise<void> {
    try {
      this.#conn = await connect(place.address);
    } catch {
      return;
    }
    if (this.#hasEnded) return this.#close();
    const stay: StayRecord = { node: place.node, from: this.#around.now(), lines: [], times: [] };
    const timer = setTimeout(() => {
      if (this.#name === undefined) this.#close();
    }, WELCOME_MILLIS);
    this.#hello();
    await this.#listen(this.#conn, stay);
    clearTimeout(timer);
    this.#close();
    if (this.#hasEnded) return;
    stay.to = this.#around.now();
    this.#name = undefined;
    this.#pending.clear();
  }

  #hello(): void {
    const resume = Object.fromEntries(this.#heard);
    this.#send({ hello: 1, nick: this.record.name, rooms: this.#rooms, resume });
  }

  async #listen(conn: Deno.Conn, stay: StayRecord): Promise<void> {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(32_768);
    let rest = "";
    for (let isFirst = true;;) {
      const count = await conn.read(buffer).catch(() => null);
      if (count === null) return;
      const at = this.#around.now();
      const lines = (rest + decoder.decode(buffer.subarray(0, count), { stream: true })).split(
        "\n",
      );
      rest = lines.pop() ?? "";
      for (const line of lines) {
        // A node that refuses people does so in words; such a visit is no stay.
        if (isFirst && line.startsWith('{"type":"welcome"')) {
          this.record.stays.push(stay);
          isFirst = false;
        }
        if (!isFirst) this.#hear(line, at, stay);
      }
    }
  }

  #hear(text: string, at: number, stay: StayRecord): void {
    const told = this.#around.reader.read(text);
    stay.lines.push(told.kind === "event" ? told.line : text);
    stay.times.push(at);
    if (told.kind === "event") {
      const room = this.#heard.get(told.room);
      if (room !== undefined) room.seq = told.seq;
      if (told.token !== undefined) this.#pending.delete(told.token);
      if (told.type === "renamed" && told.from === this.#name) this.#name = told.to;
    } else if (told.kind === "gap") {
      const room = this.#heard.get(told.room);
      if (room !== undefined) room.seq = told.to;
    } else if (told.kind === "entered") {
      const { room, epoch, seq } = told;
      if (this.#heard.get(room)?.epoch !== epoch) this.#heard.set(room, { epoch, seq });
      if (told.you !== undefined) this.#name = told.you;
      if (!this.isItself) void this.#takeNameBack();
      if (this.#heard.size === this.#rooms.length + 1) this.#there.resolve();
    }
  }

  /** Asks for its own name until it has it: a node that died holds it until its people have left. */
  async #takeNameBack(): Promise<void> {
    const turn = ++this.#renames;
    while (!this.#hasEnded && turn === this.#renames && !this.isItself) {
      await this.#sleep(RENAME_MILLIS);
      if (this.#name !== undefined && !this.isItself) {
        this.#send({ type: "nick", nick: this.record.name });
      }
    }
  }

  #send(message: Readonly<Record<string, unknown>>): void {
    void writeAll(this.#conn, this.#encoder.encode(`${JSON.stringify(message)}\n`));
  }

  async #sleep(millis: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, millis);
    this.#wakes.add(resolve);
    await promise;
    clearTimeout(timer);
    this.#wakes.delete(resolve);
  }

  #close(): void {
    try {
      this.#conn?.close();
    } catch {
      // It is closed.
    }
    this.#conn = undefined;
  }
}

function connect(address: string): Promise<Deno.Conn> {
  const [, path] = /^unix:(.*)$/.exec(address) ?? [];
  if (path !== undefined) return Deno.connect({ transport: "unix", path });
  const colon = address.lastIndexOf(":");
  const hostname = address.slice(0, colon);
  return Deno.connect({ hostname, port: Number(address.slice(colon + 1)) });
}

async function writeAll(conn: Deno.Conn | undefined, bytes: Uint8Array): Promise<void> {
  try {
    for (let rest = bytes; conn !== undefined && rest.length > 0;) {
      rest = rest.subarray(await conn.write(rest));
    }
  } catch {
    // The reader sees that the connection is gone.
  }
}
