/**
 * The lines that were sent on the present connection and that the daemon has not answered. It answers in order:
 * what stands before an answered line was said or refused as well. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Verdict } from "../connection/verdict.ts";
import type { Sendable } from "../typed/request.ts";
import { findSaid, type Line, saidIn, takesToken } from "./line.ts";

/** The token of the ping that an older daemon answers behind all lines before it. */
const BARRIER_TOKEN = "hubbub-sent";

/** Notices that an older daemon, which gives no token back, answers talk with. */
const REFUSALS: ReadonlySet<string> = new Set([
  "bad-field",
  "line-too-long",
  "muted",
  "no-such-name",
  "no-such-room",
  "not-in-room",
  "room-moderated",
]);

/** What an event has answered. */
export interface Answered {
  /** The lines, in order. */
  readonly answered: readonly Line[];
  /** Whether the last of them was refused. */
  readonly isRefused: boolean;
}

/** What is known of a connection that has ended. */
export interface Life {
  /** The name of the client at its end. */
  readonly name: string;
  /** By folded name of each room that it was in, the number of the last event before its own arrival. */
  readonly entries: ReadonlyMap<string, number>;
  /** Whether the client was told all that it said there. */
  readonly isTold: boolean;
}

/** The most rooms of one connection whose number is remembered; a hostile daemon may tell of more. */
export const MAX_ENTRIES: number = 200;

const NOTHING: Answered = { answered: [], isRefused: false };

/** The lines of one connection after the other. */
export class OnTheWay {
  #lines: readonly Line[] = [];
  #you = "";
  #entries = new Map<string, number>();
  /** Whether the daemon has given a token back on this connection. */
  #hasTokens = false;
  #hasSkipped = false;
  /** The last line before the client left; undefined if it has not, or if there was none. */
  #lastRead: number | undefined;
  #hasLeft = false;
  /** The last line before the barrier that is on its way; undefined if there is none. */
  #barrier: number | undefined;

  /** The name of the client on this connection, or on the last one. */
  get you(): string {
    return this.#you;
  }

  /** The lines, in the order in which they were sent. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** A line is sent now. */
  add(line: Line): void {
    this.#lines = [...this.#lines, line];
  }

  /** The client leaves: the daemon reads the lines so far, and none that is added later. */
  noteLeave(): void {
    this.#lastRead = this.#lines.at(-1)?.key;
    this.#hasLeft = true;
  }

  /** The daemon has read all before the client left: takes these lines out, and returns them. */
  takeRead(): readonly Line[] {
    if (this.#hasLeft && this.#lastRead === undefined) return [];
    return this.#answer(this.#lastRead ?? this.#lines.at(-1)?.key ?? 0).answered;
  }

  /** The connection is over, or another has begun; returns the lines that were not answered, and its life. */
  end(): { readonly lines: readonly Line[]; readonly life: Life } {
    const lines = this.#lines;
    const life: Life = {
      name: this.#you,
      entries: this.#entries,
      // With its token, what one says is never skipped.
      isTold: this.#hasTokens || !this.#hasSkipped,
    };
    this.#lines = [];
    this.#entries = new Map();
    this.#hasTokens = false;
    this.#hasSkipped = false;
    this.#barrier = undefined;
    this.#lastRead = undefined;
    this.#hasLeft = false;
    return { lines, life };
  }

  /**
   * What makes sure that the lines on their way are answered: nothing, unless the daemon may be one that gives
   * no token back.
   */
  barrier(): readonly Sendable[] {
    const last = this.#lines.at(-1);
    if (this.#hasTokens || this.#barrier !== undefined || last === undefined) return [];
    this.#barrier = last.key;
    return [{ type: "ping", token: BARRIER_TOKEN }];
  }

  /** Notes an event; returns the lines that it answers. */
  note(event: DaemonEvent, { when }: Verdict): Answered {
    if (event.kind === "welcome") this.#you = event.you;
    if (event.kind === "welcome" || event.kind === "entered") {
      this.#enter(event);
    }
    if (when !== "now") return NOTHING;
    if (event.kind === "skipped") this.#hasSkipped = true;
    if (event.kind === "renamed" && event.from === this.#you) this.#you = event.to;
    const token = "token" in event ? event.token : undefined;
    if (token !== undefined && event.kind !== "pong") return this.#noteToken(event, token);
    if (event.kind === "notice") return this.#noteRefusal(event.code);
    if (isBarrierAnswer(event)) return this.#noteBarrier();
    const said = saidIn(event);
    if (said === undefined || said.from !== this.#you) return NOTHING;
    const line = findSaid(this.#lines, said) ?? (this.#hasTokens ? undefined : this.#lines[0]);
    return line === undefined ? NOTHING : this.#answer(line.key);
  }

  #enter({ room, seq }: { readonly room: string; readonly seq: number }): void {
    const key = fold(room);
    if (this.#entries.has(key) || this.#entries.size < MAX_ENTRIES) this.#entries.set(key, seq);
  }

  #noteToken(event: DaemonEvent, token: string): Answered {
    const line = this.#lines.find(({ key }) => String(key) === token);
    if (line === undefined) return NOTHING;
    this.#hasTokens = true;
    return { ...this.#answer(line.key), isRefused: event.kind === "notice" };
  }

  /** A notice without a token may refuse a line that had none. */
  #noteRefusal(code: string): Answered {
    if (!REFUSALS.has(code)) return NOTHING;
    const line = this.#lines.find(({ request }) => !this.#hasTokens || !takesToken(request));
    return line === undefined ? NOTHING : { ...this.#answer(line.key), isRefused: true };
  }

  #noteBarrier(): Answered {
    const last = this.#barrier;
    this.#barrier = undefined;
    return last === undefined ? NOTHING : this.#answer(last);
  }

  /** Keys do not tell the order: a line of a paste has an older one than what was typed before it was sent. */
  #answer(last: number): Answered {
    const end = this.#lines.findIndex(({ key }) => key === last) + 1;
    const answered = this.#lines.slice(0, end);
    this.#lines = this.#lines.slice(end);
    return { answered, isRefused: false };
  }
}

/** Whether an event answers the ping behind lines to an older daemon. Never throws. */
export function isBarrierAnswer(event: DaemonEvent): boolean {
  return event.kind === "pong" && event.token === BARRIER_TOKEN;
}
