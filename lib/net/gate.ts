/**
 * Admission: how many connections there may be, in all and from one address, and how fast one
 * address may open new ones. Pure; the time is passed in. Each connection is counted until its
 * socket is really gone, also while a slow one is being dismissed.
 *
 * @module
 */

import { isLoopback, peerNetwork } from "./address.ts";
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

/** What the gate says. Dispose of it when nothing of the connection is left. */
export interface Admission extends Disposable {
  /**
   * `admitted`: serve it. `refused`: say the line and hang up. `dropped`: too many are being refused
   * already, hang up without a word.
   */
  readonly kind: "admitted" | "refused" | "dropped";
  /** The polite line, without its end; empty for who is admitted. */
  readonly line: string;
}

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
    const line = this.#refusalOf(network, descriptors, at);
    if (line !== undefined) return this.#refuse(line, descriptors);
    return this.#admit(network, descriptors);
  }

  /** Asks the rate last, for that remembers who was let in; a refusal costs nobody a later chance. */
  #refusalOf(network: string | undefined, descriptors: number, at: number): string | undefined {
    const { maxConnections, maxPerAddress, connectRate } = this.#limits;
    const isFull = this.#open >= maxConnections ||
      (this.#open > 0 && this.#descriptors + descriptors > this.#held);
    if (isFull) return `-- the server is full: ${counted(this.#open)}; try again later`;
    if (network === undefined) return undefined;
    const open = this.#openByNetwork.get(network) ?? 0;
    if (maxPerAddress > 0 && open >= maxPerAddress) {
      return `-- too many connections from your address: ${open} are open; close one of them first`;
    }
    if (this.#rate.take(network, at)) return undefined;
    return `-- too many new connections from your address: more than ${connectRate} in a minute; ` +
      "try again in a minute";
  }

  #admit(network: string | undefined, descriptors: number): Admission {
    this.#count(network, 1, descriptors);
    return once("admitted", "", () => this.#count(network, -1, -descriptors));
  }

  #count(network: string | undefined, connections: number, descriptors: number): void {
    this.#open += connections;
    this.#descriptors += descriptors;
    if (network === undefined) return;
    const open = (this.#openByNetwork.get(network) ?? 0) + connections;
    if (open > 0) this.#openByNetwork.set(network, open);
    else this.#openByNetwork.delete(network);
  }

  #refuse(line: string, descriptors: number): Admission {
    const { refusalDescriptors = REFUSAL_DESCRIPTORS } = this.#limits;
    if (this.#refusalDescriptors + descriptors > refusalDescriptors) {
      return once("dropped", line, () => {});
    }
    this.#refusalDescriptors += descriptors;
    return once("refused", line, () => this.#refusalDescriptors -= descriptors);
  }
}

function counted(open: number): string {
  return open === 1 ? "1 person is connected" : `${open} people are connected`;
}

function once(kind: Admission["kind"], line: string, leave: () => void): Admission {
  let isGone = false;
  return {
    kind,
    line,
    [Symbol.dispose]() {
      if (!isGone) leave();
      isGone = true;
    },
  };
}
