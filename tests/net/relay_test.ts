import { assertEquals, assertRejects } from "@std/assert";
import { type Peer, writeAll } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { type Relay, relay } from "../../lib/net/relay.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** The outer ends of two pipes whose inner ends are joined. */
function join(): { ann: Peer; bob: Peer; joined: Relay } {
  const [ann, far] = pipe();
  const [near, bob] = pipe();
  return { ann, bob, joined: relay(far, near) };
}

async function hear(peer: Peer): Promise<string | null> {
  const chunk = await peer.read();
  return chunk && new TextDecoder().decode(chunk);
}

Deno.test("relay() carries both ways", async () => {
  const { ann, bob, joined } = join();
  await ann.write(encode("hello"));
  assertEquals(await hear(bob), "hello");
  await bob.write(encode("hello yourself"));
  assertEquals(await hear(ann), "hello yourself");
  joined.close();
  await joined.ended;
});

Deno.test("relay() passes on the end of one half, and the other half goes on", async () => {
  const { ann, bob, joined } = join();
  await ann.write(encode("last"));
  await ann.closeWrite();
  assertEquals([await hear(bob), await hear(bob)], ["last", null]);
  await bob.write(encode("answer"));
  assertEquals(await hear(ann), "answer");
  await bob.closeWrite();
  assertEquals(await hear(ann), null);
  await joined.ended;
  assertEquals(joined.isBroken, false);
});

Deno.test("relay() takes no more than it can pass on", async () => {
  let reads = 0;
  const [far, reader] = pipe();
  const endless: Peer = {
    ...far,
    read: () => Promise.resolve(encode(`chunk ${++reads}`)),
    close: () => {},
  };
  const [near, bob] = pipe();
  const joined = relay(endless, near);
  for (let i = 1; i <= 100; i++) {
    assertEquals(await hear(bob), `chunk ${i}`);
    // One is under way in the pipe and one waits to be written.
    assertEquals(reads - i <= 2, true);
  }
  bob.close();
  joined.close();
  reader.close();
  await joined.ended;
});

Deno.test("relay() ends both when one breaks, and says so", async () => {
  const { ann, bob, joined } = join();
  ann.close();
  bob.close();
  await assertRejects(() => writeAll(ann, encode("lost")), Deno.errors.BrokenPipe);
  await joined.ended;
  const [far] = pipe();
  const [near, other] = pipe();
  const reset = () => Promise.reject(new Deno.errors.ConnectionReset());
  const broken = relay({ ...far, read: reset }, near);
  assertEquals(await hear(other), null);
  await broken.ended;
  assertEquals([joined.isBroken, broken.isBroken], [false, true]);
});

Deno.test("relay() does not hide a bug", async () => {
  const [far] = pipe();
  const [near, other] = pipe();
  const joined = relay({ ...far, read: () => Promise.reject(new TypeError("a bug")) }, near);
  joined.delivered.catch(() => {});
  await assertRejects(() => joined.ended, TypeError, "a bug");
  other.close();
});
