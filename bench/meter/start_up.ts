/**
 * How long a server takes until it accepts a connection, and how much memory it has while empty.
 *
 * @module
 */

import type { Outcome, Site } from "./outcome.ts";
import { ServerProcess } from "./server_process.ts";
import { median } from "./stats.ts";

const STARTS = 5;
const REST_MILLIS = 500;

/** Starts the server five more times, one after the other; medians. */
export async function startUp(site: Site): Promise<Outcome> {
  const millis: number[] = [];
  const bytes: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    await using server = await ServerProcess.start(site.command, false);
    await new Promise((resolve) => setTimeout(resolve, REST_MILLIS));
    millis.push(server.startMillis);
    bytes.push(server.state()?.residentBytes ?? NaN);
  }
  return { figures: { startMillis: median(millis), residentBytes: median(bytes) }, faults: {} };
}
