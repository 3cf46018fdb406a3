/**
 * What a client does wrong in frames, at a whole daemon: it is told the code, the others that it is gone,
 * and what came before is heard.
 *
 * @module
 */

import { assertEquals, fail } from "@std/assert";
import { House } from "../../support/house.ts";
import { outcomeOf } from "../../support/raw_socket.ts";
import {
  bigEndian,
  BINARY,
  close,
  CONTINUATION,
  frame,
  joined,
  ping,
  TEXT,
  text,
} from "../../support/websocket_frames.ts";

const OPTIONS = ["--web-listen", "127.0.0.1:0", "--rate", "0"];
const HELLO = text('{"hello":1,"nick":"zed"}');
const SAY = text('{"type":"say","text":"hi"}');
const EMPTY_FRAGMENT = frame({ opcode: CONTINUATION, isFinal: false });
const BEGUN = frame({ opcode: TEXT, isFinal: false, payload: "x" });

const FAULTS: Readonly<Record<string, readonly [code: number, ...sent: Uint8Array[]]>> = {
  "a reserved bit": [1002, Uint8Array.of(0xf1)],
  "an unmasked frame": [1002, frame({ opcode: TEXT, payload: "x", mask: undefined })],
  "a length of 2^63": [1002, long([127, 0x80, 0, 0, 0, 0, 0, 0, 0])],
  "a binary message": [1003, frame({ opcode: BINARY, payload: "x" })],
  "a text that is not UTF-8": [1007, text(Uint8Array.of(0xff))],
  "a length of 2^40": [1009, long([127, ...bigEndian(2 ** 40, 8)])],
  "60 MB of fragments without an end": [1009, BEGUN, ...many(60, part(1_000_000))],
  "a million empty fragments": [1008, BEGUN, ...many(100, joined(many(10_000, EMPTY_FRAGMENT)))],
  "100,000 pings": [1008, ...many(100, joined(many(1000, ping("x".repeat(125)))))],
  "10 MB of random bytes": [
    1002,
    Uint8Array.of(0xff),
    ...many(160, new Uint8Array(65_536).fill(0xa7)),
  ],
};

for (const [name, [code, ...sent]] of Object.entries(FAULTS)) {
  Deno.test(`${name}: before the hello and after it, the code is ${code}`, async () => {
    await using house = await House.open(OPTIONS);
    const url = await pageOf(house);
    assertEquals((await outcomeOf(url, sent)).close, code);
    using ann = await house.enter("ann");
    const { objects, close } = await outcomeOf(url, [HELLO, SAY, ...sent]);
    assertEquals([objects.at(0)?.["type"], close], ["welcome", code]);
    assertEquals(await ann.line(), "zed has arrived");
    assertEquals(await ann.line(), "zed: hi");
    assertEquals(await ann.line(), "zed has left");
  });
}

Deno.test("a client that leaves by a Close frame has the answers first, and its code back", async () => {
  await using house = await House.open(OPTIONS);
  const url = await pageOf(house);
  assertEquals((await outcomeOf(url, [close(1001)])).close, 1001);
  const asked = text('{"type":"ping","token":"t"}');
  const { objects, close: code } = await outcomeOf(url, [HELLO, SAY, asked, close(4000)]);
  const types = objects.map(({ type }) => type);
  assertEquals(types.filter((type) => type === "message" || type === "pong"), ["message", "pong"]);
  assertEquals(code, 4000);
});

Deno.test("the code says why the daemon ends a stay", async () => {
  await using house = await House.open([...OPTIONS, "--idle-timeout", "0"]);
  const url = await pageOf(house);
  assertEquals((await outcomeOf(url, [HELLO, text('{"type":"quit"}')])).close, 1000);
  const longLine = text(`{"type":"say","text":"${"x".repeat(60_000)}"}`);
  assertEquals((await outcomeOf(url, [HELLO, ...many(4, longLine)])).close, 1009);
});

async function pageOf(house: House): Promise<string> {
  const listening = await house.logged("listening", 2);
  const url = listening.find(({ transport }) => transport === "web")?.["url"];
  return typeof url === "string" ? url : fail("there is no page");
}

/** The head of a text message whose payload does not come. */
function long(lengthBytes: readonly number[]): Uint8Array {
  return frame({ opcode: TEXT, lengthBytes, mask: [1, 2, 3, 4] });
}

function part(size: number): Uint8Array {
  return frame({ opcode: CONTINUATION, isFinal: false, payload: new Uint8Array(size).fill(97) });
}

function many<T>(count: number, item: T): T[] {
  return Array<T>(count).fill(item);
}
