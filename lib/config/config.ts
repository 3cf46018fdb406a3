/**
 * The daemon's configuration: flags over environment over a file over defaults, validated as a whole. Pure;
 * arguments, environment and the contents of the file are passed in.
 *
 * @module
 */

import { type ClusterConfig, clusterConfig } from "./cluster.ts";
import type { Language } from "../core/language.ts";
import type { Bytes, Millis } from "../core/units.ts";
import { optionWording } from "../words/catalogue/options.ts";
import { DAEMON_OPTIONS } from "../options/daemon.ts";
import { languageFor } from "../options/language.ts";
import type { LogAddresses } from "../log/address_writer.ts";
import type { LogFormat, LogLevel } from "../log/log.ts";
import {
  DEFAULT_PORT,
  type ListenAddress,
  type TcpAddress,
  type UnixAddress,
} from "../net/address.ts";
import { findMisspelled, type Misspelled } from "../options/misspelled.ts";
import { mistakeIn, type Settings } from "../options/daemon_mistakes.ts";
import type { Environment, Values } from "../options/option.ts";
import { type Given, parseGiven } from "../options/parse.ts";
import { isSubcommandName } from "../options/subcommand_names.ts";
import {
  isMistake,
  type Mistake,
  mistake,
  type Parsed,
  problem,
  type Request,
  type Startup,
} from "../options/startup.ts";
import { quote } from "../text/printable.ts";

/** The default name of a client. */
export type NamePolicy = "auto" | "address" | "guest";

/** TLS, for the listeners that use it. */
export interface TlsConfig {
  /** Where connections for lines are accepted over TLS; empty only if the page is served over TLS. */
  readonly addresses: readonly TcpAddress[];
  /** The path of the certificate chain, PEM. */
  readonly certFile: string;
  /** The path of the private key, PEM. */
  readonly keyFile: string;
}

/** The page for browsers, and its WebSocket. */
export interface WebConfig {
  /** Where it is served over plain HTTP. */
  readonly addresses: readonly TcpAddress[];
  /** Where it is served over TLS; together with `addresses` at least one. */
  readonly tlsAddresses: readonly TcpAddress[];
  /** The names of hosts under which it is served besides addresses and localhost, in lower-case ASCII. */
  readonly hosts: readonly string[];
  /** The origins of other sites whose pages may connect, as browsers send them. */
  readonly origins: readonly string[];
  /** The origins of the pages of the chat's other nodes, as browsers send them. */
  readonly nodes: readonly string[];
}

/** What is kept, and where. */
export interface DataConfig {
  /** The folder. */
  readonly folder: string;
  /** What is older than this is deleted; 0 keeps it however old it is. */
  readonly keepFor: Millis;
  /** The most messages of a room. */
  readonly keepMessages: number;
  /** Whether what is said is told only when it is on the disk. */
  readonly isDurable: boolean;
}

/** Everything that can be set about the daemon. A value never changes; a reload makes another one. */
export interface Config {
  /** Plain listeners; empty only if there are others. */
  readonly listen: readonly ListenAddress[];
  /** The mode of the files of Unix sockets; undefined leaves it to the umask. */
  readonly socketMode: number | undefined;
  /** The certificate, and listeners over TLS; undefined if nothing is over TLS. */
  readonly tls: TlsConfig | undefined;
  /** The page; undefined if it is not served. */
  readonly web: WebConfig | undefined;
  /** The listener of operators; undefined for none. */
  readonly adminListen: UnixAddress | undefined;
  /** Networks of proxies that send a PROXY header, in canonical form. */
  readonly trustedProxies: readonly string[];
  /** The default name of a client. */
  readonly names: NamePolicy;
  /** After so long without a line a client is disconnected; 0 is never. */
  readonly idleTimeout: Millis;
  /** The most that a line may have before its end. */
  readonly maxLine: Bytes;
  /** Lines a second from one client, perhaps with a fraction; 0 is no limit. */
  readonly rate: number;
  /** Lines at once from one client, at least 1. */
  readonly burst: number;
  /** With more than this queued, lines of the room are skipped. */
  readonly sendQueue: Bytes;
  /** With this much queued, the client is disconnected; at least `sendQueue`. */
  readonly sendQueueMax: Bytes;
  /** With no progress for so long, the client is disconnected. */
  readonly stallTimeout: Millis;
  /** Connections at once. */
  readonly maxConnections: number;
  /** Connections at once from one address or IPv6 /64; 0 is no limit. */
  readonly maxPerAddress: number;
  /** New connections a minute from one address or IPv6 /64; 0 is no limit. */
  readonly connectRate: number;
  /** Rooms at once, the lobby not counted; 0 is the lobby alone. */
  readonly maxRooms: number;
  /** Rooms that one client may be in, the lobby counted. */
  readonly maxRoomsPerPerson: number;
  /** Messages and actions that each room remembers. */
  readonly remember: number;
  /** Remembered messages that people are shown on entry. */
  readonly history: number;
  /** What is kept on disk; undefined keeps nothing. */
  readonly data: DataConfig | undefined;
  /** The engine that this daemon shares with others; undefined if it is alone. */
  readonly cluster: ClusterConfig | undefined;
  /** The file whose lines are shown on entry; undefined for none. */
  readonly motdFile: string | undefined;
  /** Where metrics are shown; undefined shows none. */
  readonly metrics: TcpAddress | undefined;
  /** The language of people until they choose one. */
  readonly language: Language;
  /** The language of the start messages. */
  readonly startLanguage: Language;
  /** How the log is written. */
  readonly logFormat: LogFormat;
  /** The least that is logged. */
  readonly logLevel: LogLevel;
  /** Whether the log names people. */
  readonly logNames: boolean;
  /** How the log writes the addresses of peers. */
  readonly logAddresses: LogAddresses;
  /** How long a stop may take. */
  readonly grace: Millis;
}

