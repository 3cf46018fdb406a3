/**
 * How the daemon ends a connection: it half-closes after its last write and reads on briefly, because a
 * reset would destroy what the peer has not read yet.
 *
 * @module
 */

import type { LeaveReason } from "../core/message.ts";
import type { Denial } from "../core/notice.ts";
import type { Millis } from "../core/units.ts";
import type { Door } from "../doors/door.ts";
import { type Ending, isDisconnect, type Peer, writeAll } from "../net/peer.ts";
import { encode } from "../outbound/batch.ts";
import { within } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";

/** What a close needs beside the peer. */
export interface Closing {
  /** Resolves when reading the peer has ended. */
  readonly ended: Promise<void>;
  /** Time. */
  readonly pacer: Pacer;
  /** How the stream ends; undefined is `done`. */
  readonly ending?: Ending | undefined;
}

/** The longest linger after the last write. */
const LINGER: Millis = 1000;

/** How the stream of a client ends that leaves for this reason. Never throws. */
export function endingOf(reason: LeaveReason): Ending {
  switch (reason.code) {
    case "shutdown":
    case "node-lost":
      return "stopping";
    case "too-long":
      return "too-big";
    case "too-slow":
      return "busy";
    case "fault":
      return "fault";
    case "refused":
    case "lockdown":
    case "kicked":
    case "banned":
      return "refused";
    case "quit":
    case "end-of-input":
    case "lost":
    case "part":
    case "idle":
      return "done";
    default:
      return reason satisfies never;
  }
}

/** How the stream of a peer ends that is not let in: `busy` if it may be later. Never throws. */
export function endingOfDenial({ code, why }: Denial): Ending {
  const isPassing = code === "cluster-shut" ||
    why === "full" || why === "per-address" || why === "connect-rate";
  return isPassing ? "busy" : "refused";
}

/** Half-closes, reads on until the peer closes or {@linkcode LINGER} ends, and closes. */
export async function closeGently(peer: Peer, { ended, pacer, ending }: Closing): Promise<void> {
  // While a write is stuck, the half-close cannot complete before the connection is closed.
  await within(pacer, LINGER, peer.closeWrite(ending).then(() => ended));
  peer.close();
}

/**
 * Refuses a peer that has sent nothing that must be understood: tells it why, in the form of its door, and
 * closes the connection. Owns the peer. Rejects on a bug only.
 */
export async function turnAway(
  peer: Peer,
  refusal: Denial,
  { door, pacer }: { readonly door: Door; readonly pacer: Pacer },
): Promise<void> {
  using connection = peer;
  const words = door.refusal(refusal);
  const ending = endingOfDenial(refusal);
  await tellAndClose(connection, words, { ended: discardAll(connection), pacer, ending });
}

/** Writes a text to a peer that is not a client, and closes the connection. Rejects on a bug only. */
export async function tellAndClose(peer: Peer, words: string, closing: Closing): Promise<void> {
  await Promise.all([closing.ended, closeAfter(peer, words, closing)]);
}

async function closeAfter(peer: Peer, words: string, closing: Closing): Promise<void> {
  try {
    await writeAll(peer, encode(words));
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
  await closeGently(peer, closing);
}

/** Reads the peer to its end. Rejects on a bug only. */
async function discardAll(peer: Peer): Promise<void> {
  try {
    while (await peer.read() !== null);
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
}
