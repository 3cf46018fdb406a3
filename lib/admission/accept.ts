/**
 * The accept loop. It ends only when its listener is closed. When the process is out of file
 * descriptors it pauses, because retries without a pause would use a whole core; meanwhile connections
 * wait in the kernel's queue.
 *
 * @module
 */

import { isDisconnect, type Peer } from "../net/peer.ts";
import type { Listener } from "../net/tcp.ts";

/** What an accept loop needs. */
export interface AcceptParts {
  /** Takes ownership of each peer. Must not throw. */
  take(peer: Peer): void;
  /** Waits. */
  pause(millis: number): Promise<void>;
  /** Called for each failure except a closed listener or a lost peer. */
  failed(error: unknown, pauseMillis: number): void;
}

/** The first pause after a failure; each further one in a row doubles, up to the longest. */
const FIRST_PAUSE_MILLIS = 10;
const LONGEST_PAUSE_MILLIS = 1000;

/** Accepts until the listener is closed. Never rejects. */
export async function acceptAll(listener: Listener, parts: AcceptParts): Promise<void> {
  let pause = FIRST_PAUSE_MILLIS;
  while (true) {
    try {
      parts.take(await listener.accept());
      pause = FIRST_PAUSE_MILLIS;
    } catch (error) {
      if (isClosed(error)) return;
      // A peer disconnected before it was accepted. The queue is one connection shorter, so there is no
      // need to pause, and many such peers must not delay the others.
      if (isDisconnect(error)) continue;
      parts.failed(error, pause);
      await parts.pause(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted;
}
