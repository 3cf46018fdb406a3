/**
 * One connection's whole life, top to bottom: enter, listen, leave. The only place where a
 * disconnect is caught and turned into a reason.
 *
 * @module
 */

import type { Broadcaster } from "./broadcaster.ts";
import { Budget, type BudgetLimits } from "./core/budget.ts";
import type { Command } from "./core/command.ts";
import type { Origin } from "./core/event.ts";
import type { LeaveReason } from "./core/message.ts";
import type { Refusal } from "./core/notice.ts";
import type { Bytes, ClientId, Millis } from "./core/units.ts";
import { type Entry, type Opening, readOpening, silentOpening } from "./inbound/entry.ts";
import type { FanOut } from "./outbound/fanout.ts";
import { encode } from "./outbound/batch.ts";
import { Input } from "./inbound/input.ts";
import { limitAfter, measured } from "./inbound/measure.ts";
import type { Traffic } from "./log/visits.ts";
import { isDisconnect, type Peer, writeAll } from "./net/peer.ts";
import type { Outbox } from "./outbound/outbox.ts";
import type { OutboxLimits } from "./outbound/outbox_parts.ts";
import { within } from "./time/deadline.ts";
import type { Pacer } from "./time/pacer.ts";
import type { Codec } from "./wire/codec.ts";
import type { Line } from "./wire/lines.ts";

/** What all sessions work with. */
export interface SessionParts {
  /** The one loop. */
  readonly broadcaster: Broadcaster;
  /** Where outboxes are attached. */
  readonly fanout: FanOut;
  /** Time. */
  readonly pacer: Pacer;
  /** The longest line. */
  readonly maxLineBytes: Bytes;
  /** How much a client may say; undefined = without limit. */
  readonly budget?: BudgetLimits | undefined;
  /** What a slow reader may cost. */
  readonly outbox: OutboxLimits;
}

/** Who is served. */
export interface Visitor {
  /** The id that it has if it enters. */
  readonly client: ClientId;
  /** Where it comes from. */
  readonly origin: Origin;
  /** Is told at the end what the connection has moved; left as it is if nobody enters. */
  readonly traffic?: Traffic | undefined;
}

/** What is left of a connection when nothing more is said on it. */
interface Reading {
  readonly input: Input;
  readonly pacer: Pacer;
}

/** So long a first line may take before the client is greeted without. */
const ENTRY_WAIT: Millis = 200;

/** So long the daemon reads on after its last word, lest a reset tear it out of the peer's hands. */
const LINGER: Millis = 1000;

const END_OF_INPUT: LeaveReason = { by: "member", code: "end-of-input" };
const LOST: LeaveReason = { by: "member", code: "lost" };
const REFUSED: LeaveReason = { by: "daemon", code: "refused" };

/**
 * Serves one connection from its first byte to its last, and closes it. Resolves with why it ended,
 * or undefined if nobody entered, when nothing of it is left. Rejects on a bug only.
 */
export async function runSession(
  peer: Peer,
  visitor: Visitor,
  parts: SessionParts,
): Promise<LeaveReason | undefined> {
  using connection = peer;
  const { maxLineBytes } = parts;
  const input = new Input(connection, {
    maxLineBytes,
    limitAfter: (first) => limitAfter(first, maxLineBytes),
  });
  const { people } = parts.fanout;
  const opening = await openingOf(input, people, parts.pacer);
  if (opening === undefined) return undefined;
  if (opening.kind === "refuse") {
    await refuse(connection, refusalIn(people, opening.refusal), { input, pacer: parts.pacer });
    return undefined;
  }
  const { client, origin } = visitor;
  const { codec, nick } = opening;
  const outbox = parts.fanout.serve(client, { sink: connection, codec, limits: parts.outbox });
  const { audience } = codec;
  await parts.broadcaster.post({ kind: "connected", client, origin, audience, nick });
  const listener = new Listener(client, outbox, parts);
  const listening = listener.listen(input, opening);
  const reason = await outbox.over;
  // Whoever was dismissed by the outbox is still in the chat; for others this has no effect.
  await parts.broadcaster.post({ kind: "disconnected", client, reason });
  await outbox.drained;
  await linger(connection, { input, pacer: parts.pacer });
  connection.close();
  const [bug] = await Promise.all([listening, input.ended, outbox.quiet()]);
  if (visitor.traffic !== undefined) {
    Object.assign(visitor.traffic, { linesIn: listener.linesIn, ...outbox.traffic });
  }
  if (bug !== undefined) throw bug;
  return reason;
}

/** Waits a moment for a first line. Undefined: the peer left without a word. */
async function openingOf(
  input: Input,
  people: Codec,
  pacer: Pacer,
): Promise<Opening | undefined> {
  try {
    const first = await within(pacer, ENTRY_WAIT, input.peek());
    if (first === undefined) return silentOpening(people);
    if (first.done) return undefined;
    const [line] = first.value;
    return line === undefined ? silentOpening(people) : readOpening(line, people);
  } catch (error) {
    if (!isDisconnect(error)) throw error;
    return undefined;
  }
}

/**
 * Says why to somebody who is not let in, as people are spoken to, and hangs up. Owns the peer.
 * Rejects on a bug only.
 */
export async function turnAway(
  peer: Peer,
  refusal: Refusal,
  { people, pacer }: { readonly people: Codec; readonly pacer: Pacer },
): Promise<void> {
  using connection = peer;
  const input = new Input(connection, { maxLineBytes: 1 });
  await refuse(connection, refusalIn(people, refusal), { input, pacer });
}

