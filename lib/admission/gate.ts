/**
 * Admission: how many connections there may be, in all and from one address, and how fast one
 * address may open new ones. Pure; the time is passed in. Each connection is counted until its
 * socket is really gone, also while a slow one is being dismissed.
 *
 * @module
 */

import { isLoopback, peerNetwork } from "../net/address.ts";
import { ConnectRate } from "./connect_rate.ts";

/** The limits of a gate; the defaults are in `options/daemon.ts`. */
export interface GateLimits {
  /** The most connections at once. */
  readonly maxConnections: number;
  /** The most at once from one IPv4 address or one IPv6 /64; 0 is no limit. */
  readonly maxPerAddress: number;
  /** New ones a minute from one IPv4 address or one IPv6 /64; 0 is no limit. */
  readonly connectRate: number;
  /** The most descriptors of those who are being refused; {@linkcode REFUSAL_DESCRIPTORS} if unset. */
  readonly refusalDescriptors?: number | undefined;
}

/** Who stands at the gate. */
export interface Arrival {
  /** The IP address; undefined on a Unix socket, where no address is limited. */
  readonly hostname?: string | undefined;
  /** How many file descriptors the connection takes when it is in. */
  readonly descriptors: number;
}

/** Why somebody cannot come in, with what is said of it. */
export type GateRefusal =
  /** So many connections are open, which is as many as there may be. */
  | { readonly why: "full"; readonly open: number }
  /** So many are open from this address. */
  | { readonly why: "per-address"; readonly open: number }
  /** More than so many a minute from this address. */
  | { readonly why: "connect-rate"; readonly limit: number };

/** What the gate says. Dispose of it when nothing of the connection is left. */
export type Admission =
  & Disposable
  & (
    /** Serve it. */
    | { readonly kind: "admitted" }
    /** Refused: say why and hang up. Dropped: too many are being refused, hang up without a word. */
    | { readonly kind: "refused" | "dropped"; readonly refusal: GateRefusal }
  );

/** So many descriptors may be held by those who are being told that they cannot come in. */
export const REFUSAL_DESCRIPTORS: number = 32;

/** Counts the connections of all listeners. */
export class Gate {
  readonly #limits: GateLimits;
  readonly #rate: ConnectRate;
  readonly #openByNetwork = new Map<string, number>();
  #open = 0;
  #descriptors = 0;
  #refusalDescriptors = 0;
  #held = Infinity;

  /** A gate that nobody has passed. */
  constructor(limits: GateLimits) {
    this.#limits = limits;
    this.#rate = new ConnectRate(limits.connectRate);
  }

  /** How many are admitted and not gone. */
  get open(): number {
    return this.#open;
  }

  /** Networks that something is known of; for tests of its bound. */
  get networks(): number {
    return this.#openByNetwork.size + this.#rate.networks;
  }

  /**
   * The process has no descriptor left: from now on admits only so many connections that they take
   * `lessDescriptors` fewer descriptors than those inside do now; if that was said before and was
   * not enough, an eighth fewer than then. Always admits one. Returns how many connections like
   * those inside that makes, or undefined if it changes nothing.
   */
  hold(lessDescriptors: number): number | undefined {
    const wanted = this.#held === Infinity
      ? this.#descriptors - lessDescriptors
      : Math.floor(this.#held * 7 / 8);
    const held = Math.max(1, wanted);
    if (held >= this.#held) return undefined;
    this.#held = held;
    const descriptorsOfOne = this.#open === 0 ? 1 : this.#descriptors / this.#open;
    return Math.max(1, Math.floor(held / descriptorsOfOne));
  }

  /** Decides about one connection. `at` is in milliseconds and never goes back. Never throws. */
  enter(arrival: Arrival, at: number): Admission {
    const { hostname, descriptors } = arrival;
    const isLimited = hostname !== undefined && !isLoopback(hostname);
    const network = isLimited ? peerNetwork(hostname) : undefined;
    const refusal = this.#refusalOf(network, descriptors, at);
    if (refusal !== undefined) return this.#refuse(refusal, descriptors);
    return this.#admit(network, descriptors);
  }

  /** Asks the rate last, for that remembers who was let in; a refusal costs nobody a later chance. */
  #refusalOf(
    network: string | undefined,
    descriptors: number,
    at: number,
  ): GateRefusal | undefined {
    const { maxConnections, maxPerAddress, connectRate } = this.#limits;
    const isFull = this.#open >= maxConnections ||
      (this.#open > 0 && this.#descriptors + descriptors > this.#held);
    if (isFull) return { why: "full", open: this.#open };
    if (network === undefined) return undefined;
    const open = this.#openByNetwork.get(network) ?? 0;
    if (maxPerAddress > 0 && open >= maxPerAddress) {
      return { why: "per-address", open };
    }
    if (this.#rate.take(network, at)) return undefined;
    return { why: "connect-rate", limit: connectRate };
  }

  #admit(network: string | undefined, descriptors: number): Admission {
    this.#count(network, 1, descriptors);
    return { kind: "admitted", ...once(() => this.#count(network, -1, -descriptors)) };
  }

  #count(network: string | undefined, connections: number, descriptors: number): void {
    this.#open += connections;
    this.#descriptors += descriptors;
    if (network === undefined) return;
    const open = (this.#openByNetwork.get(network) ?? 0) + connections;
    if (open > 0) this.#openByNetwork.set(network, open);
    else this.#openByNetwork.delete(network);
  }

  #refuse(refusal: GateRefusal, descriptors: number): Admission {
    const { refusalDescriptors = REFUSAL_DESCRIPTORS } = this.#limits;
    if (this.#refusalDescriptors + descriptors > refusalDescriptors) {
      return { kind: "dropped", refusal, ...once(() => {}) };
    }
    this.#refusalDescriptors += descriptors;
    return { kind: "refused", refusal, ...once(() => this.#refusalDescriptors -= descriptors) };
  }
}

/** Leaves once, however often it is disposed of. */
function once(leave: () => void): Disposable {
  let isGone = false;
  return {
    [Symbol.dispose]() {
      if (!isGone) leave();
      isGone = true;
    },
  };
}
