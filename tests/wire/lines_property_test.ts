/**
 * Whatever the bytes and however they are cut: `LineSplitter` against a model that has all of them
 * at once, looks at one byte at a time and decodes each line alone.
 *
 * @module
 */

import { assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { sniffBytes } from "../../lib/wire/sniff.ts";
import type { LineLimits } from "../../lib/wire/line_limits.ts";
import { type Line, LineSplitter } from "../../lib/wire/lines.ts";

interface Outcome {
  /** All lines but the discarded. */
  readonly lines: Line[];
  /** The sum of the discarded. */
  readonly discardedBytes: number;
}

interface Input {
  readonly bytes: readonly number[];
  /** The sizes of the chunks, over and over. */
  readonly cuts: readonly number[];
  readonly limits: {
    readonly maxLineBytes: number;
    readonly overlongNoticeBytes: number;
    /** The limit after a first line with an even number of units. */
    readonly laterBytes: number | undefined;
  };
}

function splitterOf({ laterBytes, ...limits }: Input["limits"]): LineSplitter {
  if (laterBytes === undefined) return new LineSplitter(limits);
  const limitAfter = (first: string) => isEven(first) ? laterBytes : undefined;
  return new LineSplitter({ ...limits, limitAfter });
}

function isEven(text: string): boolean {
  return text.length % 2 === 0;
}

function modelTelnet(bytes: readonly number[]): { kept: number[]; removedBytes: number } {
  const kept: number[] = [];
  let removedBytes = 0;
  let rest = bytes;
  while (rest.length > 0) {
    const { size, keeps } = modelStep(rest);
    if (size > rest.length) break;
    kept.push(...keeps);
    removedBytes += size - keeps.length;
    rest = rest.slice(size);
  }
  return { kept, removedBytes };
}

/** How many bytes the first byte takes with it, and what is kept of them. */
function modelStep(bytes: readonly number[]): { size: number; keeps: readonly number[] } {
  const [byte, next] = bytes;
  if (byte !== 255) return { size: 1, keeps: bytes.slice(0, 1) };
  if (next === undefined) return { size: 2, keeps: [] };
  if (next < 236) return { size: 2, keeps: [255, next] };
  if (next === 255) return { size: 2, keeps: [255] };
  if (next === 247) return { size: 2, keeps: [0x7f] };
  if (next === 248) return { size: 2, keeps: [0x15] };
  if (next === 250) return { size: 2 + subnegotiationBytes(bytes.slice(2, 1026)), keeps: [] };
  return { size: next > 250 ? 3 : 2, keeps: [] };
}

/** Where the first IAC SE that is no second half of IAC IAC ends, or what is waited for. */
function subnegotiationBytes(bytes: readonly number[]): number {
  let i = 0;
  while (i < bytes.length) {
    if (bytes[i] === 255 && bytes[i + 1] === 240) return i + 2;
    i += bytes[i] === 255 ? 2 : 1;
  }
  return 1024;
}

function modelLines(bytes: readonly number[]): number[][] {
  const lines: number[][] = [[]];
  bytes.forEach((byte, i) => {
    if (isSwallowed(bytes, i)) return;
    if (byte === 10 || byte === 13) lines.push([]);
    else lines.at(-1)?.push(byte);
  });
  return lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;
}

/** Whether this is the second byte of a CR LF or CR NUL. */
function isSwallowed(bytes: readonly number[], i: number): boolean {
  return bytes[i - 1] === 13 && (bytes[i] === 10 || bytes[i] === 0);
}

function model({ bytes, limits }: Input): Outcome {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const { kept, removedBytes } = modelTelnet(isMarked ? bytes.slice(3) : bytes);
  const notice = Math.max(limits.overlongNoticeBytes, limits.maxLineBytes + 1);
  if (isForeign(kept, notice)) return { lines: [FOREIGN], discardedBytes: 0 };
  let discardedBytes = removedBytes - removedBytes % limits.maxLineBytes;
  let limit = limits.maxLineBytes;
  const lines = modelLines(kept).map((line, index): Line => {
    if (line.length > limit) {
      discardedBytes += Math.max(0, line.length - notice);
      return { kind: "overlong", bytes: Math.min(line.length, notice) };
    }
    const text = modelText(Uint8Array.from(line));
    if (index === 0 && isEven(text.text)) limit = limits.laterBytes ?? limit;
    return text;
  });
  return { lines, discardedBytes };
}

/** Which protocol it is may depend on the cuts: the first sign of one is enough. */
const FOREIGN: Line = { kind: "foreign", protocol: "binary" };

function isForeign(kept: readonly number[], notice: number): boolean {
  const end = kept.findIndex((byte) => byte === 10 || byte === 13);
  const first = kept.slice(0, end < 0 ? undefined : end).slice(0, notice);
  return first.includes(0) && first[0] !== 0x2f ||
    sniffBytes(String.fromCharCode(...first.slice(0, 128))) !== undefined;
}

function modelText(bytes: Uint8Array): Extract<Line, { kind: "text" }> {
  const options = { ignoreBOM: true };
  const text = new TextDecoder("utf-8", options).decode(bytes);
  try {
    new TextDecoder("utf-8", { ...options, fatal: true }).decode(bytes);
    return { kind: "text", text };
  } catch {
    return { kind: "text", text, isNotUtf8: true };
  }
}

/** Runs the splitter as a connection does, with one buffer for every read. */
function run({ bytes, cuts, limits }: Input): Line[] {
  const splitter = splitterOf(limits);
  const most = Math.max(limits.maxLineBytes, limits.laterBytes ?? 0);
  const buffer = new Uint8Array(Math.max(...cuts));
  const lines: Line[] = [];
  for (let at = 0, read = 0; at < bytes.length; read += 1) {
    const chunk = bytes.slice(at, at + (cuts[read % cuts.length] ?? 1));
    buffer.set(chunk);
    lines.push(...splitter.push(buffer.subarray(0, chunk.length)));
    buffer.fill(0x58);
    assertLessOrEqual(splitter.heldBytes, most);
    at += chunk.length;
  }
  lines.push(...splitter.end());
  assertEquals(splitter.heldBytes, 0);
  return lines;
}

function outcomeOf(lines: Line[]): Outcome {
  const outcome = { lines: [] as Line[], discardedBytes: 0 };
  for (const line of lines) {
    if (line.kind === "discarded") outcome.discardedBytes += line.bytes;
    // What was thrown away before that is of no account: nothing after it is heard.
    else if (line.kind === "foreign") return { lines: [FOREIGN], discardedBytes: 0 };
    else if (line.kind === "overlong") outcome.lines.push({ kind: "overlong", bytes: line.bytes });
    else if (line.kind === "text") outcome.lines.push(line);
  }
  return outcome;
}

const ends = fc.constantFrom<number[]>([10], [13, 10], [13, 0], [13], [0], [13, 13], [10, 10]);
const words = fc.string({ unit: "binary", maxLength: 6 })
  .map((text) => [...new TextEncoder().encode(text)]);
const plain = fc.constantFrom("hello, world", "a", "x".repeat(70))
  .map((text) => [...new TextEncoder().encode(text)]);
const broken = fc.constantFrom<number[]>([0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xc3], [0x80], [
  0xed,
  0xa0,
], [
  0xef,
  0xbb,
  0xbf,
], [0xf5]);
const telnet = fc.oneof(
  fc.tuple(fc.constant(255), fc.integer({ min: 230, max: 255 })),
  fc.tuple(fc.constant(255), fc.integer({ min: 250, max: 255 }), fc.integer({ max: 255, min: 0 })),
  fc.array(fc.constantFrom(255, 240, 10, 97), { maxLength: 8 })
    .map((inside) => [255, 250, ...inside, 255, 240]),
  fc.integer({ min: 1020, max: 1026 }).map((size) => [255, 250, ...Array<number>(size).fill(65)]),
);
const noise = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 12 });
const greeting = fc.constantFrom<number[]>(
  ...[[], [], [], [], [97, 10], [0x16], [0x16, 3], [0x16, 3, 1], [0xef], [0xef, 0xbb]],
  ...[[0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], [5, 1, 0], [97, 10]],
);
const cuts = fc.oneof(
  fc.constantFrom<number[]>([1], [100_000]),
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
);
const limits = fc.record({
  maxLineBytes: fc.constantFrom<number>(1, 2, 3, 8, 64, 65, 4096),
  overlongNoticeBytes: fc.constantFrom<number>(1, 10, 66, 100, 5000),
  laterBytes: fc.constantFrom<number | undefined>(undefined, undefined, 5, 80, 6000),
});

