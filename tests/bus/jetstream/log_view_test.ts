/**
 * What an administrator's command sees of the log.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { LogRecord } from "../../../lib/bus/engine.ts";
import { LogView } from "../../../lib/bus/jetstream/log_view.ts";

/** The records of a log. What they hold does not matter here. */
const LOG: readonly LogRecord[] = Array.from({ length: 9 }, (_, index) => ({
  position: index + 1,
  time: index,
  data: `record ${index + 1}`,
}));

/** A view of that log, whose answers lack these positions: one set for each answer, the first first. */
async function viewWith(missing: readonly (readonly number[])[]) {
  const seen: string[] = [];
  const left = [...missing];
  const stream = {
    bounds: () => Promise.resolve({ first: 1, last: LOG.length }),
    read(from: number, limit: number) {
      const lost = left.shift() ?? [];
      const there = LOG.slice(from - 1, from - 1 + limit);
      return Promise.resolve(there.filter(({ position }) => !lost.includes(position)));
    },
  };
  const snapshots = { newest: () => Promise.resolve(undefined) };
  const view = await LogView.open(stream, snapshots, (text) => seen.push(text));
  await view.readOn();
  return { view, seen };
}

// While a connection is lost and made again, an answer loses what was on its way meanwhile.
Deno.test("an answer that lacks records in its midst or at its beginning is asked for again", async () => {
  const all = LOG.map(({ data }) => data);
  for (const missing of [[[1, 2, 3]], [[1], [4]], [[6, 7], [6], [8, 9]], [[2, 4, 6, 8], [9]]]) {
    const { view, seen } = await viewWith(missing);
    assertEquals([view.replica.position, seen], [LOG.length, all], JSON.stringify(missing));
  }
});
