/**
 * The client's configuration: arguments have priority over environment variables, and these over defaults.
 * Pure; arguments, environment and the login name are passed in.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { type ClientAddress, DEFAULT_PORT, formatAddress } from "../../net/address.ts";
import { optionWording } from "../../words/catalogue/options.ts";
import { clientAddress } from "../../options/kinds.ts";
import { languageFor } from "../../options/language.ts";
import { findMisspelled } from "../../options/misspelled.ts";
import type { Environment, Values } from "../../options/option.ts";
import { parseOptions } from "../../options/parse.ts";
import {
  isMistake,
  type Mistake,
  mistake,
  type Parsed,
  problem,
  refusal,
  type Request,
  type Startup,
} from "../../options/startup.ts";
import { quote } from "../../text/printable.ts";
import { inHome } from "../record/log_path.ts";
import { CLIENT_OPTIONS } from "./options.ts";

/** When to use colour. */
export type ColorPolicy = "auto" | "always" | "never";

/** The time that is shown before each line. */
export type TimestampStyle = "off" | "time" | "full";

/** How mentions are announced. */
export type NotifyPolicy = "bell" | "osc" | "off";

/** The most words that count as mentions beside the name: each is searched for in each message. */
const MAX_HIGHLIGHTS = 100;

/** The most values of `--server`. */
export const MAX_SERVERS = 16;

/** Where long lines are broken: between words, or where the terminal does it. */
export type WrapStyle = "words" | "terminal";

/** All settings of the client. They do not change while it runs. */
export interface ClientConfig {
  /** Where the daemon is. */
  readonly address: ClientAddress;
  /** Where else the same chat is, in the order in which the addresses are tried; none is there twice. */
  readonly otherAddresses: readonly ClientAddress[];
  /** The name to enter under, as given; undefined leaves it to the daemon. */
  readonly nick: string | undefined;
  /** Whether the name was chosen by the person; false for the login name. */
  readonly isNickChosen: boolean;
  /** Rooms to enter at the start, as given; the first is where the person speaks. */
  readonly rooms: readonly string[];
  /** Whether to append only: no cursor movement, no colour. */
  readonly isPlain: boolean;
  /** Whether to speak JSON lines on both standard streams; wins over `isPlain`. */
  readonly isJson: boolean;
  /** Whether each line of the input is said as it is; never together with the next or `isJson`. */
  readonly isSaying: boolean;
  /** Whether the input is not read at all. */
  readonly isListenOnly: boolean;
  /** When to use colour. */
  readonly color: ColorPolicy;
  /** The time before each line; undefined lets it depend on the kind of output. */
  readonly timestamps: TimestampStyle | undefined;
  /** How many lines of history to show on entry; undefined lets it depend on the kind of output. */
  readonly history: number | undefined;
  /** Whether to connect again when the connection is lost; on a terminal only. */
  readonly isReconnecting: boolean;
  /** The path of certificates to trust, PEM, or undefined. */
  readonly caFile: string | undefined;
  /** How mentions and private words are announced; on a terminal only. */
  readonly notify: NotifyPolicy;
  /** Words that count as mentions beside the person's name; none is empty. */
  readonly highlights: readonly string[];
  /** Whether arrivals and departures are hidden at the start; on a terminal only. */
  readonly isQuiet: boolean;
  /** The language of the client's own words, until the person chooses another. */
  readonly language: Language;
  /** Whether the terminal gives two columns to characters of ambiguous width. */
  readonly isAmbiguousWide: boolean;
  /** The path of the log, in which `%Y-%m-%d` stands for the day; undefined for none. */
  readonly logFile: string | undefined;
  /** Whether the log was asked for on the command line. */
  readonly isLogAsked: boolean;
  /** Where long lines are broken on a screen. */
  readonly wrap: WrapStyle;
  /** The columns that names take on a screen; 0 for no column of names. */
  readonly nameColumns: number;
}

/** What the configuration reads from the system. */
export interface ClientSurroundings {
  /** Looks up an environment variable. */
  readonly env: Environment;
  /** Asked for the login name only if no name is given; undefined if there is none. */
  readonly loginName: () => string | undefined;
}

