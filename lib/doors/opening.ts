/**
 * How a connection begins. Its first lines, or a moment of silence, decide the dialect, the name that
 * the client wants, and whether the peer is refused.
 *
 * @module
 */

import { edit } from "../wire/text/editing.ts";
import { textCodec } from "../wire/text/codec.ts";
import { parseHello } from "../wire/json/hello.ts";
import type { Codec } from "../wire/codec.ts";
import type { Line } from "../wire/lines.ts";
import type { Protocol } from "../core/notice.ts";
import { sniffLines } from "../wire/sniff.ts";
import type { LineText } from "../wire/utf8.ts";
import type { Command, RoomsWanted } from "../core/command.ts";

/** The first lines are those of a client. */
export interface Entering {
  /** Tells it from a refusal. */
  readonly kind: "enter";
  /** The dialect that it speaks. */
  readonly codec: Codec;
  /** The name that it wants, not checked. */
  readonly nick?: string | undefined;
  /** The rooms that it wants to enter, not checked; undefined is the lobby alone. */
  readonly wanted?: RoomsWanted | undefined;
  /** How many messages from before it wants of each of them; undefined is none. */
  readonly history?: number | undefined;
  /** The program and its version, as the client calls it, not checked. */
  readonly program?: string | undefined;
  /** Problems with the first line, to post after the welcome. */
  readonly problems: readonly Command[];
  /** Whether the first line is used up by the entry, so that it is not handled as a command. */
  readonly isSpent: boolean;
}

/** The meaning of the first lines: an entry, or another protocol, which is refused. */
export type Opening = Entering | { readonly kind: "refuse"; readonly protocol: Protocol };

const NICK = /^\/nick\s+(\S.*)$/;

/**
 * An entry into the line dialect under the default name, whose lines are all handled as commands.
 * `people` is the codec of that dialect in the daemon's language. Never throws.
 */
export function plainOpening(people: Codec = textCodec): Entering {
  return { kind: "enter", codec: people, problems: [], isSpent: false };
}

/** The entry of a program whose first line is a hello; undefined for any other line. Never throws. */
export function helloOpening(line: string): Entering | undefined {
  const hello = parseHello(line);
  return hello && { kind: "enter", ...hello, isSpent: true };
}

/**
 * Interprets the first lines of a connection, as far as they have come; `people` as in
 * {@linkcode plainOpening}. Undefined if more lines are needed: there is no line of the user yet, or
 * the lines could also begin another protocol. Never throws.
 */
export function readOpening(
  lines: readonly Line[],
  people: Codec = textCodec,
): Opening | undefined {
  const first = lines.find(isSaid);
  if (first === undefined) return undefined;
  if (first.kind === "foreign") return { kind: "refuse", protocol: first.protocol };
  if (first.kind === "overlong" && first.protocol !== undefined) {
    return { kind: "refuse", protocol: first.protocol };
  }
  // It is handled, and charged for, like any other line.
  if (first.kind !== "text") return plainOpening(people);
  const hello = helloOpening(first.text);
  if (hello !== undefined) return hello;
  const nick = NICK.exec(edit(first.text))?.[1]?.trim();
  if (nick !== undefined) return { ...plainOpening(people), nick, isSpent: true };
  const protocol = sniffLines(lines.filter(isText).map(edited));
  if (protocol === "more") return undefined;
  return protocol === undefined ? plainOpening(people) : { kind: "refuse", protocol };
}

/** Whether a line is from the user, and not a request of the telnet program. */
export function isSaid(line: Line): boolean {
  return line.kind !== "telnet" && line.kind !== "are-you-there";
}

function isText(line: Line): line is LineText {
  return line.kind === "text";
}

function edited({ text, isNotUtf8 }: LineText): { text: string; isNotUtf8: true | undefined } {
  return { text: edit(text), isNotUtf8 };
}
