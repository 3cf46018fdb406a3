/**
 * How a connection begins: its first line, or a moment of silence, decides the dialect, the name
 * that is wanted, and whether this is a client at all.
 *
 * @module
 */

import { textCodec } from "../wire/text.ts";
import { jsonCodec, parseHello } from "../wire/json.ts";
import type { Codec } from "../wire/codec.ts";
import type { Line } from "../wire/lines.ts";
import { HTTP_REFUSAL, TLS_REFUSAL, wrongVisitor } from "../wire/visitor.ts";
import type { Command } from "../core/command.ts";
import type { Refusal } from "../core/notice.ts";

/** A client enters. */
export interface Entry {
  /** Tells it from a refusal. */
  readonly kind: "enter";
  /** The dialect that it speaks. */
  readonly codec: Codec;
  /** The name that it wants, as it came. */
  readonly nick?: string | undefined;
  /** What the line asked besides. */
  readonly commands: readonly Command[];
  /** Whether there was no line yet; the first may still turn out to be an opening. */
  readonly isSilent?: boolean | undefined;
}

/** What a first line means: an entry, or not a client of ours, which is told so in one plain line. */
export type Opening = Entry | { readonly kind: "refuse"; readonly refusal: Refusal };

const NICK = /^\/nick\s+(\S.*)$/;

/**
 * Who says nothing enters the line dialect under the default name; `people` is that dialect in the
 * language in which people are spoken to. Never throws.
 */
export function silentOpening(people: Codec = textCodec): Entry {
  return { kind: "enter", codec: people, commands: [], isSilent: true };
}

/** Reads the first line of a connection; `people` as in {@linkcode silentOpening}. Never throws. */
export function readOpening(line: Line, people: Codec = textCodec): Opening {
  if (line.kind === "tls-hello") return { kind: "refuse", refusal: TLS_REFUSAL };
  if (line.kind === "overlong" && line.isRequest) return { kind: "refuse", refusal: HTTP_REFUSAL };
  // It is heard, and charged for, like any other.
  if (line.kind !== "text") return silentOpening(people);
  const refusal = wrongVisitor(line.text);
  if (refusal !== undefined) return { kind: "refuse", refusal };
  const hello = parseHello(line.text);
  if (hello !== undefined) {
    const commands = hello.problem === undefined ? [] : [hello.problem];
    return { kind: "enter", codec: jsonCodec, nick: hello.nick, commands };
  }
  const nick = NICK.exec(line.text)?.[1]?.trim();
  return nick === undefined
    ? { kind: "enter", codec: people, commands: [people.parse(line.text)] }
    : { kind: "enter", codec: people, nick, commands: [] };
}
