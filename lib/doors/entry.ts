/**
 * How a connection begins: its first lines, or a moment of silence, decide the dialect, the name that
 * is wanted, and whether this is a client at all.
 *
 * @module
 */

import { edit } from "../wire/editing.ts";
import { textCodec } from "../wire/text.ts";
import { jsonCodec, parseHello } from "../wire/json.ts";
import type { Codec } from "../wire/codec.ts";
import type { Line } from "../wire/lines.ts";
import type { Protocol } from "../core/notice.ts";
import { sniffLines } from "../wire/sniff.ts";
import type { LineText } from "../wire/utf8.ts";
import type { Command } from "../core/command.ts";

/** A client enters. */
export interface Entry {
  /** Tells it from a refusal. */
  readonly kind: "enter";
  /** The dialect that it speaks. */
  readonly codec: Codec;
  /** The name that it wants, as it came. */
  readonly nick?: string | undefined;
  /** What is to be said of the line, after the welcome. */
  readonly problems: readonly Command[];
  /** Whether the first line has done its work by this, so that it is not heard as well. */
  readonly isSpent: boolean;
}

/** What the first lines mean: an entry, or no client of ours, whose protocol this is. */
export type Opening = Entry | { readonly kind: "refuse"; readonly protocol: Protocol };

const NICK = /^\/nick\s+(\S.*)$/;

/**
 * Who enters the line dialect under the default name, and whose lines, if there are any, are heard as
 * any others; `people` is that dialect in the language in which people are spoken to. Never throws.
 */
export function plainOpening(people: Codec = textCodec): Entry {
  return { kind: "enter", codec: people, problems: [], isSpent: false };
}

/**
 * Reads the first lines of a connection, as far as they have come; `people` as in
 * {@linkcode plainOpening}. Undefined if it takes more of them to tell what this is: nothing has been
 * said yet, or what was said could also begin another protocol. Never throws.
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
  // It is heard, and charged for, like any other.
  if (first.kind !== "text") return plainOpening(people);
  const hello = parseHello(first.text);
  if (hello !== undefined) return { kind: "enter", codec: jsonCodec, ...hello, isSpent: true };
  const nick = NICK.exec(edit(first.text))?.[1]?.trim();
  if (nick !== undefined) return { ...plainOpening(people), nick, isSpent: true };
  const protocol = sniffLines(lines.filter(isText).map(edited));
  if (protocol === "more") return undefined;
  return protocol === undefined ? plainOpening(people) : { kind: "refuse", protocol };
}

/**
 * Gives a line meaning in a dialect. What a person's keys have taken away is gone before anything looks
 * at the line; programs send what they mean. Never throws.
 */
export function commandOf({ text }: LineText, codec: Codec): Command {
  return codec.parse(codec.audience === "people" ? edit(text) : text);
}

/** Whether a line is something that somebody has said, and not a request of the telnet program's. */
export function isSaid(line: Line): boolean {
  return line.kind !== "telnet" && line.kind !== "are-you-there";
}

function isText(line: Line): line is LineText {
  return line.kind === "text";
}

function edited({ text, isNotUtf8 }: LineText): { text: string; isNotUtf8: true | undefined } {
  return { text: edit(text), isNotUtf8 };
}
