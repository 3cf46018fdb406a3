/**
 * What options take: numbers, durations, words, files, addresses. Each kind says in one place what
 * is allowed, so that the reading and the sentence about a mistake cannot differ.
 *
 * @module
 */

import { formatDuration, parseDuration } from "../core/duration.ts";
import type { Millis } from "../core/units.ts";
import {
  type ClientAddress,
  type ListenAddress,
  parseClientAddress,
  parseListenAddress,
  type TcpAddress,
} from "../net/address.ts";
import type { Kind } from "./parse.ts";

/** The least and the most that a value may be. */
export interface Range {
  /** The least. */
  readonly min: number;
  /** The most. */
  readonly max: number;
}

const TRUE_WORDS: readonly string[] = ["yes", "true", "on", "1"];
const FALSE_WORDS: readonly string[] = ["no", "false", "off", "0"];

/** A flag: takes no value on the command line; its twin says `yes` or `no`. */
export function flag(): Kind<boolean> {
  return {
    allowed: "yes or no",
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
    allowed: `a whole number from ${range.min} to ${range.max}`,
    read: (text) => within(range, /^\d{1,15}$/.test(text) ? Number(text) : undefined),
  };
}

/** A number with at most three decimals, both ends of the range included. */
export function decimal(range: Range, placeholder = "N"): Kind<number> {
  return {
    placeholder,
    allowed: `a number from ${range.min} to ${range.max}`,
    read: (text) => within(range, /^\d{1,12}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined),
  };
}

/** A whole number of bytes, both ends of the range included. */
export function bytes(range: Range): Kind<number> {
  return {
    ...integer(range, "BYTES"),
    allowed: `a number of bytes from ${range.min} to ${range.max}`,
  };
}

/** A duration in milliseconds, both ends included; with `canBeOff` also 0. */
export function duration(range: Range & { readonly canBeOff?: boolean }): Kind<Millis> {
  const span = `a duration from ${formatDuration(range.min)} to ${formatDuration(range.max)}`;
  return {
    placeholder: "DUR",
    allowed: range.canBeOff ? `${span}, or 0 for none` : span,
    read(text) {
      const value = parseDuration(text);
      return value === 0 && range.canBeOff ? 0 : within(range, value);
    },
    advise(text) {
      return /^[1-9]\d{0,5}$/.test(text) ? `for seconds write ${text}s` : undefined;
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
    allowed: `one of ${words.join(", ")}`,
    words,
    read: (text) => words.find((word) => word === text),
  };
}

/** The path of a file; whether it can be read is found out by whoever reads it. */
export function file(): Kind<string> {
  return {
    placeholder: "FILE",
    allowed: "the path of a file",
    isFile: true,
    read: (text) => text.includes("\0") ? undefined : text,
  };
}

/** Text of limited length, for whoever receives it to judge further. */
export function text(placeholder: string, maxLength: number): Kind<string> {
  return {
    placeholder,
    allowed: `text of 1 to ${maxLength} characters, none of them a control character`,
    read(given) {
      const isFit = given.length > 0 && given.length <= maxLength && !/\p{Cc}/u.test(given);
      return isFit ? given : undefined;
    },
  };
}

/** Where to listen. */
export function listenAddress(): Kind<ListenAddress> {
  return {
    placeholder: "ADDR",
    allowed: "HOST:PORT, [IPV6]:PORT or unix:PATH",
    read: parseListenAddress,
    advise: adviseListening,
  };
}

/** Where to listen, in the network alone. */
export function tcpAddress(): Kind<TcpAddress> {
  return {
    placeholder: "ADDR",
    allowed: "HOST:PORT or [IPV6]:PORT",
    read(given) {
      const address = parseListenAddress(given);
      return address?.transport === "tcp" ? address : undefined;
    },
    advise: adviseListening,
  };
}

/** Where to connect. */
export function clientAddress(): Kind<ClientAddress> {
  return {
    placeholder: "ADDR",
    allowed: "HOST[:PORT], tls://HOST[:PORT] or unix:PATH",
    read: parseClientAddress,
    advise: adviseBrackets,
  };
}

function within({ min, max }: Range, value: number | undefined): number | undefined {
  return value !== undefined && value >= min && value <= max ? value : undefined;
}

function adviseListening(given: string): string | undefined {
  if (/^\*?:\d{1,5}$/.test(given)) {
    const port = given.slice(given.indexOf(":") + 1);
    return `for every address of this machine write [::]:${port} or 0.0.0.0:${port}`;
  }
  if (/^\d{1,5}$/.test(given)) return `for this machine alone write 127.0.0.1:${given}`;
  if (given.startsWith("/")) return `for a Unix socket write unix:${given}`;
  if (/^[\w.-]+$/.test(given)) return `the port is missing, as in ${given}:8000`;
  return adviseBrackets(given);
}

function adviseBrackets(given: string): string | undefined {
  const isBare = /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(given);
  return isBare ? "an IPv6 address goes in brackets, as in [::1]:8000" : undefined;
}
