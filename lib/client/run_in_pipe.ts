/**
 * Runs the client without a screen: in a pipe, or where the options choose it on a terminal.
 *
 * @module
 */

import { inputStream } from "../program/standard_streams.ts";
import type { Phrases } from "../words/phrases.ts";
import type { ClientState } from "./connection/client_state.ts";
import { type Ending, EXIT } from "./connection/ending.ts";
import type { Hello, Link } from "./connection/link.ts";
import type { Places } from "./connection/servers.ts";
import { Failover } from "./pipe/failover.ts";
import type { Output } from "./pipe/output.ts";
import { type PipeInput, runPipe } from "./pipe/pipe.ts";
import type { ClientConfig } from "./settings/config.ts";
import { onSignal } from "./signals.ts";

/** What {@linkcode runInPipe} works with; it owns none of it. */
export interface InPipe {
  /** Opens a connection with a hello, each time to the next address; rejects if it cannot be made. */
  readonly connect: (hello: Hello) => Promise<Link>;
  /** The addresses. */
  readonly places: Places;
  /** The client's initial state in the chat. */
  readonly clientState: ClientState;
  /** The words. */
  readonly phrases: Phrases;
  /** Where lines go. */
  readonly output: Output;
}

/** Runs until the input and its answers have ended; returns the exit code. Rejects as the streams do. */
export async function runInPipe(
  config: ClientConfig,
  parts: InPipe,
): Promise<number> {
  const { output, phrases, places } = parts;
  if (config.isLogAsked) await output.complain(phrases.noLogInPipe);
  const failover = new Failover(parts);
  const link = await failover.first();
  const next = (ending: Ending) => failover.next(ending);
  const input = pipeInput(config);
  return await untilInterrupted(
    runPipe({ ...parts, ...config, link, input, next: places.count > 1 ? next : undefined }),
  );
}

/** What a client without a screen sends; undefined if it only listens. */
function pipeInput({ isJson, isSaying, isListenOnly }: ClientConfig): PipeInput | undefined {
  if (isListenOnly) return undefined;
  return { bytes: inputStream(Deno.stdin), kind: isJson ? "json" : isSaying ? "said" : "typed" };
}

/** In a pipe, Ctrl-C ends the client. */
async function untilInterrupted(work: Promise<number>): Promise<number> {
  const interrupted = Promise.withResolvers<number>();
  const stop = onSignal("SIGINT", () => interrupted.resolve(EXIT.interrupted));
  try {
    return await Promise.race([work, interrupted.promise]);
  } finally {
    stop();
  }
}
