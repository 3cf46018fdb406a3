/**
 * A peer as two streams.
 *
 * @module
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { connectionOf } from "../../lib/net/connection.ts";
import { isDisconnect } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";

Deno.test("a connection carries bytes both ways, and ends when the other end closes", async () => {
  const [near, far] = pipe();
  using connection = connectionOf(near);
  const writer = connection.writable.getWriter();
  await writer.write(bytes("there"));
  assertEquals(text(await far.read()), "there");
  await far.write(bytes("back"));
  far.close();
  assertEquals(await textOf(connection.readable), "back");
});

Deno.test("a connection is closed when the other end sends no more", async () => {
  const [near, far] = pipe();
  const connection = connectionOf(near);
  await far.closeWrite();
  assertEquals(await textOf(connection.readable), "");
  assertEquals(await far.read(), null);
});

Deno.test("a connection reads nothing that nobody has asked for", async () => {
  const [near, far] = pipe();
  using connection = connectionOf(near);
  await far.write(bytes("one"));
  let isTaken = false;
  const second = far.write(bytes("two")).then(() => isTaken = true);
  await turnOfTheLoop();
  assertEquals(isTaken, false);
  const reader = connection.readable.getReader();
  assertEquals(text((await reader.read()).value), "one");
  await second;
});

Deno.test("a connection whose writing side is closed can still be read", async () => {
  const [near, far] = pipe();
  using connection = connectionOf(near);
  await connection.writable.close();
  assertEquals(await far.read(), null);
  await far.write(bytes("answer"));
  far.close();
  assertEquals(await textOf(connection.readable), "answer");
});

Deno.test("a write to an end that is gone rejects with a disconnect", async () => {
  const [near, far] = pipe();
  using connection = connectionOf(near);
  far.close();
  const writer = connection.writable.getWriter();
  assert(isDisconnect(await assertRejects(() => writer.write(bytes("hello?")))));
});

Deno.test("close() ends a read that is under way, and may be called again", async () => {
  const [near, far] = pipe();
  const connection = connectionOf(near);
  const reading = textOf(connection.readable);
  await turnOfTheLoop();
  connection.close();
  connection.close();
  assertEquals(await reading, "");
  assertEquals(await far.read(), null);
});

for (
  const [way, leave] of [
    ["cancelling the readable", (c) => c.readable.cancel()],
    ["aborting the writable", (c) => c.writable.abort()],
  ] as [string, (connection: ReturnType<typeof connectionOf>) => Promise<void>][]
) {
  Deno.test(`${way} closes the connection`, async () => {
    const [near, far] = pipe();
    await leave(connectionOf(near));
    assertEquals(await far.read(), null);
    assert(isDisconnect(await assertRejects(() => far.write(bytes("hello?")))));
  });
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

function text(chunk: Uint8Array | null | undefined): string {
  return new TextDecoder().decode(chunk ?? undefined);
}

async function textOf(readable: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  return await new Response(readable).text();
}

/** Lets everything happen that waits for nothing from outside. */
function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
