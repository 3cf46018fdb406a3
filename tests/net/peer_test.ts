/**
 * What all peers have in common: which errors mean that one is gone, and writing to the end.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { isDisconnect, type Peer, writeAll } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";

for (
  const name of [
    "ConnectionReset",
    "ConnectionAborted",
    "BrokenPipe",
    "NotConnected",
    "TimedOut",
    "UnexpectedEof",
    "Interrupted",
    "BadResource",
    "InvalidData",
  ] as const
) {
  Deno.test(`isDisconnect() knows ${name}`, () => {
    assertEquals(isDisconnect(new Deno.errors[name]("gone")), true);
  });
}

Deno.test("isDisconnect() knows hosts and networks that are gone by the kernel's code", () => {
  for (const code of ["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EHOSTDOWN"]) {
    assertEquals(isDisconnect(Object.assign(new Error("No route to host"), { code })), true, code);
  }
});

Deno.test("isDisconnect() takes nothing else for one, lest it hide a bug", () => {
  const others = [
    new TypeError("x is not a function"),
    new RangeError("Invalid array length"),
    Object.assign(new Error("Too many open files"), { code: "EMFILE" }),
    new Deno.errors.NotFound("no such file"),
    new Deno.errors.AddrInUse("taken"),
    new DOMException("aborted", "AbortError"),
    "ConnectionReset",
    { code: "EHOSTUNREACH" },
    undefined,
    null,
  ];
  for (const other of others) assertEquals(isDisconnect(other), false, String(other));
});

Deno.test("writeAll() goes on until every byte is written, in order", async () => {
  const written: number[] = [];
  await writeAll(takingAtMost(3, written), Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  assertEquals(written, [1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("writeAll() writes nothing for nothing", async () => {
  const [near] = pipe();
  const write = () => Promise.reject(new Error("was asked to write"));
  await writeAll({ ...near, write }, new Uint8Array(0));
});

Deno.test("writeAll() rejects with the disconnect that it met on the way", async () => {
  const written: number[] = [];
  const peer = takingAtMost(3, written, 6);
  await assertRejects(() => writeAll(peer, new Uint8Array(9)), Deno.errors.BrokenPipe);
  assertEquals(written.length, 6);
});

/** A peer that takes so many bytes a write, and breaks after so many in all. */
function takingAtMost(most: number, written: number[], breaksAfter = Infinity): Peer {
  const [near] = pipe();
  const write = (bytes: Uint8Array) => {
    if (written.length >= breaksAfter) return Promise.reject(new Deno.errors.BrokenPipe("gone"));
    const part = bytes.subarray(0, most);
    written.push(...part);
    return Promise.resolve(part.length);
  };
  return { ...near, write };
}
