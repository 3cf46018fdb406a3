/**
 * The wording of options: one value for each language, shared by both programs. The summary of each
 * option is in the tables of options, in every language as well.
 *
 * @module
 */

/** The least and the most that a value may be. */
export interface Range {
  /** The least. */
  readonly min: number;
  /** The most. */
  readonly max: number;
}

/** What an option may show instead of a run. */
export type Shown = "help" | "version" | "man" | "completions";

/** Why a configuration file in TOML cannot be read, or means nothing at a place. */
export type TomlFault =
  /** A text, a list or a heading has no end. */
  | "text-not-ended"
  | "list-not-ended"
  | "heading-not-ended"
  /** A key that is no single name. */
  | "bad-key"
  /** A heading that is no single name. */
  | "bad-heading"
  /** A heading in a file that takes none. */
  | "no-heading"
  /** More than one value stands behind an equals sign. */
  | "not-one-value"
  | "no-equals"
  | "no-value"
  | "no-comma"
  | "not-on-one-line"
  /** A key or a heading is there twice. */
  | "given-before"
  | "control-character"
  | "bad-escape"
  | "bad-number"
  /** A value that is no text, number, true or false. */
  | "bad-value"
  /** A list for an option that takes one value. */
  | "no-list"
  /** Whatever else is not TOML; often a text without quotes. */
  | "unexpected";

/** One language's words for options, their mistakes, and the texts that show them. */
export interface OptionWording {
  /** An unknown option, and the one that was probably meant. */
  unknownOption(flag: string, meant: string | undefined): string;
  /** A variable that belongs to no option, and the one that was probably meant. */
  unknownVariable(name: string, meant: string): string;
  /** Something beside the options that means nothing; quoted. */
  unexpectedArgument(given: string): string;
  /** A subcommand that there is not, quoted, and the one that was probably meant. */
  unknownSubcommand(given: string, meant: string): string;
  /** A subcommand behind an option; only the first argument can be one. */
  subcommandFirst(name: string): string;
  /** An option without its value. */
  needsValue(flag: string, allowed: string): string;
  /** A flag with a value; quoted. */
  takesNoValue(flag: string, given: string): string;
  /** A value that is not allowed: `--rate "x"`, what is, and a word of advice. */
  isNot(given: string, allowed: string, advice?: string): string;
  /** An option without the one that it belongs to. */
  needsOther(flag: string, other: string): string;
  /** Two options that exclude each other. */
  excludes(flag: string, other: string): string;
  /** A value that is less than that of another option. */
  isLess(given: string, least: string): string;
  /** An option with more values than it takes. */
  tooMany(flag: string, most: number): string;
  /** An address, quoted, that is there twice. */
  givenTwice(address: string): string;
  /** A key of a configuration file that is no option, quoted, and the one that was meant. */
  noSuchKey(key: string, meant: string | undefined): string;
  /** What is wrong at a place in a configuration file in TOML. */
  readonly toml: Readonly<Record<TomlFault, string>>;
  /** Of an option without a value: what holds then, if there is something. */
  notSet(instead: string | undefined): string;
  /** A value is the default. */
  readonly byDefault: string;
  /** Where a value comes from: an option, a variable, or a place in a file. */
  givenBy(origin: string): string;
  /** In place of the value of a secret. */
  readonly secretNotShown: string;
  /** The answer to a check of a configuration in which nothing is wrong. */
  readonly isGood: string;
  /** A configuration file that cannot be read, and why. */
  cannotReadFile(path: string, why: string): string;
  /** A configuration file that is longer than the limit, in bytes. */
  fileTooLong(path: string, limit: number): string;
  /** A configuration file that is not UTF-8. */
  fileNotText(path: string): string;
  /** A line of a configuration file that is none. */
  readonly notAnEntry: string;

  /** What a flag's variable may say. */
  readonly yesOrNo: string;
  /** A whole number. */
  wholeNumber(range: Range): string;
  /** A number with decimals. */
  number(range: Range): string;
  /** A number of bytes. */
  bytes(range: Range): string;
  /** A duration, its ends ready to show; perhaps none. */
  duration(from: string, to: string, canBeOff: boolean): string;
  /** One of a few words. */
  oneOf(words: readonly string[]): string;
  /** The path of a file. */
  readonly file: string;
  /** The path of a folder. */
  readonly folder: string;
  /** The mode of a file. */
  readonly fileMode: string;
  /** An IP address or a network. */
  readonly network: string;
  /** The name of a host, without a port. */
  readonly hostName: string;
  /** The origin of a web page. */
  readonly origin: string;
  /** Servers of the engine of several nodes. */
  readonly engineServers: string;
  /** The name of a node. */
  readonly nodeName: string;
  /** Text of limited length. */
  text(maxLength: number): string;
  /** Several ways to write something. */
  either(ways: readonly string[]): string;

  /** A duration without its unit. */
  adviseSeconds(given: string): string;
  /** A port for every address. */
  adviseEverywhere(port: string): string;
  /** A port alone. */
  adviseLoopback(port: string): string;
  /** A path without `unix:`. */
  adviseUnix(path: string): string;
  /** A path with the mode of the socket behind it. */
  adviseSocketMode(mode: string): string;
  /** The same, of a socket that has one mode only. */
  readonly adviseFixedMode: string;
  /** A host alone. */
  advisePort(host: string): string;
  /** An IPv6 address without its brackets. */
  readonly adviseBrackets: string;

  /** The first line of the help. */
  usage(usage: string): string;
  /** Stands above the options. */
  readonly optionsHeading: string;
  /** Stands above the options of a subcommand, of which not all have a variable. */
  readonly subcommandOptionsHeading: string;
  /** Stands above the subcommands. */
  readonly subcommandsHeading: string;
  /** An option in the help: what it is for, and its notes, possibly none. */
  described(summary: string, notes: readonly string[]): string;
  /** Notes of the help. */
  readonly repeatable: string;
  /** See {@linkcode OptionWording.repeatable}. */
  defaultsTo(value: string): string;
  /** What the options that show a text are for. */
  readonly shows: Readonly<Record<Shown, string>>;

  /** The headings that every manual page has. */
  readonly headings: Readonly<
    Record<"name" | "synopsis" | "description" | "options" | "subcommands", string>
  >;
  /** Sentences, each given without its end, as a paragraph of a manual page. */
  paragraph(sentences: readonly string[]): string;
  /** Sentences of the manual page, without their ends. */
  readonly mayBeRepeated: string;
  /** See {@linkcode OptionWording.mayBeRepeated}. */
  defaultIs(value: string): string;
  /** See {@linkcode OptionWording.mayBeRepeated}. */
  environmentIs(variable: string): string;

  /** The path of a log, in whose name the day may stand. */
  readonly logPath: string;
}
