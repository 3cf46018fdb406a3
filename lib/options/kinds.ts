/**
 * The kinds of values: numbers, durations, words, files, addresses. Each kind defines in one place what
 * is allowed, so that the parser and the sentence about a mistake cannot differ.
 *
 * @module
 */

import { formatDays, formatDuration, parseDuration } from "../text/duration.ts";
import type { Millis } from "../core/units.ts";
import { parseNetwork } from "../ip/network.ts";
import {
  type ClientAddress,
  type ListenAddress,
  parseClientAddress,
  parseListenAddress,
  type TcpAddress,
  type UnixAddress,
} from "../net/address.ts";
import { escapeUnprintable, shorten } from "../text/printable.ts";
import type { Kind } from "./option.ts";
import type { OptionWording, Range } from "../words/options.ts";

/** The most characters of a value that advice shows. */
const MAX_SHOWN = 200;

const TRUE_WORDS: readonly string[] = ["yes", "true", "on", "1"];
const FALSE_WORDS: readonly string[] = ["no", "false", "off", "0"];

/** A flag: takes no value on the command line; its environment variable is `yes` or `no`. */
export function flag(): Kind<boolean> {
  return {
    allowed: (wording) => wording.yesOrNo,
    words: ["yes", "no"],
    read(text) {
      const word = text.toLowerCase();
      if (TRUE_WORDS.includes(word)) return true;
      return FALSE_WORDS.includes(word) ? false : undefined;
    },
  };
}

/** A whole number, both ends of the range included. */
export function integer(range: Range, placeholder = "N"): Kind<number> {
  return {
    placeholder,
    allowed: (wording) => wording.wholeNumber(range),
    read: (text) => within(range, /^\d{1,15}$/.test(text) ? Number(text) : undefined),
  };
}

/** A number with at most three decimals, both ends of the range included. */
export function decimal(range: Range, placeholder = "N"): Kind<number> {
  return {
    placeholder,
    allowed: (wording) => wording.number(range),
    read: (text) => within(range, /^\d{1,12}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined),
  };
}

/** A whole number of bytes, both ends of the range included. */
export function bytes(range: Range): Kind<number> {
  return {
    ...integer(range, "BYTES"),
    allowed: (wording) => wording.bytes(range),
  };
}

/** What a duration may be, in milliseconds; both ends are included. */
export interface DurationRange extends Range {
  /** Whether it may be 0 as well, for none. */
  readonly canBeOff?: boolean;
  /** Whether the range is shown in days, where it has whole ones. */
  readonly isInDays?: boolean;
}

/** A duration in milliseconds. */
export function duration(range: DurationRange): Kind<Millis> {
  const { min, max, canBeOff = false, isInDays = false } = range;
  const shown = isInDays ? formatDays : formatDuration;
  return {
    placeholder: "DUR",
    allowed: (wording) => wording.duration(shown(min), shown(max), canBeOff),
    read(text) {
      const value = parseDuration(text);
      return value === 0 && canBeOff ? 0 : within(range, value);
    },
    advise(text, wording) {
      return /^[1-9]\d{0,5}$/.test(text) ? wording.adviseSeconds(text) : undefined;
    },
  };
}

/** One of a few words. */
export function choice<const W extends string>(
  words: readonly W[],
  placeholder: string = words.join("|"),
): Kind<W> {
  return {
    placeholder,
    allowed: (wording) => wording.oneOf(words),
    words,
    read: (text) => words.find((word) => word === text),
  };
}

/** The path of a file; does not check whether the file can be read. */
export function file(): Kind<string> {
  return {
    placeholder: "FILE",
    allowed: (wording) => wording.file,
    isFile: true,
    read: (text) => text.includes("\0") ? undefined : text,
  };
}

/** The path of a folder; does not check whether there is one. */
export function folder(): Kind<string> {
  return {
    placeholder: "DIR",
    allowed: (wording) => wording.folder,
    isFolder: true,
    read: (text) => text.includes("\0") ? undefined : text,
  };
}

