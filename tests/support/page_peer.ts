/**
 * A page's side of a WebSocket as a peer: lines go out as one message each, and what the daemon sends is
 * read as lines. For clients that are written for TCP and shall come in by the web listener as well.
 *
 * @module
 */

import { type Peer, type PeerOrigin, writeAll } from "../../lib/net/peer.ts";
import {
  CLOSE,
  close,
  frame,
  joined,
  PING,
  pong,
  ServerFrames,
  TEXT,
  text,
} from "./websocket_frames.ts";

const LF = 10;
const NORMAL = 1000;
const HEAD_END = "\r\n\r\n";

const encoder = new TextEncoder();
const decoder = new TextDecoder("latin1");

/** A peer that has a WebSocket around it. */
export class PagePeer implements Peer {
  readonly #connection: Peer;
  readonly #frames = new ServerFrames();
  readonly #waiting: Uint8Array[] = [];
  /** Pongs go between messages, one write after the other. */
  #writing: Promise<void> = Promise.resolve();
  #hasEnded = false;

  /** Takes over a connection whose handshake is done; `rest` are the bytes that came behind it. */
  constructor(connection: Peer, rest: Uint8Array = new Uint8Array(0)) {
    this.#connection = connection;
    this.#take(rest);
  }

  /** Asks for the WebSocket of a daemon's page. Rejects with a disconnect if it is refused. */
  static async open(connection: Peer, host: string): Promise<PagePeer> {
    const head = [
      "GET /socket HTTP/1.1",
      `Host: ${host}`,
      ...["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"],
      ...["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: hubbub.json.1"],
    ];
    await writeAll(connection, encoder.encode(head.join("\r\n") + HEAD_END));
    let answer: Uint8Array = new Uint8Array(0);
    for (let end = -1; end < 0; end = decoder.decode(answer).indexOf(HEAD_END)) {
      const chunk = await connection.read();
      if (chunk === null) throw new Deno.errors.ConnectionAborted("no answer to the handshake");
      answer = joined([answer, chunk]);
    }
    const said = decoder.decode(answer);
    if (!said.startsWith("HTTP/1.1 101 ")) throw new Deno.errors.ConnectionAborted(said);
    return new PagePeer(connection, answer.subarray(said.indexOf(HEAD_END) + HEAD_END.length));
  }

  get origin(): PeerOrigin {
    return this.#connection.origin;
  }

  async read(): Promise<Uint8Array | null> {
    while (true) {
      const message = this.#waiting.shift();
      if (message !== undefined) return message;
      if (this.#hasEnded) return null;
      const chunk = await this.#connection.read();
      if (chunk === null) this.#hasEnded = true;
      else this.#take(chunk);
    }
  }

  /** Sends each line as a message. What has no end of a line is a message of its own. */
  async write(bytes: Uint8Array): Promise<number> {
    for (let from = 0; from < bytes.length;) {
      const end = bytes.indexOf(LF, from);
      await this.#send(text(bytes.subarray(from, end < 0 ? bytes.length : end)));
      from = end < 0 ? bytes.length : end + 1;
    }
    return bytes.length;
  }

  async closeWrite(): Promise<void> {
    await this.#send(close(NORMAL)).catch(() => {});
  }

  close(): void {
    this.#connection.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #take(chunk: Uint8Array): void {
    for (const { opcode, payload } of this.#frames.push(chunk)) {
      if (opcode === TEXT) this.#waiting.push(ended(payload));
      else if (opcode === PING) this.#send(pong(payload)).catch(() => {});
      else if (opcode === CLOSE) {
        this.#hasEnded = true;
        this.#send(frame({ opcode: CLOSE, payload })).catch(() => {});
      }
    }
  }

  #send(bytes: Uint8Array): Promise<void> {
    const sending = this.#writing.then(() => writeAll(this.#connection, bytes));
    this.#writing = sending.catch(() => {});
    return sending;
  }
}

function ended(payload: Uint8Array): Uint8Array {
  return payload.at(-1) === LF ? payload : joined([payload, Uint8Array.of(LF)]);
}
