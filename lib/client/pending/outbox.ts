/**
 * All that was typed and that the daemon has not answered: lines on their way, the rest of a paste, and what
 * became of the lines of a connection that broke. It says what to send; it sends nothing. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Verdict } from "../connection/verdict.ts";
import { isRoomEvent } from "../format.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Sendable } from "../typed/request.ts";
import { Doubts, type Undelivered } from "./doubts.ts";
import { isTalk, type Line, objectOf, sentAgain } from "./line.ts";
import { isLeave } from "../connection/ending.ts";
import { OnTheWay } from "./on_the_way.ts";
import { type PasteProgress, PasteQueue } from "./paste_queue.ts";

/** The most lines that are kept. */
export const MAX_PENDING = 1000;

/** So many lines may be on their way for another line of a paste to be sent. */
const WINDOW = 4;

/** The lines of one run. */
export class Outbox {
  readonly #rooms: Pick<Rooms, "all" | "present" | "isHome">;
  readonly #connection: () => number | undefined;
  /** How many connections have begun. */
  #connections = 0;
  readonly #onTheWay = new OnTheWay();
  readonly #doubts = new Doubts();
  readonly #pasted = new PasteQueue();
  /** Lines that were typed while there was no connection. */
  #kept: readonly Line[] = [];
  /** Who has written a private word last. */
  #writer: string | undefined;
  /** The daemon does not want the rest of the paste: how far it was said. */
  #refused: PasteProgress | undefined;
  #lastKey = 0;

  /**
   * Begins with nothing on its way. `connection` is the number of the connection that takes lines now, counted by
   * their welcomes from 1; undefined if there is none.
   */
  constructor(
    rooms: Pick<Rooms, "all" | "present" | "isHome">,
    connection: () => number | undefined,
  ) {
    this.#rooms = rooms;
    this.#connection = connection;
  }

  /** Whether lines can be sent: there is a connection, and its welcome has been noted. */
  get isOpen(): boolean {
    return this.#connection() === this.#connections;
  }

  /** How many more lines can be kept. */
  get space(): number {
    return Math.max(0, MAX_PENDING - this.unanswered.length);
  }

  /** Every line that is not known to be said or refused, in the order in which they are sent. */
  get unanswered(): readonly Line[] {
    return [
      ...this.#doubts.lines,
      ...this.#onTheWay.lines,
      ...this.#kept,
      ...this.#pasted.waiting,
    ];
  }

  /** Of the lines that nobody is asked about, those that a person typed one by one. */
  get pending(): readonly Line[] {
    const isAsked = this.undelivered.length > 0;
    return (isAsked ? this.unanswered.slice(this.undelivered.length) : this.unanswered)
      .filter(({ isPasted }) => !isPasted);
  }

  /** What an earlier connection has not delivered; the person decides. Empty as long as some of it is open. */
  get undelivered(): readonly Undelivered[] {
    return this.#doubts.undelivered;
  }

  /** How far a paste is said; undefined if there is none, or if all of it is on its way at once. */
  get progress(): PasteProgress | undefined {
    const { progress } = this.#pasted;
    return progress !== undefined && progress.total > WINDOW ? progress : undefined;
  }

  /** Whether it may still become certain what became of a line of an earlier connection. */
  get isUndecided(): boolean {
    return this.#doubts.isUndecided;
  }

  /** Whether nothing of an earlier connection is open. */
  get isSettled(): boolean {
    return this.#doubts.lines.length === 0;
  }

  /** Whether another line may be on its way. */
  get hasWindow(): boolean {
    return this.#onTheWay.lines.length < WINDOW && !this.isPasting;
  }

  /** Whether there are lines that were not sent yet. */
  get isPasting(): boolean {
    return this.#pasted.waiting.length > 0;
  }

  /**
   * A request is sent now. Returns what to send for it. Look at `space` and
   * `isOpen` first.
   */
  send(request: Sendable): Sendable {
    if (!isTalk(request)) return request;
    const line = this.#line(request, false);
    this.#onTheWay.add(line);
    return objectOf(line);
  }

  /** Requests that say something are kept until there is a connection; false if there is no space. */
  keep(requests: readonly Sendable[]): boolean {
    if (requests.length > this.space) return false;
    this.#kept = [...this.#kept, ...requests.map((request) => this.#line(request, false))];
    return true;
  }

  /** The person leaves: of what is sent from now on the daemon reads nothing. */
  noteLeave(): void {
    this.#onTheWay.noteLeave();
  }

  /** Requests that say something are sent one after the other. Returns what to send now; look at `space` first. */
  paste(requests: readonly Sendable[]): readonly Sendable[] {
    this.#pasted.add(requests.slice(0, this.space).map((request) => this.#line(request, true)));
    return this.#advance();
  }

  /** Drops the rest of a paste; returns how far it was sent, undefined if all of it was. */
  stopPaste(): PasteProgress | undefined {
    return this.#pasted.stop();
  }

