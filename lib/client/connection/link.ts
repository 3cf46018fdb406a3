/**
 * One connection to a daemon, as lines: opens it, sends hello, and sends and receives lines of the JSON
 * dialect. It does not use the meaning of the lines, and does not reconnect.
 *
 * @module
 */

import { TextLineStream } from "jsr:@std/streams@^1/text-line-stream";
import type { ClientAddress } from "../../net/address.ts";
import { type ConnectOptions, openConnection } from "../../net/connect.ts";
import type { DaemonLine } from "../../wire/json/daemon_event.ts";
import { parseDaemonLine } from "../../wire/json/decode.ts";
import { wholeLines } from "./whole_lines.ts";
import type { Sendable } from "../typed/request.ts";
import { VERSION } from "../../program/version.ts";
import type { RoomWishes } from "../rooms/room_entry.ts";
import type { ReadPlace } from "./progress.ts";

/** A longer line of the daemon is cut, in UTF-16 units, so that a hostile daemon cannot fill the memory. */
const MAX_LINE_LENGTH = 1024 * 1024;

/** How the client calls itself, which operators see. */
export const PROGRAM = `hubbub/${VERSION}`;

/** What the client asks for in its hello. */
export interface Hello extends RoomWishes {
  /** The name to enter under; undefined leaves it to the daemon. */
  readonly nick?: string | undefined;
  /** How many lines of the history of each room are wanted. */
  readonly history?: number | undefined;
  /** How far each room has been read: what was missed is replayed from there. */
  readonly resume?: Readonly<Record<string, ReadPlace>> | undefined;
}

/** An open connection to a daemon. Hold it with `using`. */
export class Link {
  readonly #conn: Deno.Conn;
  readonly #lines: ReadableStream<string>;
  /** Writes of all callers go out one after the other. */
  #lastWrite: Promise<boolean> = Promise.resolve(true);
  #isClosed = false;
  #wasReset = false;

  /** Takes over an open connection. */
  constructor(conn: Deno.Conn) {
    this.#conn = conn;
    this.#lines = ReadableStream.from(this.#chunks())
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(wholeLines(MAX_LINE_LENGTH))
      .pipeThrough(new TextLineStream());
  }

  /** Whether the connection failed; false if the daemon has closed it. */
  get wasReset(): boolean {
    return this.#wasReset;
  }

  /**
   * What the daemon says, until it ends the connection, the connection breaks, or {@linkcode close}
   * is called; can be read once. Never throws.
   */
  async *listen(): AsyncGenerator<DaemonLine> {
    for await (const line of this.#lines) {
      if (line !== "") yield parseDaemonLine(line);
    }
  }

  /** Asks something of the daemon; see {@linkcode sendLine}. */
  send(request: Sendable): Promise<boolean> {
    return this.sendLine(JSON.stringify(request));
  }

  /**
   * Sends one line, given without its end. Resolves when the system has taken all of it: with true, or with
   * false if the connection takes no more. A daemon that reads slowly delays it. Never rejects.
   */
  sendLine(line: string): Promise<boolean> {
    const bytes = new TextEncoder().encode(`${line}\n`);
    this.#lastWrite = this.#lastWrite.then((isOpen) => isOpen && this.#write(bytes));
    return this.#lastWrite;
  }

  /** Ends the sending half after all that was sent: the daemon answers and then ends the rest. */
  async finish(): Promise<void> {
    await this.#lastWrite;
    try {
      await this.#conn.closeWrite();
    } catch {
      // The connection is gone already; the reading half says how.
      this.#lastWrite = Promise.resolve(false);
    }
  }

  /** Closes the connection at once. Harmless when it is closed. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#conn.close();
  }

  /** Closes the connection at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.close();
  }

  async *#chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const buffer = new Uint8Array(16 * 1024);
    while (true) {
      const length = await this.#read(buffer);
      if (length === null) return;
      yield buffer.slice(0, length);
    }
  }

  async #read(buffer: Uint8Array): Promise<number | null> {
    try {
      return await this.#conn.read(buffer);
    } catch {
      // After any failure of the connection, no more data comes.
      this.#wasReset = !this.#isClosed;
      return null;
    }
  }

  async #write(bytes: Uint8Array): Promise<boolean> {
    try {
      for (let sent = 0; sent < bytes.length;) {
        sent += await this.#conn.write(bytes.subarray(sent));
      }
      return true;
    } catch {
      // The daemon has ended the connection; what it said before is still to be read.
      return false;
    }
  }
}

/**
 * Connects, and opens the JSON dialect with a hello. Rejects as {@linkcode openConnection} does.
 */
export async function openLink(
  address: ClientAddress,
  hello: Hello,
  options: ConnectOptions,
): Promise<Link> {
  const link = new Link(await openConnection(address, options));
  await link.sendLine(JSON.stringify({ hello: 1, client: PROGRAM, ...hello }));
  return link;
}
