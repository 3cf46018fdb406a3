/**
 * One connection's whole life, top to bottom: enter, listen, leave. The only place where a
 * disconnect is caught and turned into a reason.
 *
 * @module
 */

import type { Origin } from "../core/event.ts";
import type { LeaveReason } from "../core/message.ts";
import type { Refusal } from "../core/notice.ts";
import type { ClientId, Millis } from "../core/units.ts";
import { type Beginning, type Moment, readBeginning } from "../doors/beginning.ts";
import { Input } from "./input.ts";
import { Listener, type ListenerParts } from "./listener.ts";
import { limitAfter } from "./measure.ts";
import type { Traffic } from "../log/visits.ts";
import { encode } from "../outbound/batch.ts";
import { isDisconnect, type Peer, writeAll } from "../net/peer.ts";
import type { OutboxLimits } from "../outbound/outbox_parts.ts";
import { deadline, within } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";
import type { Codec } from "../wire/codec.ts";

/** What all sessions work with. */
export interface SessionParts extends ListenerParts {
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
  const { client, origin } = visitor;
  const beginning = await beginningOf(input, people, parts.pacer);
  if (beginning === undefined) return undefined;
  const { opening, lines } = beginning;
  if (opening.kind === "refuse") {
    const { protocol } = opening;
    parts.noteForeign?.(client, protocol);
    const refusal = refusalIn(people, { code: "refused", why: protocol });
    await refuse(connection, refusal, { input, pacer: parts.pacer });
    return undefined;
  }
  const { codec, nick } = opening;
  const outbox = parts.fanout.serve(client, { sink: connection, codec, limits: parts.outbox });
  const { audience } = codec;
  await parts.broadcaster.post({ kind: "connected", client, origin, audience, nick });
  const listener = new Listener(client, outbox, parts);
  const listening = listener.listen(input, opening, lines);
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

/** Waits a moment for what the connection begins with. Undefined: the peer left without a word. */
async function beginningOf(
  input: Input,
  people: Codec,
  pacer: Pacer,
): Promise<Beginning | undefined> {
  using moment = momentOf(ENTRY_WAIT, pacer);
  try {
    return await readBeginning(input, people, moment);
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

/** A moment that begins now: waits for promises until it is over, and then gives undefined. */
function momentOf(length: Millis, pacer: Pacer): Disposable & Moment {
  const { promise: isOver, resolve } = Promise.withResolvers<undefined>();
  const cancel = deadline(pacer, length, () => resolve(undefined));
  return {
    wait: (promise) => Promise.race([promise, isOver]),
    [Symbol.dispose]: cancel,
  };
}
