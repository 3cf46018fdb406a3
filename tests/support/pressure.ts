/**
 * Pressure for tests of faults: floods, peers that do not read, and what they cost this process.
 *
 * @module
 */

import { assertEquals, fail } from "@std/assert";
import type { LineClient } from "./line_client.ts";

/**
 * Lines of a flood that make more than a kernel holds for a peer that does not read: 12 MB, where
 * Linux holds some 4 and others less.
 */
export const MORE_THAN_A_SOCKET_HOLDS = 3000;

const LINE_BYTES = 4000;

/** So much that the queue of one who reads cannot overflow. */
const LINES_AT_ONCE = 10;

/** Longer than the system and the runtime take to close what was given up. */
const PATIENCE_MILLIS = 30_000;

/**
 * The open descriptors of this process, each by its number and by what it stands for, as `12 socket:[4711]`;
 * none where the system does not tell. A count would not do: what a test before this one has given up
 * may be closed only now.
 */
export function openDescriptors(): ReadonlySet<string> {
  const open = new Set<string>();
  if (Deno.build.os !== "linux") return open;
  for (const { name } of Deno.readDirSync("/proc/self/fd")) {
    try {
      open.add(`${name} ${Deno.readLinkSync(`/proc/self/fd/${name}`)}`);
    } catch (error) {
      // The descriptor of the folder itself is closed again by now.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return open;
}

/** What has been opened since then and is open now. */
export function openedSince(before: ReadonlySet<string>): string[] {
  return [...openDescriptors().difference(before)];
}

/** Fails unless all that was opened since then is closed in time. */
export async function closedSince(before: ReadonlySet<string>): Promise<void> {
  const end = performance.now() + PATIENCE_MILLIS;
  for (let left = openedSince(before); left.length > 0; left = openedSince(before)) {
    if (performance.now() > end) fail(`still open: ${left.join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
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
