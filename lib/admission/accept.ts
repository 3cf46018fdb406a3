/**
 * The accept loop: it ends when its listener is closed, and for nothing else. Running out of file
 * descriptors makes it wait, for bare retries would burn a core; connections then wait in the
 * kernel's queue.
 *
 * @module
 */

import { isDisconnect, type Peer } from "../net/peer.ts";
import type { Listener } from "../net/tcp.ts";

/** What an accept loop needs. */
export interface AcceptParts {
  /** Is given each peer, and owns it. Must not throw. */
  take(peer: Peer): void;
  /** Waits. */
  pause(millis: number): Promise<void>;
  /** Is told of each failure that was neither the listener's end nor a peer's. */
  failed(error: unknown, pauseMillis: number): void;
}

/** The first pause after a failure; each further one in a row is twice as long, up to the most. */
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
      // Somebody was gone again before being accepted. That is one connection less in the queue, so
      // there is no need to wait, and a row of them must not keep the others out.
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
