/**
 * What a person sees and decides of lines that the daemon has not answered: rows above the prompt, a row below
 * it, and the question about what an earlier connection has not delivered.
 *
 * @module
 */

import { sanitize } from "../../text/sanitize.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { UndeliveredCount } from "../../words/delivery.ts";
import type { Phrases } from "../../words/phrases.ts";
import type { Verdict } from "../connection/verdict.ts";
import { aside, type StyledLine } from "../format.ts";
import { type Line, typedAgain } from "../pending/line.ts";
import { Outbox } from "../pending/outbox.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Uplink } from "../connection/uplink.ts";
import type { Bottom } from "./drawing/area.ts";
import type { Key } from "./input/key.ts";
import { Leaving } from "./leaving.ts";
import { AnswerTime, type Press, QUIET_MILLIS } from "./typing/answer_time.ts";

/** What {@linkcode Delivery} works with. */
export interface DeliveryParts {
  /** The rooms. */
  readonly rooms: Rooms;
  /** The way to the daemon. */
  readonly uplink: Pick<Uplink, "ask" | "connection">;
  /** Shows messages to the person, a line each. */
  readonly tell: (...texts: string[]) => void | Promise<void>;
  /** The words. */
  readonly phrases: Phrases;
  /** Whether the screen is drawn; false in append-only mode, where no key brings a sent line back. */
  readonly isDrawn: boolean;
}

/** A draft that lines can be put into. */
export interface DraftHolder {
  /** What is drawn of it. */
  view(): { readonly text: string; readonly prompt?: string | undefined };
  /** Puts lines into it. */
  restore(lines: readonly string[]): void;
}

/** At the end, so many lines are shown again. */
const MAX_SHOWN = 20;

/** The lines of one run, for one person. */
export class Delivery {
  /** The lines. */
  readonly outbox: Outbox;
  /** How the person leaves. */
  readonly leaving: Leaving = new Leaving();
  readonly #parts: DeliveryParts;
  /** Lines that come back into the draft, one after the other. */
  #returning: readonly string[] = [];
  #isAsking = false;
  /** The person wants to decide later, with `/resend`. */
  #isPutOff = false;
  #pressedAt = -Infinity;
  readonly #answerTime = new AnswerTime();
  /** The keys of the undelivered lines that the person has been told of. */
  #reported: ReadonlySet<number> = new Set();

