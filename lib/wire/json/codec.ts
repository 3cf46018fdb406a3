/**
 * The JSON dialect, for programs: one object a line in both directions, see docs/protocol.md. Here are
 * the lines of a program; `encode.ts` writes those of the daemon.
 *
 * @module
 */

import type { Command, ResumePoint, RoomsWanted } from "../../core/command.ts";
import type { Notice } from "../../core/notice.ts";
import type { Codec } from "../codec.ts";
import { encode } from "./encode.ts";
import { parseObject } from "./object.ts";
import { readResumePoints } from "./resume_points.ts";

/** The JSON dialect of docs/protocol.md. */
export const jsonCodec: Codec = {
  name: "json",
  hearing: { detail: "every", isProgram: true },
  parse,
  encode,
};

/** The contents of a first line that opens the JSON dialect. */
export interface Hello {
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

/** The version of this dialect. */
const VERSION = 1;

/**
 * Parses a first line that opens the JSON dialect: an object whose `hello` is the number of the wanted
 * version. Undefined for any other line, such as `{"hello":"world"}`, which people paste when they talk
 * about JSON. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseHello } from "./codec.ts";
 *
 * assertEquals(parseHello('{"hello":1,"nick":"ann"}')?.nick, "ann");
 * assertEquals(parseHello("hello"), undefined);
 * assertEquals(parseHello('{"hello":"world"}'), undefined);
 * ```
 */
export function parseHello(line: string): Hello | undefined {
  if (!line.trimStart().startsWith("{")) return undefined;
  const fields = parseObject(line);
  if (fields === undefined || !Object.hasOwn(fields, "hello")) return undefined;
  const { hello, nick, rooms, lobby, history, resume, client } = fields;
  if (typeof hello !== "number") return undefined;
  const problems = hello === VERSION ? [] : [otherVersion(hello)];
  const isNick = nick === undefined || typeof nick === "string";
  if (!isNick) problems.push(malformed({ code: "bad-field", why: "hello-nick" }));
  const isRooms = rooms === undefined || isStrings(rooms);
  if (!isRooms) problems.push(malformed({ code: "bad-field", why: "hello-rooms" }));
  const isLobby = lobby === undefined || typeof lobby === "boolean";
  if (!isLobby) problems.push(malformed({ code: "bad-field", why: "hello-lobby" }));
  const isHistory = history === undefined || isCount(history);
  if (!isHistory) problems.push(malformed({ code: "bad-field", why: "hello-history" }));
  const points = resume === undefined ? undefined : readResumePoints(resume);
  const isResume = resume === undefined || points !== undefined;
  if (!isResume) problems.push(malformed({ code: "bad-field", why: "hello-resume" }));
  const isClient = client === undefined || typeof client === "string";
  if (!isClient) problems.push(malformed({ code: "bad-field", why: "hello-client" }));
  const wanted = wantedOf(isRooms ? rooms : undefined, lobby !== false, points);
  return {
    ...(isHistory && history !== undefined && { history }),
    ...(isNick && { nick }),
    ...(isClient && client !== undefined && { program: client }),
    ...(wanted && { wanted }),
    problems,
  };
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

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** The notice for another version, which is then served as the existing one. */
function otherVersion(wanted: number): Command {
  return malformed({ code: "hello-version", wanted, spoken: VERSION });
}

function parse(line: string): Command {
  if (line === "") return { kind: "blank" };
  const fields = parseObject(line);
  if (fields === undefined) return malformed({ code: "bad-json" });
  const { type } = fields;
  if (typeof type !== "string") return malformed({ code: "bad-field", why: "type" });
  return { kind: "ask", name: type, input: fields };
}

function malformed(notice: Notice): Command {
  return { kind: "malformed", notice };
}
