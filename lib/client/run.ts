/**
 * The client's composition root: chooses the mode by the kind of its streams, loads it, connects the parts, and turns
 * the result or an error into an exit code and at most one sentence.
 *
 * @module
 */

import { environment } from "../program/environment.ts";
import { formatAddress } from "../net/address.ts";
import { complain, inputStream, StreamFailure } from "../program/standard_streams.ts";
import { bufferedOutput } from "../program/buffered_output.ts";
import { phrasesFor } from "../words/catalogue/phrases.ts";
import { streamProblemIn } from "../words/catalogue/streams.ts";
import { type Painter, painterWith, paintPlain } from "./colors.ts";
import type { ClientConfig, TimestampStyle } from "./settings/config.ts";
import { EXIT } from "./connection/ending.ts";
import { reasonOf, whyNotConnected } from "./connection/fault.ts";
import { type Hello, type Link, openLink } from "./connection/link.ts";
import { type Places, Servers } from "./connection/servers.ts";
import { complaintsTo, Output, type Sink, sinkOf } from "./pipe/output.ts";
import type { Phrases } from "../words/phrases.ts";
import { Rooms } from "./rooms/rooms.ts";
import { ClientState } from "./connection/client_state.ts";
import { FirstHint, HINT_FILE } from "./terminal/first_hint.ts";
import { ChatLog } from "./record/chat_log.ts";
import { stateFile } from "./settings/state_file.ts";
import { colorCountOf } from "./terminal/drawing/color_count.ts";

/** How many lines of history a person on a terminal is shown on entry. */
const USUAL_HISTORY = 50;
/** How long a connection may take to be made. */
const CONNECT_MILLIS = 15_000;
/** The same where another address is tried next. */
const SHORT_CONNECT_MILLIS = 5000;

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
  const isOnTerminal = !config.isJson && Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
  const isTerminal = isOnTerminal && !config.isSaying && !config.isListenOnly;
  const clientState = new ClientState(
    { name: config.nick, isChosen: config.isNickChosen },
    new Rooms(config.rooms, !isTerminal, config.history ?? (isTerminal ? USUAL_HISTORY : 0)),
  );
  const servers = serversOf(config, phrases, caCerts);
  const timestamps = config.timestamps ?? (isOnTerminal ? "time" : "off");
  const parts: ModeParts = {
    phrases,
    connect: (hello) => servers.connect(hello),
    places: servers,
    clientState,
    timestamps,
    paint: painterFor(config),
    sinks: { out: sinkOf(bufferedOutput(Deno.stdout)), err: complaintsTo(Deno.stderr) },
  };
  if (isTerminal) return await runOnTerminal(config, parts);
  const output = new Output({ ...parts, isJson: config.isJson }, parts.sinks);
  const { runInPipe } = await import("./run_in_pipe.ts");
  return await runInPipe(config, { ...parts, output });
}

/** What every mode works with. */
interface ModeParts {
  readonly phrases: Phrases;
  readonly connect: (hello: Hello) => Promise<Link>;
  readonly places: Places;
  readonly clientState: ClientState;
  readonly timestamps: TimestampStyle;
  readonly paint: Painter;
  readonly sinks: { readonly out: Sink; readonly err: Sink };
}

async function runOnTerminal(config: ClientConfig, parts: ModeParts): Promise<number> {
  const { phrases, clientState, sinks } = parts;
  const input = inputStream(Deno.stdin);
  const log = await openLog(config, clientState, phrases);
  const firstHint = await FirstHint.at(stateFile(HINT_FILE, environment, Deno.build.os));
  const kept = { ...parts, firstHint, log };
  try {
    if (!isPlainTerminal(config)) {
      const { runOnScreen } = await import("./run_on_screen.ts");
      return await runOnScreen(config, { ...kept, input, write: sinks.out });
    }
    const { isReconnecting, isQuiet, highlights } = config;
    const hasBell = config.notify !== "off";
    const { runAppending } = await import("./run_appending.ts");
    return await runAppending({ ...kept, isReconnecting, isQuiet, highlights, hasBell }, {
      input,
      write: sinks.out,
      outputTo: (out) => new Output({ ...parts, isJson: false }, { ...sinks, out }),
    });
  } finally {
    const word = await log?.close();
    if (word !== undefined) await sinks.err(`hubbub: ${word}\n`);
  }
}

/** The addresses of the configuration; a connection that cannot be made rejects with a sentence. */
function serversOf(
  { address, otherAddresses }: ClientConfig,
  phrases: Phrases,
  caCerts: readonly string[],
): Servers {
  const deadlineMillis = otherAddresses.length === 0 ? CONNECT_MILLIS : SHORT_CONNECT_MILLIS;
  return new Servers([address, ...otherAddresses], async (address, hello) => {
    try {
      return await openLink(address, hello, { deadlineMillis, caCerts });
    } catch (error) {
      const why = whyNotConnected(address, error, phrases);
      throw new Error(phrases.cannotConnect(formatAddress(address), why), { cause: error });
    }
  });
}

/** The log that the person wants beside the screen. Rejects with a sentence if it cannot be kept. */
async function openLog(
  config: ClientConfig,
  clientState: ClientState,
  phrases: Phrases,
): Promise<ChatLog | undefined> {
  const { logFile: path } = config;
  if (path === undefined) return undefined;
  const address = formatAddress(config.address);
  const { rooms } = clientState;
  return await ChatLog.open({ path, address, phrases, rooms, you: () => clientState.you });
}

/** Whether to use append-only mode: it was chosen, or the terminal cannot do more. */
function isPlainTerminal({ isPlain }: ClientConfig): boolean {
  return isPlain || environment("TERM") === "dumb";
}

/** How to draw: in the terminal's colours if they are asked for, or if a terminal shows them and nothing forbids it. */
function painterFor({ color, isPlain, isJson }: ClientConfig): Painter {
  if (isPlain || isJson || color === "never") return paintPlain;
  const count = colorCountOf(environment, Deno.build.os);
  if (color === "always") return painterWith(count === "none" ? "8" : count);
  const isWelcome = Deno.stdout.isTerminal() && !Deno.noColor && environment("TERM") !== "dumb";
  return isWelcome ? painterWith(count) : paintPlain;
}
