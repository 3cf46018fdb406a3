/**
 * The way to the daemon across connections: connects, holds one conversation after the other, waits
 * longer each time that the daemon is away, and says where things stand.
 *
 * @module
 */

import { REAL_CLOCK } from "./clock.ts";
import { Conversation } from "./conversation.ts";
import type { DaemonEvent, DaemonLine } from "./daemon_event.ts";
import { type Ending, EXIT, exitCode, explain, isWorthRetrying } from "./ending.ts";
import { type LineRoom, USUAL_ROOM } from "./fit.ts";
import { KEEPALIVE_TOKEN } from "./keepalive.ts";
import type { Link } from "./link.ts";
import type { Phrases } from "../words/phrases.ts";
import { retryDelay } from "./reconnect.ts";
import type { Standing } from "./standing.ts";

/** Where things stand. */
export type UplinkState =
  | { readonly kind: "online" }
  | { readonly kind: "connecting" }
  /** Waiting for the next attempt, by the steady clock. */
  | { readonly kind: "waiting"; readonly until: number };

/** A connection that lasted so long was a good one. */
const LASTING_MILLIS = 30_000;

/** What {@linkcode Uplink} works with. */
export interface UplinkParts {
  /** Opens a connection under a name; rejects if it cannot be made. */
  readonly connect: (nick: string | undefined) => Promise<Link>;
  /** Where the client stands in the chat. */
  readonly standing: Standing;
  /** Whether to come back when the connection is lost. */
  readonly isReconnecting: boolean;
  /** Takes each line of the daemon's, in order; the next waits for it. */
  readonly show: (line: DaemonLine) => Promise<void>;
  /** Says a word of the client's own to the person. */
  readonly tell: (text: string) => Promise<void>;
  /** The words. */
  readonly phrases: Phrases;
}

/** All connections of one run. */
export class Uplink {
  readonly #parts: UplinkParts;
  #state: UplinkState = { kind: "connecting" };
  #conversation: Conversation | undefined;
  #isLeaving = false;
  /** Attempts since the last connection that lasted. */
  #attempts = 0;
  #welcomedAt = Infinity;
  /** Ends the wait before the next attempt. */
  #wake: () => void = () => {};

  /** Does nothing yet. */
  constructor(parts: UplinkParts) {
    this.#parts = parts;
  }

  /** Where things stand. */
  get state(): UplinkState {
    return this.#state;
  }

  /** How much the daemon takes in one line. */
  get room(): LineRoom {
    return this.#conversation?.room ?? USUAL_ROOM;
  }

  /**
   * Runs until the person leaves or the connection ends for good; settles with the exit code.
   * Rejects if the first connection cannot be made, or with what `show` throws.
   */
  async run(): Promise<number> {
    const { tell, phrases } = this.#parts;
    let link: Link | undefined = await this.#parts.connect(this.#parts.standing.wanted);
    while (link !== undefined) {
      const ending = await this.#talk(link);
      if (!this.#shouldReturn(ending)) {
        const word = this.#isLeaving ? undefined : explain(ending, phrases);
        if (word !== undefined) await tell(`-- ${word}`);
        return exitCode(ending);
      }
      await tell(phrases.lost);
      link = await this.#reconnect();
    }
    return EXIT.ok;
  }

  /** Sends one line of the dialect; false if there is no connection that takes it. Never rejects. */
  async send(line: string): Promise<boolean> {
    if (this.#state.kind !== "online" || this.#conversation === undefined) return false;
    return await this.#conversation.send(line);
  }

  /** The name that one had before a reconnect is asked for again when an event sets it free. */
  async reclaimName(event: DaemonEvent): Promise<void> {
    const { wanted, you } = this.#parts.standing;
    if (wanted === undefined || wanted === you) return;
    const isFree = event.type === "left" && event.name === wanted;
    if (isFree) await this.send(JSON.stringify({ type: "nick", nick: wanted }));
  }

  /** Tries to connect at once, if it waits. */
  reconnectNow(): void {
    this.#wake();
  }

  /** The person has asked the daemon to let them go: the end that follows is a normal one. */
  noteQuit(): void {
    this.#isLeaving = true;
    this.#conversation?.noteQuit();
    this.#wake();
  }

  /** The person leaves: what was sent is answered, then all ends. Never rejects. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    this.#wake();
    await this.#conversation?.finish();
  }

  /** Ends everything at once. */
  stop(): void {
    this.#isLeaving = true;
    this.#wake();
    this.#conversation?.stop();
  }

  async #talk(link: Link): Promise<Ending> {
    const conversation = new Conversation(link);
    this.#conversation = conversation;
    if (this.#isLeaving) conversation.stop();
    return await conversation.listen((line) => {
      if (line.kind === "event") this.#note(line.event.type);
      if (!isIdleWarning(line)) return this.#parts.show(line);
      // A sign of life: that the person says nothing is no reason to leave.
      void conversation.send(JSON.stringify({ type: "ping", token: KEEPALIVE_TOKEN }));
      return Promise.resolve();
    });
  }

  #note(type: DaemonEvent["type"]): void {
    if (type === "welcome") {
      this.#state = { kind: "online" };
      this.#welcomedAt = performance.now();
    } else if (type === "bye") this.#state = { kind: "connecting" };
  }

  #shouldReturn(ending: Ending): boolean {
    this.#conversation = undefined;
    this.#state = { kind: "connecting" };
    // A daemon that lets go again and again is not asked each second.
    if (performance.now() - this.#welcomedAt >= LASTING_MILLIS) this.#attempts = 0;
    this.#welcomedAt = Infinity;
    const wasHere = this.#parts.standing.you !== "";
    return this.#parts.isReconnecting && wasHere && !this.#isLeaving && isWorthRetrying(ending);
  }

  /** Tries until there is a connection; undefined if the person leaves meanwhile. */
  async #reconnect(): Promise<Link | undefined> {
    while (!this.#isLeaving) {
      await this.#wait(retryDelay(this.#attempts++, Math.random()));
      if (this.#isLeaving) return undefined;
      this.#state = { kind: "connecting" };
      try {
        return await this.#parts.connect(this.#parts.standing.wanted);
      } catch {
        // The daemon is still away; the next attempt comes later.
      }
    }
    return undefined;
  }

  async #wait(millis: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, millis);
    this.#wake = resolve;
    this.#state = { kind: "waiting", until: REAL_CLOCK.steady() + millis };
    await promise;
    clearTimeout(timer);
  }
}

function isIdleWarning(line: DaemonLine): boolean {
  return line.kind === "event" && line.event.type === "notice" &&
    line.event.code === "idle-warning";
}