const DEFAULT_LISTEN: TcpAddress = {
  transport: "tcp",
  hostname: "127.0.0.1",
  port: DEFAULT_PORT,
};

/** What the daemon is to do: run, show a text, complain, or check the files that its configuration names. */
export type DaemonStartup =
  | Exclude<Startup<Config>, { readonly kind: "run" }>
  | {
    readonly kind: "run" | "check";
    readonly config: Config;
    /** The values of the options, from which the configuration is made. */
    readonly values: Settings["values"];
  };

/**
 * Reads the daemon's arguments and environment. A mistake comes back as a problem: say it on stderr
 * and exit with 2. Never throws.
 */
export function parseConfig(args: readonly string[], env: Environment): Startup<Config> {
  const startup = parseDaemon({ args, env }, languageFor(args, env));
  return "config" in startup ? { kind: "run", config: startup.config } : startup;
}

/**
 * The same with what a configuration file says, and with a check if one is asked for. Texts and problems are
 * in this language. Never throws.
 */
export function parseDaemon(given: Given, language: Language): DaemonStartup {
  const parsed = parseGiven(DAEMON_OPTIONS, given);
  if (parsed.kind === "request") return { kind: "show", text: () => textOf(parsed, language) };
  const wording = optionWording(language);
  if (isMistake(parsed)) return problem(parsed.say(wording));
  const wrong = mistakeOf(parsed);
  if (wrong !== undefined) return problem(wrong.say(wording));
  const { values } = parsed;
  if (values["print-config"]) return { kind: "show", text: () => printed(parsed, language) };
  const config = toConfig(values, language);
  return { kind: values["check-config"] ? "check" : "run", config, values };
}

function mistakeOf(parsed: Parsed<typeof DAEMON_OPTIONS>): Mistake | undefined {
  const { positionals: [extra] } = parsed;
  if (extra === undefined) return mistakeIn(parsed);
  return mistake((wording) =>
    isSubcommandName(extra)
      ? wording.subcommandFirst(extra)
      : wording.unexpectedArgument(quote(extra))
  );
}

async function printed(settings: Settings, language: Language): Promise<string> {
  const { printSettings } = await import("../options/print_settings.ts");
  return printSettings(DAEMON_OPTIONS, settings, language);
}

/** Loads what makes the text only when it is asked for: no run of the daemon needs it. */
async function textOf(request: Request, language: Language): Promise<string> {
  const { DAEMON } = await import("../options/daemon_program.ts");
  const { showText } = await import("../options/show.ts");
  return showText(DAEMON, request, language);
}

/** Variables that were probably meant for the daemon, and are spelled wrong. Never throws. */
export function misspelledVariables(env: Environment): Misspelled[] {
  return findMisspelled(DAEMON_OPTIONS, env);
}

function toConfig(values: Values<typeof DAEMON_OPTIONS>, startLanguage: Language): Config {
  const tls = tlsConfig(values);
  const web = webConfig(values);
  const adminListen = values["admin-listen"];
  const hasOthers = [tls, web, adminListen].some((other) => other !== undefined);
  return {
    listen: listenAddresses(values.listen, hasOthers),
    socketMode: values["socket-mode"],
    tls,
    web,
    adminListen,
    trustedProxies: values["trust-proxy"],
    names: values.names,
    idleTimeout: values["idle-timeout"],
    maxLine: values["max-line"],
    rate: values.rate,
    burst: values.burst,
    sendQueue: values["send-queue"],
    sendQueueMax: values["send-queue-max"],
    stallTimeout: values["stall-timeout"],
    maxConnections: values["max-connections"],
    maxPerAddress: values["max-per-address"],
    connectRate: values["connect-rate"],
    maxRooms: values["max-rooms"],
    maxRoomsPerPerson: values["max-rooms-per-person"],
    remember: values["remember"],
    history: values["history"],
    data: dataConfig(values),
    cluster: clusterConfig(values),
    motdFile: values.motd,
    metrics: values.metrics,
    language: values.lang,
    startLanguage,
    logFormat: values["log-format"],
    logLevel: values["log-level"],
    logNames: values["log-names"] === "on",
    logAddresses: values["log-addresses"],
    grace: values.grace,
  };
}

function dataConfig(values: Values<typeof DAEMON_OPTIONS>): DataConfig | undefined {
  const folder = values.data;
  if (folder === undefined) return undefined;
  return {
    folder,
    keepFor: values["keep-for"],
    keepMessages: values["keep-messages"],
    isDurable: values.durable === "on",
  };
}

function tlsConfig(values: Values<typeof DAEMON_OPTIONS>): TlsConfig | undefined {
  const addresses = values["tls-listen"];
  const certFile = values["tls-cert"];
  const keyFile = values["tls-key"];
  const isUsed = addresses.length > 0 || values["web-tls-listen"].length > 0;
  if (!isUsed || certFile === undefined || keyFile === undefined) return undefined;
  return { addresses, certFile, keyFile };
}

function webConfig(values: Values<typeof DAEMON_OPTIONS>): WebConfig | undefined {
  const addresses = values["web-listen"];
  const tlsAddresses = values["web-tls-listen"];
  if (addresses.length === 0 && tlsAddresses.length === 0) return undefined;
  return {
    addresses,
    tlsAddresses,
    hosts: values["web-host"],
    origins: values["web-origin"],
    nodes: values["web-node"],
  };
}

function listenAddresses(
  given: readonly ListenAddress[],
  hasOthers: boolean,
): readonly ListenAddress[] {
  return given.length > 0 || hasOthers ? given : [DEFAULT_LISTEN];
}
