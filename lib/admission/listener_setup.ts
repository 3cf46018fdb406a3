/**
 * Opens the listeners of a daemon, and what stands behind them. A failure at the start is one sentence.
 *
 * @module
 */

import type { Config, TlsConfig } from "../config/config.ts";
import type { Door } from "../doors/door.ts";
import type { PageListener } from "../doors/web/page_url.ts";
import { ListenFailure, openListeners, type Wanted } from "../net/open_listeners.ts";
import { isWeb } from "../net/peer.ts";
import type { Listener } from "../net/tcp.ts";
import type { ProxyFront } from "../net/proxy_front.ts";
import type { TlsFront } from "../net/tls_front.ts";
import { deadline } from "../time/deadline.ts";
import type { Front } from "./page_reception.ts";
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
  /** What is behind `--web-listen` and `--web-tls-listen`; undefined if the page is not served. */
  readonly web?: WebDoors | undefined;
}

/** What is behind a listener that serves the page: its files, and a door for its WebSockets. */
export interface WebDoors extends Front {
  /** The door of WebSockets. */
  readonly socket: Door;
  /** The URL of the page at a listener. Never throws. */
  urlOf(listener: PageListener): string;
}

/** An open listener, and the door behind it. */
export interface Doorway {
  /** Where it listens. */
  readonly listener: Listener;
  /** What is spoken there. */
  readonly door: Door;
  /** The URL of the page; undefined if it is not served there. */
  readonly url?: string | undefined;
}

/**
 * Opens all listeners of the configuration: plain ones, those over TLS, that of operators, those of the
 * page. Rejects with `CannotStart`.
 */
export async function openAll(config: Config, { plain, web }: Doors): Promise<Doorway[]> {
  const all = wantedOf(config);
  try {
    const listeners = await openListeners(all);
    return listeners.map((listener) =>
      web !== undefined && isWeb(listener.transport)
        ? { listener, door: web.socket, url: web.urlOf(listener) }
        : { listener, door: plain }
    );
  } catch (error) {
    if (!(error instanceof ListenFailure)) throw error;
    // Loaded only now: a daemon that starts needs no sentence on why it cannot.
    const { cannotListen } = await import("../program/cannot_start.ts");
    throw cannotListen(error);
  }
}

function wantedOf({ listen, tls, adminListen, socketMode, web }: Config): Wanted[] {
  const admin = adminListen && { address: adminListen, isTls: false, isAdmin: true };
  return [
    ...listen.map((address) => ({ address, isTls: false, socketMode })),
    ...(tls?.addresses ?? []).map((address) => ({ address, isTls: true })),
    ...admin ? [admin] : [],
    ...(web?.addresses ?? []).map((address) => ({ address, isTls: false, isWeb: true })),
    ...(web?.tlsAddresses ?? []).map((address) => ({ address, isTls: true, isWeb: true })),
  ];
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
