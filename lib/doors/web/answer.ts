/**
 * Answers of HTTP/1.1 as bytes. Pure.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import type { Millis } from "../../core/units.ts";
import { webProblemIn } from "../../words/catalogue/web.ts";
import type { WebProblem } from "../../words/web.ts";
import { acceptOf, SOCKET_VERSION, SUBPROTOCOL } from "./handshake.ts";
import { OPENER_FIELDS, SECURITY_FIELDS } from "./policy.ts";
import type { RequestHead } from "./request.ts";
import type { Representation } from "./site.ts";

/** The status codes in use. */
export type Status =
  | 101
  | 200
  | 304
  | 400
  | 403
  | 404
  | 405
  | 413
  | 421
  | 426
  | 429
  | 431
  | 503;

/** An answer, but for what depends on the connection. */
export interface Answer {
  /** Its status. */
  readonly status: Status;
  /** Its fields beside those of every answer. */
  readonly fields: Readonly<Record<string, string>>;
  /** Its body; undefined for a status that has none. */
  readonly body?: Uint8Array<ArrayBuffer> | undefined;
  /** What a browser may do with it, if that is more than with every answer. */
  readonly policy?: string | undefined;
}

/** What an answer depends on beside its contents. */
export interface AnswerContext {
  /** Whether the body is left out, as an answer to `HEAD`. */
  readonly isHead: boolean;
  /** Whether the connection ends with it. */
  readonly isLast: boolean;
  /** The time since the epoch. */
  readonly time: Millis;
}

/** What each status is called. */
const REASONS: Readonly<Record<Status, string>> = {
  101: "Switching Protocols",
  200: "OK",
  304: "Not Modified",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  421: "Misdirected Request",
  426: "Upgrade Required",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  503: "Service Unavailable",
};

/** The status of each problem. */
const STATUSES: Readonly<Record<WebProblem["code"], Status>> = {
  "bad-request": 400,
  "head-too-large": 431,
  "target-too-long": 431,
  "has-body": 413,
  "wrong-host": 421,
  "not-forwarded": 400,
  "bad-forwarding": 400,
  "not-found": 404,
  "bad-method": 405,
  "no-upgrade": 426,
  "bad-version": 426,
  "bad-handshake": 400,
  "no-subprotocol": 400,
  "wrong-origin": 403,
  "too-many-requests": 429,
  "busy": 503,
  "proxy-header": 400,
  "plain-on-tls": 400,
};

/** The fields that say how a request would be served. */
const HINTS: Readonly<Partial<Record<WebProblem["code"], Readonly<Record<string, string>>>>> = {
  "bad-method": { "Allow": "GET, HEAD" },
  "no-upgrade": { "Upgrade": "websocket" },
  "bad-version": { "Upgrade": "websocket", "Sec-WebSocket-Version": SOCKET_VERSION },
};

/** What an answer with a file depends on beside the file. */
export interface FileSending {
  /** The field `If-None-Match`: the entity tags of what the client has. */
  readonly known: string | undefined;
  /** Whether a browser may trust the way that the page came. */
  readonly isTrustworthy: boolean;
}

/** A file, or the word that the client has it. Never throws. */
export function fileAnswer(
  { type, coding, bytes, etag }: Representation,
  { known, isTrustworthy }: FileSending,
): Answer {
  const fields = {
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
    "ETag": etag,
    ...(isTrustworthy && OPENER_FIELDS),
  };
  if (hasTag(known, etag)) return { status: 304, fields };
  const encoding = coding === "identity" ? {} : { "Content-Encoding": coding };
  return { status: 200, fields: { ...fields, "Content-Type": type, ...encoding }, body: bytes };
}

/** A refusal: one sentence in this language. `retryAfter` says when to ask again. Never throws. */
export function refusalAnswer(
  problem: WebProblem,
  { language, retryAfter }: {
    readonly language: Language;
    readonly retryAfter?: Millis | undefined;
  },
): Answer {
  const retry = retryAfter === undefined
    ? {}
    : { "Retry-After": `${Math.ceil(retryAfter / 1000)}` };
  const fields = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Language": language,
    "Cache-Control": "no-store",
    ...HINTS[problem.code],
    ...retry,
  };
  const body = new TextEncoder().encode(`${webProblemIn(language, problem)}\n`);
  return { status: STATUSES[problem.code], fields, body };
}

/** An answer as bytes. Never throws. */
export function answerBytes(
  { status, fields, body, policy }: Answer,
  { isHead, isLast, time }: AnswerContext,
): Uint8Array<ArrayBuffer> {
  const options = [...("Upgrade" in fields ? ["Upgrade"] : []), ...(isLast ? ["close"] : [])];
  const head = headText(status, {
    "Date": new Date(time).toUTCString(),
    ...fields,
    ...(body && { "Content-Length": `${body.length}` }),
    ...(options.length > 0 && { "Connection": options.join(", ") }),
    ...SECURITY_FIELDS,
    ...(policy !== undefined && { "Content-Security-Policy": policy }),
  });
  const start = new TextEncoder().encode(head);
  if (isHead || body === undefined) return start;
  const bytes = new Uint8Array(start.length + body.length);
  bytes.set(start);
  bytes.set(body, start.length);
  return bytes;
}

/** The answer that makes a WebSocket of the connection, as bytes. Never throws. */
export function upgradeBytes(head: RequestHead): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(headText(101, {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Accept": acceptOf(head),
    "Sec-WebSocket-Protocol": SUBPROTOCOL,
  }));
}

function headText(status: Status, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${REASONS[status]}\r\n${lines.join("")}\r\n`;
}

/** Whether a list of `If-None-Match` has this tag, which may be marked as weak there. */
function hasTag(known: string | undefined, etag: string): boolean {
  if (known === undefined) return false;
  const tags = known.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(etag);
}
