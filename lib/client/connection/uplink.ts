/**
 * The link to the daemon across connections: connects, holds one conversation after the other, waits
 * longer after each failed attempt, and reports the state.
 *
 * @module
 */

import { REAL_CLOCK } from "../clock.ts";
import {
  Conversation,
  CONVERSATION_OF_PERSON,
  type ConversationOptions,
  isIdleWarning,
} from "./conversation.ts";
import type { DaemonEvent, DaemonLine } from "../../wire/json/daemon_event.ts";
import { type Ending, EXIT, exitCode, explain, isWorthRetrying } from "./ending.ts";
import { type LineLimit, USUAL_LIMIT } from "../typed/split_long_lines.ts";
import type { Sendable } from "../typed/request.ts";
import { Lag, LAG_TOKEN } from "./lag.ts";
import type { Hello, Link } from "./link.ts";
import type { Phrases } from "../../words/phrases.ts";
import { Rounds } from "./rounds.ts";
import type { Places } from "./servers.ts";
import type { ClientState } from "./client_state.ts";

/** The state of the connection. */
export type UplinkState =
  | { readonly kind: "online" }
  | { readonly kind: "connecting" }
  /** The person leaves, and no connection is made any more. */
  | { readonly kind: "leaving" }
  /** Waiting for the next attempt, which is made at an instant of the steady clock. */
  | { readonly kind: "waiting"; readonly until: number };

/** What {@linkcode Uplink} works with. */
export interface UplinkParts {
  /** Opens a connection with a hello, each time to the next address; rejects if it cannot be made. */
  readonly connect: (hello: Hello) => Promise<Link>;
  /** The addresses; undefined for a single one. */
  readonly places?: Places | undefined;
  /** The client's state in the chat. */
  readonly clientState: ClientState;
  /** Whether to come back when the connection is lost. */
  readonly isReconnecting: boolean;
  /** Shows a line of the daemon. The next line is read when the promise has resolved. */
  readonly show: (line: DaemonLine) => Promise<void>;
  /** Shows a message of the client itself to the person. */
  readonly tell: (text: string) => Promise<void>;
  /** The words. */
  readonly phrases: Phrases;
  /** The limits of each conversation, if not those for a person. */
  readonly limits?: ConversationOptions | undefined;
  /** Calls after a time in milliseconds; returns a function that cancels it. A timer if undefined. */
  readonly later?: ((millis: number, act: () => void) => () => void) | undefined;
}

/** The most reasons in memory; a hostile daemon may give a new one each time. */
const MAX_REASONS = 100;

/** All connections of one run. */
export class Uplink {
  readonly #parts: UplinkParts;
  #state: UplinkState = { kind: "connecting" };
  #conversation: Conversation | undefined;
  #lag = new Lag();
  #isLeaving = false;
  /** Settles when the person leaves: an attempt to connect is waited for no longer. */
  readonly #left = Promise.withResolvers<undefined>();
  readonly #rounds: Rounds;
  /** The address of the last connection that the person was told of. */
  #place: string | undefined;
  #welcomes = 0;
  /** Whether the person has asked for the next attempt with `/reconnect`, so that its failure must be reported. */
  #isAsked = false;
  /** The reasons for a missing connection that have been shown since the last welcome. */
  readonly #told = new Set<string>();
  /** Ends the wait before the next attempt. */
  #wake: () => void = () => {};

  /** Does nothing yet. */
  constructor(parts: UplinkParts) {
    this.#parts = parts;
    this.#rounds = new Rounds(parts.places?.count ?? 1);
    this.#place = parts.places?.first;
  }

  /** The state of the connection. */
  get state(): UplinkState {
    const isOver = this.#isLeaving && this.#state.kind !== "online";
    return isOver ? { kind: "leaving" } : this.#state;
  }

  /** The number of the connection that is made, counted by the welcomes from 1; undefined if there is none. */
  get connection(): number | undefined {
    return this.#state.kind === "online" ? this.#welcomes : undefined;
  }

