/**
 * Marks: what stands in place of the network of a client in a log that several nodes share, so that the log
 * has no address. All nodes make the same mark of the same network.
 *
 * @module
 */

import type { Origin } from "../event.ts";

/** Begins a mark, and no network. */
const SIGN = "#";

/** Whether a network is a mark. Never throws. */
export function isMark(network: string): boolean {
  return network.startsWith(SIGN);
}

/**
 * The origin as all nodes may know it: without the address, and with a mark in place of the network.
 * `mark` begins with `#`; it is undefined where there is no network. Never throws.
 */
export function agreedOrigin(origin: Origin, mark: string | undefined): Origin {
  const { isLoopback, isOperator, transport } = origin;
  const known = { isNamedByAddress: false, isLoopback, isOperator, transport };
  return mark === undefined ? known : { ...known, network: mark };
}
