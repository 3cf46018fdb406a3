import { assertEquals } from "@std/assert";
import { originOf } from "../../lib/admission/origin.ts";
import type { PeerOrigin } from "../../lib/net/peer.ts";

/** What decides about rights and limits, of a peer from there. */
function factsOf(origin: PeerOrigin) {
  const { ip, network, isLoopback, isOperator, transport } = originOf(origin, undefined, false);
  return { ip, network, isLoopback, isOperator, transport };
}

const NOBODY = { ip: undefined, network: undefined, isOperator: false };

Deno.test("originOf() takes a loopback address, a Unix socket and a pipe for this machine", () => {
  const loopback = { ip: "127.0.0.1", network: "127.0.0.1", isLoopback: true, isOperator: false };
  assertEquals(factsOf({ transport: "tcp", hostname: "::ffff:127.0.0.1", port: 1 }), {
    ...loopback,
    transport: "tcp",
  });
  for (const transport of ["unix", "pipe"] as const) {
    assertEquals(factsOf({ transport }), { ...NOBODY, isLoopback: true, transport });
  }
});

Deno.test("originOf() makes operators of those who come through their listener, and of nobody else", () => {
  assertEquals(factsOf({ transport: "admin" }).isOperator, true);
  assertEquals(factsOf({ transport: "admin" }).isLoopback, true);
  for (const transport of ["tcp", "tls", "unix", "pipe"] as const) {
    assertEquals(factsOf({ transport }).isOperator, false);
  }
});
