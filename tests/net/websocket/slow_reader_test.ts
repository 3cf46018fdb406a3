/**
 * A client that does not read for a while, over a real socket: lines are skipped between frames, never
 * within one.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { listenTcp } from "../../../lib/net/tcp.ts";
import { Framer } from "../../../lib/net/websocket/framer.ts";
import { WebSocketPeer } from "../../../lib/net/websocket/websocket_peer.ts";
import { Batch } from "../../../lib/outbound/batch.ts";
import { Outbox } from "../../../lib/outbound/outbox.ts";
import { jsonCodec } from "../../../lib/wire/json/codec.ts";
import { LOBBY } from "../../../lib/core/units.ts";
import { CLOSE, PING, ServerFrames, TEXT } from "../../support/websocket_frames.ts";

const LINES = 60_000;
const A_BATCH = 3;
const PADDING = "x".repeat(300);

Deno.test("a slow reader gets whole lines in whole frames, and is told what was skipped", async () => {
  using listener = listenTcp({ transport: "tcp", hostname: "127.0.0.1", port: 0 }, "web");
  const port = Number(listener.address.split(":").at(-1));
  const connecting = Deno.connect({ hostname: "127.0.0.1", port });
  using peer = new WebSocketPeer(await listener.accept(), {
    framer: new Framer(),
    limitBytes: 1000,
  });
  using conn = await connecting;
  const outbox = new Outbox(peer, jsonCodec, {
    limits: { skipAbove: 40_000, dropAt: 1e9, stallTimeout: 1e9 },
    tools: { now: () => 0, join: (pieces) => Uint8Array.from(pieces.flatMap((each) => [...each])) },
  });
  for (let line = 0; line < LINES; line += A_BATCH) {
    const lines = Array.from(
      { length: A_BATCH },
      (_, at) => `{"number":${line + at},"pad":"${PADDING}"}\n`,
    );
    if (outbox.offer(new Batch(lines, LOBBY), 0)) outbox.startWrite(() => {});
    if (line % 300 === 0) peer.ping();
    if (line % 3000 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  assert(outbox.traffic.skipped > 0, "the reader was not slow");
  outbox.finish();
  const reading = readAll(conn);
  await outbox.drained;
  await peer.closeWrite();
  const { heard, skipped, pings } = await reading;
  assertEquals(heard + skipped, LINES);
  assertEquals(skipped, outbox.traffic.skipped);
  assert(pings > 0);
});

/** Reads up to the Close frame; throws if lines are missing that were not skipped. */
async function readAll(
  conn: Deno.Conn,
): Promise<{ heard: number; skipped: number; pings: number }> {
  const frames = new ServerFrames();
  const seen = { heard: 0, skipped: 0, pings: 0 };
  const buffer = new Uint8Array(65_536);
  for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
    for (const { opcode, payload } of frames.push(buffer.subarray(0, count))) {
      if (opcode === CLOSE) return seen;
      if (opcode === PING) seen.pings++;
      if (opcode !== TEXT) continue;
      const text = new TextDecoder("utf-8", { fatal: true }).decode(payload);
      assertEquals(text.at(-1), "\n");
      for (const line of text.slice(0, -1).split("\n")) {
        const { number, type, count } = JSON.parse(line);
        if (type === "skipped") seen.skipped += count;
        else assertEquals(number, seen.heard++ + seen.skipped);
      }
    }
  }
  throw new Error("there was no Close frame");
}
