/**
 * TCP and Unix sockets as listeners and peers, on real sockets.
 *
 * @module
 */

import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { connect as connectSocket } from "node:net";
import { isDisconnect, type Peer, writeAll } from "../../lib/net/peer.ts";
import { listen } from "../../lib/net/tcp.ts";

const ANY_PORT = { transport: "tcp", hostname: "127.0.0.1", port: 0 } as const;
const HAS_UNIX_SOCKETS = Deno.build.os !== "windows";

Deno.test("listen() tells the port that the system picked, and where a peer comes from", async () => {
  using listener = await listen(ANY_PORT);
  assertEquals([listener.transport, listener.hostname], ["tcp", "127.0.0.1"]);
  assertMatch(listener.address, /^127\.0\.0\.1:[1-9]\d*$/);
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: portOf(listener.address) });
  using peer = await listener.accept();
  assertEquals(peer.origin, { transport: "tcp", hostname: "127.0.0.1", port: conn.localAddr.port });
});

Deno.test("listen() opens IPv6 addresses, which are written in brackets", async () => {
  using listener = await listen({ transport: "tcp", hostname: "::1", port: 0 });
  assertMatch(listener.address, /^\[::1\]:[1-9]\d*$/);
  using conn = await Deno.connect({ hostname: "::1", port: portOf(listener.address) });
  using peer = await listener.accept();
  assertEquals(peer.origin, { transport: "tcp", hostname: "::1", port: conn.localAddr.port });
});

Deno.test("listen() rejects for a port that is taken, and leaves it to its owner", async () => {
  using listener = await listen(ANY_PORT);
  const port = portOf(listener.address);
  await assertRejects(() => listen({ ...ANY_PORT, port }), Deno.errors.AddrInUse);
  using _ = await Deno.connect({ hostname: "127.0.0.1", port });
  (await listener.accept()).close();
});

Deno.test("a listener may be closed twice; who waits for a connection is told", async () => {
  const listener = await listen(ANY_PORT);
  const waiting = assertRejects(() => listener.accept());
  listener.close();
  listener.close();
  const error = await waiting;
  const isEnd = error instanceof Deno.errors.BadResource ||
    error instanceof Deno.errors.Interrupted;
  assert(isEnd, String(error));
  await assertRejects(() => listener.accept(), Deno.errors.BadResource);
});

Deno.test("a peer's read() brings every byte once and in order, whatever the pieces", async () => {
  await using pair = await connected();
  const sent = Uint8Array.from({ length: 300_000 }, (_, n) => n % 251);
  const sending = (async () => {
    for (const [from, to] of [[0, 1], [1, 700], [700, 5000], [5000, 300_000]] as const) {
      await writeBytes(pair.conn, sent.subarray(from, to));
    }
    await pair.conn.closeWrite();
  })();
  const received: number[] = [];
  for (let chunk = await pair.peer.read(); chunk !== null; chunk = await pair.peer.read()) {
    assert(chunk.length > 0);
    received.push(...chunk);
  }
  await sending;
  assertEquals(received.length, sent.length);
  assert(received.every((byte, n) => byte === sent[n]), "bytes were mixed up");
});

Deno.test("a peer that sends much is read in large pieces, and small ones again afterwards", async () => {
  using listener = await listen(ANY_PORT);
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: portOf(listener.address) });
  using peer = await listener.accept();
  await writeBytes(conn, new Uint8Array(60_000));
  let [reads, left] = [0, 60_000];
  for (; left > 0; reads++) left -= (await peer.read())?.length ?? left;
  assert(reads <= 30, `${reads} reads for 60,000 bytes, at most 30 wanted`);
  await writeBytes(conn, new Uint8Array(1));
  await peer.read();
  await writeBytes(conn, new Uint8Array(1));
  assertEquals((await peer.read())?.buffer.byteLength, 256);
});

Deno.test("a peer can be written to after the end of its input", async () => {
  await using pair = await connected();
  await pair.conn.closeWrite();
  assertEquals(await pair.peer.read(), null);
  assertEquals(await pair.peer.read(), null);
  await writeAll(pair.peer, new TextEncoder().encode("answer"));
  await pair.peer.closeWrite();
  assertEquals(await restOf(pair.conn), "answer");
});

