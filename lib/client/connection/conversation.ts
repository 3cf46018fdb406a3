/**
 * One connection of the client, from hello to its end, in every mode: reads what the daemon sends, passes
 * it on, keeps the link alive, and returns how it ended.
 *
 * @module
 */

import { type Clock, REAL_CLOCK } from "../clock.ts";
import type { DaemonLine } from "../../wire/json/daemon_event.ts";
import type { Ending } from "./ending.ts";
import { type LineLimit, USUAL_LIMIT } from "../typed/split_long_lines.ts";
import {
  DEFAULT_KEEPALIVE,
  Keepalive,
  KEEPALIVE_TOKEN,
  type KeepaliveLimits,
} from "./keepalive.ts";
import { isBan, isRefusal, isWebAnswer } from "./refusal.ts";
import type { Link } from "./link.ts";

/** Options of a conversation. */
export interface ConversationOptions {
  /** How long the daemon may take to welcome the client. */
  readonly welcomeMillis: number;
  /** How long the daemon may be silent after the client has ended its sending half; undefined is no limit. */
  readonly farewellMillis?: number | undefined;
  /** When to ping; undefined is never. */
  readonly keepalive?: KeepaliveLimits | undefined;
  /** The clocks, if not those of the machine. */
  readonly clock?: Clock | undefined;
}

/**
 * Ten seconds for the welcome; pings after a minute. At the end, silence of ten minutes is allowed: a daemon
 * that limits the rate may still be reading blank lines, which it does not answer.
 */
export const DEFAULT_CONVERSATION: ConversationOptions = {
  welcomeMillis: 10_000,
  farewellMillis: 600_000,
  keepalive: DEFAULT_KEEPALIVE,
};

/**
 * The same for a person who leaves: half a minute of silence is a dead link then, as it is at any other time. All that
 * was sent is answered, line by line.
 */
export const CONVERSATION_OF_PERSON: ConversationOptions = {
  ...DEFAULT_CONVERSATION,
  farewellMillis: DEFAULT_KEEPALIVE.patienceMillis,
};

/** The most lines before the welcome that are kept; a refusal has one. */
export const MAX_EARLY = 20;

/** How often it is checked whether the link still works. */
const CHECK_MILLIS = 1000;

/** A conversation over one link, which it does not own. */
export class Conversation {
  readonly #link: Link;
  readonly #options: ConversationOptions;
  readonly #clock: Clock;
  readonly #alive: Keepalive;
  readonly #welcome = Promise.withResolvers<boolean>();
  #wasWelcomed = false;
  #wasRefused = false;
  #isBanned = false;
  #hadFinished = false;
  /** When the last line came, or when the client ended its sending half; by the steady clock. */
  #heardAt: number;
  #isDead = false;
  #isWeb = false;
  #bye: Ending["bye"];
  #lineLimit: LineLimit = USUAL_LIMIT;
  /** Lines before the welcome that are not of the dialect. */
  #early: readonly DaemonLine[] = [];
  /** Whether a line is being shown; the link is not read during that time. */
  #isShowing = false;

  /** Begins now; the link has said hello. */
  constructor(link: Link, options: ConversationOptions = DEFAULT_CONVERSATION) {
    this.#link = link;
    this.#options = options;
    this.#clock = options.clock ?? REAL_CLOCK;
    this.#heardAt = this.#clock.steady();
    this.#alive = new Keepalive(this.#heardAt, options.keepalive);
  }

  /** Resolves with true when the daemon has welcomed the client, with false when the connection ends before that. */
  get welcomed(): Promise<boolean> {
    return this.#welcome.promise;
  }

  /** The longest line that the daemon accepts, as its welcome says. */
  get lineLimit(): LineLimit {
    return this.#lineLimit;
  }

