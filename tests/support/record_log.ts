/**
 * Records the log of `recorded_log.ts` anew: a random history from a fixed seed, read. Run it after a change
 * that means to change what a log leads to, and say in the change what is different:
 * `deno run -A tests/support/record_log.ts`.
 *
 * @module
 */

import fc from "npm:fast-check@4.10.2";
import type { ChatEvent } from "../../lib/core/event.ts";
import { readEvent } from "../../lib/core/reading/read.ts";
import { Cast } from "./cast.ts";
import { chatEvent } from "./event_arbitraries.ts";
import { START } from "./happenings.ts";
import {
  chatOfLog,
  digestsOf,
  RECORDED_LOG,
  type RecordedEvent,
  writeLog,
} from "./recorded_log.ts";

const SEED = 29;
const SAMPLES = 500;
/** Time passes between two events: most in a few milliseconds, some after minutes. */
const PAUSES = [5, 20, 20, 100, 250, 1000, 1000, 45_000];

/** The history, read as the process of each client would. */
function record(): RecordedEvent[] {
  const chat = chatOfLog();
  const cast = new Cast();
  const events: RecordedEvent[] = [];
  const queue: ChatEvent[] = [];
  let at = START;
  for (const [index, sample] of fc.sample(chatEvent, { seed: SEED, numRuns: SAMPLES }).entries()) {
    at += PAUSES[index % PAUSES.length] ?? 0;
    queue.push(...cast.play(sample));
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const read = JSON.parse(JSON.stringify(readEvent(event)));
      events.push({ at, event: read });
      queue.push(...cast.follow(chat.apply(read, at)));
    }
  }
  return events;
}

if (import.meta.main) {
  const events = record();
  await Deno.writeTextFile(RECORDED_LOG, writeLog({ digests: await digestsOf(events), events }));
}
