/**
 * Admission: limits the connections in all and from one address, and the rate of new ones from one
 * address. Pure; the time is passed in. Each connection is counted until its socket is closed; so a
 * client that is disconnected, but reads slowly, still counts.
 *
 * @module
 */

import type { Barred } from "../core/notice.ts";
import type { Comer } from "../core/rules/order/barring.ts";
import { canonicalIp, isLoopback } from "../ip/ip.ts";
import { networkOf } from "../ip/network.ts";
import { ConnectRate } from "./connect_rate.ts";
import { DescriptorBudget } from "./descriptor_budget.ts";

/** The limits of a gate; the defaults are in `options/daemon.ts`. */
export interface GateLimits {
  /** The most connections at once. */
  readonly maxConnections: number;
  /** The most connections at once from one IPv4 address or one IPv6 /64; 0 is no limit. */
  readonly maxPerAddress: number;
  /** New connections a minute from one IPv4 address or one IPv6 /64; 0 is no limit. */
  readonly connectRate: number;
  /** The most descriptors of peers that are being refused; `REFUSAL_DESCRIPTORS` if unset. */
  readonly refusalDescriptors?: number | undefined;
  /**
   * The part of all descriptors, once their limit is known, that this gate may give; the rest is for other
   * gates. All of them if unset.
   */
  readonly descriptorShare?: number | undefined;
}

/** Says why bans or a lockdown keep somebody out; undefined if they do not. It costs microseconds and never throws. */
export type Judge = (comer: Comer) => Barred | undefined;

/** A connection that asks to be let in. */
export interface Arrival {
  /** The IP address; undefined on a Unix socket, where the limits for one address do not apply. */
  readonly hostname?: string | undefined;
  /** The number of file descriptors that the connection takes when admitted. */
  readonly descriptors: number;
  /** Whether it is an operator, who is also let in when the daemon is full; see {@linkcode MAX_OPERATORS}. */
  readonly isOperator?: boolean | undefined;
  /** Whether it comes through a proxy; then without an address it is not from this machine. */
  readonly isProxied?: boolean | undefined;
}

/** Why a connection is not admitted, with the numbers for the notice. */
export type GateRefusal =
  /** The judge keeps it out. */
  | { readonly why: "barred"; readonly notice: Barred }
  /** `open` connections are open, which is the limit. */
  | { readonly why: "full"; readonly open: number }
  /** `open` connections are open from this address. */
  | { readonly why: "per-address"; readonly open: number }
  /** More than `limit` a minute from this address. */
  | { readonly why: "connect-rate"; readonly limit: number };

/** The decision of the gate. Dispose of it when nothing of the connection is left. */
export type Admission =
  & Disposable
  & (
    /** Serve it. */
    | { readonly kind: "admitted" }
    /** Refused: tell the reason and close. Dropped: too many are being refused; close at once. */
    | { readonly kind: "refused" | "dropped"; readonly refusal: GateRefusal }
  );

/** The most operators at once. They do not count among the connections. */
export const MAX_OPERATORS: number = 16;

/** Counts the connections of all listeners that it guards. */
export class Gate {
  #limits: GateLimits;
  readonly #judge: Judge;
  readonly #rate: ConnectRate;
  readonly #openByNetwork = new Map<string, number>();
  readonly #descriptors: DescriptorBudget;
  #open = 0;
  #ownDescriptors = 0;
  #operators = 0;

  /**
   * A gate without connections. Without a judge nobody is barred. `descriptors` may count those of other
   * gates as well; then its own bound of refusals holds.
   */
  constructor(
    limits: GateLimits,
    judge: Judge = () => undefined,
    descriptors: DescriptorBudget = new DescriptorBudget(limits.refusalDescriptors),
  ) {
    this.#limits = limits;
    this.#judge = judge;
    this.#rate = new ConnectRate(limits.connectRate);
    this.#descriptors = descriptors;
  }

  /** Other limits hold for new connections from here on; those that are open stay, and count. */
  adjust(limits: Pick<GateLimits, "maxConnections" | "maxPerAddress" | "connectRate">): void {
    const { maxConnections, maxPerAddress, connectRate } = limits;
    this.#limits = { ...this.#limits, maxConnections, maxPerAddress, connectRate };
    this.#rate.adjust(connectRate);
  }

  /** The number of admitted connections that are open. */
  get open(): number {
    return this.#open;
  }

  /** The most of them, by configuration. */
  get limit(): number {
    return this.#limits.maxConnections;
  }

