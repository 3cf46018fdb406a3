/**
 * Writes the record of a run in which all promises are kept: a chat in miniature, for tests of the checker.
 *
 * @module
 */

import type { Death, PersonRecord, RunRecord, StayRecord } from "./run_record.ts";

/** An event as it stands on the wire, and its place. */
interface Scripted {
  readonly room: string;
  readonly seq: number;
  readonly line: string;
}

const EPOCHS: Readonly<Record<string, string>> = { lobby: "e1", dev: "e1-1" };
const ROOMS = Object.keys(EPOCHS);
const START = Date.UTC(2026, 0, 1);

/** A run that is being written. Each step takes 10 ms; everybody is in the lobby and in `dev`. */
export class ScriptedRun {
  readonly #people = new Map<string, PersonRecord>();
  readonly #deaths: Death[] = [];
  readonly #events: Scripted[] = [];
  readonly #present = new Set<string>();
  #at = 0;
  #from: number | undefined;

  /** A person connects to a node and enters; one that was there resumes. */
  enter(name: string, node: string): void {
    const person = this.#people.get(name) ?? { name, stays: [], said: [] };
    this.#people.set(name, person);
    const stay: StayRecord = { node, from: this.#at, lines: [], times: [] };
    const missed = person.stays.length === 0
      ? 0
      : this.#events.findIndex(({ line }) => line === person.stays.at(-1)?.lines.at(-1)) + 1;
    for (const room of ROOMS) {
      const type = room === "lobby" ? "welcome" : "entered";
      const you = room === "lobby" ? name : undefined;
      this.#hear(stay, { type, you, room, epoch: EPOCHS[room], seq: this.#last(room) });
    }
    if (person.stays.length > 0) {
      for (const { line } of this.#events.slice(missed)) this.#hear(stay, line);
    }
    person.stays.push(stay);
    this.#present.add(name);
    for (const room of ROOMS) this.tell(room, { type: "joined", name });
  }

  /** A person says a line, which is its first word. */
  say(name: string, room: string, token: string): void {
    const person = this.person(name);
    this.#from ??= this.#at;
    person.said.push({ token, at: this.#at, stay: person.stays.length - 1 });
    this.#at += 10;
    this.tell(room, { type: "message", from: name, text: `${token} and more` });
  }

  /** A node is cut off, and back before the others find it dead: nobody leaves. */
  spare(node: string): void {
    this.#deaths.push({ node, at: this.#at, code: "node-lost", mayBeSpared: true });
  }

  /** A node is killed: its people lose their connections, and leave. */
  kill(node: string): void {
    this.#deaths.push({ node, at: this.#at, code: "node-lost" });
    const people = [...this.#present].filter((name) => this.#stay(name).node === node);
    for (const name of people) {
      this.#present.delete(name);
      this.#stay(name).to = this.#at + 1;
    }
    this.#at += 3000;
    for (const name of people) {
      for (const room of ROOMS) this.tell(room, { type: "left", name, code: "node-lost" });
    }
  }

  /** Everybody who is there is told something. */
  tell(room: string, fields: Readonly<Record<string, unknown>>): void {
    this.#at += 10;
    const seq = this.#last(room) + 1;
    const time = new Date(START + this.#at).toISOString();
    const { type, ...rest } = fields;
    const line = JSON.stringify({ type, seq, time, room, ...rest });
    this.#events.push({ room, seq, line });
    for (const name of this.#present) this.#hear(this.#stay(name), line);
  }

  /** A person of the run. */
  person(name: string): PersonRecord {
    const person = this.#people.get(name);
    if (person === undefined) throw new Error(`there is no ${name}`);
    return person;
  }

  /** The record. */
  record(): RunRecord {
    const people = [...this.#people.values()];
    return { people, deaths: this.#deaths, from: this.#from ?? 0, to: this.#at };
  }

  #stay(name: string): StayRecord {
    const stay = this.person(name).stays.at(-1);
    if (stay === undefined) throw new Error(`${name} was never there`);
    return stay;
  }

  #last(room: string): number {
    return this.#events.findLast((event) => event.room === room)?.seq ?? 0;
  }

  #hear(stay: StayRecord, said: string | Readonly<Record<string, unknown>>): void {
    stay.lines.push(typeof said === "string" ? said : JSON.stringify(said));
    stay.times.push(this.#at);
  }
}

/** Three people on two nodes talk in two rooms; one node dies, and its person comes back at the other. */
export function keptRun(): RunRecord {
  const run = new ScriptedRun();
  run.enter("ann", "a");
  run.enter("bob", "b");
  run.enter("cat", "b");
  run.say("ann", "lobby", "ann-1");
  run.say("bob", "dev", "bob-1");
  run.say("cat", "lobby", "cat-1");
  run.say("cat", "dev", "cat-2");
  run.kill("a");
  run.say("bob", "lobby", "bob-2");
  run.enter("ann", "b");
  run.say("ann", "dev", "ann-2");
  run.say("bob", "dev", "bob-3");
  return run.record();
}
