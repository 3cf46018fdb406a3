/**
 * The heads of requests by HTTP/1.1 (RFC 9112), read strictly: what could be read in two ways is refused,
 * because a proxy in front may have read it in the other. Pure.
 *
 * @module
 */

import type { Bytes } from "../../core/units.ts";
import type { WebProblem } from "../../words/web.ts";

/** The most bytes of a head, its empty line included. */
export const MAX_HEAD: Bytes = 8192;

/** The most bytes of the target of a request. */
export const MAX_TARGET: Bytes = 2048;

/** The head of a request. */
export interface RequestHead {
  /** Tells it from a bad one. */
  readonly kind: "request";
  /** The method, as it was sent. */
  readonly method: string;
  /** The path without the query, not decoded; empty for methods other than GET and HEAD. */
  readonly path: string;
  /** Whether the version is 1.1, and not 1.0. */
  readonly isVersion11: boolean;
  /** The field `Host`, not checked. */
  readonly host: string;
  /** The values of each field in the order of their lines, by name in lower case. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** What is no head of a request. */
export interface BadHead {
  /** Tells it from a request. */
  readonly kind: "bad";
  /** What is wrong with it. */
  readonly problem: WebProblem;
}

/** A refusal of what cannot be understood. */
export const BAD_REQUEST: BadHead = { kind: "bad", problem: { code: "bad-request" } };

/** A refusal of a head over {@linkcode MAX_HEAD}. */
export const HEAD_TOO_LARGE: BadHead = {
  kind: "bad",
  problem: { code: "head-too-large", limit: MAX_HEAD },
};

const TARGET_TOO_LONG: BadHead = {
  kind: "bad",
  problem: { code: "target-too-long", limit: MAX_TARGET },
};

/** Fields of which a second one makes the meaning of a request doubtful. */
const SINGLE = [
  "host",
  "content-length",
  "upgrade",
  "origin",
  "sec-websocket-key",
  "sec-websocket-version",
];

const PROXY_HEADER: BadHead = { kind: "bad", problem: { code: "proxy-header" } };

const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP\/1\.([01])$/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What must not be in a head: control characters but tabs, and a CR or an LF that is not part of a line's end. */
// deno-lint-ignore no-control-regex
const STRAY = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n/;
const ABSOLUTE = /^https?:\/\/([^/?]+)(.*)$/i;

/** The first line of a request. */
export interface RequestLine {
  /** The method, as it was sent. */
  readonly method: string;
  /** What is asked for: a path, or something else. */
  readonly target: string;
  /** Whether the version is 1.1, and not 1.0. */
  readonly isVersion11: boolean;
}

/**
 * Reads a whole head: all bytes of a request up to the empty line at its end, which is included. Never
 * throws.
 */
export function parseHead(bytes: Uint8Array): RequestHead | BadHead {
  if (bytes.length > MAX_HEAD) return HEAD_TOO_LARGE;
  // One character a byte; what they are outside of ASCII makes no difference to anything here.
  const text = new TextDecoder("latin1").decode(bytes);
  if (!text.endsWith("\r\n\r\n") || STRAY.test(text)) return BAD_REQUEST;
  const [first = "", ...lines] = text.slice(0, -4).split("\r\n");
  const requestLine = parseRequestLine(first);
  if ("kind" in requestLine) return requestLine;
  const fields = readFields(lines);
  const host = fields?.get("host")?.[0];
  if (fields === undefined || host === undefined || !isWithoutDoubt(fields)) return BAD_REQUEST;
  const path = pathOf(requestLine, host);
  if (path === undefined) return BAD_REQUEST;
  const { method, isVersion11 } = requestLine;
  return { kind: "request", method, path, isVersion11, host, fields };
}

/** Reads the first line of a request, without its end. Never throws. */
export function parseRequestLine(line: string): RequestLine | BadHead {
  const [, method, target, minor] = REQUEST_LINE.exec(line) ?? [];
  if (method === undefined || target === undefined) {
    return /^PROXY [TU]/.test(line) ? PROXY_HEADER : BAD_REQUEST;
  }
  if (target.length > MAX_TARGET) return TARGET_TOO_LONG;
  return { method, target, isVersion11: minor === "1" };
}

/** Whether a method does no more than read. */
export function isReading(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** The value of a field, its lines joined as one list; undefined if it is not there. Never throws. */
export function fieldOf({ fields }: RequestHead, name: string): string | undefined {
  return fields.get(name)?.join(", ");
}

/** Whether a field is a list that has this word, in any case. Never throws. */
export function hasWord(head: RequestHead, name: string, word: string): boolean {
  const words = fieldOf(head, name)?.split(",") ?? [];
  return words.some((each) => each.trim().toLowerCase() === word);
}

/** Whether the request has a body, which nothing here takes. Never throws. */
export function hasBody({ fields }: RequestHead): boolean {
  return /[1-9]/.test(fields.get("content-length")?.[0] ?? "");
}

/** Undefined if a line is no field; one that begins with white space would continue the one before. */
function readFields(lines: readonly string[]): Map<string, string[]> | undefined {
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const written = line.slice(0, Math.max(colon, 0));
    if (!NAME.test(written)) return undefined;
    const name = written.toLowerCase();
    const value = withoutBlanks(line.slice(colon + 1));
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
  return fields;
}

/** The text without the blanks and tabs at its ends, in one pass. */
function withoutBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Whether the request has one end for everybody, and one meaning. */
function isWithoutDoubt(fields: ReadonlyMap<string, readonly string[]>): boolean {
  if (fields.has("transfer-encoding")) return false;
  if (SINGLE.some((name) => (fields.get(name)?.length ?? 0) > 1)) return false;
  return /^\d{1,15}$/.test(fields.get("content-length")?.[0] ?? "0");
}

/** The path of a target that is one, or a whole address with the same host; undefined for any other. */
function pathOf({ method, target }: RequestLine, host: string): string | undefined {
  if (!isReading(method)) return "";
  if (target.includes("#")) return undefined;
  const [, authority, rest = ""] = ABSOLUTE.exec(target) ?? [];
  if (authority !== undefined && authority.toLowerCase() !== host.toLowerCase()) return undefined;
  const address = authority === undefined ? target : rest.replace(/^(?:\?|$)/, "/$&");
  return address.startsWith("/") ? address.split("?", 1)[0] : undefined;
}