  /** How much the daemon takes in one line. */
  get lineLimit(): LineLimit {
    return this.#conversation?.lineLimit ?? USUAL_LIMIT;
  }

  /**
   * Runs until the person leaves or the connection ends for good; settles with the exit code.
   * Rejects if no first connection can be made, or with what `show` throws.
   */
  async run(): Promise<number> {
    const { tell, phrases } = this.#parts;
    let link = await this.#connect();
    while (link !== undefined) {
      const ending = await this.#talk(link);
      if (!this.#shouldReturn(ending)) {
        // A person who leaves need not know more, unless the end is a bad one.
        const word = this.#isLeaving && !ending.wasLost ? undefined : explain(ending, phrases);
        if (word !== undefined) await tell(`-- ${word}`);
        return exitCode(ending);
      }
      if (ending.wasWelcomed) await tell(phrases.lost);
      else if (!ending.wasRefused) await this.#tellReason(phrases.noWelcome);
      link = await this.#connect();
    }
    return EXIT.ok;
  }

  /** Sends one line of the dialect; false if there is no connection that takes it. Never rejects. */
  async send(line: string): Promise<boolean> {
    if (this.#state.kind !== "online" || this.#conversation === undefined) return false;
    this.#lag.noteSent(REAL_CLOCK.steady());
    return await this.#conversation.send(line);
  }

  /** Measures how slowly the daemon answers, if it is time; called about every second, by the steady clock. */
  watchLag(at: number): void {
    if (this.#state.kind !== "online" || !this.#lag.isDue(at)) return;
    void this.#conversation?.ping(LAG_TOKEN);
  }

  /** How slowly the daemon answers, in seconds; undefined if there is nothing to tell of. */
  lag(at: number): number | undefined {
    return this.#state.kind === "online" ? this.#lag.seconds(at) : undefined;
  }

  /** Sends objects of the dialect, as far as the connection takes them; waits for nothing. */
  ask(requests: readonly Sendable[] = []): void {
    for (const request of requests) void this.send(JSON.stringify(request));
  }

  /** Asks for the name that the person had before a reconnect, when its present holder leaves. */
  async reclaimName(event: DaemonEvent): Promise<void> {
    const request = this.#parts.clientState.reclaim(event);
    if (request !== undefined) await this.send(JSON.stringify(request));
  }

  /** Connects at once, if it waits; a failure is reported even if its reason was reported before. */
  reconnectNow(): void {
    this.#isAsked = true;
    this.#wake();
  }

  /** The person has sent `/quit`: the end of the connection that follows is normal. */
  noteQuit(): void {
    this.#noteLeave();
    this.#conversation?.noteQuit();
  }

  /** The person leaves: ends the sending half; the daemon answers what was sent, and closes. Never rejects. */
  async leave(): Promise<void> {
    this.#noteLeave();
    await this.#conversation?.finish();
  }

  /** Ends everything at once. */
  stop(): void {
    this.#noteLeave();
    this.#conversation?.stop();
  }

  #noteLeave(): void {
    this.#isLeaving = true;
    this.#left.resolve(undefined);
    this.#wake();
  }

  async #talk(link: Link): Promise<Ending> {
    const conversation = new Conversation(link, this.#parts.limits ?? CONVERSATION_OF_PERSON);
    this.#conversation = conversation;
    if (this.#isLeaving) conversation.stop();
    this.#lag = new Lag();
    return await conversation.listen(async (line) => {
      const { you } = this.#parts.clientState;
      const isForPerson = line.kind !== "event" ||
        !this.#lag.hears(line.event, you, REAL_CLOCK.steady());
      if (!isForPerson) return;
      if (line.kind === "event") this.#note(line.event);
      if (isIdleWarning(line)) return;
      if (line.kind === "event" && line.event.kind === "welcome") await this.#tellPlace();
      // A refusal before the welcome is shown once: the same one comes at each attempt.
      const isShown = this.#rounds.hasEntered || this.#isNews(textOf(line));
      if (isShown) await this.#parts.show(line);
    });
  }

  #note(event: DaemonEvent): void {
    if (event.kind === "welcome") {
      this.#state = { kind: "online" };
      this.#welcomes += 1;
      this.#rounds.noteWelcome(REAL_CLOCK.steady());
      this.#told.clear();
      this.#isAsked = false;
      // What is typed from now on comes behind the rooms that it may be said in.
      for (const request of this.#parts.clientState.rooms.requestsAfter(event)) {
        void this.#conversation?.send(JSON.stringify(request));
      }
    } else if (event.kind === "bye") this.#state = { kind: "connecting" };
  }

  #shouldReturn(ending: Ending): boolean {
    this.#conversation = undefined;
    this.#state = { kind: "connecting" };
    this.#rounds.noteEnd(REAL_CLOCK.steady());
    if (this.#isLeaving || !isWorthRetrying(ending)) return false;
    return this.#isStaying || (!ending.wasWelcomed && !this.#rounds.isOver);
  }

  /** Whether the client comes back after every address has failed: it was in the chat, and reconnects. */
  get #isStaying(): boolean {
    return this.#parts.isReconnecting && this.#parts.clientState.you !== "";
  }

