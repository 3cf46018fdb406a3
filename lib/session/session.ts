/**
 * The whole life of one connection, from top to bottom: enter, listen, leave. The only place where a
 * disconnect is caught and turned into a reason.
 *
 * @module
 */

import type { Origin } from "../core/event.ts";
import type { LeaveReason } from "../core/message.ts";
import type { Refusal } from "../core/notice.ts";
import type { ClientId, Millis } from "../core/units.ts";
import { type Beginning, type Moment, readBeginning } from "../doors/beginning.ts";
import { Input } from "../doors/input.ts";
import { Listener, type ListenerParts } from "./listener.ts";
import { limitAfter } from "../doors/measure.ts";
import type { Traffic } from "../log/visits.ts";
import { encode } from "../outbound/batch.ts";
import { isDisconnect, type Peer, writeAll } from "../net/peer.ts";
import type { OutboxLimits } from "../outbound/outbox_parts.ts";
import { deadline, within } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";
import type { Codec } from "../wire/codec.ts";

/** The parts that all sessions share. */
export interface SessionParts extends ListenerParts {
  /** The limits of a send queue. */
  readonly outbox: OutboxLimits;
}

/** The connection that is served. */
export interface Visitor {
  /** Its client id if it enters. */
  readonly client: ClientId;
  /** Where it connects from. */
  readonly origin: Origin;
  /** Filled at the end with the counts of the connection; unchanged if no client enters. */
  readonly traffic?: Traffic | undefined;
}

/** What a lingering close needs of a connection. */
interface Reading {
  readonly input: Input;
  readonly pacer: Pacer;
}

/** The longest wait for a first line before the client is greeted without one. */
const ENTRY_WAIT: Millis = 200;

/** The longest linger after the last write. A reset would destroy data that the peer has not read. */
const LINGER: Millis = 1000;

/**
 * Serves one connection from its first byte to its last, and closes it. Resolves when nothing of it is
 * left, with the reason why it ended, or undefined if no client entered. Rejects on a bug only.
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
  const { hearing } = codec;
  await parts.broadcaster.post({ kind: "connected", client, origin, hearing, nick });
  const listener = new Listener(client, outbox, parts);
  const listening = listener.listen(input, opening, lines);
  const reason = await outbox.over;
  // A client that its outbox disconnected is still in the chat; for others this has no effect.
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

/** Waits a moment for the first lines. Undefined if the peer left without sending any. */
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
 * Sends a refusal to a peer, in the line dialect, and closes the connection. Owns the peer. Rejects on
 * a bug only.
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

/** The line of a refusal, which is a notice to a peer that has not entered. */
function refusalIn(people: Codec, refusal: Refusal): string {
  return people.encode({ kind: "notice", notice: refusal });
}

/** Sends a text to a peer that is not a client, and closes the connection. */
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

/** Half-closes after the last write, and reads on until the peer closes or {@linkcode LINGER} ends. */
async function linger(peer: Peer, { input, pacer }: Reading): Promise<void> {
  // While a write is stuck, the half-close cannot complete before the connection is closed.
  await within(pacer, LINGER, peer.closeWrite().then(() => input.ended));
}

/** Reads the peer to its end and discards the lines. */
async function discard(input: Input): Promise<void> {
  try {
    while (!(await input.next()).done);
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
}

/** A moment that begins now: its `wait` gives undefined once it is over. */
function momentOf(length: Millis, pacer: Pacer): Disposable & Moment {
  const { promise: isOver, resolve } = Promise.withResolvers<undefined>();
  const cancel = deadline(pacer, length, () => resolve(undefined));
  return {
    wait: (promise) => Promise.race([promise, isOver]),
    [Symbol.dispose]: cancel,
  };
}