  /**
   * Passes each line of the daemon to `show`, one after the other, until the connection ends. Plain lines before the
   * welcome are passed on only if none comes: a daemon that has read the hello late has spoken to a person until then.
   * Rejects only with what `show` throws.
   */
  async listen(show: (line: DaemonLine) => Promise<void>): Promise<Ending> {
    const welcomeLimit = setTimeout(() => this.#giveUp(), this.#options.welcomeMillis);
    const checks = setInterval(() => this.check(), CHECK_MILLIS);
    try {
      for await (const line of this.#link.listen()) {
        this.#alive.noteReceived();
        this.#heardAt = this.#clock.steady();
        this.#note(line);
        if (this.#isWeb) break;
        if (this.#wasWelcomed) clearTimeout(welcomeLimit);
        if (isIdleWarning(line)) this.#answerWarning();
        if (line.kind === "plain" && !this.#wasWelcomed) this.#hold(line);
        else if (!isKeepaliveAnswer(line)) await this.#show(line, show);
      }
      for (const line of this.#early) await this.#show(line, show);
    } finally {
      clearTimeout(welcomeLimit);
      clearInterval(checks);
      this.#welcome.resolve(false);
      this.#link.close();
    }
    return this.#ending();
  }

  /** Sends one line of the dialect; false if the connection takes no more. Never rejects. */
  send(line: string): Promise<boolean> {
    this.#alive.noteSent(this.#clock.steady());
    return this.#link.sendLine(line);
  }

  /** Sends a ping; if the daemon says nothing after it for a while, the link is dead. Never rejects. */
  ping(token: string): Promise<boolean> {
    this.#alive.notePing(this.#clock.steady());
    return this.#link.send({ type: "ping", token });
  }

  /** The client has sent `quit`: the end of the connection that follows is normal. */
  noteQuit(): void {
    this.#hadFinished = true;
    this.#heardAt = this.#clock.steady();
  }

  /** Ends the connection at once. */
  stop(): void {
    this.#link.close();
  }

  /** Ends the sending half, because the client has nothing more to send. Never rejects. */
  async finish(): Promise<void> {
    this.noteQuit();
    await this.#link.finish();
  }

  /** Answers the idle warning with a ping, so that a person who only reads is not disconnected. */
  #answerWarning(): void {
    if (this.#options.keepalive === undefined || this.#hadFinished) return;
    this.#alive.noteSent(this.#clock.steady());
    void this.#link.send({ type: "ping", token: KEEPALIVE_TOKEN });
  }

  #hold(line: DaemonLine): void {
    if (this.#early.length < MAX_EARLY) this.#early = [...this.#early, line];
  }

  async #show(line: DaemonLine, show: (line: DaemonLine) => Promise<void>): Promise<void> {
    this.#isShowing = true;
    await show(line);
    this.#isShowing = false;
    this.#alive.noteReceived();
    this.#heardAt = this.#clock.steady();
  }

  /** Checks the link now, without waiting for the next check; for tests with their own clock. */
  check(): void {
    const { keepalive, farewellMillis = Infinity } = this.#options;
    // While the output is blocked, nothing is read, so the time does not count as silence of the daemon.
    if (this.#isShowing) {
      this.#alive.noteReceived();
      this.#heardAt = this.#clock.steady();
    }
    if (this.#hadFinished) {
      // After the end of the sending half, pings cannot be sent, or are not answered.
      if (this.#clock.steady() - this.#heardAt >= farewellMillis) this.#giveUp();
      return;
    }
    if (keepalive === undefined || !this.#wasWelcomed) return;
    const verdict = this.#alive.check(this.#clock.steady(), this.#clock.wall());
    if (verdict === "ping") {
      // The promise needs no owner: `sendLine` never rejects, and a missing answer is noticed here.
      void this.#link.send({ type: "ping", token: KEEPALIVE_TOKEN });
    } else if (verdict === "dead") this.#giveUp();
  }

  #note(line: DaemonLine): void {
    if (!this.#wasWelcomed) {
      this.#wasRefused ||= isRefusal(line);
      this.#isBanned ||= isBan(line);
      this.#isWeb ||= isWebAnswer(line);
    }
    if (line.kind !== "event") return;
    if (line.event.kind === "bye") this.#bye = line.event.reason;
    if (line.event.kind === "welcome") {
      const { maxLine } = line.event;
      if (maxLine !== undefined) this.#lineLimit = { bytes: maxLine, isText: true };
      this.#wasWelcomed = true;
      this.#early = [];
      this.#welcome.resolve(true);
    }
  }

  #giveUp(): void {
    this.#isDead = true;
    this.#link.close();
  }

  #ending(): Ending {
    return {
      wasWelcomed: this.#wasWelcomed,
      // A foreign server that sends text and then waits has not refused the client.
      wasRefused: this.#wasRefused && !this.#isDead,
      isBanned: this.#isBanned,
      isWeb: this.#isWeb,
      hadFinished: this.#hadFinished,
      bye: this.#bye,
      wasLost: this.#isDead || this.#link.wasReset,
    };
  }
}

/** Whether a line is the idle warning; the conversation answers it. */
export function isIdleWarning(line: DaemonLine): boolean {
  return line.kind === "event" && line.event.kind === "notice" &&
    line.event.code === "idle-warning";
}

/** Whether a line answers a ping that the client sent for itself. */
function isKeepaliveAnswer(line: DaemonLine): boolean {
  return line.kind === "event" && line.event.kind === "pong" &&
    line.event.token === KEEPALIVE_TOKEN;
}
