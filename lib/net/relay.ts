/**
 * Relays bytes between two peers in both directions, with backpressure: a peer that does not read makes
 * the other wait. An end of input is passed on as a half-close.
 *
 * @module
 */

import { isDisconnect, type Peer, writeAll } from "./peer.ts";

/** Two joined peers, which it owns. */
export interface Relay {
  /** Settles when all bytes from `near` have been written to `far`, or cannot be. */
  readonly delivered: Promise<void>;
  /** Settles when both are closed and no call is pending. Rejects on a bug only. */
  readonly ended: Promise<void>;
  /** Whether a peer disconnected without an end of input. */
  readonly isBroken: boolean;
  /** Closes both at once. May be called again. */
  close(): void;
}

/** Joins two peers. Holds at most one read in each direction. */
export function relay(far: Peer, near: Peer): Relay {
  let isBroken = false;
  const close = () => {
    far.close();
    near.close();
  };
  const carry = async (from: Peer, to: Peer) => {
    try {
      for (let chunk = await from.read(); chunk !== null; chunk = await from.read()) {
        await writeAll(to, chunk);
      }
      await to.closeWrite();
    } catch (error) {
      isBroken = true;
      close();
      if (!isDisconnect(error)) throw error;
    }
  };
  const delivered = carry(near, far);
  const ended = Promise.all([delivered, carry(far, near)]).then(close);
  return {
    delivered,
    ended,
    get isBroken() {
      return isBroken;
    },
    close,
  };
}
