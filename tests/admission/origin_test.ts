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

Deno.test("originOf() behind a proxy: the header's address, and without one not this machine", () => {
  assertEquals(factsOf({ transport: "tls", hostname: "2001:db8::7", port: 1, isProxied: true }), {
    ip: "2001:db8::7",
    network: "2001:db8::/64",
    isLoopback: false,
    isOperator: false,
    transport: "tls",
  });
  const local = { transport: "tcp", hostname: "127.0.0.1", port: 1, isProxied: true } as const;
  assertEquals(factsOf(local).isLoopback, true);
  const unknown = factsOf({ transport: "tcp", isProxied: true });
  assertEquals(unknown, { ...NOBODY, isLoopback: false, transport: "tcp" });
});

Deno.test("originOf() makes operators of those who come through their listener, and of nobody else", () => {
  assertEquals(factsOf({ transport: "admin" }).isOperator, true);
  assertEquals(factsOf({ transport: "admin" }).isLoopback, true);
  for (const transport of ["tcp", "tls", "unix", "pipe"] as const) {
    assertEquals(factsOf({ transport }).isOperator, false);
  }
});
