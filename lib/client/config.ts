/**
 * The client's options and configuration: flags over environment over defaults, validated once.
 * Pure; arguments, environment and the login name are passed in.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { type ClientAddress, DEFAULT_PORT } from "../net/address.ts";
import { choice, clientAddress, file, flag, text } from "../options/kinds.ts";
import {
  type Environment,
  type OptionTable,
  parseOptions,
  type Problem,
  problem,
  type Startup,
  type Values,
} from "../options/parse.ts";
import type { Program } from "../options/program.ts";
import { showText } from "../options/show.ts";
import { quote } from "../printable.ts";
import { CLIENT_MANUAL } from "./manual.ts";

/** The client's options, in the order of its help. */
export const CLIENT_OPTIONS = {
  "nick": {
    // Only the daemon's rules decide; the length keeps nonsense from being sent.
    kind: text("NAME", 256),
    defaultNote: "the login name",
    summary: "the name to enter under",
  },
  "plain": {
    kind: flag(),
    summary: "only ever appends to the output: no cursor movement, no colour",
  },
  "json": {
    kind: flag(),
    summary: "prints events as JSON lines and takes commands as JSON lines",
  },
  "color": {
    kind: choice(["auto", "always", "never"]),
    default: "auto",
    summary: "whether to use colour; auto does on a terminal, and honours NO_COLOR and TERM=dumb",
  },
  "timestamps": {
    kind: choice(["off", "time", "full"]),
    defaultNote: "time on a terminal, off in a pipe",
    summary: "what to say of the time before each line",
  },
  "no-reconnect": { kind: flag(), summary: "leaves when the connection is lost" },
  "ca": { kind: file(), summary: "trusts the certificates of a PEM file for tls://" },
  "bell": { kind: flag(), summary: "rings when you are spoken of; never in a pipe" },
  "lang": {
    kind: choice(["en", "zh"]),
    defaultNote: "what LC_ALL, LC_MESSAGES or LANG says, otherwise en",
    summary: "the language of the client's own words: English or Simplified Chinese",
  },
  "wide-ambiguous": {
    kind: flag(),
    summary: "counts two columns for characters whose width depends on the font, as terminals " +
      "set up for Chinese or Japanese may draw them",
  },
  "config": {
    kind: file(),
    defaultNote: "hubbub/config where the system keeps configuration, if it is there",
    summary: "reads options and profiles from a file",
  },
} as const satisfies OptionTable;

/** When to use colour. */
export type ColorPolicy = "auto" | "always" | "never";

/** What to say of the time before each line. */
export type TimestampStyle = "off" | "time" | "full";

/** Everything that can be set about the client. Never changes while it runs. */
export interface ClientConfig {
  /** Where the daemon is. */
  readonly address: ClientAddress;
  /** The name to enter under, as given; undefined leaves it to the daemon. */
  readonly nick: string | undefined;
  /** Whether the name was asked for, rather than taken from the login. */
  readonly isNickChosen: boolean;
  /** Whether to append only: no cursor movement, no colour. */
  readonly isPlain: boolean;
  /** Whether to speak JSON lines on both standard streams; wins over `isPlain`. */
  readonly isJson: boolean;
  /** When to use colour. */
  readonly color: ColorPolicy;
  /** What to say of the time; undefined leaves it to what the output is. */
  readonly timestamps: TimestampStyle | undefined;
  /** Whether to come back when the connection is lost; on a terminal only. */
  readonly isReconnecting: boolean;
  /** The path of certificates to trust, PEM, or undefined. */
  readonly caFile: string | undefined;
  /** Whether to ring when the person is spoken of; on a terminal only. */
  readonly hasBell: boolean;
  /** The language of the client's own words; undefined leaves it to the environment. */
  readonly language: Language | undefined;
  /** Whether the terminal gives two columns to characters of ambiguous width. */
  readonly isAmbiguousWide: boolean;
}

/** What the client's configuration needs to know of the world. */
export interface ClientSurroundings {
  /** Looks up an environment variable. */
  readonly env: Environment;
  /** Asked for the login name only if no name is given; undefined if there is none. */
  readonly loginName: () => string | undefined;
}

/** What `--help` says of the client; its options are those that are parsed. */
export const CLIENT: Program = {
  name: "hubbub",
  usage: "[options] [ADDR|PROFILE]",
  about: [
    "Talks to a hubbubd. ADDR is HOST[:PORT], tls://HOST[:PORT] or unix:PATH; without it, " +
    `127.0.0.1:${DEFAULT_PORT}. An IPv6 address goes in brackets. A PROFILE is a section of the ` +
    "configuration file.",
    "If standard input is no terminal, each of its lines is sent, and what comes is printed " +
    "until the daemon has answered them all.",
  ],
  options: CLIENT_OPTIONS,
  manual: CLIENT_MANUAL,
};

const DEFAULT_ADDRESS: ClientAddress = {
  transport: "tcp",
  hostname: "127.0.0.1",
  port: DEFAULT_PORT,
};

/**
 * Reads the client's arguments and environment. A mistake comes back as a problem: say it on stderr
 * and exit with 2. Throws only what `loginName` throws.
 */
export function parseClientConfig(
  args: readonly string[],
  { env, loginName }: ClientSurroundings,
): Startup<ClientConfig> {
  const parsed = parseOptions(CLIENT_OPTIONS, args, env);
  if (parsed.kind === "problem") return parsed;
  if (parsed.kind === "request") return { kind: "show", text: showText(CLIENT, parsed) };
  const address = addressOf(parsed.positionals);
  if ("problem" in address) return address;
  return { kind: "run", config: toConfig(parsed.values, address, loginName) };
}

function addressOf([given, extra]: readonly string[]): ClientAddress | Problem {
  if (given === undefined) return DEFAULT_ADDRESS;
  if (extra !== undefined) return problem(`unexpected argument ${quote(extra)}; see --help`);
  const kind = clientAddress();
  const address = kind.read(given);
  if (address !== undefined) return address;
  const advice = kind.advise?.(given);
  const tail = advice === undefined ? "" : `; ${advice}`;
  return problem(`ADDR ${quote(given)} is not ${kind.allowed}${tail}`);
}

function toConfig(
  values: Values<typeof CLIENT_OPTIONS>,
  address: ClientAddress,
  loginName: () => string | undefined,
): ClientConfig {
  return {
    address,
    nick: values.nick ?? loginName(),
    isNickChosen: values.nick !== undefined,
    isPlain: values.plain,
    isJson: values.json,
    color: values.color,
    timestamps: values.timestamps,
    isReconnecting: !values["no-reconnect"],
    caFile: values.ca,
    hasBell: values.bell,
    language: values.lang,
    isAmbiguousWide: values["wide-ambiguous"],
  };
}
