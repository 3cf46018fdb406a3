/**
 * A WebSocket server on a real socket that sends each message back, and a client of raw bytes, for tests.
 *
 * @module
 */

import { isDisconnect, type Peer, writeAll } from "../../lib/net/peer.ts";
import { listenTcp } from "../../lib/net/tcp.ts";
import { Framer } from "../../lib/net/websocket/framer.ts";
import { WebSocketPeer } from "../../lib/net/websocket/websocket_peer.ts";
import { CLOSE, PONG, ServerFrames, TEXT } from "./websocket_frames.ts";

/** The most bytes of a message that the echo takes. */
export const ECHO_LIMIT = 65_536;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** All that a client saw of a connection. */
export interface Seen {
  /** The text messages, without the LF at their ends. */
  readonly messages: string[];
  /** The payloads of the pongs, as text of one character a byte. */
  readonly pongs: string[];
  /** The code of the Close frame, `none` if it had none, undefined if there was no Close frame. */
  readonly close: number | "none" | undefined;
  /** Why reading ended on the server: undefined if the client said that it is over. */
  readonly error: string | undefined;
}

/**
 * Sends the pieces to an echo, one write a piece, reads until the server closes the connection, and tells
 * what came. The echo closes as a session does: its Close frame, then the end of the connection.
 */
export async function echoed(pieces: Iterable<Uint8Array>): Promise<Seen> {
  using listener = listenTcp({ transport: "tcp", hostname: "127.0.0.1", port: 0 }, "web");
  const port = Number(listener.address.split(":").at(-1));
  const connecting = Deno.connect({ hostname: "127.0.0.1", port });
  const accepted = await listener.accept();
  const serving = echo(accepted);
  const conn = await connecting;
  conn.setNoDelay(true);
  const [seen] = await Promise.all([seenBy(conn), sendAll(conn, pieces)]);
  // After a violation the echo waits for this.
  conn.close();
  return { ...seen, error: await serving };
}

/** Serves one connection. Resolves with the error that ended reading. */
export async function echo(connection: Peer): Promise<string | undefined> {
  using peer = new WebSocketPeer(connection, { framer: new Framer(), limitBytes: ECHO_LIMIT });
  const error = await sendBack(peer);
  await peer.closeWrite();
  return error;
}

async function sendBack(peer: Peer): Promise<string | undefined> {
  let line: number[] = [];
  try {
    for (let chunk = await peer.read(); chunk !== null; chunk = await peer.read()) {
      for (const byte of chunk) {
        line.push(byte);
        if (byte !== 10) continue;
        await writeAll(peer, Uint8Array.from(line));
        line = [];
      }
    }
  } catch (error) {
    if (!isDisconnect(error)) throw error;
    return String(error);
  }
  return undefined;
}

async function sendAll(conn: Deno.Conn, pieces: Iterable<Uint8Array>): Promise<void> {
  try {
    for (const piece of pieces) {
      for (let rest = piece; rest.length > 0;) rest = rest.subarray(await conn.write(rest));
    }
  } catch (error) {
    // The server has closed the connection before all was sent.
    if (!isDisconnect(error)) throw error;
  }
}

async function seenBy(conn: Deno.Conn): Promise<Omit<Seen, "error">> {
  const frames = new ServerFrames();
  const seen = { messages: [] as string[], pongs: [] as string[], close: undefined };
  let close: number | "none" | undefined;
  const buffer = new Uint8Array(65_536);
  for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
    for (const { opcode, payload } of frames.push(buffer.subarray(0, count))) {
      if (close !== undefined) throw new Error("a frame after the Close frame");
      if (opcode === TEXT) seen.messages.push(decoder.decode(payload).replace(/\n$/, ""));
      if (opcode === PONG) seen.pongs.push(String.fromCharCode(...payload));
      if (opcode === CLOSE) close = closeOf(payload);
    }
  }
  if (!frames.isWhole) throw new Error("the connection ended within a frame");
  return { ...seen, close };
}

function closeOf([high, low]: Uint8Array): number | "none" {
  return high === undefined || low === undefined ? "none" : high * 256 + low;
}
