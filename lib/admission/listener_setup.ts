/**
 * Opens the listeners of a daemon, and what stands behind them. A failure at the start is one sentence.
 *
 * @module
 */

import type { Config, TlsConfig } from "../config/config.ts";
import type { Door } from "../doors/door.ts";
import { ListenFailure, openListeners } from "../net/open_listeners.ts";
import type { Listener } from "../net/tcp.ts";
import type { ProxyFront } from "../net/proxy_front.ts";
import type { TlsFront } from "../net/tls_front.ts";
import { deadline } from "../time/deadline.ts";
import type { openFront } from "./securing.ts";

/** What the fronts are given. */
export type FrontParts = Parameters<typeof openFront>[1];

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

/** What stands between the listeners and the doors. */
export interface Fronts {
  /** Does TLS handshakes; undefined if no listener is over TLS. */
  readonly tls: TlsFront | undefined;
  /** Reads the headers of proxies; undefined if none is trusted. */
  readonly proxies: ProxyFront | undefined;
}

/** Opens the fronts. A daemon loads only those that it needs. Rejects with `CannotStart`. */
export async function loadFronts(
  { tls, trustedProxies }: Config,
  parts: FrontParts,
): Promise<Fronts> {
  return {
    tls: tls && await loadTlsFront(tls, parts),
    proxies: trustedProxies.length > 0 ? await loadProxyFront(trustedProxies, parts) : undefined,
  };
}

/** TLS takes a dozen modules. */
async function loadTlsFront(tls: TlsConfig, parts: FrontParts): Promise<TlsFront> {
  const securing = await import("./securing.ts");
  return await securing.openFront(tls, parts);
}

async function loadProxyFront(
  trusted: readonly string[],
  { pacer }: FrontParts,
): Promise<ProxyFront> {
  const { ProxyFront } = await import("../net/proxy_front.ts");
  return new ProxyFront({ trusted, later: (after, call) => deadline(pacer, after, call) });
}
