/**
 * Nodes with one log between them and a bad line: what they append may be lost, come late, come twice, or
 * come in another order. They are slow at random, found dead, killed, and started again under their name,
 * also while the elder one still runs. Every node keeps what its replica gave it for the chat.
 *
 * @module
 */

import type { ChatEvent } from "../../lib/core/event.ts";
import type { ClientId } from "../../lib/core/units.ts";
import type { LogRecord } from "../../lib/bus/engine.ts";
import { encodeEntry, encodeRecord } from "../../lib/bus/agreed/read_record.ts";
import type { Entry } from "../../lib/bus/agreed/record.ts";
import { Replica } from "../../lib/bus/agreed/replica.ts";
import { BEGIN, BIRTH, enters, ids, says, up } from "./bus_scene.ts";

/** What a record gave a replica for the chat. */
export interface Given {
  readonly position: number;
  readonly event: ChatEvent;
}

/** The text of a line that a process said; each says `1`, `2` and so on after its number. */
export interface Line {
  readonly process: number;
  readonly count: number;
}

/** A process that reads the log and may write to it. */
export class Process {
  /** What the chat was given, since the position at which the replica began. */
  readonly given: Given[] = [];
  readonly begun: number;
  /** Entries of the present epoch, all of them. */
  entries: Entry[] = [];
  epoch = "";
  isOver = false;
  /** Its clients, whether or not they are in the chat yet. */
  readonly clients: ClientId[] = [];
  #epochs = 0;
  #lines = 0;
  #beat: number | undefined;

  constructor(
    readonly number: number,
    readonly name: string | undefined,
    readonly replica: Replica,
  ) {
    this.begun = replica.position;
  }

  /** Takes a new epoch: it brings back its people, and says what nobody has heard. */
  begin(): void {
    const unheard = this.entries.slice(this.#accepted).filter(({ kind }) => kind === "event");
    const queued = new Set(unheard.map(clientOfArrival));
    const back = this.clients.filter((client) => !queued.has(client)).map(enters);
    this.#epochs++;
    this.epoch = `${this.name}.${String(this.number * 1000 + this.#epochs).padStart(8, "0")}`;
    const asked = this.clients.length === 0 ? [ids(2)] : [];
    const since = this.replica.position;
    this.entries = [up(this.epoch, { since }), ...asked, ...back, ...unheard];
    this.#beat = undefined;
    this.replica.become(this.epoch);
  }

  /** One of its people says the next line. */
  say(): void {
    const client = this.clients[this.#lines % 2];
    if (client === undefined) return;
    this.#lines++;
    this.entries.push(says(client, `${this.number}:${this.#lines}`));
  }

  /** Puts in a beat, if the last one came back. */
  beat(): void {
    if (this.#beat !== undefined && this.#accepted < this.#beat) return;
    this.entries.push({ kind: "beat", ...this.replica.digest });
    this.#beat = this.entries.length;
  }

  /** A record of what has not come back, at most so many entries; undefined if there is nothing. */
  record(most: number): string | undefined {
    const entries = this.entries.slice(this.#accepted, this.#accepted + most);
    if (entries.length === 0) return undefined;
    const { level } = this.replica;
    return encodeRecord(
      { v: level, e: this.epoch, n: this.#accepted + 1 },
      entries.map(encodeEntry),
    );
  }

  /** Whether all that it put in has come back. */
  get isHeard(): boolean {
    return this.isOver || this.#accepted === this.entries.length;
  }

  /** Reads the next record. */
  read(record: LogRecord): void {
    const applied = this.replica.apply(record);
    for (const { event } of applied.events) {
      this.given.push({ position: record.position, event });
      const line = lineOf(event);
      if (line !== undefined) this.replica.told(`room-${line.process}`, line.count);
    }
    this.replica.settled(record.position);
    this.#heard = applied.accepted ?? 0;
    for (const { first, count } of applied.ids) {
      for (let id = first; id < first + count; id++) {
        this.clients.push(id as ClientId);
        this.entries.push(enters(id));
      }
    }
    if (applied.fate === "dead") this.begin();
    else if (applied.fate === "fenced") this.isOver = true;
    else if (applied.fate !== undefined) throw new Error(`a node is told: ${applied.fate}`);
  }

  #heard = 0;
  get #accepted(): number {
    return this.#heard;
  }
}

/** All of them. */
export class World {
  readonly log: LogRecord[] = [];
  readonly processes: Process[] = [];
  /** Records under way to the log. */
  #line: string[] = [];
  #time = BEGIN;
  #begun = 0;

  /** A log with its birth, and a node for each of these names. */
  constructor(readonly names: readonly string[]) {
    this.#append(encodeRecord({ v: 1, e: "init.00000000", n: 1 }, [encodeEntry(BIRTH)]));
    for (const name of names) this.start(name, new Replica());
  }

  /** Those that run. */
  get running(): readonly Process[] {
    return this.processes.filter(({ isOver }) => !isOver);
  }

  /** A process begins under this name, or as one that only reads. */
  start(name: string | undefined, replica: Replica): void {
    const process = new Process(++this.#begun, name, replica);
    this.processes.push(process);
    if (name === undefined) return;
    this.readAll(process);
    process.begin();
  }

  /** A record of a process goes on its way. */
  send(process: Process, most: number): void {
    const record = process.record(most);
    if (record !== undefined && process.name !== undefined) this.#line.push(record);
  }

  /** A record that is under way reaches the log; it may stay under way, to come again. */
  deliver(which: number, isTwice: boolean): void {
    const index = which % Math.max(1, this.#line.length);
    const record = this.#line[index];
    if (record === undefined) return;
    if (!isTwice) this.#line.splice(index, 1);
    this.#append(record);
  }

  /** A record that is under way is lost. */
  lose(which: number): void {
    this.#line.splice(which % Math.max(1, this.#line.length), 1);
  }

  /** A process reads at most so many records. */
  read(process: Process, most: number): void {
    for (let count = 0; count < most && !process.isOver; count++) {
      const record = this.log[process.replica.position];
      if (record === undefined) return;
      process.read(record);
    }
  }

  /** A process reads all that is there. */
  readAll(process: Process): void {
    this.read(process, this.log.length);
  }

  /** From here on everything comes: all say the rest, and beat until those that are dead are found so. */
  settle(): void {
    for (let round = 0; round < 40; round++) {
      for (const process of this.running) {
        this.readAll(process);
        if (process.name !== undefined && round < 8) process.beat();
        this.send(process, 7);
        while (this.#line.length > 0) this.deliver(0, false);
      }
    }
    for (const process of this.processes) this.readAll(process);
  }

  #append(data: string): void {
    this.#time += 300;
    this.log.push({ position: this.log.length + 1, time: this.#time, data });
  }
}

/** The line that an event says; undefined if it says none. */
export function lineOf(event: ChatEvent): Line | undefined {
  if (event.kind !== "command" || event.command.kind !== "bound") return undefined;
  const [process, count] = String(event.command.args.text).split(":").map(Number);
  return process === undefined || count === undefined ? undefined : { process, count };
}

function clientOfArrival(entry: Entry): ClientId | undefined {
  return entry.kind === "event" && entry.event.kind === "connected"
    ? entry.event.client
    : undefined;
}
