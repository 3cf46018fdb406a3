/**
 * A WebSocket of bytes at a real daemon, for what no library would send.
 *
 * @module
 */

import { assertMatch } from "@std/assert";
import { isDisconnect } from "../../lib/net/peer.ts";
import { CLOSE, ServerFrames, TEXT } from "./websocket_frames.ts";

/** What a client saw until the daemon closed the connection. */
export interface Outcome {
  /** The objects that came. */
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  /** The code of the Close frame; undefined if none came, and 0 if it had no code. */
  readonly close: number | undefined;
}

/** Opens a WebSocket at this page, sends the pieces, and reads until the daemon closes the connection. */
export async function outcomeOf(url: string, pieces: Iterable<Uint8Array>): Promise<Outcome> {
  const { hostname, port, host } = new URL(url);
  using conn = await Deno.connect({ hostname, port: Number(port) });
  await conn.write(new TextEncoder().encode(handshake(host)));
  await afterHead(conn);
  const [outcome] = await Promise.all([readAll(conn), sendAll(conn, pieces)]);
  return outcome;
}

function handshake(host: string): string {
  return [
    "GET /socket HTTP/1.1",
    `Host: ${host}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: hubbub.json.1",
    "\r\n",
  ].join("\r\n");
}

/** Reads the answer to the handshake byte by byte, so that nothing of a frame is taken. */
async function afterHead(conn: Deno.Conn): Promise<void> {
  let head = "";
  const byte = new Uint8Array(1);
  while (!head.endsWith("\r\n\r\n") && await conn.read(byte) !== null) {
    head += String.fromCharCode(...byte);
  }
  assertMatch(head, /^HTTP\/1\.1 101 /);
}

async function sendAll(conn: Deno.Conn, pieces: Iterable<Uint8Array>): Promise<void> {
  try {
    for (const piece of pieces) {
      for (let rest = piece; rest.length > 0;) rest = rest.subarray(await conn.write(rest));
    }
  } catch (error) {
    // The daemon has closed the connection before all was sent.
    if (!isDisconnect(error)) throw error;
  }
}

async function readAll(conn: Deno.Conn): Promise<Outcome> {
  const frames = new ServerFrames();
  const objects: Record<string, unknown>[] = [];
  let close: number | undefined;
  const buffer = new Uint8Array(65_536);
  for (let count = await read(conn, buffer); count !== null; count = await read(conn, buffer)) {
    for (const { opcode, payload } of frames.push(buffer.subarray(0, count))) {
      if (opcode === CLOSE) close = (payload[0] ?? 0) * 256 + (payload[1] ?? 0);
      if (opcode !== TEXT) continue;
      const lines = new TextDecoder("utf-8", { fatal: true }).decode(payload).trimEnd().split("\n");
      objects.push(...lines.map((line) => JSON.parse(line)));
    }
  }
  return { objects, close };
}

/** A client that goes on sending may find the connection reset instead of ended. */
async function read(conn: Deno.Conn, buffer: Uint8Array): Promise<number | null> {
  try {
    return await conn.read(buffer);
  } catch (error) {
    if (isDisconnect(error)) return null;
    throw error;
  }
}
