/**
 * The origin of a peer, in the form in which the chat knows it.
 *
 * @module
 */

import type { Origin } from "../core/event.ts";
import { isLoopback, peerNetwork } from "../net/address.ts";
import { canonicalIp } from "../net/ip.ts";
import type { PeerOrigin } from "../net/peer.ts";

/** Where a client connects from. `address` is `IP:PORT`, or undefined where there is none. Never throws. */
export function originOf(
  { transport, hostname }: PeerOrigin,
  address: string | undefined,
  isNamedByAddress: boolean,
): Origin {
  return {
    address,
    isNamedByAddress,
    ip: hostname === undefined ? undefined : canonicalIp(hostname),
    network: hostname === undefined ? undefined : peerNetwork(hostname),
    isLoopback: hostname === undefined || isLoopback(hostname),
    isOperator: false,
    transport,
  };
}
