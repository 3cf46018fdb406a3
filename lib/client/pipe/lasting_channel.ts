/**
 * The input of a pipe over several connections, one after the other. Each line has a token. What a connection has not
 * answered is sent again by the next one if it is certain that it was not said; it is never said twice.
 *
 * @module
 */

import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { ClientState } from "../connection/client_state.ts";
import type { Verdict } from "../connection/verdict.ts";
import { isTalk, withSpaceForToken } from "../pending/line.ts";
import { Outbox } from "../pending/outbox.ts";
import { type SplitLine, splitLongLine, USUAL_LIMIT } from "../typed/split_long_lines.ts";
import type { Sendable } from "../typed/request.ts";
import type { FollowedChannel, Opening } from "./channel.ts";

/** So long a new connection waits for its name, and for what becomes of the lines of the last one. */
export const PATIENCE_MILLIS = 15_000;

/** The lines of one run. */
export class LastingChannel implements FollowedChannel {
  readonly #clientState: ClientState;
  readonly #outbox: Outbox;
  #opening: Opening | undefined;
  /** Whether the daemon has let this connection into all rooms that were asked for. */
  #hasEntered = false;
  #welcomes = 0;
  /** What is to be sent when it has. */
  #held: readonly Sendable[] = [];
  /** Whether a connection that has ended had the name that the client wants, or may have had it, and may still have it. */
  #hadName = false;
  /** Whether there is a connection, and its welcome has been noted: before that, what is on its way is of the last one. */
  #isWelcomed = false;
  /** Whether this connection has waited long enough for what the daemon may still tell. */
  #isImpatient = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** How many lines may have been said, and are given up. */
  #doubtful = 0;
  /** Whether `quit` was sent: another connection only makes sure of what was said before. */
  #isQuitting = false;
  #hasFinished = false;
  /** Whether the sending half of this connection is to be ended, or is. */
  #isFinishing = false;
  #isOver = false;
  /** Settles at the next change. */
  #changed = Promise.withResolvers<void>();

  /** Sends nothing before {@linkcode begin}. */
  constructor(clientState: ClientState) {
    this.#clientState = clientState;
    this.#outbox = new Outbox(
      clientState.rooms,
      () => this.#isWelcomed && this.#hasName ? this.#welcomes : undefined,
    );
  }

  split(request: Sendable): SplitLine {
    const { lineLimit = USUAL_LIMIT } = this.#opening?.conversation ?? {};
    return splitLongLine(withSpaceForToken(request), lineLimit);
  }

  begin(opening: Opening): void {
    this.#opening = opening;
    // Nobody has to leave before the first connection.
    this.#isImpatient = this.#welcomes === 0 && !this.#hadName;
    this.#patience = setTimeout(() => {
      this.#isImpatient = true;
      this.#tend();
    }, PATIENCE_MILLIS);
    void opening.entered.then((hasEntered) => {
      if (this.#opening !== opening) return;
      this.#hasEntered = hasEntered;
      this.#tend();
    });
  }

  async ready(): Promise<boolean> {
    while (!this.#isOver && !this.#isReady) await this.#changed.promise;
    return !this.#isOver;
  }

  async send(line: string): Promise<boolean> {
    if (!await this.ready()) return false;
    // What a lost connection has not taken is for the program to see, which sends objects.
    await this.#opening?.conversation.send(line);
    return true;
  }

  async ask(request: Sendable): Promise<boolean> {
    if (!isTalk(request)) return await this.send(JSON.stringify(request));
    if (!await this.ready()) return false;
    this.#sendAll(this.#outbox.paste([request]));
    return true;
  }

  noteQuit(): void {
    this.#isQuitting = true;
    this.#outbox.noteLeave();
    this.#opening?.conversation.noteQuit();
  }

  async finish(): Promise<void> {
    this.#hasFinished = true;
    this.#tend();
    while (!this.#isOver) await this.#changed.promise;
  }

  note(event: DaemonEvent, verdict: Verdict): void {
    if (event.kind === "welcome") {
      this.#welcomes += 1;
      this.#isWelcomed = true;
    }
    const asks = this.#outbox.note(event, verdict);
    const name = verdict.when === "now" ? this.#clientState.reclaim(event) : undefined;
    this.#sendAll([...name === undefined ? [] : [name], ...asks]);
    this.#outbox.takeRefusal();
    this.#tend();
  }

  lose(wasRefused: boolean): void {
    clearTimeout(this.#patience);
    this.#noteName(wasRefused);
    this.#hasFinished ||= this.#isQuitting;
    this.#opening = undefined;
    this.#isWelcomed = this.#hasEntered = this.#isFinishing = false;
    this.#held = [];
  }

  end(): void {
    this.lose(true);
    this.#isOver = true;
    this.#signal();
  }

  unanswered(hasLeft: boolean): number {
    return this.#doubtful + (hasLeft ? 0 : this.#outbox.unanswered.length);
  }

  /** Whether the client is in the chat as it was, and it is known what became of the lines before. */
  get #isAtHome(): boolean {
    return this.#hasEntered && this.#outbox.isOpen && this.#outbox.isSettled;
  }

  /** Whether lines may be said under the name that the client has: what it wants, or waits for no longer. */
  get #hasName(): boolean {
    const { you, wanted } = this.#clientState;
    return !this.#hadName || wanted === undefined || you === wanted || this.#isImpatient;
  }

  get #isReady(): boolean {
    return this.#isAtHome && this.#outbox.hasWindow;
  }

  /** A connection that was lost before its greeting came may be in the chat all the same, under the name. */
  #noteName(wasRefused: boolean): void {
    const { you, wanted } = this.#clientState;
    if (!this.#isWelcomed) this.#hadName ||= !wasRefused;
    else if (you === wanted) this.#hadName = true;
    else if (this.#isImpatient) this.#hadName = false;
  }

  /** Does what has become possible. */
  #tend(): void {
    if (this.#isWelcomed && this.#hasEntered) {
      const held = this.#held;
      this.#held = [];
      this.#sendAll(held);
      this.#decide();
      this.#sendAll(this.#outbox.goOn());
      if (this.#hasFinished && this.#isAtHome && !this.#outbox.isPasting) this.#endSending();
    }
    this.#signal();
  }

  /** Gives up what may have been said, and sends again what was not. */
  #decide(): void {
    const { isSettled, isUndecided } = this.#outbox;
    if (isSettled || (isUndecided && !this.#isImpatient)) return;
    this.#doubtful += this.#outbox.dropUnsure();
    if (this.#outbox.undelivered.length > 0) this.#sendAll(this.#outbox.resend());
  }

  #endSending(): void {
    if (this.#isFinishing) return;
    this.#isFinishing = true;
    this.#outbox.noteLeave();
    void this.#opening?.conversation.finish();
  }

  #sendAll(requests: readonly Sendable[]): void {
    if (!this.#hasEntered) this.#held = [...this.#held, ...requests];
    // What a connection does not take is on its way for the outbox, which learns of its end.
    else for (const each of requests) void this.#opening?.conversation.send(JSON.stringify(each));
  }

  #signal(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
