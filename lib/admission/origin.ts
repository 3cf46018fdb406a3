/**
 * The origin of a peer, in the form in which the chat knows it.
 *
 * @module
 */

import type { Origin } from "../core/event.ts";
import { canonicalIp, isLoopback } from "../ip/ip.ts";
import { networkOf } from "../ip/network.ts";
import type { PeerOrigin } from "../net/peer.ts";

/** Where a client connects from. `address` is `IP:PORT`, or undefined where there is none. Never throws. */
export function originOf(
  { transport, hostname, isProxied = false }: PeerOrigin,
  address: string | undefined,
  isNamedByAddress: boolean,
): Origin {
  return {
    address,
    isNamedByAddress,
    ip: hostname === undefined ? undefined : canonicalIp(hostname),
    network: hostname === undefined ? undefined : networkOf(hostname),
    // A proxy that tells no address may serve anybody.
    isLoopback: hostname === undefined ? !isProxied : isLoopback(hostname),
    isOperator: transport === "admin",
    transport,
  };
}