/** Text of limited length, not checked further. */
export function text(placeholder: string, maxLength: number): Kind<string> {
  return {
    placeholder,
    allowed: (wording) => wording.text(maxLength),
    read(given) {
      const isFit = given.length > 0 && given.length <= maxLength && !/\p{Cc}/u.test(given);
      return isFit ? given : undefined;
    },
  };
}

/** The mode of a file that its owner can use, as three octal digits. */
export function fileMode(): Kind<number> {
  return {
    placeholder: "MODE",
    allowed: (wording) => wording.fileMode,
    read: (text) => /^0?[67][0-7]{2}$/.test(text) ? Number.parseInt(text, 8) : undefined,
  };
}

/** The path of a socket with its mode behind it, as some other programs take it. */
const MODE_IN_PATH = /^unix:.*,mode=(\d*)$/;

/** Where to listen. */
export function listenAddress(): Kind<ListenAddress> {
  return {
    placeholder: "ADDR",
    allowed: (wording) => wording.either(["HOST:PORT", "[IPV6]:PORT", "unix:PATH"]),
    read: (text) => MODE_IN_PATH.test(text) ? undefined : parseListenAddress(text),
    advise: adviseListening,
  };
}

/** Where to listen, without Unix sockets. */
export function tcpAddress(): Kind<TcpAddress> {
  return {
    placeholder: "ADDR",
    allowed: (wording) => wording.either(["HOST:PORT", "[IPV6]:PORT"]),
    read(given) {
      const address = parseListenAddress(given);
      return address?.transport === "tcp" ? address : undefined;
    },
    advise: adviseListening,
  };
}

/** Where to listen, without Unix sockets; a port alone is one of this machine. */
export function localAddress(): Kind<TcpAddress> {
  const { read, ...rest } = tcpAddress();
  return {
    ...rest,
    allowed: (wording) => wording.either([":PORT", "HOST:PORT", "[IPV6]:PORT"]),
    read: (given) => read(/^:\d{1,5}$/.test(given) ? `127.0.0.1${given}` : given),
  };
}

/** Where to listen on a Unix socket, whose mode is not for the caller to choose. */
export function unixAddress(): Kind<UnixAddress> {
  return {
    placeholder: "unix:PATH",
    allowed: () => "unix:PATH",
    read(given) {
      const address = MODE_IN_PATH.test(given) ? undefined : parseListenAddress(given);
      return address?.transport === "unix" ? address : undefined;
    },
    advise(given, wording) {
      if (MODE_IN_PATH.test(given)) return wording.adviseFixedMode;
      return given.startsWith("/") ? adviseListening(given, wording) : undefined;
    },
  };
}

/** A network, or one IP address; its value is the canonical form. */
export function network(): Kind<string> {
  return {
    placeholder: "CIDR",
    allowed: (wording) => wording.network,
    read: parseNetwork,
  };
}

/** Where to connect. */
export function clientAddress(): Kind<ClientAddress> {
  return {
    placeholder: "ADDR",
    allowed: (wording) => wording.either(["HOST[:PORT]", "tls://HOST[:PORT]", "unix:PATH"]),
    read: parseClientAddress,
    advise: adviseBrackets,
  };
}

function within({ min, max }: Range, value: number | undefined): number | undefined {
  return value !== undefined && value >= min && value <= max ? value : undefined;
}

function adviseListening(given: string, wording: OptionWording): string | undefined {
  if (/^\*?:\d{1,5}$/.test(given)) {
    return wording.adviseEverywhere(given.slice(given.indexOf(":") + 1));
  }
  if (/^\d{1,5}$/.test(given)) return wording.adviseLoopback(given);
  if (given.startsWith("/")) {
    return wording.adviseUnix(escapeUnprintable(shorten(given, MAX_SHOWN)));
  }
  const mode = MODE_IN_PATH.exec(given)?.[1];
  if (mode !== undefined) return wording.adviseSocketMode(mode);
  if (/^[\w.-]+$/.test(given)) return wording.advisePort(given);
  return adviseBrackets(given, wording);
}

function adviseBrackets(given: string, wording: OptionWording): string | undefined {
  const isBare = /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*(?:%[^[\]]*)?$/i.test(given);
  return isBare ? wording.adviseBrackets : undefined;
}
