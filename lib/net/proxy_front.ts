/**
 * The peers of trusted proxies: reads the header that a proxy puts in front of a connection, within a
 * deadline, and makes a peer that has the client's address. Only a daemon that trusts a proxy loads this.
 *
 * @module
 */

import { NetworkMap } from "../ip/network_map.ts";
import { isDisconnect, type Peer, type PeerOrigin } from "./peer.ts";
import { readProxyHeader } from "./proxy_header.ts";
import { ResumedPeer } from "./resumed_peer.ts";

/** Why a connection of a trusted proxy is not served. */
export type HeaderFault =
  /** It begins with something else. */
  | "missing"
  /** The header breaks the rules of the protocol, or ends too early. */
  | "malformed"
  /** It was not there in time. */
  | "late";

/** What became of the connection of a proxy. */
export type Identified =
  /** The header was read. The peer has the client's address, and what follows the header. */
  | { readonly kind: "identified"; readonly peer: Peer }
  /** It has no good header. The peer is open, to be told so. */
  | { readonly kind: "faulty"; readonly fault: HeaderFault; readonly peer: Peer }
  /** It was closed before its first byte, as by a check whether the port is open, or is lost. */
  | { readonly kind: "gone" };

/** The parts of a proxy front. */
export interface ProxyFrontParts {
  /** The networks of the trusted proxies, in canonical form. */
  readonly trusted: readonly string[];
  /** Calls once after so many milliseconds; returns a function that cancels it. */
  later(after: number, call: () => void): () => void;
}

/** How long a header may take, from the accept to its last byte. */
export const HEADER_MILLIS: number = 5000;

const GONE: Identified = { kind: "gone" };

/** Reads the headers of the connections from trusted proxies. */
export class ProxyFront {
  readonly #trusted = new NetworkMap<true>();
  readonly #later: ProxyFrontParts["later"];
  readonly #waiting = new Set<Peer>();

  /** Throws a TypeError if a text is no network. */
  constructor({ trusted, later }: ProxyFrontParts) {
    for (const network of trusted) this.#trusted.set(network, true);
    this.#later = later;
  }

  /** Whether a peer is a trusted proxy, so that it must send a header. Never throws. */
  expects({ hostname }: PeerOrigin): boolean {
    return hostname !== undefined && this.#trusted.find(hostname) !== undefined;
  }

  /** Closes the connections whose header has not come yet. */
  endHeaders(): void {
    for (const peer of this.#waiting) peer.close();
  }

  /** Reads the header of a peer, within its deadline. Rejects on a bug only. */
  async identify(peer: Peer): Promise<Identified> {
    const { promise: late, resolve } = Promise.withResolvers<"late">();
    const cancel = this.#later(HEADER_MILLIS, () => resolve("late"));
    this.#waiting.add(peer);
    try {
      return await new HeaderReader(peer, late).read();
    } catch (error) {
      if (!isDisconnect(error)) throw error;
      peer.close();
      return GONE;
    } finally {
      cancel();
      this.#waiting.delete(peer);
    }
  }
}

/** Reads one header. Holds no more of it than the addresses, and one read. */
class HeaderReader {
  readonly #peer: Peer;
  readonly #late: Promise<"late">;
  #bytes: Uint8Array = new Uint8Array(0);

  /** `late` resolves at the deadline. */
  constructor(peer: Peer, late: Promise<"late">) {
    this.#peer = peer;
    this.#late = late;
  }

  /** Rejects with a disconnect. */
  async read(): Promise<Identified> {
    let header = readProxyHeader(this.#bytes);
    while (header.kind === "more") {
      const chunk = await this.#chunk();
      if (!(chunk instanceof Uint8Array)) return chunk;
      this.#bytes = joined(this.#bytes, chunk);
      header = readProxyHeader(this.#bytes);
    }
    if (header.kind !== "header") return faulty(header.kind, this.#peer);
    let [rest, skip] = [this.#bytes, header.length];
    while (rest.length < skip) {
      skip -= rest.length;
      const chunk = await this.#chunk();
      if (!(chunk instanceof Uint8Array)) return chunk;
      rest = chunk;
    }
    const { transport } = this.#peer.origin;
    const origin = { transport, ...header.source, isProxied: true, isCheck: header.isCheck };
    const peer = new ResumedPeer(this.#peer, origin, resumedWith(rest.subarray(skip)));
    return { kind: "identified", peer };
  }

  /** What the next read brings; or what becomes of the connection without it. */
  async #chunk(): Promise<Uint8Array | Identified> {
    const reading = this.#peer.read();
    const chunk = await Promise.race([reading, this.#late]);
    if (chunk === "late") {
      // Nobody else hears of a read that fails before the peer is told of its fault.
      reading.catch(() => {});
      return faulty("late", new ResumedPeer(this.#peer, this.#peer.origin, reading));
    }
    if (chunk !== null) return chunk;
    if (this.#bytes.length > 0) return faulty("malformed", this.#peer);
    this.#peer.close();
    return GONE;
  }
}

function faulty(fault: HeaderFault, peer: Peer): Identified {
  return { kind: "faulty", fault, peer };
}

/** Undefined if nothing has come yet. */
function resumedWith(bytes: Uint8Array): Promise<Uint8Array> | undefined {
  return bytes.length === 0 ? undefined : Promise.resolve(bytes);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
