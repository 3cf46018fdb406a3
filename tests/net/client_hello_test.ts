import { assertEquals } from "@std/assert";
import { readClientHello } from "../../lib/net/client_hello.ts";
import type { Peer } from "../../lib/net/peer.ts";

/** A peer that says these chunks, then ends. */
function saying(...chunks: readonly (readonly number[])[]): Peer {
  const rest = chunks.map((chunk) => Uint8Array.from(chunk));
  return {
    origin: { transport: "pipe" },
    read: () => Promise.resolve(rest.shift() ?? null),
    write: (bytes) => Promise.resolve(bytes.length),
    closeWrite: () => Promise.resolve(),
    close: () => {},
    [Symbol.dispose]: () => {},
  };
}

async function helloOf(...chunks: readonly (readonly number[])[]): Promise<number[] | string> {
  const opening = await readClientHello(saying(...chunks));
  return opening.kind === "hello" ? Array.from(opening.bytes) : opening.kind;
}

Deno.test("readClientHello() takes a whole record and what came with it", async () => {
  assertEquals(await helloOf([22, 3, 1, 0, 2, 7, 8]), [22, 3, 1, 0, 2, 7, 8]);
  assertEquals(await helloOf([22, 3, 1, 0, 2, 7, 8, 9]), [22, 3, 1, 0, 2, 7, 8, 9]);
});

Deno.test("readClientHello() takes a record byte by byte, and reads no further", async () => {
  const peer = saying([22], [3], [1], [0], [2], [7], [8], [9]);
  const opening = await readClientHello(peer);
  assertEquals(opening, { kind: "hello", bytes: Uint8Array.of(22, 3, 1, 0, 2, 7, 8) });
  assertEquals(await peer.read(), Uint8Array.of(9));
});

Deno.test("readClientHello() knows at the first byte who does not speak TLS", async () => {
  assertEquals(await helloOf([0x47]), "not-tls");
  assertEquals(await helloOf([0x0a, 22, 3, 1]), "not-tls");
  assertEquals(await helloOf([21, 3, 1, 0, 2, 7, 8]), "not-tls");
});

Deno.test("readClientHello() refuses another version, an empty record and one that is too long", async () => {
  assertEquals(await helloOf([22, 2]), "rubbish");
  assertEquals(await helloOf([22, 3, 1, 0, 0]), "rubbish");
  const body = new Array<number>(16_384).fill(1);
  assertEquals(await helloOf([22, 3, 1, 0x40, 0x01, ...body, 1]), "rubbish");
  const longest = [22, 3, 1, 0x40, 0x00, ...body];
  assertEquals((await helloOf(longest)).length, 16_389);
});

Deno.test("readClientHello() takes an end of input before the end of the record for rubbish", async () => {
  assertEquals(await helloOf(), "rubbish");
  assertEquals(await helloOf([22, 3, 1, 0, 2, 7]), "rubbish");
});
