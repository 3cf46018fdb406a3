/**
 * What bytes cost on their way to lines: `deno bench bench/lines_bench.ts`. Each figure is for one
 * chunk; divide by the number of lines in its name.
 *
 * @module
 */

import { type LineDecoder, lineDecoder, LineSplitter } from "../lib/wire/lines.ts";

const LIMITS = { maxLineBytes: 4096 };
const TEXT = "x".repeat(63);

function chunkOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function benchPush(name: string, chunk: Uint8Array): void {
  const splitter = new LineSplitter(LIMITS);
  Deno.bench({ name, group: "LineSplitter", fn: () => void splitter.push(chunk) });
}

benchPush("1 line of 64 bytes", chunkOf(`${TEXT}\n`));
benchPush("1 line, CR LF", chunkOf(`${TEXT}\r\n`));
benchPush("32 lines of 64 bytes", chunkOf(`${TEXT}\n`.repeat(32)));
benchPush("32 lines, CR LF", chunkOf(`${TEXT}\r\n`.repeat(32)));
benchPush("32 lines of Chinese", chunkOf(`${"你好世界".repeat(5)}\n`.repeat(32)));
benchPush("32 lines, IAC NOP in each", chunkOf(`${TEXT}\n`.repeat(32)).map(withCommands));
benchPush("32 empty lines", chunkOf("\n".repeat(32)));
benchPush("64 KiB of an endless line", chunkOf("x".repeat(65_536)));

function withCommands(byte: number, at: number): number {
  return at % 64 === 0 ? 255 : at % 64 === 1 ? 241 : byte;
}

{
  const splitter = new LineSplitter(LIMITS);
  const halves = [chunkOf(TEXT.slice(0, 31)), chunkOf(`${TEXT.slice(31)}\n`)];
  Deno.bench({
    name: "1 line in 2 chunks",
    group: "LineSplitter",
    fn() {
      for (const half of halves) splitter.push(half);
    },
  });
}

const CHUNKS_A_RUN = 1000;

for (const lines of [1, 32]) {
  const chunk = chunkOf(`${TEXT}\n`.repeat(lines));
  Deno.bench({
    name: `${CHUNKS_A_RUN} chunks of ${lines} lines, written and read`,
    group: "lineDecoder()",
    async fn() {
      const decoder = lineDecoder(LIMITS);
      await Promise.all([write(decoder, chunk), count(decoder)]);
    },
  });
}

async function write(decoder: LineDecoder, chunk: Uint8Array): Promise<void> {
  const writer = decoder.writable.getWriter();
  for (let i = 0; i < CHUNKS_A_RUN; i += 1) await writer.write(chunk);
  await writer.close();
}

async function count(decoder: LineDecoder): Promise<number> {
  let total = 0;
  for await (const lines of decoder.readable) total += lines.length;
  return total;
}