  /** Tries until there is a connection; undefined if the person leaves meanwhile. Rejects after the only round. */
  async #connect(): Promise<Link | undefined> {
    while (!this.#isLeaving) {
      if (this.#rounds.isOver) await this.#wait(this.#rounds.begin(Math.random()));
      if (this.#isLeaving) return undefined;
      this.#state = { kind: "connecting" };
      this.#rounds.noteAttempt();
      try {
        return await this.#unlessLeft(this.#parts.connect(this.#parts.clientState.hello));
      } catch (error) {
        if (this.#rounds.isOver && !this.#isStaying) throw error;
        // The next attempt comes later; the error has the reason of this failure.
        await this.#tellReason(error instanceof Error ? error.message : String(error));
      }
    }
    return undefined;
  }

  /** A connection that is made too late is closed. */
  async #unlessLeft(connecting: Promise<Link>): Promise<Link | undefined> {
    const link = await Promise.race([connecting, this.#left.promise]);
    if (link === undefined) void connecting.then((late) => late.close(), () => {});
    return link;
  }

  /** Shows where the client is, if it is elsewhere than before. */
  async #tellPlace(): Promise<void> {
    const place = this.#parts.places?.present;
    if (place === undefined || place === this.#place) return;
    this.#place = place;
    await this.#parts.tell(`-- ${this.#parts.phrases.connectedTo(place)}`);
  }

  /** Shows why there is no connection, each reason once. */
  async #tellReason(reason: string): Promise<void> {
    if (this.#isNews(reason) && !this.#isLeaving) await this.#parts.tell(`-- ${reason}`);
  }

  /** Whether a reason was not given since the last welcome, or is the answer to `/reconnect`. */
  #isNews(reason: string): boolean {
    const isNews = this.#isAsked || !this.#told.has(reason);
    this.#isAsked = false;
    if (this.#told.size >= MAX_REASONS) this.#told.clear();
    this.#told.add(reason);
    return isNews;
  }

  async #wait(millis: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = (this.#parts.later ?? afterMillis)(millis, resolve);
    this.#wake = resolve;
    this.#state = { kind: "waiting", until: REAL_CLOCK.steady() + millis };
    await promise;
    cancel();
  }
}

/** Tells one line of the daemon from others. */
function textOf(line: DaemonLine): string {
  return line.kind === "plain" ? line.text : JSON.stringify(line.object);
}

function afterMillis(millis: number, act: () => void): () => void {
  const timer = setTimeout(act, millis);
  return () => clearTimeout(timer);
}
