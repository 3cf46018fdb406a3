/**
 * The session at a door that speaks nothing of what the plain door speaks: it knows doors by their
 * interface alone.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Door, Entry, Inbound, Rejection } from "../../lib/doors/door.ts";
import type { Peer } from "../../lib/net/peer.ts";
import { jsonCodec } from "../../lib/wire/json/codec.ts";
import { textCodec } from "../../lib/wire/text/codec.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { PACER, type PipeEnd, PipeRoom } from "../support/pipe_room.ts";

/** A door whose clients say in one byte what they want. */
class ByteDoor implements Door {
  receive(peer: Peer): Promise<Entry | Rejection | undefined> {
    return Promise.resolve(new ByteEntry(peer));
  }

  refusal(): string {
    return "NO\n";
  }
}

class ByteEntry implements Entry {
  readonly kind = "enter";
  readonly codec = textCodec;
  readonly nick = "byte";
  linesIn = 0;
  readonly #ended = Promise.withResolvers<void>();
  readonly ended = this.#ended.promise;
  readonly #peer: Peer;

  constructor(peer: Peer) {
    this.#peer = peer;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Iterable<Inbound>, void, void> {
    for (let read = await this.#peer.read(); read !== null; read = await this.#peer.read()) {
      this.linesIn += read.length;
      yield Array.from(read, (byte) => MEANINGS[String.fromCharCode(byte)] ?? NOTHING);
    }
    this.#ended.resolve();
  }
}

const NOTHING: Inbound = { kind: "line", commands: [] };
const MEANINGS: Readonly<Record<string, Inbound>> = {
  p: { kind: "line", commands: [{ kind: "ask", name: "ping", input: "" }] },
  d: { kind: "line", commands: [{ kind: "ask", name: "ping", input: "dear" }], debt: 3 },
  r: { kind: "request", answer: Uint8Array.of(33, 10) },
  f: { kind: "foreign", protocol: "http" },
};

function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function greeted(room: PipeRoom): Promise<PipeEnd> {
  const { end } = room.connect();
  assertEquals(await end.line(), "You are byte");
  assertEquals(await end.line(), "Nobody else is here");
  return end;
}

Deno.test("a session posts the commands that its door gives it, and answers requests in order", async () => {
  await using room = new PipeRoom({ door: new ByteDoor() });
  using end = await greeted(room);
  await end.send("prp");
  await end.closeWrite();
  assertEquals(await end.rest(), ["-- pong", "!", "-- pong"]);
});

Deno.test("a debt is charged after the commands of its line, and delays the next line", async () => {
  const pacer = new FakePacer();
  const pauses: number[] = [];
  await using room = new PipeRoom({
    door: new ByteDoor(),
    budget: { ratePerSecond: 0.5, burst: 2 },
    pacer: {
      ...PACER,
      now: () => pacer.now(),
      later(after, call) {
        // All other waits are at most the period of the ticker.
        if (after > 1000) pauses.push(after);
        return pacer.later(after, call);
      },
    },
  });
  using end = await greeted(room);
  await end.send("dp");
  assertEquals(await end.line(), "-- pong dear");
  while (pauses.length < 1) await turnOfTheLoop();
  pacer.advance(4000);
  while (pauses.length < 2) await turnOfTheLoop();
  pacer.advance(2000);
  assertEquals(await end.line(), "-- pong");
  // One for the line and three for the debt, of which two were there; then one for the next line.
  assertEquals(pauses, [4000, 2000]);
});

Deno.test("a client that turns out to speak another protocol is told so and dropped", async () => {
  const noted: string[] = [];
  await using room = new PipeRoom({
    door: new ByteDoor(),
    noteForeign: (_, protocol) => void noted.push(protocol),
  });
  const { end, over } = room.connect();
  using _ = end;
  await end.send("fp");
  await end.closeWrite();
  assertEquals((await end.rest()).slice(2), [
    "-- this is a hubbub chat port, not a web server; join with: nc HOST PORT",
    "-- disconnected: not a chat client",
  ]);
  assertEquals((await over)?.code, "refused");
  assertEquals(noted, ["http"]);
});

Deno.test("a peer that is rejected is told in the form of the door", async () => {
  const door: Door = {
    receive: () => Promise.resolve({ kind: "refuse", protocol: "ssh", ended: Promise.resolve() }),
    refusal: (refusal) => jsonCodec.encode({ kind: "notice", notice: refusal }),
  };
  await using room = new PipeRoom({ door });
  const { end, over } = room.connect();
  using _ = end;
  const [line] = await end.rest();
  const { type, code, why } = JSON.parse(line ?? "");
  assertEquals([type, code, why], ["notice", "refused", "ssh"]);
  assertEquals(await over, undefined);
});

Deno.test("a peer that leaves before its door lets it in is nobody", async () => {
  const door: Door = { receive: () => Promise.resolve(undefined), refusal: () => "NO\n" };
  await using room = new PipeRoom({ door });
  const { end, over } = room.connect();
  using _ = end;
  assertEquals(await end.rest(), []);
  assertEquals(await over, undefined);
});
