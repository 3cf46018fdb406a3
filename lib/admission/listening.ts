/**
 * Opens the listeners of a daemon. A failure at the start is one sentence.
 *
 * @module
 */

import type { Config } from "../config.ts";
import { ListenFailure, openListeners } from "../net/open_listeners.ts";
import type { Listener } from "../net/tcp.ts";

/** Opens all listeners of the configuration, those over TLS last. Rejects with `CannotStart`. */
export async function openAll({ listen, tls, socketMode }: Config): Promise<Listener[]> {
  const plain = listen.map((address) => ({ address, isTls: false, socketMode }));
  const secured = (tls?.addresses ?? []).map((address) => ({ address, isTls: true }));
  try {
    return await openListeners([...plain, ...secured]);
  } catch (error) {
    if (!(error instanceof ListenFailure)) throw error;
    // Loaded only now: a daemon that starts needs no sentence on why it cannot.
    const { cannotListen } = await import("../program/cannot_start.ts");
    throw cannotListen(error);
  }
}