  /** Begins with nothing to decide. */
  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.outbox = new Outbox(parts.rooms, () => parts.uplink.connection);
  }

  /** The question that is open; undefined for none. */
  get question(): string | undefined {
    const { count } = this;
    return this.#isAsking && count !== undefined
      ? this.#parts.phrases.askUndelivered(count)
      : undefined;
  }

  /** How much was not delivered; undefined for nothing. */
  get count(): UndeliveredCount | undefined {
    const { undelivered } = this.outbox;
    if (undelivered.length === 0) return undefined;
    return { count: undelivered.length, isSure: undelivered.every(({ isSure }) => isSure) };
  }

  /** What is drawn: rows above the prompt, a row below, and the question in place of the draft. */
  get bottom(): Pick<Bottom, "pending" | "status"> & Partial<Bottom> {
    const { question } = this;
    const asked = question && { prompt: "", text: question, cursor: question.length };
    return { pending: this.#rows, status: this.#status, ...asked };
  }

  get #rows(): readonly StyledLine[] {
    const { outbox } = this;
    return [
      ...outbox.undelivered.map(({ line }) => aside(`! ${this.#shown(line)}`)),
      ...outbox.pending.map((line) => aside(`… ${this.#shown(line)}`)),
    ];
  }

  get #status(): string {
    const { outbox, leaving } = this;
    const { phrases } = this.#parts;
    if (leaving.isUnderWay) return phrases.leaving(outbox.unanswered.length);
    const { count } = this;
    if (count !== undefined) return this.#isAsking ? "" : phrases.undeliveredKept(count);
    return outbox.progress === undefined ? "" : phrases.pasteProgress(outbox.progress);
  }

  /** Notes an event when it has been shown. */
  async hear(event: DaemonEvent, verdict: Verdict): Promise<void> {
    const { uplink, tell, phrases } = this.#parts;
    uplink.ask(this.outbox.note(event, verdict));
    const refused = this.outbox.takeRefusal();
    if (refused !== undefined) await tell(phrases.pasteRefused(refused));
    if (event.kind === "welcome") this.#isPutOff = false;
    if (this.count === undefined) this.#isAsking = this.#isPutOff = false;
  }

  /** What has not been delivered, as lines to read; none if they were given before. */
  takeNews(): readonly string[] {
    const keys = this.outbox.undelivered.map(({ line }) => line.key);
    const isNews = keys.some((key) => !this.#reported.has(key));
    this.#reported = new Set(keys);
    return isNews ? this.report(false) : [];
  }

  /**
   * A key. Returns whether it was the answer to the question. Any other key that writes closes the question, which
   * comes back later: a person who goes on typing has not read it.
   */
  async press(key: Key, press: Press): Promise<boolean> {
    this.#pressedAt = press.at;
    this.#answerTime.press(press);
    if (this.question === undefined) return false;
    switch (this.#answerTime.answerBy(key)) {
      case "s":
        this.#isAsking = false;
        this.#parts.uplink.ask(this.outbox.resend());
        return true;
      case "e":
        this.#isAsking = false;
        this.#edit();
        return true;
      case "d":
        await this.drop();
        return true;
      case "n":
      case "escape":
      case "ctrl-c":
        this.#isAsking = false;
        this.#isPutOff = true;
        return true;
      default:
        return this.#close();
    }
  }

  /** The key is for the draft, or for what else it does. */
  #close(): false {
    this.#isAsking = false;
    return false;
  }

  /** After events and keys: asks, or puts the next line back, if the draft is empty and the person is not typing. */
  tend(draft: DraftHolder, at: number): void {
    const { text, prompt } = draft.view();
    if (text !== "" || prompt !== undefined) return;
    const [next, ...rest] = this.#returning;
    if (next !== undefined) {
      this.#returning = rest;
      return draft.restore([next]);
    }
    const isQuiet = at - this.#pressedAt >= QUIET_MILLIS;
    if (this.#isAsking || this.count === undefined || this.#isPutOff || !isQuiet) return;
    this.#isAsking = true;
    this.#answerTime.ask(at);
  }

  /** The command `/resend`. */
  async resend(): Promise<void> {
    const { uplink, tell, phrases } = this.#parts;
    if (this.count === undefined) return await tell(phrases.nothingToResend);
    this.#isAsking = false;
    uplink.ask(this.outbox.resend());
  }

  /** Forgets what was not delivered. */
  async drop(): Promise<void> {
    const { uplink, tell, phrases, isDrawn } = this.#parts;
    const { count } = this;
    if (count === undefined) return await tell(phrases.nothingToResend);
    this.#isAsking = false;
    uplink.ask(this.outbox.drop());
    await tell(phrases.dropped(count.count, isDrawn));
  }

  /** What was not delivered, as lines to read; none if there is nothing. `isOver` if the client ends. */
  report(isOver: boolean): readonly string[] {
    const { outbox } = this;
    const { phrases } = this.#parts;
    const lines = isOver ? outbox.unanswered : outbox.undelivered.map(({ line }) => line);
    const texts = [...lines.map((line) => this.#shown(line)), ...(isOver ? this.#returning : [])];
    if (texts.length === 0) return [];
    const isSure = lines.length === (this.count?.isSure ? this.count.count : 0);
    const more = texts.length - MAX_SHOWN;
    return [
      phrases.undeliveredLines({ count: texts.length, isSure }, isOver),
      ...texts.slice(0, MAX_SHOWN),
      ...(more > 0 ? [phrases.undeliveredMore(more)] : []),
    ];
  }

  #edit(): void {
    const { rooms, uplink } = this.#parts;
    const lines = this.outbox.undelivered.map(({ line }) => typedAgain(line, rooms.present));
    uplink.ask(this.outbox.drop());
    this.#returning = [...this.#returning, ...lines];
  }

  #shown(line: Line): string {
    return sanitize(typedAgain(line, this.#parts.rooms.present));
  }
}
