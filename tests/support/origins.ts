/**
 * Where clients of tests connect from.
 *
 * @module
 */

import type { Origin } from "../../lib/core/event.ts";

/** From within this process, as nobody in particular, unless the parts say otherwise. */
export function originOf(parts: Partial<Origin> = {}): Origin {
  return {
    isNamedByAddress: false,
    isLoopback: true,
    isOperator: false,
    transport: "pipe",
    ...parts,
  };
}

/** From another machine, with this IPv4 address. */
export function strangerAt(ip: string): Origin {
  return originOf({ address: `${ip}:40000`, ip, network: ip, isLoopback: false, transport: "tcp" });
}

/** Through the listener for operators. */
export const OPERATOR: Origin = originOf({ isOperator: true, transport: "admin" });
