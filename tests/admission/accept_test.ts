/**
 * The accept loop: it outlives every failure but its listener's end.
 *
 * @module
 */

import { assertEquals, assertStrictEquals } from "@std/assert";
import { acceptAll } from "../../lib/admission/accept.ts";
import type { Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { listen, type Listener } from "../../lib/net/tcp.ts";

const TOO_MANY = new Error("Too many open files (os error 24)");
const CLOSED = new Deno.errors.BadResource("Listener has been closed");

Deno.test("acceptAll() hands on every peer, and ends when the listener is closed", async () => {
  const [a, b] = pipe();
  const { taken, failures } = await accepted([a, b, CLOSED]);
  assertEquals(taken.length, 2);
  assertStrictEquals(taken[0], a);
  assertStrictEquals(taken[1], b);
  assertEquals(failures, []);
});

// deno #10419, #6390: an accept loop that ended with the first failure.
Deno.test("acceptAll() goes on after any failure, with pauses that double up to a second", async () => {
  const [peer] = pipe();
  const { taken, failures, pauses } = await accepted([
    ...Array.from({ length: 9 }, () => TOO_MANY),
    peer,
    CLOSED,
  ]);
  assertEquals(taken.length, 1);
  assertEquals(pauses, [10, 20, 40, 80, 160, 320, 640, 1000, 1000]);
  assertEquals(failures, pauses.map((pause) => [TOO_MANY, pause]));
});

Deno.test("acceptAll() begins with short pauses again after a success", async () => {
  const [a, b] = pipe();
  const { pauses } = await accepted([TOO_MANY, TOO_MANY, a, TOO_MANY, b, CLOSED]);
  assertEquals(pauses, [10, 20, 10]);
});

Deno.test("acceptAll() does not wait, nor complain, for those who are gone before they are in", async () => {
  const [peer] = pipe();
  const gone = [
    new Deno.errors.ConnectionAborted("Software caused connection abort (os error 103)"),
    new Deno.errors.NotConnected("Transport endpoint is not connected (os error 107)"),
    new Deno.errors.ConnectionReset("Connection reset by peer (os error 104)"),
  ];
  const { taken, pauses, failures } = await accepted([...gone, peer, ...gone, CLOSED]);
  assertEquals([taken.length, pauses, failures], [1, [], []]);
});

Deno.test("acceptAll() ends also when the wait for a peer is interrupted by the close", async () => {
  const { taken } = await accepted([new Deno.errors.Interrupted("operation canceled")]);
  assertEquals(taken, []);
});

Deno.test("acceptAll() ends when a real listener is closed while it waits", async () => {
  const listener = await listen({ transport: "tcp", hostname: "127.0.0.1", port: 0 });
  const taken: Peer[] = [];
  const failures: unknown[] = [];
  const loop = acceptAll(listener, {
    take: (peer) => void taken.push(peer),
    pause: () => Promise.resolve(),
    failed: (error) => void failures.push(error),
  });
  listener.close();
  await loop;
  assertEquals([taken, failures], [[], []]);
});

/** What a loop does on a listener whose accepts come out like this, one after the other. */
async function accepted(outcomes: readonly (Peer | Error)[]) {
  const left = [...outcomes];
  const listener: Pick<Listener, "accept"> = {
    accept() {
      const next = left.shift() ?? CLOSED;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
  };
  const taken: Peer[] = [];
  const pauses: number[] = [];
  const failures: [unknown, number][] = [];
  await acceptAll(listener as Listener, {
    take: (peer) => void taken.push(peer),
    pause: (millis) => Promise.resolve(void pauses.push(millis)),
    failed: (error, pause) => void failures.push([error, pause]),
  });
  return { taken, pauses, failures };
}