  /** Once after it has happened: how far a paste was said whose next line the daemon has refused. */
  takeRefusal(): PasteProgress | undefined {
    const refused = this.#refused;
    this.#refused = undefined;
    return refused;
  }

  /**
   * The verdict for the person, before the event is noted: what an earlier connection has said is their own, under
   * whatever name. As long as it is open whether there is such a line, nobody knows how much was missed.
   */
  judge<V extends Verdict>(event: DaemonEvent, verdict: V): V {
    const isOwn = isRoomEvent(event) && this.#doubts.find(event, verdict) !== undefined;
    const marks = verdict.marks.map((mark) =>
      mark.kind === "begins" && this.#doubts.isOpen ? { ...mark, count: undefined } : mark
    );
    return { ...verdict, marks, isOwn };
  }

  /** Notes an event, before it is shown; returns what to send now. */
  note(event: DaemonEvent, verdict: Verdict): readonly Sendable[] {
    // The daemon has taken in all that was sent before the person left.
    if (event.kind === "bye" && isLeave(event.reason.code)) {
      this.#forget(this.#onTheWay.takeRead());
    }
    if (event.kind === "welcome") {
      this.#connections += 1;
      const { lines, life } = this.#onTheWay.end();
      this.#doubts.add(lines, life);
      this.#doubts.addUnsent(this.#kept);
      this.#kept = [];
    }
    this.#noteWriter(event);
    const said = this.#doubts.note(event, verdict, (room) => this.#isEntering(room));
    const { answered, isRefused } = this.#onTheWay.note(event, verdict);
    this.#pasted.finish([...(said ? [said] : []), ...answered].map(({ key }) => key));
    if (isRefused && answered.at(-1)?.isPasted) this.#refused = this.#pasted.stop();
    this.#pasteAgain();
    return this.#advance();
  }

  /** Returns what can be sent now, because `connection` has changed without an event. */
  goOn(): readonly Sendable[] {
    return this.#advance();
  }

  /** Sends what was not delivered once more, in order. Returns what to send now. */
  resend(): readonly Sendable[] {
    this.#again(this.undelivered.map(({ line }) => line));
    return this.#advance();
  }

  /** Forgets what was not delivered; returns what to send now. */
  drop(): readonly Sendable[] {
    this.#forget(this.undelivered.map(({ line }) => line));
    return this.#advance();
  }

  /** Forgets what may have been delivered, whatever comes; returns how many lines that were. */
  dropUnsure(): number {
    const sure = this.undelivered.filter(({ isSure }) => isSure).map(({ line }) => line.key);
    const unsure = this.#doubts.lines.filter(({ key }) => !sure.includes(key));
    this.#forget(unsure);
    return unsure.length;
  }

  #line(request: Sendable, isPasted: boolean): Line {
    const { room } = request;
    const { present } = this.#rooms;
    const said = typeof room === "string" ? room : present;
    const { token: _, ...bare } = request;
    const writer = request.type === "reply" ? this.#writer : undefined;
    return {
      key: ++this.#lastKey,
      request: { ...bare, type: request.type },
      room: said,
      isPasted,
      writer,
    };
  }

  #noteWriter(event: DaemonEvent): void {
    if (event.kind === "private" && event.from !== this.#onTheWay.you) this.#writer = event.from;
    else if (event.kind === "renamed" && event.from === this.#writer) this.#writer = event.to;
  }

  /** What certainly was not said of a paste is sent again without a question: the rest is on its way as well. */
  #pasteAgain(): void {
    const { undelivered } = this;
    const isSure = undelivered.length > 0 && undelivered.every(({ isSure }) => isSure);
    if (!isSure || !undelivered.every(({ line }) => line.isPasted)) return;
    this.#again(undelivered.map(({ line }) => line));
  }

  /** A line that was sent is a new one when it is sent again: the daemon may still answer the first. */
  #again(lines: readonly Line[]): void {
    const keys = lines.map(({ key }) => key);
    this.#doubts.take(keys);
    const isHome = (room: string) => this.#rooms.isHome(room);
    this.#pasted.again(keys, lines.map((line) => sentAgain(line, ++this.#lastKey, isHome)));
  }

  #forget(lines: readonly Line[]): void {
    const keys = lines.map(({ key }) => key);
    this.#doubts.take(keys);
    this.#pasted.drop(keys);
  }

  /** Nothing of a paste is sent while it is open what became of the lines before. */
  #advance(): readonly Sendable[] {
    const sending: Sendable[] = [];
    if (this.#doubts.lines.length > 0 || !this.isOpen) return sending;
    while (this.#onTheWay.lines.length < WINDOW) {
      const line = this.#pasted.next();
      if (line === undefined) return sending;
      this.#onTheWay.add(line);
      sending.push(objectOf(line));
    }
    if (!this.isPasting) return sending;
    return [...sending, ...this.#onTheWay.barrier()];
  }

  #isEntering(room: string): boolean {
    return this.#rooms.all.some(({ name }) => fold(name) === fold(room));
  }
}