/** The option that gives further addresses. */
export const SERVER_FLAG = "--server";

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
  const language = languageFor(args, env);
  const parsed = parseOptions(CLIENT_OPTIONS, args, env);
  if (parsed.kind === "problem") return parsed;
  if (parsed.kind === "request") return { kind: "show", text: () => textOf(parsed, language) };
  const { values } = parsed;
  const addresses = addressesOf(parsed);
  if (isMistake(addresses)) return problem(addresses.say(optionWording(language)));
  const [address = DEFAULT_ADDRESS, ...otherAddresses] = addresses;
  const wrong = mistakeIn(values);
  if (wrong !== undefined) return problem(wrong.say(optionWording(language)));
  const nick = values.nick ?? loginName();
  const isLogAsked = parsed.sources.log?.label === "--log";
  const logFile = values.log === undefined ? undefined : inHome(values.log, env("HOME"));
  const config = {
    ...toConfig(values),
    address,
    otherAddresses,
    nick,
    language,
    logFile,
    isLogAsked,
  };
  return { kind: "run", config };
}

/** Loads what makes the text only when it is asked for: no run of the client needs it. */
async function textOf(request: Request, language: Language): Promise<string> {
  const { CLIENT } = await import("./program.ts");
  const { showText } = await import("../../options/show.ts");
  return showText(CLIENT, request, language);
}

/** The addresses in order. Those of the variable hold only where the command line has none. */
function addressesOf(
  { positionals: [given, extra], values: { server }, sources }: Parsed<typeof CLIENT_OPTIONS>,
): readonly ClientAddress[] | Mistake {
  if (extra !== undefined) return mistake((wording) => wording.unexpectedArgument(quote(extra)));
  const label = sources.server?.label ?? SERVER_FLAG;
  if (server.length > MAX_SERVERS) return mistake((wording) => wording.tooMany(label, MAX_SERVERS));
  if (given === undefined) return withoutDoubles(server);
  const kind = clientAddress();
  const first = kind.read(given);
  if (first === undefined) return refusal(kind, "ADDR", given);
  return withoutDoubles(label === SERVER_FLAG ? [first, ...server] : [first]);
}

function withoutDoubles(addresses: readonly ClientAddress[]): readonly ClientAddress[] | Mistake {
  const names = addresses.map((address) =>
    address.transport === "unix" ? formatAddress(address) : formatAddress(address).toLowerCase()
  );
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double === undefined) return addresses;
  return mistake((wording) => wording.givenTwice(quote(double)));
}

/** Checks that need more than one value. */
function mistakeIn(values: Values<typeof CLIENT_OPTIONS>): Mistake | undefined {
  if (wordsIn(values.highlight).length > MAX_HIGHLIGHTS) {
    return mistake((wording) => wording.tooMany("--highlight", MAX_HIGHLIGHTS));
  }
  if (!values.say) return undefined;
  const other = (["json", "listen-only"] as const).find((name) => values[name]);
  return other && mistake((wording) => wording.excludes("--say", `--${other}`));
}

function toConfig(
  values: Values<typeof CLIENT_OPTIONS>,
): Omit<
  ClientConfig,
  "address" | "otherAddresses" | "nick" | "language" | "logFile" | "isLogAsked"
> {
  return {
    isNickChosen: values.nick !== undefined,
    rooms: values.room,
    isPlain: values.plain,
    isJson: values.json,
    isSaying: values.say,
    isListenOnly: values["listen-only"],
    color: values.color,
    timestamps: values.timestamps,
    history: values.history,
    isReconnecting: !values["no-reconnect"],
    caFile: values.ca,
    notify: values.notify ?? (values.bell ? "bell" : "off"),
    highlights: wordsIn(values.highlight),
    isQuiet: values.quiet,
    isAmbiguousWide: values["wide-ambiguous"],
    wrap: values.wrap,
    nameColumns: values.align,
  };
}

/** The words of lists with commas, each once. */
function wordsIn(lists: readonly string[]): string[] {
  const words = lists.flatMap((list) => list.split(",")).map((word) => word.trim());
  return [...new Set(words)].filter((word) => word !== "");
}

/** Sentences about variables that were probably meant for the client, and are spelled wrong. Never throws. */
export function variableWarnings(env: Environment, language: Language): string[] {
  return findMisspelled(CLIENT_OPTIONS, env).map(({ name, meant }) =>
    optionWording(language).unknownVariable(name, meant)
  );
}