function inputs(...pieces: fc.Arbitrary<number[]>[]): fc.Arbitrary<Input> {
  const bytes = fc.tuple(greeting, fc.array(fc.oneof(...pieces), { maxLength: 24 }))
    .map(([first, rest]) => [...first, ...rest.flat()]);
  return fc.record({ bytes, cuts, limits });
}

Deno.test("LineSplitter gives the lines of the model, however the bytes are cut", () => {
  fc.assert(
    fc.property(inputs(ends, words, plain, broken, telnet, noise), (input) => {
      assertEquals(outcomeOf(run(input)), model(input));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("LineSplitter gives the lines of the model for clean text, however it is cut", () => {
  fc.assert(
    fc.property(inputs(ends, plain, broken, words), (input) => {
      assertEquals(outcomeOf(run(input)), model(input));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("LineSplitter answers telnet commands at their place, however they are cut", () => {
  const withoutDiscarded = (lines: Line[]) =>
    joined(lines.filter(({ kind }) => kind !== "discarded"));
  fc.assert(
    fc.property(inputs(ends, plain, telnet), ({ bytes, cuts, limits }) => {
      const inOne = run({ bytes, cuts: [100_000], limits });
      assertEquals(withoutDiscarded(run({ bytes, cuts, limits })), withoutDiscarded(inOne));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("LineSplitter tells discarded bytes at their place and charges them alike", () => {
  fc.assert(
    fc.property(inputs(ends, plain), ({ bytes, cuts, limits }) => {
      const inOne = run({ bytes, cuts: [100_000], limits });
      assertEquals(joined(run({ bytes, cuts, limits })), joined(inOne));
      assertEquals(cost(run({ bytes, cuts, limits }), limits), cost(inOne, limits));
    }),
    { numRuns: 1000 },
  );
});

/** Adjacent discarded portions as one, and adjacent answers; a protocol as any other. */
function joined(lines: Line[]): Line[] {
  const result: Line[] = [];
  for (const line of lines) {
    const last = result.at(-1);
    if (line.kind === "discarded" && last?.kind === "discarded") {
      result[result.length - 1] = { kind: "discarded", bytes: last.bytes + line.bytes };
    } else if (line.kind === "telnet" && last?.kind === "telnet") {
      const answer = Uint8Array.of(...last.answer, ...line.answer);
      result[result.length - 1] = { kind: "telnet", answer };
    } else {
      result.push(line.kind === "foreign" ? FOREIGN : line);
    }
  }
  return result;
}

function cost(lines: Line[], { maxLineBytes }: LineLimits): number {
  let sum = 0;
  for (const line of lines) {
    if (line.kind === "discarded") sum += Math.ceil(line.bytes / maxLineBytes);
  }
  return sum;
}