  /** The number of operators that are connected. */
  get operators(): number {
    return this.#operators;
  }

  /** The descriptors of all connections, those that are being refused included; of other gates as well. */
  get descriptors(): number {
    return this.#descriptors.total;
  }

  /** The most descriptors of admitted connections, once the process had none left; Infinity before. */
  get held(): number {
    return this.#descriptors.held;
  }

  /** Whether one more connection would take more descriptors than the process can spare. */
  get isOutOfDescriptors(): boolean {
    return this.#open > 0 && !this.#descriptors.fits(1);
  }

  /** The number of networks in memory; for tests of its bound. */
  get networks(): number {
    return this.#openByNetwork.size + this.#rate.networks;
  }

  /** See `DescriptorBudget`. */
  hold(spare: number): number | undefined {
    return this.#descriptors.hold(spare);
  }

  /** Decides about one connection. `at` is in milliseconds and never goes back. Never throws. */
  enter(arrival: Arrival, at: number): Admission {
    const { hostname, descriptors, isOperator = false } = arrival;
    if (isOperator) return this.#enterOperator(descriptors);
    const isLocal = hostname !== undefined && isLoopback(hostname);
    const network = hostname === undefined || isLocal ? undefined : networkOf(hostname);
    const refusal = this.#barOf(arrival, isLocal) ?? this.#refusalOf(network, descriptors, at);
    if (refusal !== undefined) return this.#refuse(refusal, descriptors);
    return this.#admit(network, descriptors);
  }

  /** Asked first, so that somebody who is banned costs the others of the network nothing. */
  #barOf({ hostname, isProxied = false }: Arrival, isLocal: boolean): GateRefusal | undefined {
    const notice = this.#judge({
      ip: hostname === undefined ? undefined : canonicalIp(hostname),
      isLoopback: hostname === undefined ? !isProxied : isLocal,
      isOperator: false,
    });
    return notice && { why: "barred", notice };
  }

  /** The descriptors of operators are not counted: those that `hold` keeps free are more. */
  #enterOperator(descriptors: number): Admission {
    const open = this.#operators;
    if (open >= MAX_OPERATORS) return this.#refuse({ why: "full", open }, descriptors);
    this.#operators++;
    return { kind: "admitted", ...once(() => this.#operators--) };
  }

  /** Checks the rate last, because that counts the connection; a refused one must not count. */
  #refusalOf(
    network: string | undefined,
    descriptors: number,
    at: number,
  ): GateRefusal | undefined {
    const { maxConnections, maxPerAddress, connectRate } = this.#limits;
    const isFull = this.#open >= maxConnections || (this.#open > 0 && !this.#fits(descriptors));
    if (isFull) return { why: "full", open: this.#open };
    if (network === undefined) return undefined;
    const open = this.#openByNetwork.get(network) ?? 0;
    if (maxPerAddress > 0 && open >= maxPerAddress) {
      return { why: "per-address", open };
    }
    if (this.#rate.take(network, at)) return undefined;
    return { why: "connect-rate", limit: connectRate };
  }

  #fits(descriptors: number): boolean {
    const { descriptorShare = 1 } = this.#limits;
    const share = descriptorShare * this.#descriptors.held;
    return this.#descriptors.fits(descriptors) && this.#ownDescriptors + descriptors <= share;
  }

  #admit(network: string | undefined, descriptors: number): Admission {
    this.#count(network, 1, descriptors);
    this.#descriptors.admit(descriptors);
    const leave = () => {
      this.#count(network, -1, -descriptors);
      this.#descriptors.leave(descriptors);
    };
    return { kind: "admitted", ...once(leave) };
  }

  #count(network: string | undefined, connections: number, descriptors: number): void {
    this.#open += connections;
    this.#ownDescriptors += descriptors;
    if (network === undefined) return;
    const open = (this.#openByNetwork.get(network) ?? 0) + connections;
    if (open > 0) this.#openByNetwork.set(network, open);
    else this.#openByNetwork.delete(network);
  }

  #refuse(refusal: GateRefusal, descriptors: number): Admission {
    const isCounted = this.#descriptors.refuse(descriptors);
    if (!isCounted) return { kind: "dropped", refusal, ...once(() => {}) };
    return { kind: "refused", refusal, ...once(() => this.#descriptors.dismiss(descriptors)) };
  }
}

/** Calls `leave` at the first disposal; further disposals have no effect. */
function once(leave: () => void): Disposable {
  let isGone = false;
  return {
    [Symbol.dispose]() {
      if (!isGone) leave();
      isGone = true;
    },
  };
}
