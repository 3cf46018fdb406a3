/**
 * The client's configuration: arguments have priority over environment variables, and these over defaults.
 * Pure; arguments, environment and the login name are passed in.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import { type ClientAddress, DEFAULT_PORT } from "../../net/address.ts";
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
  problem,
  refusal,
  type Request,
  type Startup,
} from "../../options/startup.ts";
import { quote } from "../../text/printable.ts";
import { CLIENT_OPTIONS } from "./options.ts";

/** When to use colour. */
export type ColorPolicy = "auto" | "always" | "never";

/** The time that is shown before each line. */
export type TimestampStyle = "off" | "time" | "full";

/** All settings of the client. They do not change while it runs. */
export interface ClientConfig {
  /** Where the daemon is. */
  readonly address: ClientAddress;
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
  /** Whether to ring when the person is mentioned; on a terminal only. */
  readonly hasBell: boolean;
  /** The language of the client's own words, until the person chooses another. */
  readonly language: Language;
  /** Whether the terminal gives two columns to characters of ambiguous width. */
  readonly isAmbiguousWide: boolean;
}

/** What the configuration reads from the system. */
export interface ClientSurroundings {
  /** Looks up an environment variable. */
  readonly env: Environment;
  /** Asked for the login name only if no name is given; undefined if there is none. */
  readonly loginName: () => string | undefined;
}

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
  const address = addressOf(parsed.positionals);
  if (isMistake(address)) return problem(address.say(optionWording(language)));
  const { values } = parsed;
  const wrong = mistakeIn(values);
  if (wrong !== undefined) return problem(wrong.say(optionWording(language)));
  const nick = values.nick ?? loginName();
  return { kind: "run", config: { ...toConfig(values), address, nick, language } };
}

/** Loads what makes the text only when it is asked for: no run of the client needs it. */
async function textOf(request: Request, language: Language): Promise<string> {
  const { CLIENT } = await import("./program.ts");
  const { showText } = await import("../../options/show.ts");
  return showText(CLIENT, request, language);
}

function addressOf([given, extra]: readonly string[]): ClientAddress | Mistake {
  if (given === undefined) return DEFAULT_ADDRESS;
  if (extra !== undefined) return mistake((wording) => wording.unexpectedArgument(quote(extra)));
  const kind = clientAddress();
  return kind.read(given) ?? refusal(kind, "ADDR", given);
}

/** Checks that need more than one option. */
function mistakeIn(values: Values<typeof CLIENT_OPTIONS>): Mistake | undefined {
  if (!values.say) return undefined;
  const other = (["json", "listen-only"] as const).find((name) => values[name]);
  return other && mistake((wording) => wording.excludes("--say", `--${other}`));
}

function toConfig(
  values: Values<typeof CLIENT_OPTIONS>,
): Omit<ClientConfig, "address" | "nick" | "language"> {
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
    hasBell: values.bell,
    isAmbiguousWide: values["wide-ambiguous"],
  };
}

/** Sentences about variables that were probably meant for the client, and are spelled wrong. Never throws. */
export function variableWarnings(env: Environment, language: Language): string[] {
  return findMisspelled(CLIENT_OPTIONS, env).map(({ name, meant }) =>
    optionWording(language).unknownVariable(name, meant)
  );
}
