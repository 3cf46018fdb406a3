/**
 * The client's composition root: chooses the mode by the kind of its streams, connects the parts, and turns the
 * result or an error into an exit code and at most one sentence.
 *
 * @module
 */

import { environment } from "../program/environment.ts";
import { formatAddress } from "../net/address.ts";
import {
  complain,
  endingAtFailure,
  faultOf,
  inputStream,
  StreamFailure,
} from "../program/standard_streams.ts";
import { bufferedOutput } from "../program/buffered_output.ts";
import type { StreamProblem } from "../words/streams.ts";
import { phrasesFor } from "../words/catalogue/phrases.ts";
import { streamProblemIn } from "../words/catalogue/streams.ts";
import { paintColored, type Painter, paintPlain } from "./colors.ts";
import type { ClientConfig } from "./settings/config.ts";
import { EXIT } from "./connection/ending.ts";
import { reasonOf } from "./connection/fault.ts";
import { untilForced } from "./forced_end.ts";
import { type Hello, type Link, openLink } from "./connection/link.ts";
import { complaintsTo, Output, sinkOf } from "./pipe/output.ts";
import type { Phrases } from "../words/phrases.ts";
import { type PipeInput, runPipe } from "./pipe/pipe.ts";
import { onSignal } from "./signals.ts";
import { Rooms } from "./rooms/rooms.ts";
import { ClientState } from "./connection/client_state.ts";
import { historyPath, loadHistory, rememberLine } from "./terminal/history_file.ts";
import { PlainSession } from "./terminal/plain_session.ts";
import { isSureToReflow } from "./terminal/reflow.ts";
import { type TerminalParts, TerminalSession } from "./terminal/session.ts";
import { Tty } from "./terminal/tty.ts";
import { mostColumnsOf, mostColumnsOfWide } from "./terminal/width.ts";

/** How many lines of history a person on a terminal is shown on entry. */
const USUAL_HISTORY = 50;
/** How long a connection may take to be made. */
const CONNECT_MILLIS = 15_000;

/** Runs the client on the process's standard streams; returns its exit code. Never rejects. */
export async function runClient(config: ClientConfig): Promise<number> {
  const phrases = phrasesFor(config.language);
  try {
    return await runMode(config, phrases, await readCertificates(config.caFile, phrases));
  } catch (error) {
    const why = error instanceof StreamFailure
      ? streamProblemIn(config.language, error.problem)
      : reasonOf(error, phrases);
    await complain(Deno.stderr, `hubbub: ${why}`);
    return EXIT.failure;
  }
}

async function readCertificates(path: string | undefined, phrases: Phrases): Promise<string[]> {
  if (path === undefined) return [];
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    throw new Error(phrases.cannotRead(path, reasonOf(error, phrases)), { cause: error });
  }
  if (!text.includes("-----BEGIN CERTIFICATE-----")) throw new Error(phrases.noCertificate(path));
  return [text];
}

async function runMode(
  config: ClientConfig,
  phrases: Phrases,
  caCerts: readonly string[],
): Promise<number> {
  const connect = async (hello: Hello): Promise<Link> => {
    try {
      return await openLink(config.address, hello, { deadlineMillis: CONNECT_MILLIS, caCerts });
    } catch (error) {
      const sentence = phrases.cannotConnect(
        formatAddress(config.address),
        reasonOf(error, phrases),
      );
      throw new Error(sentence, { cause: error });
    }
  };
  const { isJson, isReconnecting, hasBell } = config;
  const isOnTerminal = !isJson && Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
  const isTerminal = isOnTerminal && !config.isSaying && !config.isListenOnly;
  const clientState = new ClientState(
    { name: config.nick, isChosen: config.isNickChosen },
    new Rooms(config.rooms, !isTerminal, config.history ?? (isTerminal ? USUAL_HISTORY : 0)),
  );
  const sinks = { out: sinkOf(bufferedOutput(Deno.stdout)), err: complaintsTo(Deno.stderr) };
  const timestamps = config.timestamps ?? (isOnTerminal ? "time" : "off");
  const output = new Output({ isJson, phrases, timestamps, paint: painterFor(config) }, sinks);
  const parts = { clientState, output, phrases };
  if (!isTerminal) {
    const link = await connect(clientState.hello);
    const { language } = config;
    return await untilInterrupted(
      runPipe({ ...parts, link, isJson, language, input: pipeInput(config) }),
    );
  }
  const input = inputStream(Deno.stdin);
  if (!isPlainTerminal(config)) {
    return await runScreen(config, { connect, clientState, phrases, write: sinks.out, input });
  }
  return await untilInterrupted(
    new PlainSession({ ...parts, input, connect, isReconnecting, timestamps, hasBell }).run(),
  );
}

/** What a client without a screen sends; undefined if it only listens. */
function pipeInput({ isJson, isSaying, isListenOnly }: ClientConfig): PipeInput | undefined {
  if (isListenOnly) return undefined;
  return { bytes: inputStream(Deno.stdin), kind: isJson ? "json" : isSaying ? "said" : "typed" };
}

async function runScreen(
  config: ClientConfig,
  parts: Pick<TerminalParts, "connect" | "clientState" | "phrases" | "write" | "input">,
): Promise<number> {
  const path = historyPath(environment, Deno.build.os);
  const tty = new Tty();
  const faults = new Map<StreamProblem["code"], StreamProblem>();
  const note = (code: StreamProblem["code"]) => (error: unknown) =>
    void faults.set(
      code,
      error instanceof StreamFailure ? error.problem : {
        code,
        fault: faultOf(error),
      },
    );
  const session = new TerminalSession({
    ...parts,
    input: endingAtFailure(parts.input, note("cannot-read")),
    tty,
    history: await loadHistory(path),
    remember: (line) => rememberLine(path, line).catch(note("cannot-keep")),
    isReconnecting: config.isReconnecting,
    hasBell: config.hasBell,
    measure: config.isAmbiguousWide ? mostColumnsOfWide : mostColumnsOf,
    isReflowing: isSureToReflow(environment),
    timestamps: config.timestamps ?? "time",
    paint: painterFor(config),
  });
  const talk = async () => {
    const code = await session.run();
    for (const problem of faults.values()) {
      await complain(Deno.stderr, `hubbub: ${streamProblemIn(config.language, problem)}`);
    }
    return code === EXIT.ok && faults.has("cannot-read") ? EXIT.failure : code;
  };
  return await untilForced(talk(), () => tty.abandon());
}

/** Whether to use append-only mode: it was chosen, or the terminal cannot do more. */
function isPlainTerminal({ isPlain }: ClientConfig): boolean {
  return isPlain || environment("TERM") === "dumb";
}

/** In modes that do not read keys, Ctrl-C ends the client. */
async function untilInterrupted(work: Promise<number>): Promise<number> {
  const interrupted = Promise.withResolvers<number>();
  const stop = onSignal("SIGINT", () => interrupted.resolve(EXIT.interrupted));
  try {
    return await Promise.race([work, interrupted.promise]);
  } finally {
    stop();
  }
}

/** Whether to use colour: if it is asked for, or if a terminal shows it and nothing forbids it. */
function painterFor({ color, isPlain, isJson }: ClientConfig): Painter {
  if (isPlain || isJson || color === "never") return paintPlain;
  if (color === "always") return paintColored;
  const isWelcome = Deno.stdout.isTerminal() && !Deno.noColor && environment("TERM") !== "dumb";
  return isWelcome ? paintColored : paintPlain;
}
