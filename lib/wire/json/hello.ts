/**
 * The first line of a program: a hello, which asks for the JSON dialect and says how the program wants
 * to enter.
 *
 * @module
 */

import type { Command, ResumePoint, RoomsWanted } from "../../core/command.ts";
import type { Detail } from "../../core/dialect.ts";
import type { Language } from "../../core/language.ts";
import type { Notice } from "../../core/notice.ts";
import type { Codec } from "../codec.ts";
import { jsonCodecs } from "./codec.ts";
import { type Fields, parseObject } from "./object.ts";
import { readResumePoints } from "./resume_points.ts";
import { TONGUES } from "./tongue.ts";

/** The contents of a first line that opens the JSON dialect. */
export interface Hello {
  /** The codec of the dialect as it asks for it. */
  readonly codec: Codec;
  /** The name wanted, if one was given. */
  readonly nick?: string | undefined;
  /** The rooms wanted, if any were given. */
  readonly wanted?: RoomsWanted | undefined;
  /** How many messages from before are wanted of each room; undefined is none. */
  readonly history?: number | undefined;
  /** The program and its version, if they were given. */
  readonly program?: string | undefined;
  /** Problems with its other fields, as commands that are answered after the welcome. */
  readonly problems: readonly Command[];
}

/** A field of a hello that may be left out. */
type Field = "nick" | "rooms" | "lobby" | "history" | "resume" | "client" | "arrivals" | "lang";

/** The version of this dialect. */
const VERSION = 1;

const DETAILS: readonly Detail[] = ["every", "gathered"];

const LANGUAGES: readonly Language[] = Object.values(TONGUES).map(({ language }) => language);

/**
 * Parses a first line that opens the JSON dialect: an object whose `hello` is the number of the wanted
 * version. Undefined for any other line, such as `{"hello":"world"}`, which people paste when they talk
 * about JSON. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseHello } from "./hello.ts";
 *
 * assertEquals(parseHello('{"hello":1,"nick":"ann"}')?.nick, "ann");
 * assertEquals(parseHello('{"hello":1,"lang":"zh"}')?.codec.name, "json-zh");
 * assertEquals(parseHello("hello"), undefined);
 * assertEquals(parseHello('{"hello":"world"}'), undefined);
 * ```
 */
export function parseHello(line: string): Hello | undefined {
  if (!line.trimStart().startsWith("{")) return undefined;
  const fields = parseObject(line);
  if (fields === undefined || !Object.hasOwn(fields, "hello")) return undefined;
  const version = fields.hello;
  if (typeof version !== "number") return undefined;
  const problems = version === VERSION ? [] : [otherVersion(version)];
  const read = new Reading(fields, problems);
  const nick = read.field("nick", text);
  const rooms = read.field("rooms", texts);
  const hasLobby = read.field("lobby", flag) ?? true;
  const history = read.field("history", count);
  const resume = read.field("resume", readResumePoints);
  const program = read.field("client", text);
  const detail: Detail = read.field("arrivals", (value) => oneOf(DETAILS, value)) ?? "every";
  const language: Language = read.field("lang", (value) => oneOf(LANGUAGES, value)) ?? "en";
  const wanted = wantedOf(rooms, hasLobby, resume);
  return {
    codec: jsonCodecs[language][detail],
    ...(nick !== undefined && { nick }),
    ...(wanted && { wanted }),
    ...(history !== undefined && { history }),
    ...(program !== undefined && { program }),
    problems,
  };
}

/** Reads the fields of a hello; a wrong one is left out, and told as a problem. */
class Reading {
  readonly #fields: Fields;
  readonly #problems: Command[];

  constructor(fields: Fields, problems: Command[]) {
    this.#fields = fields;
    this.#problems = problems;
  }

  field<T>(name: Field, read: (value: unknown) => T | undefined): T | undefined {
    const value = this.#fields[name];
    const result = value === undefined ? undefined : read(value);
    if (value !== undefined && result === undefined) {
      this.#problems.push(malformed({ code: "bad-field", why: `hello-${name}` }));
    }
    return result;
  }
}

/** Undefined if nothing is asked for but the lobby. */
function wantedOf(
  rooms: readonly string[] | undefined,
  hasLobby: boolean,
  resume: readonly ResumePoint[] | undefined,
): RoomsWanted | undefined {
  if (rooms === undefined && resume === undefined) return undefined;
  return { rooms: rooms ?? [], hasLobby, ...(resume && { resume }) };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  const isRight = Array.isArray(value) && value.every((each) => typeof each === "string");
  return isRight ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

function oneOf<const T>(values: readonly T[], value: unknown): T | undefined {
  return values.find((each) => each === value);
}

/** The notice for another version, which is then served as the existing one. */
function otherVersion(wanted: number): Command {
  return malformed({ code: "hello-version", wanted, spoken: VERSION });
}

function malformed(notice: Notice): Command {
  return { kind: "malformed", notice };
}
