/**
 * The origin of a peer, in the form in which the log shows and counts it.
 *
 * @module
 */

import type { LogOrigin } from "../log/visit_log.ts";
import { isLoopback } from "../ip/ip.ts";
import { networkOf } from "../ip/network.ts";
import { formatEndpoint } from "../net/address.ts";
import type { PeerOrigin } from "../net/peer.ts";

/** The origin of a peer, for the log. What has no address is limited as one network. Never throws. */
export function logOriginOf({ transport, hostname, port, isCheck }: PeerOrigin): LogOrigin {
  if (hostname === undefined) {
    return { transport, address: undefined, network: transport, isLimited: false, isCheck };
  }
  return {
    transport,
    address: port === undefined ? hostname : formatEndpoint(hostname, port),
    network: networkOf(hostname),
    isLimited: !isLoopback(hostname),
  };
}
