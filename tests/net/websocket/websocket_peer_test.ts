/**
 * A WebSocket as a peer, over a connection that takes and brings bytes as the test says.
 *
 * @module
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { type Ending, writeAll } from "../../../lib/net/peer.ts";
import { Framer } from "../../../lib/net/websocket/framer.ts";
import { WebSocketPeer } from "../../../lib/net/websocket/websocket_peer.ts";
import { ScriptedConnection, settle } from "../../support/scripted_connection.ts";
import {
  CLOSE,
  close,
  frame,
  joined,
  PING,
  ping,
  PONG,
  pong,
  type ServerFrame,
  ServerFrames,
  TEXT,
  text,
} from "../../support/websocket_frames.ts";

const encoder = new TextEncoder();

interface Scene {
  readonly connection: ScriptedConnection;
  readonly peer: WebSocketPeer;
  /** The frames so far. */
  readonly frames: () => ServerFrame[];
}

function scene(framer = new Framer()): Scene {
  const connection = new ScriptedConnection();
  const peer = new WebSocketPeer(connection, { framer, limitBytes: 65_536 });
  return { connection, peer, frames: () => new ServerFrames().push(joined(connection.taken)) };
}

Deno.test("a write is one message, and resolves with the bytes of its payload that were taken", async () => {
  const { connection, peer, frames } = scene();
  const batch = encoder.encode(`${"x".repeat(299)}\n`);
  const writing = peer.write(batch);
  assertEquals(connection.pending, 304);
  await connection.take(1);
  await connection.take(2);
  await connection.take(101);
  assertEquals(await writing, 100);
  const rest = peer.write(batch.subarray(100));
  await connection.takeAll();
  assertEquals(await rest, 200);
  assertEquals(frames(), [{ opcode: TEXT, payload: batch }]);
});

Deno.test("a payload above 64 KiB is sent without a copy of it", async () => {
  const { connection, peer, frames } = scene();
  const batch = new Uint8Array(65_537).fill(97);
  const writing = writeAll(peer, batch);
  assertEquals(connection.pending, 10);
  await connection.take(3);
  await connection.take();
  assertEquals(connection.pending, 65_537);
  await connection.take(1000);
  await connection.takeAll();
  await writing;
  assertEquals(frames(), [{ opcode: TEXT, payload: batch }]);
});

Deno.test("peers that are written the same bytes share one frame", () => {
  const framer = new Framer();
  const batches = Array.from({ length: 8 }, (_, at) => encoder.encode(`${at}\n`));
  const first = batches.map((batch) => framer.frame(batch).bytes);
  const again = batches.map((batch) => framer.frame(batch).bytes);
  assert(first.every((bytes, at) => bytes === again[at]));
  assert(framer.frame(encoder.encode("0\n")).bytes !== first[0]);
});

Deno.test("a pong waits until a message that has begun is whole", async () => {
  const { connection, peer, frames } = scene();
  peer.read();
  const batch = encoder.encode("a line\n");
  const writing = peer.write(batch);
  connection.give(joined([ping("1"), ping("2")]));
  await connection.take(4);
  assertEquals(await writing, 2);
  await settle();
  assertEquals(connection.pending, 0);
  peer.write(batch.subarray(2));
  await connection.takeAll();
  assertEquals(frames().map(({ opcode }) => opcode), [TEXT, PONG, PONG]);
});

Deno.test("of the pings that wait, the sixteen last are answered", async () => {
  const { connection, peer, frames } = scene();
  peer.read();
  peer.write(encoder.encode("a line\n"));
  connection.give(joined(Array.from({ length: 20 }, (_, at) => ping(`${at}`))));
  await settle();
  await connection.takeAll();
  const pongs = frames().slice(1).map(({ payload }) => new TextDecoder().decode(payload));
  assertEquals(pongs, Array.from({ length: 16 }, (_, at) => `${at + 4}`));
});

Deno.test("a client that pings and reads nothing is stopped, and little waits for it", async () => {
  const { connection, peer, frames } = scene();
  const reading = peer.read();
  peer.write(encoder.encode("stuck\n"));
  connection.give(joined(Array<Uint8Array>(1000).fill(ping("x".repeat(125)))));
  await assertRejects(() => reading, Deno.errors.InvalidData, "too many control frames");
  const closing = peer.closeWrite();
  connection.give(null);
  await connection.take();
  assertEquals(connection.pending, 16 * 127 + 4);
  await connection.takeAll();
  await closing;
  const last = frames().at(-1);
  assertEquals(last, { opcode: CLOSE, payload: Uint8Array.of(1008 >> 8, 1008 & 255) });
});

Deno.test("the Close frame says how the stream ends", async () => {
  const codes: Record<Ending, number> = {
    "done": 1000,
    "stopping": 1001,
    "refused": 1008,
    "too-big": 1009,
    "fault": 1011,
    "busy": 1013,
  };
  for (const [ending, code] of Object.entries(codes)) {
    const { connection, peer, frames } = scene();
    const closing = peer.closeWrite(ending as Ending);
    await connection.takeAll();
    await closing;
    assertEquals(frames(), [{ opcode: CLOSE, payload: Uint8Array.of(code >> 8, code & 255) }]);
    assertEquals(connection.isEnded, false);
  }
});