Deno.test("writeAll() to a peer outlasts what the kernel takes at once", async () => {
  await using pair = await connected();
  const bytes = new Uint8Array(16 << 20).fill(120);
  const first = await pair.peer.write(bytes);
  assert(first < bytes.length, "the kernel took it all at once; the test proves nothing");
  const writing = writeAll(pair.peer, bytes.subarray(first)).then(() => pair.peer.closeWrite());
  assertEquals((await restOf(pair.conn)).length, bytes.length);
  await writing;
});

Deno.test("closeWrite() never rejects because of the peer, not even the second time", async () => {
  await using pair = await connected();
  pair.conn.close();
  await pair.peer.closeWrite();
  await pair.peer.closeWrite();
  pair.peer.close();
  await pair.peer.closeWrite();
});

// deno #35292: a close with a read pending.
Deno.test("close() may be called again; a read under way ends in a disconnect", async () => {
  await using pair = await connected();
  const reading = assertRejects(() => pair.peer.read());
  pair.peer.close();
  pair.peer.close();
  pair.peer[Symbol.dispose]();
  assert(isDisconnect(await reading));
  assert(isDisconnect(await assertRejects(() => pair.peer.write(Uint8Array.of(1)))));
  assertEquals(await restOf(pair.conn), "");
});

Deno.test("close() ends a write that is stuck, and frees the socket", async () => {
  await using pair = await connected();
  const stuck = assertRejects(() => writeAll(pair.peer, new Uint8Array(64 << 20)));
  // The read ends at once, the write although nobody reads.
  const reading = assertRejects(() => pair.peer.read());
  pair.peer.close();
  assert(isDisconnect(await reading));
  assert(isDisconnect(await stuck));
});

Deno.test("a reset is a disconnect, in the middle of a line too", async () => {
  using listener = await listen(ANY_PORT);
  const closed = Promise.withResolvers<void>();
  const socket = connectSocket(portOf(listener.address), "127.0.0.1");
  socket.on("close", () => closed.resolve());
  using peer = await listener.accept();
  socket.write("half a li");
  assertEquals(new TextDecoder().decode(await peer.read() ?? undefined), "half a li");
  socket.resetAndDestroy();
  assert(isDisconnect(await assertRejects(() => peer.read())));
  await closed.promise;
});

Deno.test("who is gone before being accepted is a disconnect, and not the listener's end", async () => {
  using listener = await listen(ANY_PORT);
  const closed = Promise.withResolvers<void>();
  const socket = connectSocket(
    portOf(listener.address),
    "127.0.0.1",
    () => socket.resetAndDestroy(),
  );
  socket.on("close", () => closed.resolve());
  await closed.promise;
  const error = await assertRejects(async () => {
    using peer = await listener.accept();
    await peer.read();
  });
  assert(isDisconnect(error), String(error));
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: portOf(listener.address) });
  using next = await listener.accept();
  assertEquals(next.origin.port, conn.localAddr.port);
});

unixTest("a Unix socket's peers have no address", async (path) => {
  using listener = await listen({ transport: "unix", path });
  assertEquals([listener.transport, listener.address], ["unix", `unix:${path}`]);
  assertEquals(listener.hostname, undefined);
  using _ = await Deno.connect({ transport: "unix", path });
  using peer = await listener.accept();
  assertEquals(peer.origin, { transport: "unix" });
});

/** A test with a path for a socket, in a folder that is removed afterwards. */
function unixTest(name: string, body: (path: string) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !HAS_UNIX_SOCKETS,
    fn: async () => {
      const folder = await Deno.makeTempDir();
      try {
        await body(`${folder}/chat.sock`);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

interface Pair extends AsyncDisposable {
  /** The side under test. */
  readonly peer: Peer;
  /** The other side. */
  readonly conn: Deno.TcpConn;
}

async function connected(): Promise<Pair> {
  using listener = await listen(ANY_PORT);
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: portOf(listener.address) });
  const peer = await listener.accept();
  return {
    peer,
    conn,
    [Symbol.asyncDispose]() {
      peer.close();
      conn[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}

function portOf(address: string): number {
  return Number(address.split(":").at(-1));
}

async function writeBytes(conn: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await conn.write(rest));
}

async function restOf(conn: Deno.Conn): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let text = "";
  for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
    text += decoder.decode(buffer.subarray(0, count));
  }
  return text;
}
