/**
 * The decoder under random frames, random bytes and random chunks.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { FrameDecoder } from "../../../lib/net/websocket/frame_decoder.ts";
import { fragments, frame, joined, ping, text } from "../../support/websocket_frames.ts";

const LIMIT = 300;

/** All that a decoder tells of some bytes. */
interface Told {
  readonly lines: string;
  readonly pings: string[];
  readonly violation: number | undefined;
  readonly close: number | "none" | undefined;
}

const mask = fc.array(fc.nat({ max: 255 }), { minLength: 4, maxLength: 4 });
const payload = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.uint8Array({ maxLength: 140 }),
);

const anyFrame = fc.record({
  opcode: fc.constantFrom(0, 1, 1, 1, 9, 10, 8, 2, 3),
  payload,
  isFinal: fc.boolean(),
  reserved: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1),
  mask,
}).map(frame);

const message = fc.oneof(
  fc.string({ unit: "binary", maxLength: 100 }).filter((said) => encoded(said).length <= LIMIT),
  fc.constantFrom("", "\n", "\r\n", '{"a":"\u{1f600}"}', "x".repeat(LIMIT)),
);

Deno.test("a decoder tells the same, however the bytes are cut", () => {
  const bytes = fc.oneof(
    fc.array(anyFrame, { maxLength: 8 }).map(joined),
    fc.uint8Array({ maxLength: 200 }),
    fc.array(message.map(text), { maxLength: 8 }).map(joined),
  );
  const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });
  fc.assert(
    fc.property(bytes, cuts, (sent, at) => {
      const single = Array.from(sent, (byte) => Uint8Array.of(byte));
      assertEquals(toldOf(cutAt(sent, at)), toldOf(single));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a decoder gives each message as one line, however it is cut into fragments and reads", () => {
  const said = fc.array(fc.tuple(message, fc.array(fc.nat({ max: 300 }), { maxLength: 4 })), {
    maxLength: 10,
  });
  const cuts = fc.array(fc.nat({ max: 4000 }), { maxLength: 20 });
  fc.assert(
    fc.property(said, cuts, (messages, at) => {
      const frames = messages.flatMap(([words, parts], index) => {
        const pieces = fragments(...cutAt(encoded(words), parts, true));
        return [...pieces.flatMap((piece) => [piece, ping(`${index}`)])];
      });
      const told = toldOf(cutAt(joined(frames), at));
      const lines = messages.map(([words]) => `${spaced(words)}\n`).join("");
      assertEquals([told.lines, told.violation], [lines, undefined]);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("a decoder holds nothing of a message, and writes within the bytes that it is given", () => {
  const decoder = new FrameDecoder({ limitBytes: 1e6, pinged: () => {} });
  const bytes = text("x".repeat(1000));
  const first = decoder.decode(bytes.subarray(0, 500));
  assertEquals(first.buffer, bytes.buffer);
  assertEquals(first.length, 500 - 8);
});

Deno.test("a pong that answers a ping is not counted, and each ping begins the count anew", () => {
  const decoder = new FrameDecoder({ limitBytes: LIMIT, pinged: () => {} });
  for (let minute = 0; minute < 100; minute++) {
    decoder.notePing();
    for (let count = 0; count <= 128; count++) decoder.decode(frame({ opcode: 10 }));
    assertEquals(decoder.violation, undefined);
  }
  decoder.decode(frame({ opcode: 10 }));
  assertEquals(decoder.violation?.code, 1008);
});

Deno.test("random bytes end soon in a violation", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4000, maxLength: 4000 }), (bytes) => {
      const { violation, close } = toldOf([bytes]);
      assert(violation !== undefined || close !== undefined);
    }),
    { numRuns: 500 },
  );
});

function toldOf(chunks: readonly Uint8Array[]): Told {
  const pings: string[] = [];
  const decoder = new FrameDecoder({
    limitBytes: LIMIT,
    pinged: (payload) => pings.push(payload.join(" ")),
  });
  const lines = new TextDecoder();
  let said = "";
  for (const chunk of chunks) {
    const { violation, close } = decoder;
    const copy = chunk.slice();
    const decoded = decoder.decode(copy);
    assert(decoded.length <= copy.length + 1);
    if (violation !== undefined || close !== undefined) assertEquals(decoded.length, 0);
    said += lines.decode(decoded, { stream: true });
  }
  const { violation, close } = decoder;
  // How much of a faulty message comes before its fault depends on the chunks.
  const whole = said.slice(0, said.lastIndexOf("\n") + 1);
  return {
    lines: whole,
    pings,
    violation: violation?.code,
    close: close && (close.code ?? "none"),
  };
}

/** The pieces between these places; with `keepsEmpty`, those that are empty as well. */
function cutAt(bytes: Uint8Array, places: readonly number[], keepsEmpty = false): Uint8Array[] {
  const ends = [...places.filter((at) => at <= bytes.length), bytes.length].sort((a, b) => a - b);
  const pieces = ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
  return keepsEmpty ? pieces : pieces.filter(({ length }) => length > 0);
}

function encoded(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

/** What a message is as a line: LF and CR within it become spaces. A lone surrogate is sent as U+FFFD. */
function spaced(words: string): string {
  return words.toWellFormed().replace(/[\r\n]/g, " ");
}
