/**
 * Two peers joined in memory.
 *
 * @module
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { isDisconnect, type Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";

Deno.test("a pipe carries bytes both ways, each write as one read", async () => {
  const [near, far] = pipe();
  assertEquals(await near.write(bytes("one")), 3);
  assertEquals(await far.write(bytes("back")), 4);
  assertEquals(await text(far), "one");
  assertEquals(await text(near), "back");
  const second = near.write(bytes("two"));
  assertEquals(await text(far), "two");
  await second;
});

Deno.test("a pipe holds one write; the next waits for its reader", async () => {
  const [near, far] = pipe();
  await near.write(bytes("one"));
  let isWritten = false;
  const second = near.write(bytes("two")).then(() => isWritten = true);
  await turnOfTheLoop();
  assertEquals(isWritten, false);
  assertEquals(await text(far), "one");
  await second;
  assertEquals(await text(far), "two");
});

Deno.test("a pipe keeps what was written when the writer uses the bytes again", async () => {
  const [near, far] = pipe();
  const buffer = bytes("one");
  await near.write(buffer);
  buffer.fill(0);
  assertEquals(await text(far), "one");
});

Deno.test("closeWrite() ends one direction of a pipe, after what is under way", async () => {
  const [near, far] = pipe();
  await near.write(bytes("last"));
  await near.closeWrite();
  assertEquals(await text(far), "last");
  assertEquals(await far.read(), null);
  assertEquals(await far.read(), null);
  await far.write(bytes("answer"));
  assertEquals(await text(near), "answer");
  await assertDisconnect(() => near.write(bytes("more")));
});

Deno.test("close() ends a pipe for both: one reads the end, neither can write", async () => {
  const [near, far] = pipe();
  near.close();
  near.close();
  assertEquals(await far.read(), null);
  await assertDisconnect(() => far.write(bytes("hello?")));
  await assertDisconnect(() => near.write(bytes("hello?")));
  await assertDisconnect(() => near.read());
});

Deno.test("close() interrupts a read and a write that are under way", async () => {
  const [near, far] = pipe();
  await near.write(bytes("one"));
  const reading = assertDisconnect(() => near.read());
  const writing = assertDisconnect(() => near.write(bytes("two")));
  {
    using _ = near;
  }
  await reading;
  await writing;
  assertEquals(await text(far), "one");
});

async function assertDisconnect(act: () => Promise<unknown>): Promise<void> {
  assert(isDisconnect(await assertRejects(act)));
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

async function text(peer: Peer): Promise<string> {
  return new TextDecoder().decode(await peer.read() ?? undefined);
}

/** Lets everything happen that waits for nothing from outside. */
function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