/** A refusal, which is a notice to somebody who has not entered, with the end of its line. */
function refusalIn(people: Codec, refusal: Refusal): string {
  return people.encode({ kind: "notice", notice: refusal });
}

/** Says something to who is no client, and hangs up. */
async function refuse(peer: Peer, words: string, reading: Reading): Promise<void> {
  try {
    await writeAll(peer, encode(words));
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
  const discarding = discard(reading.input);
  await linger(peer, reading);
  peer.close();
  await discarding;
}

/** After the last word: ends our half, and reads on until the peer ends its own, or briefly. */
async function linger(peer: Peer, { input, pacer }: Reading): Promise<void> {
  // Where a write is stuck, our half cannot end before the connection is closed.
  await within(pacer, LINGER, peer.closeWrite().then(() => input.ended));
}

/** Takes what comes and does nothing with it, so that the peer is read to its end. */
async function discard(input: Input): Promise<void> {
  try {
    while (!(await input.next()).done);
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
}

/** Listens to one client: lines become commands, no faster than its budget allows. */
class Listener {
  readonly #client: ClientId;
  readonly #parts: SessionParts;
  readonly #budget: Budget | undefined;
  readonly #outbox: Outbox;
  #codec: Codec;
  /** Ends the pause under way; undefined as long as there was none. */
  #wake: (() => void) | undefined;
  #isHeardNoMore = false;
  /** Lines that have come, heard or not. */
  linesIn = 0;

  constructor(client: ClientId, outbox: Outbox, parts: SessionParts) {
    this.#client = client;
    this.#parts = parts;
    this.#codec = outbox.codec;
    this.#budget = parts.budget && new Budget(parts.budget, parts.pacer.now());
    this.#outbox = outbox;
  }

  /**
   * Posts commands until the input ends, and then the disconnect. Goes on reading when the client
   * is no longer here, so that its last words from us are not lost. Never rejects: resolves with
   * what was thrown if that was no disconnect but a bug.
   */
  async listen(input: Input, opening: Entry): Promise<unknown> {
    let isFirst = true;
    let reason = END_OF_INPUT;
    let bug: unknown;
    try {
      for await (const lines of input) {
        this.linesIn += lines.length;
        await this.#hear(isFirst ? await this.#begin(lines, opening) : lines);
        isFirst = false;
      }
    } catch (error) {
      reason = LOST;
      if (!isDisconnect(error)) bug = error;
    }
    await this.#leave(reason);
    return bug;
  }

  /** Takes the first line, which is an opening also when it came late; returns the others. */
  async #begin(lines: readonly Line[], opening: Entry): Promise<readonly Line[]> {
    const [line] = lines;
    if (line === undefined) return lines;
    const late = opening.isSilent ? readOpening(line, this.#codec) : undefined;
    if (late?.kind === "refuse") {
      await this.#sendAway(late.refusal);
      return [];
    }
    if (late !== undefined && late.codec === this.#codec) return lines;
    await this.#spend(1);
    if (late !== undefined) {
      this.#codec = late.codec;
      await this.#post({ kind: "hello", nick: late.nick });
    }
    for (const command of (late ?? opening).commands) await this.#post(command);
    return lines.slice(1);
  }

  async #sendAway(notice: Refusal): Promise<void> {
    this.#isHeardNoMore = true;
    await this.#post({ kind: "malformed", notice });
    await this.#leave(REFUSED);
  }

  /** Waits for the last of the lines only: they are all of one read, so their number is bounded. */
  async #hear(lines: readonly Line[]): Promise<void> {
    let taken: Promise<void> | undefined;
    for (const line of lines) {
      if (this.#budget !== undefined) await this.#spend(1);
      if (this.#isHeardNoMore || this.#outbox.isOver) return;
      if (line.kind === "text") taken = this.#say(line.text);
      else if (line.kind !== "tls-hello") await this.#charge(line);
    }
    await taken;
  }

  #say(text: string): Promise<void> {
    const command = measured(this.#codec.parse(text), text, this.#parts.maxLineBytes);
    return command.kind === "overlong" ? this.#charge(command) : this.#post(command);
  }

  /** What is thrown away costs as much as the lines that it could have been. */
  async #charge(line: Extract<Line, { kind: "overlong" | "discarded" }>): Promise<void> {
    const cost = Math.ceil(line.bytes / this.#parts.maxLineBytes) - 1;
    if (line.kind === "overlong") await this.#post(line);
    if (cost > 0) await this.#spend(cost);
  }

  /**
   * Waits until the budget has paid, or nobody is there any more to be paid for: what a peer that is
   * gone has sent beyond its burst is not heard, or it would haunt the room for as long as that takes.
   */
  async #spend(cost: number): Promise<void> {
    const wait = this.#budget?.take(cost, this.#parts.pacer.now()) ?? 0;
    if (wait === 0 || this.#outbox.isOver) return;
    if (this.#outbox.failure === undefined) await this.#pause(wait);
    if (this.#outbox.failure !== undefined) this.#isHeardNoMore = true;
  }

  async #pause(wait: Millis): Promise<void> {
    // One watch for all pauses: a promise keeps whoever waits for it until it settles.
    if (this.#wake === undefined) {
      const wake = () => this.#wake?.();
      this.#outbox.over.then(wake);
      this.#outbox.drained.then(wake);
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const cancel = this.#parts.pacer.later(wait, () => resolve());
    await promise;
    cancel();
  }

  #leave(reason: LeaveReason): Promise<void> {
    return this.#parts.broadcaster.post({ kind: "disconnected", client: this.#client, reason });
  }

  #post(command: Command): Promise<void> {
    return this.#parts.broadcaster.post({ kind: "command", client: this.#client, command });
  }
}
