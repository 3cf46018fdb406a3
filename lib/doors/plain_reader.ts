/**
 * The meaning of the lines of one connection at the plain door. It knows the dialect, and whether the
 * opening is still to come: a client that was greeted after a silence may yet ask for the JSON dialect, or
 * turn out to speak another protocol. Pure.
 *
 * @module
 */

import type { Command, Overlong } from "../core/command.ts";
import type { Bytes } from "../core/units.ts";
import type { Codec } from "../wire/codec.ts";
import type { Line } from "../wire/lines.ts";
import type { LineText } from "../wire/utf8.ts";
import type { Inbound } from "./door.ts";
import { measured } from "./measure.ts";
import { type Entering, isSaid, readOpening } from "./opening.ts";

/** The command for telnet's AYT. */
const PING: Command = { kind: "ask", name: "ping", input: "" };

/** Shared by all readers, because most clients say nothing. */
const NOTHING: readonly Line[] = [];

const NOT_UTF8: Command = { kind: "malformed", notice: { code: "not-utf8" } };

/** Turns the lines of one connection into what they mean. Never throws. */
export class PlainReader {
  readonly #maxLineBytes: Bytes;
  #codec: Codec;
  #isToldOfUtf8 = false;
  /** The first lines, as long as the protocol is not known; undefined once it is. */
  #open: readonly Line[] | undefined = NOTHING;

  /** A reader for a connection that has entered in this dialect. */
  constructor(codec: Codec, maxLineBytes: Bytes) {
    this.#codec = codec;
    this.#maxLineBytes = maxLineBytes;
  }

  /** The dialect that is spoken now. */
  get codec(): Codec {
    return this.#codec;
  }

  /** The lines that came before the entry, which has already used `opening`. Called first, and once. */
  *begin(opening: Entering, lines: readonly Line[]): Generator<Inbound, void, void> {
    if (opening.isSpent) return yield* this.#spend(opening, lines, opening.problems);
    const isOpen = readOpening(lines, this.#codec) === undefined;
    this.#open = isOpen ? lines.filter(isSaid) : undefined;
    yield* this.#each(lines);
  }

  /** The lines of a later read. */
  *read(lines: readonly Line[]): Generator<Inbound, void, void> {
    if (this.#open === undefined) return yield* this.#each(lines);
    const said = [...this.#open, ...lines.filter(isSaid)];
    const isFirst = this.#open.length === 0;
    const opening = readOpening(said, this.#codec);
    this.#open = opening === undefined ? said : undefined;
    if (opening?.kind === "refuse") {
      yield { kind: "foreign", protocol: opening.protocol };
      return;
    }
    // A late `/nick` is an ordinary command.
    const isLate = opening !== undefined && opening.codec !== this.#codec && isFirst;
    if (!isLate) return yield* this.#each(lines);
    yield* this.#spend(opening, lines, [...lateHello(opening), ...opening.problems]);
  }

  /** An opening that is no command by itself means these commands; the other lines are as always. */
  *#spend(
    { codec }: Entering,
    lines: readonly Line[],
    commands: readonly Command[],
  ): Generator<Inbound, void, void> {
    const at = lines.findIndex(isSaid);
    yield* this.#each(lines.slice(0, at));
    this.#open = undefined;
    this.#codec = codec;
    const opening = lines[at];
    const isNotUtf8 = opening?.kind === "text" && this.#isFirstNotUtf8(opening);
    yield { kind: "line", commands: isNotUtf8 ? [...commands, NOT_UTF8] : commands };
    yield* this.#each(lines.slice(at + 1));
  }

  *#each(lines: readonly Line[]): Generator<Inbound, void, void> {
    for (const line of lines) yield this.#inboundOf(line);
  }

  #inboundOf(line: Line): Inbound {
    switch (line.kind) {
      case "telnet":
        return { kind: "request", answer: line.answer };
      case "are-you-there":
        return { kind: "line", commands: [PING] };
      case "text":
        return this.#said(line);
      case "overlong":
        return this.#overlong({ kind: "overlong", bytes: line.bytes });
      case "discarded":
        return { kind: "line", commands: [], debt: this.#debtOf(line.bytes) };
      case "foreign":
        return { kind: "line", commands: [] };
      default:
        return line satisfies never;
    }
  }

  #said(line: LineText): Inbound {
    const command = measured(this.#codec.parse(line.text), line.text, this.#maxLineBytes);
    if (command.kind === "overlong") return this.#overlong(command);
    const commands = this.#isFirstNotUtf8(line) ? [command, NOT_UTF8] : [command];
    return { kind: "line", commands };
  }

  #overlong(line: Overlong): Inbound {
    const command = { ...line, limit: this.#maxLineBytes };
    return { kind: "line", commands: [command], debt: this.#debtOf(line.bytes) };
  }

  /** Discarded bytes cost as much as lines of the longest length; one of them is charged for already. */
  #debtOf(bytes: Bytes): number {
    return Math.max(0, Math.ceil(bytes / this.#maxLineBytes) - 1);
  }

  /** Whether a line is the first that is not valid UTF-8: the client is told once. */
  #isFirstNotUtf8(line: LineText): boolean {
    if (!line.isNotUtf8 || this.#isToldOfUtf8) return false;
    this.#isToldOfUtf8 = true;
    return true;
  }
}

/** What a late opening asks for beside the rest of its lines. */
function lateHello({ codec: { dialect }, ...opening }: Entering): Command[] {
  if (dialect.kind !== "json") return [];
  const { nick, wanted, history, program } = opening;
  return [{ kind: "hello", nick, wanted, history, program, dialect }];
}
