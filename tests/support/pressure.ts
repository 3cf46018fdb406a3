/**
 * Pressure for tests of faults: floods, peers that do not read, and what they cost this process.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { LineClient } from "./line_client.ts";

/**
 * Lines of a flood that make more than a kernel holds for a peer that does not read: 12 MB, where
 * Linux holds some 4 and others less.
 */
export const MORE_THAN_A_SOCKET_HOLDS = 3000;

const LINE_BYTES = 4000;

/** So much that the queue of one who reads cannot overflow. */
const LINES_AT_ONCE = 10;

/** How many descriptors this process has open; 0 where the system does not tell. */
export function openDescriptors(): number {
  if (Deno.build.os !== "linux") return 0;
  return Array.from(Deno.readDirSync("/proc/self/fd")).length;
}

/** The nth line of a flood, without its end: nearly 4,000 bytes that say which they are. */
export function floodLine(n: number): string {
  return `line ${n} `.padEnd(LINE_BYTES, "x");
}

/**
 * Says so many lines as fast as the healthy take them: the speaker, whose name is `ann`, and the
 * listeners. Fails unless each of them hears every line once, in order, and nothing else.
 */
export async function flood(
  speaker: LineClient,
  count: number,
  listeners: readonly LineClient[] = [],
): Promise<void> {
  for (let first = 0; first < count; first += LINES_AT_ONCE) {
    const numbers = Array.from(
      { length: Math.min(LINES_AT_ONCE, count - first) },
      (_, n) => first + n,
    );
    await speaker.send(numbers.map(floodLine).join("\n"));
    for (const healthy of [speaker, ...listeners]) {
      const heard = await healthy.take(numbers.length);
      assertEquals(heard, numbers.map((n) => `ann: ${floodLine(n)}`));
    }
  }
}
