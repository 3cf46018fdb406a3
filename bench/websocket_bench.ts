/**
 * What frames cost on their way in and out: `deno bench bench/websocket_bench.ts`. Each figure is for
 * all that its name says.
 *
 * @module
 */

import { FrameDecoder } from "../lib/net/websocket/frame_decoder.ts";
import { Framer } from "../lib/net/websocket/framer.ts";

const MASK = [0x37, 0xfa, 0x21, 0x3d];
const LINE = `{"type":"say","text":"${"x".repeat(64)}"}`;
const CHINESE = `{"type":"say","text":"${"你好世界".repeat(5)}"}`;

benchDecoder("1 message of 88 bytes", frames(LINE, 1));
benchDecoder("32 messages of 88 bytes", frames(LINE, 32));
benchDecoder("32 messages of Chinese", frames(CHINESE, 32));
benchDecoder("1 message of 64 KiB", frames("x".repeat(65_535), 1));

for (const bytes of [150, 3000, 15_000]) {
  const framer = new Framer();
  const batch = new Uint8Array(bytes).fill(97);
  Deno.bench({
    name: `a batch of ${bytes} bytes, for the first of its clients`,
    group: "Framer",
    fn: () => void framer.frame(batch.subarray(0)),
  });
  Deno.bench({
    name: `a batch of ${bytes} bytes, for each other client`,
    group: "Framer",
    fn: () => void framer.frame(batch),
  });
}

function benchDecoder(name: string, bytes: Uint8Array): void {
  const decoder = new FrameDecoder({ limitBytes: 65_536, pinged: () => {} });
  const chunk = new Uint8Array(bytes.length);
  Deno.bench({
    name,
    group: "FrameDecoder",
    fn() {
      // The decoder works in place.
      chunk.set(bytes);
      decoder.decode(chunk);
    },
  });
}

function frames(message: string, count: number): Uint8Array {
  const payload = new TextEncoder().encode(message);
  const { length } = payload;
  const head = length < 126 ? [length | 0x80] : [126 | 0x80, length >> 8, length & 0xff];
  const masked = payload.map((byte, at) => byte ^ (MASK[at % 4] ?? 0));
  const frame = [0x81, ...head, ...MASK, ...masked];
  return Uint8Array.from(Array.from({ length: count }, () => frame).flat());
}
