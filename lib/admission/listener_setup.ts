/**
 * Opens the listeners of a daemon. A failure at the start is one sentence.
 *
 * @module
 */

import type { Config, TlsConfig } from "../config.ts";
import type { Door } from "../doors/door.ts";
import { ListenFailure, openListeners } from "../net/open_listeners.ts";
import type { Listener } from "../net/tcp.ts";
import type { TlsFront } from "../net/tls_front.ts";
import type { openFront } from "./securing.ts";

/** The doors of a daemon. */
export interface Doors {
  /**
   * The door of `--listen`, of `--tls-listen`, of `--admin-listen`, and of connections from within this
   * process.
   */
  readonly plain: Door;
}

/** An open listener, and the door behind it. */
export interface Doorway {
  /** Where it listens. */
  readonly listener: Listener;
  /** What is spoken there. */
  readonly door: Door;
}

/**
 * Opens all listeners of the configuration: plain ones, those over TLS, that of operators. Rejects with
 * `CannotStart`.
 */
export async function openAll(
  { listen, tls, adminListen, socketMode }: Config,
  { plain: door }: Doors,
): Promise<Doorway[]> {
  const plain = listen.map((address) => ({ address, isTls: false, socketMode }));
  const secured = (tls?.addresses ?? []).map((address) => ({ address, isTls: true }));
  const admin = adminListen && { address: adminListen, isTls: false, isAdmin: true };
  try {
    const listeners = await openListeners([...plain, ...secured, ...admin ? [admin] : []]);
    return listeners.map((listener) => ({ listener, door }));
  } catch (error) {
    if (!(error instanceof ListenFailure)) throw error;
    // Loaded only now: a daemon that starts needs no sentence on why it cannot.
    const { cannotListen } = await import("../program/cannot_start.ts");
    throw cannotListen(error);
  }
}

/** Opens the TLS front. TLS takes a dozen modules, which a daemon without it does not load. */
export async function loadFront(
  tls: TlsConfig,
  parts: Parameters<typeof openFront>[1],
): Promise<TlsFront> {
  const securing = await import("./securing.ts");
  return await securing.openFront(tls, parts);
}
