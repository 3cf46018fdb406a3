/**
 * A stage with the daemon as a program of its own: time passes as it does, so only plays in which
 * little of it passes are for this stage.
 *
 * @module
 */

import { parseDuration } from "../../lib/text/duration.ts";
import { startDaemon } from "./binaries.ts";
import type { Play } from "./play.ts";
import { SocketStage } from "./socket_stage.ts";

/** More time than this in one step is for the stages whose clock can be moved. */
const MOST_MILLIS = 1500;

/** Whether a play can be performed in real time. */
export function isShort(play: Play): boolean {
  return !play.isStill && play.steps.every(({ text }) => {
    const time = /^time passes (\S+)$/.exec(text)?.[1];
    return time === undefined || (parseDuration(time) ?? Infinity) <= MOST_MILLIS;
  });
}

/** Starts the program with these options besides its listener, and sets up a stage there. */
export async function programStage(
  program: string,
  options: readonly string[],
): Promise<SocketStage> {
  const daemon = await startDaemon([program, "--listen", "127.0.0.1:0", "--rate", "0", ...options]);
  return new SocketStage({
    address: daemon.address,
    passTime: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
    [Symbol.asyncDispose]: () => daemon[Symbol.asyncDispose](),
  });
}