Deno.test("one Close frame is sent, and nothing after it", async () => {
  const { connection, peer, frames } = scene();
  const reading = peer.read();
  const closing = Promise.all([peer.closeWrite("stopping"), peer.closeWrite("done")]);
  connection.give(joined([ping("late"), close(1001)]));
  await settle();
  await connection.takeAll();
  await closing;
  assertEquals(await reading, null);
  peer.ping();
  await assertRejects(() => peer.write(encoder.encode("late\n")), Deno.errors.BrokenPipe);
  assertEquals(frames().map(({ opcode }) => opcode), [CLOSE]);
});

Deno.test("a message that was cut is followed by the end of the connection, and by no frame", async () => {
  const { connection, peer } = scene();
  peer.write(encoder.encode("a line\n"));
  await connection.take(5);
  await peer.closeWrite("busy");
  assertEquals([connection.isEnded, joined(connection.taken).length], [true, 5]);
});

Deno.test("after a violation, messages before it are given, and input is read to its end", async () => {
  const { connection, peer } = scene();
  const reading = peer.read();
  connection.give(joined([text("good"), Uint8Array.of(0xff)]));
  assertEquals(new TextDecoder().decode(await reading ?? undefined), "good\n");
  await assertRejects(() => peer.read(), Deno.errors.InvalidData, "a reserved bit is set");
  let hasClosed = false;
  const closing = peer.closeWrite().then(() => hasClosed = true);
  await connection.takeAll();
  connection.give(new Uint8Array(1000));
  await settle();
  assertEquals([connection.isEnded, hasClosed], [true, false]);
  connection.give(null);
  await closing;
});

Deno.test("input that ends within a message or a frame is lost, else it has ended", async () => {
  const cut = [
    text("hello").slice(0, -1),
    Uint8Array.of(0x81),
    frame({ opcode: TEXT, isFinal: false }),
  ];
  for (const bytes of cut) {
    const { connection, peer } = scene();
    connection.give(bytes);
    connection.give(null);
    const reading = async () => {
      while (await peer.read() !== null);
    };
    await assertRejects(reading, Deno.errors.UnexpectedEof);
  }
  const { connection, peer } = scene();
  connection.give(text("hello"));
  connection.give(null);
  assertEquals((await peer.read())?.length, 6);
  assertEquals(await peer.read(), null);
  assertEquals(await peer.read(), null);
});

Deno.test("ping() counts what the client leaves unanswered while it is listened to", async () => {
  const { connection, peer, frames } = scene();
  const pinged = async () => {
    const count = peer.ping();
    await connection.takeAll();
    return count;
  };
  assertEquals([await pinged(), await pinged()], [0, 0], "nothing reads, so nothing can be heard");
  const reading = peer.read();
  assertEquals([await pinged(), await pinged(), await pinged()], [1, 2, 3]);
  connection.give(pong());
  await settle();
  assertEquals([await pinged(), await pinged()], [0, 1]);
  const stuck = assertRejects(() => peer.write(encoder.encode("stuck\n")), Deno.errors.Interrupted);
  assertEquals(peer.ping(), 0, "a stuck write has its own limit");
  assertEquals(frames().filter(({ opcode }) => opcode === PING).length, 7);
  peer.close();
  await assertRejects(() => reading, Deno.errors.Interrupted);
  await stuck;
});

Deno.test("what arrives is what was sent, each batch whole, however writes are cut and pings come", async () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("write" as const),
      size: fc.constantFrom(1, 5, 124, 125, 126, 400),
    }),
    fc.record({ kind: fc.constant("take" as const), size: fc.constantFrom(1, 2, 3, 7, 130, 1000) }),
    fc.record({ kind: fc.constant("pinged" as const), size: fc.nat({ max: 125 }) }),
    fc.record({ kind: fc.constant("ping" as const), size: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { connection, peer, frames } = scene();
      const said: string[] = [];
      const asked: string[] = [];
      let writing: Promise<void> = Promise.resolve();
      const reading = peer.read();
      for (const { kind, size } of steps) {
        if (kind === "write") {
          const batch = `${String(said.length).padEnd(size, ".")}\n`;
          said.push(batch);
          writing = writing.then(() => writeAll(peer, encoder.encode(batch)));
        } else if (kind === "take") await connection.take(size);
        else if (kind === "ping") peer.ping();
        else {
          asked.push("p".repeat(size));
          connection.give(ping("p".repeat(size)));
        }
        await settle();
      }
      while (connection.pending > 0) await connection.take(11);
      await writing;
      const closing = peer.closeWrite();
      await connection.takeAll();
      await closing;
      const came = frames();
      const of = (opcode: number) =>
        came.filter((each) => each.opcode === opcode).map((each) =>
          new TextDecoder().decode(each.payload)
        );
      assertEquals(of(TEXT), said);
      const pongs = of(PONG);
      assertEquals(pongs.at(-1), asked.at(-1));
      assert(asked.length > 16 || pongs.length === asked.length);
      assertEquals(came.at(-1)?.opcode, CLOSE);
      connection.give(null);
      assertEquals(await reading, null);
    }),
    { numRuns: 400 },
  );
});
