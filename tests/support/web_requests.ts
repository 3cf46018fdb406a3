/**
 * Requests of HTTP as text, right and wrong ones, and a reader of answers that was written apart from `lib`.
 *
 * @module
 */

import type { SiteFile } from "../../lib/doors/web/site_file.ts";

/** The files of a page for tests; one of them does not become smaller when it is compressed. */
export const FILES: readonly SiteFile[] = [
  { path: "/", type: "text/html; charset=utf-8", text: "<!doctype html>".padEnd(5000, " hubbub") },
  { path: "/app.js", type: "text/javascript; charset=utf-8", text: "说话;".repeat(2000) },
  { path: "/icon.svg", type: "image/svg+xml", text: "<svg/>" },
];

/** A request with these fields after `Host`. */
export function request(target = "/", fields: readonly string[] = [], method = "GET"): string {
  return [`${method} ${target} HTTP/1.1`, "Host: 127.0.0.1:8080", ...fields, "", ""].join("\r\n");
}

/** The fields of a right handshake. */
export const HANDSHAKE: readonly string[] = [
  "Connection: keep-alive, Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Protocol: hubbub.json.1",
];

/** A handshake with some fields in place of others of the same name; an empty value leaves one out. */
export function handshake(...changed: readonly string[]): string {
  const nameOf = (field: string) => field.split(":", 1)[0]?.toLowerCase();
  const kept = HANDSHAKE.filter((field) => !changed.some((each) => nameOf(each) === nameOf(field)));
  return request("/socket", [...kept, ...changed.filter((field) => !/:\s*$/.test(field))]);
}

/** One byte a character. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** An answer that has come. */
export interface Answered {
  readonly status: number;
  /** By name in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  /** One character a byte. */
  readonly body: string;
}

/** All answers in a text of one character a byte; throws if it is anything else. `isHead`: none has a body. */
export function answersIn(text: string, isHead = false): Answered[] {
  const answers: Answered[] = [];
  let rest = text;
  while (rest !== "") {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) throw new Error(`no end of a head in ${JSON.stringify(rest.slice(0, 100))}`);
    const [first = "", ...lines] = rest.slice(0, end).split("\r\n");
    const status = Number(/^HTTP\/1\.1 (\d{3}) [A-Z][A-Za-z ]+$/.exec(first)?.[1]);
    if (Number.isNaN(status)) throw new Error(`no status line: ${JSON.stringify(first)}`);
    const fields = new Map<string, string>();
    for (const line of lines) {
      const [, name = "", value = ""] = /^([A-Za-z-]+): ([ -~]+)$/.exec(line) ?? [];
      if (name === "" || fields.has(name.toLowerCase())) throw new Error(`a bad field: ${line}`);
      fields.set(name.toLowerCase(), value);
    }
    const length = isHead ? 0 : Number(fields.get("content-length") ?? 0);
    const body = rest.slice(end + 4, end + 4 + length);
    if (body.length !== length) throw new Error("the body is cut");
    answers.push({ status, fields, body });
    rest = rest.slice(end + 4 + length);
    if (status === 101) return answers;
  }
  return answers;
}
