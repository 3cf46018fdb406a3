/**
 * A healthy client: it reads all the time, checks every line as it comes, and keeps what it hears of
 * the rooms for a comparison with the others.
 *
 * @module
 */

import type { Peer } from "../../lib/net/peer.ts";
import { writeAll } from "../../lib/net/peer.ts";
import { Census } from "./census.ts";
import { Finding, inTime } from "./finding.ts";
import { readObject, readPeopleLine, type RoomLine, wordsOf } from "./heard.ts";
import { type Hearing, markOf } from "./order.ts";
import { linesOf } from "./line_source.ts";

const encoder = new TextEncoder();

/** A line that others hear as well: all who are in the room, or one other. */
export interface Heard {
  readonly text: string;
  /** The two people of a private word; undefined for what the room was told. */
  readonly between?: readonly [from: string, to: string];
}

/** One healthy client. Whoever holds it with `await using` ends it. */
export class Observer implements AsyncDisposable {
  /** Its name. */
  readonly name: string;
  /** What everybody hears, in order. */
  readonly said: string[] = [];
  /** The same and its private words, in order. */
  readonly heard: Heard[] = [];
  /** How many were told to come. */
  came = 0;
  /** How many were told to go. */
  went = 0;
  readonly #peer: Peer;
  readonly #census: Census | undefined;
  readonly #pongs = new Map<string, () => void>();
  readonly #reading: Promise<void>;
  readonly #failed = Promise.withResolvers<never>();
  #isLeaving = false;
  #pings = 0;
  /** Where a person speaks. */
  #room = "lobby";

  private constructor(name: string, peer: Peer, isProgram: boolean) {
    this.name = name;
    this.#peer = peer;
    this.#census = isProgram ? new Census() : undefined;
    // Whoever waits is told; while nobody does, the next who waits is.
    this.#failed.promise.catch(() => {});
    this.#reading = this.#read().catch((error) => this.#failed.reject(error));
  }

  /** Enters under a name; resolves when all who came before have been told of. */
  static async enter(name: string, peer: Peer, isProgram: boolean): Promise<Observer> {
    const observer = new Observer(name, peer, isProgram);
    await observer.send(isProgram ? JSON.stringify({ hello: 1, nick: name }) : `/nick ${name}`);
    await observer.catchUp();
    return observer;
  }

  /** The names of all who are here; for programs only. */
  get members(): ReadonlySet<string> {
    return this.#census?.members ?? new Set();
  }

  /** What it has heard of lines that are said only once. */
  get hearing(): Hearing {
    return { name: this.name, lines: this.said.flatMap((line) => markOf(line) ?? []) };
  }

  /** Sends one line. */
  async send(line: string): Promise<void> {
    await inTime(`${this.name} sends`, writeAll(this.#peer, encoder.encode(`${line}\n`)));
  }

  /** Enters further rooms, and goes on to speak in the last. */
  async join(...rooms: readonly string[]): Promise<void> {
    for (const room of rooms) {
      const isProgram = this.#census !== undefined;
      await this.send(isProgram ? JSON.stringify({ type: "join", room }) : `/join ${room}`);
      this.#room = room;
    }
  }

  /** Says something to one person alone. */
  whisper(to: string, text: string): Promise<void> {
    const object = { type: "private", to, text };
    return this.send(
      this.#census === undefined ? `/msg ${to} ${text}` : JSON.stringify(object),
    );
  }

  /** Says something in a room that it is in. */
  async say(text: string, room = "lobby"): Promise<void> {
    if (this.#census !== undefined) {
      return await this.send(JSON.stringify({ type: "say", text, room }));
    }
    if (room !== this.#room) await this.join(room);
    await this.send(text);
  }

  /** Asks who is in a room; the answer is checked when it comes. */
  askWho(room = "lobby"): Promise<void> {
    return this.send(
      this.#census === undefined ? `/who ${room}` : JSON.stringify({ type: "who", room }),
    );
  }

  /** Resolves when everything that came before has been heard, which a ping decides. */
  async catchUp(): Promise<void> {
    const token = `${this.name}-${++this.#pings}`;
    const heard = new Promise<void>((resolve) => this.#pongs.set(token, resolve));
    await this.send(
      this.#census === undefined ? `/ping ${token}` : JSON.stringify({ type: "ping", token }),
    );
    await inTime(`the pong for ${token}`, Promise.race([heard, this.#failed.promise]));
  }

  /** Forgets what was heard so far; from here on is compared. */
  begin(): void {
    this.said.length = 0;
    this.heard.length = 0;
    this.came = 0;
    this.went = 0;
  }

  /** Takes what was said up to this, which must have been heard, so that memory stays bounded. */
  takeThrough(text: string): string[] {
    const at = this.said.indexOf(text);
    if (at < 0) throw new Finding(`${this.name} has not heard ${JSON.stringify(text)}`);
    this.heard.length = 0;
    return this.said.splice(0, at + 1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isLeaving = true;
    this.#peer.close();
    await this.#reading;
  }

  async #read(): Promise<void> {
    for await (const line of linesOf(this.#peer)) this.#take(line);
    if (!this.#isLeaving) throw new Finding(`${this.name} was disconnected`);
  }

  #take(line: string): void {
    const heard = this.#understand(line);
    switch (heard.kind) {
      case "said":
        this.said.push(heard.text);
        this.heard.push({ text: heard.text });
        break;
      case "whisper":
        this.#overhear(heard);
        break;
      case "came":
        this.came += heard.count;
        break;
      case "went":
        this.went += heard.count;
        break;
      case "pong":
        this.#answered(heard.token);
        break;
      case "skipped":
        throw new Finding(`${this.name}, who is healthy, was skipped ${heard.count} lines`);
      case "private":
        break;
      default:
        heard satisfies never;
    }
  }

  #overhear({ from, to, text }: RoomLine & { kind: "whisper" }): void {
    if (from !== this.name && to !== this.name) {
      throw new Finding(`${this.name} hears what is not for it: ${JSON.stringify(text)}`);
    }
    this.heard.push({ text, between: [from, to] });
  }

  #understand(line: string): RoomLine {
    if (this.#census === undefined) return readPeopleLine(line);
    const event = readObject(line);
    this.#census.take(event);
    return wordsOf(event);
  }

  #answered(token: string): void {
    const resolve = this.#pongs.get(token);
    if (resolve === undefined) throw new Finding(`an answer to no question: pong ${token}`);
    this.#pongs.delete(token);
    resolve();
  }
}
