/**
 * What is refused is never heard, and what people say is heard as they said it, however the bytes come.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { FOREIGN_OPENINGS } from "../support/openings.ts";
import { CHAT } from "../support/openings.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import { type PipeEnd, PipeRoom } from "../support/pipe_room.ts";

const RUNS = 60;

const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });

/** A character a byte. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** Sends bytes in pieces of these sizes, over and over, each as one read, until nobody reads. */
async function sendPieces(end: PipeEnd, bytes: Uint8Array, sizes: readonly number[]) {
  try {
    for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
      const size = sizes[piece % sizes.length] ?? 1;
      await end.send(bytes.subarray(at, at + size));
      at += size;
    }
    await end.closeWrite();
  } catch (error) {
    // It may have been refused and hung up on by now.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

/** Lets somebody listen, and gives what is heard until the token comes back. */
async function listener(room: PipeRoom) {
  const ann = room.connect();
  await ann.end.send("/nick ann\n");
  for (let line = 0; line < 2; line += 1) await ann.end.line();
  let asked = 0;
  return {
    async heard(): Promise<string[]> {
      const token = `-- pong ${++asked}`;
      await ann.end.send(`/ping ${asked}\n`);
      const lines: string[] = [];
      for (let line = await ann.end.line(); line !== token; line = await ann.end.line()) {
        lines.push(line ?? "");
      }
      return lines;
    },
    async leave() {
      await ann.end.closeWrite();
      await ann.over;
      ann.end[Symbol.dispose]();
    },
  };
}

Deno.test("another protocol is told one line and never heard, however it is cut", async () => {
  const room = new PipeRoom({ maxLineBytes: 4096 });
  const ann = await listener(room);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FOREIGN_OPENINGS), cuts, async ([, text], sizes) => {
      const { end, over } = room.connect();
      const answer = end.rest();
      await sendPieces(end, bytesOf(text), sizes);
      const lines = await answer;
      assertEquals(lines.length, 1, lines.join("|"));
      assertMatch(lines[0] ?? "", /^-- this /);
      assertEquals(await over, undefined);
      assertEquals(await ann.heard(), []);
      end[Symbol.dispose]();
    }),
    { numRuns: RUNS },
  );
  await ann.leave();
  await room[Symbol.asyncDispose]();
});

Deno.test("what people say is heard as they said it, however it is cut", async () => {
  const room = new PipeRoom({ maxLineBytes: 4096 });
  const ann = await listener(room);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...CHAT),
      fc.constantFrom("hello", "yes it is", "GET / HTTP/1.1", "who knows"),
      cuts,
      async (first, second, sizes) => {
        const { end, over } = room.connect();
        const answer = end.rest();
        await sendPieces(end, new TextEncoder().encode(`${first}\n${second}`), sizes);
        const name = (await answer)[0]?.slice("You are ".length);
        await over;
        const said = (await ann.heard()).filter((line) => line.startsWith(`${name}: `));
        assertEquals(said, [`${name}: ${first}`, `${name}: ${second}`]);
        end[Symbol.dispose]();
      },
    ),
    { numRuns: RUNS },
  );
  await ann.leave();
  await room[Symbol.asyncDispose]();
});

for (const [protocol, text] of FOREIGN_OPENINGS.filter(([, text]) => !text.includes("\n\n"))) {
  const name = JSON.stringify(text.slice(0, 40));
  Deno.test(`${name} after the greeting is told the same and sent away (${protocol})`, async () => {
    await using house = await House.open(["--names", "guest"]);
    using ann = await house.enter("ann");
    using peer = await house.connect();
    await peer.take(2);
    await peer.sendRaw(bytesOf(text));
    const lines = await peer.rest();
    assertEquals(lines.at(-1), "-- disconnected: not a chat client");
    assertMatch(lines.at(-2) ?? "", /^-- this /);
    assertEquals(await heardByNow(ann), [
      "guest-2 has arrived",
      "guest-2 has left (not a chat client)",
    ]);
  });
}

Deno.test("a line that may begin another protocol is said when no second one comes", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  using bob = await house.connect("nick cave");
  assertEquals((await bob.take(3))[2], "guest-2: nick cave");
  // What it was is still open: the next line would have been a registration.
  await bob.send("pass hunter2");
  assertEquals((await bob.rest()).at(-1), "-- disconnected: not a chat client");
  const heard = await heardByNow(ann);
  assertEquals(heard.filter((line) => line.includes("hunter2")), []);
});

for (
  const [first, protocol, level] of [["PROXY UNKNOWN", "proxy", "warn"], [
    "NICK zed",
    "irc",
    "info",
  ]]
) {
  Deno.test(`${first} is logged as ${protocol}, at ${level}, once for a network`, async () => {
    await using house = await House.open(["--names", "guest"]);
    for (let visits = 0; visits < 3; visits += 1) {
      using peer = await house.connect(first);
      await peer.rest();
    }
    await house.logged("disconnected", 3);
    const records = await house.logged("wrong-protocol");
    assertEquals(records.map((record) => [record.level, record.protocol, record.id]), [
      [level, protocol, 1],
    ]);
  });
}

Deno.test("an address in a PROXY header reaches nobody", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  using peer = await house.connect(
    'PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\r\n{"hello":1,"nick":"robo"}\r',
  );
  assertEquals(await peer.rest(), [
    "-- this port takes no PROXY header; switch it off in the proxy, or join with: nc HOST PORT",
  ]);
  await ann.send("done");
  assertEquals(await heardBefore(ann, "ann: done"), []);
});
