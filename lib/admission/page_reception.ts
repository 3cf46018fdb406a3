/**
 * The reception at listeners that serve the page: a connection fetches files, under limits of its own, until
 * it becomes a WebSocket; then it is received as every other. Only a daemon that serves the page loads this.
 *
 * @module
 */

import type { Config } from "../config/config.ts";
import type { Denial } from "../core/notice.ts";
import type { Upgraded } from "../doors/web/front_parts.ts";
import type { DescriptorBudget } from "./descriptor_budget.ts";
import { NetworkMap } from "../ip/network_map.ts";
import type { Peer, PeerOrigin } from "../net/peer.ts";
import { Gate, type GateLimits } from "./gate.ts";
import { type Arrival, type Guest, Reception, type ReceptionParts } from "./reception.ts";

/** Serves the files of the page. */
export interface Front {
  /**
   * Serves files until the connection becomes a WebSocket; undefined if it ended before. Owns the peer until
   * then. Rejects on a bug only.
   */
  receive(peer: Peer): Promise<Upgraded | undefined>;
  /** Tells a peer why it is not served, and closes it. Owns it. Rejects on a bug only. */
  turnAway(peer: Peer, denial: Denial): Promise<void>;
  /** Closes the connections that are no WebSockets, and ends the waits for hellos. */
  endRequests(): void;
}

/** The parts of a page reception, beside those that it shares with the other. */
export interface PageReceptionParts extends Omit<ReceptionParts, "gate" | "proxies"> {
  /** Receives the WebSockets. */
  readonly sockets: Reception;
  /** Serves the files. */
  readonly front: Front;
  /** The descriptors of all connections. */
  readonly descriptors: DescriptorBudget;
}

/** The most connections that a browser opens to one host, which is what one page may take. */
export const CONNECTIONS_OF_A_PAGE: number = 6;

/** The least bound of connections that fetch files: a daemon for few people is a page for as many browsers. */
export const LEAST_CONNECTIONS: number = 64;

/**
 * Where descriptors are few, connections that fetch files get no more than this part of them. One address may
 * open more of these than of chats, so a few addresses could otherwise keep everybody out.
 */
const SHARE_OF_DESCRIPTORS = 1 / 4;

/** Receives the connections of the listeners that serve the page. */
export class PageReception {
  /** Counts the connections that fetch files. */
  readonly gate: Gate;
  readonly #files: Reception;
  readonly #sockets: Reception;
  readonly #front: Front;
  #isClosed = false;

  /** A reception without connections. */
  constructor(config: Config, { sockets, front, descriptors, ...parts }: PageReceptionParts) {
    this.#sockets = sockets;
    this.#front = front;
    this.gate = new Gate(limitsOf(config), undefined, descriptors);
    const proxies = new NetworkMap<true>();
    for (const network of config.trustedProxies) proxies.set(network, true);
    this.#files = new Reception({
      ...parts,
      gate: this.gate,
      proxies: undefined,
      isForOthers: ({ hostname }: PeerOrigin) =>
        hostname !== undefined && proxies.find(hostname) !== undefined,
      codePrefix: "page-",
    });
  }

  /** Takes a connection; `arrival` says what becomes of the WebSocket. After `close` it is dropped. */
  take(arrival: Arrival): void {
    if (this.#isClosed) return arrival.peer.close();
    this.#files.take({
      peer: arrival.peer,
      hostname: undefined,
      serve: (guest) => this.#serve(guest, arrival),
      sendAway: (peer, denial) => this.#front.turnAway(peer, denial),
    });
  }

  /** The limits of this configuration hold for new connections from here on. */
  adjust(config: Config): void {
    this.gate.adjust(limitsOf(config));
  }

  /** Ends the connections that fetch files. */
  close(): void {
    this.#isClosed = true;
    this.#front.endRequests();
  }

  /** An async function would keep its frame in memory for each client. */
  #serve({ peer, place }: Guest, arrival: Arrival): Promise<void> {
    return this.#front.receive(peer).then((upgraded) => {
      if (upgraded === undefined) return;
      // From here on it is counted among the connections that chat.
      place[Symbol.dispose]();
      return this.#sockets.admit({ ...arrival, peer: upgraded.peer });
    });
  }
}

/** A page takes several connections beside its WebSocket, so fetching must not use up what chats may. */
function limitsOf({ maxConnections, maxPerAddress, connectRate }: Config): GateLimits {
  return {
    maxConnections: Math.max(LEAST_CONNECTIONS, maxConnections),
    maxPerAddress: maxPerAddress * CONNECTIONS_OF_A_PAGE,
    connectRate: connectRate * CONNECTIONS_OF_A_PAGE,
    descriptorShare: SHARE_OF_DESCRIPTORS,
  };
}
