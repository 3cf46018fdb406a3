/**
 * English: what the options say of themselves.
 *
 * @module
 */

import type { OptionWording } from "../options.ts";

/** The options' words in English. */
export const ENGLISH_OPTIONS: OptionWording = {
  unknownOption: (flag, meant) =>
    `unknown option ${flag}; ${meant === undefined ? "see --help" : `did you mean --${meant}?`}`,
  unknownVariable: (name, meant) =>
    `${name} is no variable of this program; did you mean ${meant}?`,
  unexpectedArgument: (given) => `unexpected argument ${given}; see --help`,
  unknownSubcommand: (given, meant) => `unknown subcommand ${given}; did you mean ${meant}?`,
  subcommandFirst: (name) => `the subcommand ${name} goes before all options; see ${name} --help`,
  needsValue: (flag, allowed) => `${flag} needs a value: ${allowed}`,
  takesNoValue: (flag, given) => `${flag} takes no value, not ${given}`,
  isNot: (given, allowed, advice) =>
    `${given} is not ${allowed}${advice === undefined ? "" : `; ${advice}`}`,
  needsOther: (flag, other) => `${flag} needs ${other}`,
  excludes: (flag, other) => `${flag} and ${other} cannot be given together`,
  isLess: (given, least) => `${given} is less than ${least}`,
  tooMany: (flag, most) => `${flag} takes at most ${most} values`,
  givenTwice: (address) => `the address ${address} is given twice`,
  noSuchKey: (key, meant) =>
    `there is no option ${key}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
  toml: {
    "text-not-ended": "this text has no closing quote",
    "list-not-ended": "this list has no closing bracket",
    "heading-not-ended": "this heading has no closing bracket",
    "bad-key": "this is not the name of an option",
    "bad-heading": "a heading is one name in brackets",
    "no-heading": "headings have no meaning in this file",
    "not-one-value":
      "something follows the value; an option has a line to itself, and text is in double quotes",
    "no-equals": "there is no equals sign behind the name",
    "no-value": "there is no value behind the equals sign",
    "no-comma": "a comma is missing between two values",
    "not-on-one-line": "the name, the equals sign and the value go on one line",
    "given-before": "this was given before",
    "control-character": "a control character cannot stand here",
    "bad-escape": "this is no escape sequence; for a backslash write two",
    "bad-number": "this is not how a number is written",
    "bad-value": "a value is text in double quotes, a number, true or false",
    "no-list": "this option takes one value and no list",
    "unexpected": "this is not TOML; text goes in double quotes",
  },
  notSet: (instead) => `not set${instead === undefined ? "" : `; ${instead}`}`,
  byDefault: "default",
  givenBy: (origin) => `from ${origin}`,
  secretNotShown: "a secret, which is not shown",
  isGood: "the configuration is in order",
  cannotReadFile: (path, why) => `cannot read the configuration file ${path}: ${why}`,
  fileTooLong: (path, limit) => `the configuration file ${path} has more than ${limit} bytes`,
  fileNotText: (path) => `the configuration file ${path} is not UTF-8`,
  notAnEntry: "this is neither KEY = VALUE nor [PROFILE]",

  yesOrNo: "yes or no",
  wholeNumber: ({ min, max }) => `a whole number from ${min} to ${max}`,
  number: ({ min, max }) => `a number from ${min} to ${max}`,
  bytes: ({ min, max }) => `a number of bytes from ${min} to ${max}`,
  duration: (from, to, canBeOff) =>
    `a duration from ${from} to ${to}${canBeOff ? ", or 0 for none" : ""}`,
  oneOf: (words) => `one of ${words.join(", ")}`,
  file: "the path of a file",
  folder: "the path of a folder",
  fileMode: "an octal mode from 600 to 777, e.g. 660",
  network: "an IP address or a network, e.g. 10.0.0.0/8",
  hostName: "the name of a host without a port, e.g. chat.example.org; addresses always work",
  origin: "an origin without a path, e.g. https://chat.example.org",
  engineServers: "nats://HOST[:PORT] or tls://HOST[:PORT], or several with commas between them",
  nodeName: "1 to 63 of a-z, A-Z, 0-9, - and _, a letter or a digit first and last",
  text: (maxLength) => `text of 1 to ${maxLength} characters, none of them a control character`,
  either: (ways) => `${ways.slice(0, -1).join(", ")} or ${ways.at(-1)}`,

  adviseSeconds: (given) => `for seconds write ${given}s`,
  adviseEverywhere: (port) =>
    `for every address of this machine write [::]:${port} or 0.0.0.0:${port}`,
  adviseLoopback: (port) => `for this machine alone write 127.0.0.1:${port}`,
  adviseUnix: (path) => `for a Unix socket write unix:${path}`,
  adviseSocketMode: (mode) => `for the mode of the socket write --socket-mode ${mode}`,
  adviseFixedMode: "this socket always has the mode 600",
  advisePort: (host) => `the port is missing, as in ${host}:8000`,
  adviseBrackets: "an IPv6 address goes in brackets, as in [::1]:8000",

  usage: (usage) => `Usage: ${usage}`,
  optionsHeading: "Options; each has priority over its environment variable, in brackets:",
  subcommandOptionsHeading: "Options:",
  subcommandsHeading: "Subcommands, for what --data has kept; each has its own --help:",
  described: (summary, notes) => notes.length === 0 ? summary : `${summary} (${notes.join("; ")})`,
  repeatable: "repeatable",
  defaultsTo: (value) => `default ${value}`,
  shows: {
    help: "shows this",
    version: "shows the version",
    man: "shows the manual page, for man -l -",
    completions: "shows a script that lets a shell complete these options",
  },

  headings: {
    name: "NAME",
    synopsis: "SYNOPSIS",
    description: "DESCRIPTION",
    options: "OPTIONS",
    subcommands: "SUBCOMMANDS",
  },
  paragraph: (sentences) => sentences.map((sentence) => `${sentence}.`).join(" "),
  mayBeRepeated: "May be given more than once",
  defaultIs: (value) => `Default: ${value}`,
  environmentIs: (variable) => `Environment: ${variable}`,

  logPath:
    "the path of a file; % may stand only in %Y-%m-%d, and that only in the name of the file",
};
