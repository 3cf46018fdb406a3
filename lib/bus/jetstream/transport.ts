/**
 * How the library of the engine reads and writes bytes: over the sockets of `net`, which look at the
 * certificate and the name of the host. TLS begins before anything is said in the clear.
 *
 * @module
 */

import { type CertificatePair, openConnection } from "../../net/connect.ts";
import type { Bytes, Millis } from "../../core/units.ts";
import type { ConnectionOptions, Server, Transport } from "./library_types.ts";

/** How long a connection to one server may take, its handshake included. */
const PATIENCE: Millis = 2000;

const READ_SIZE: Bytes = 65_536;

/** How every server of the engine begins: a line, which a network may bring in pieces. */
const GREETING = "INFO ";
const GREETING_END = "\n";

/** Longer than the greeting of any server. */
const MAX_GREETING: Bytes = 65_536;

/** What listens there is no server of the engine. */
export class NoEngine extends Error {
  /** The name in stack traces. */
  override readonly name: string = "NoEngine";
}

/** The server takes only TLS, and the connection is in the clear. */
export class TlsWanted extends Error {
  /** The name in stack traces. */
  override readonly name: string = "TlsWanted";
}

/** How connections are made; the library hands it on in its options, where it knows nothing of it. */
export interface Wiring {
  /** How TLS is done; undefined for a connection in the clear. */
  readonly tls: EngineTls | undefined;
  /** Is told why each connection has ended; undefined if this side has ended it. */
  ended(error: Error | undefined): void;
}

/** How TLS is done. */
export interface EngineTls {
  /** Certificates in PEM to trust beside the system's. */
  readonly authority: string | undefined;
  /** The certificate that this side shows if it is asked for one. */
  readonly pair: CertificatePair | undefined;
}

/** One connection to one server. The library makes one for each attempt. */
export class EngineTransport implements Transport {
  /** What the server is told of this program. */
  readonly lang = "hubbub";
  /** The version of this transport. */
  readonly version = "1";
  #conn: Deno.Conn | undefined;
  #tell: Wiring["ended"] = () => {};
  #isEncrypted = false;
  #isClosed = false;
  #isDiscarded = false;
  /** Whether the server has greeted. */
  #isMade = false;
  #first: Uint8Array = new Uint8Array(0);
  /** Why the connection has ended; missing if it ended as it should. */
  closeError?: Error;
  readonly #ended = Promise.withResolvers<void | Error>();
  /** Frames that wait for the one that is being written. */
  #waiting: Uint8Array[] = [];
  #isWriting = false;
  /** Whether nothing can be sent any more: the reader finds the end, and what was said before it. */
  #isMute = false;

  /** Connects. Rejects with what the system or TLS says. */
  async connect(server: Server, options: ConnectionOptions): Promise<void> {
    const { hostname, port } = server;
    const { tls, ended } = wiringOf(options);
    this.#isEncrypted = tls !== undefined;
    this.#tell = ended;
    const conn = await openConnection(
      { transport: this.#isEncrypted ? "tls" : "tcp", hostname, port },
      {
        deadlineMillis: PATIENCE,
        caCerts: tls?.authority === undefined ? [] : [tls.authority],
        pair: tls?.pair,
      },
    );
    this.#conn = conn;
    // The library may have given the attempt up.
    if (this.#isClosed) return conn.close();
    try {
      this.#first = await this.#firstOf(conn);
      this.#isMade = true;
    } catch (error) {
      this.#end(error);
      throw error;
    }
  }

  /** What the server says first. The library would write on the terminal of what is no server of the engine. */
  async #firstOf(conn: Deno.Conn): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (let text = ""; !text.includes(GREETING_END);) {
      const bytes = await this.#read(conn);
      pieces.push(bytes);
      text += new TextDecoder("latin1").decode(bytes);
      const isGreeting = text.startsWith(GREETING) || GREETING.startsWith(text);
      if (bytes.length === 0 || !isGreeting || text.length > MAX_GREETING) throw new NoEngine();
      if (!this.#isEncrypted && /"tls_required":true/.test(text)) throw new TlsWanted();
    }
    return joined(pieces);
  }

  async #read(conn: Deno.Conn): Promise<Uint8Array> {
    // The library keeps views of what it is given.
    const buffer = new Uint8Array(READ_SIZE);
    const count = await conn.read(buffer);
    return buffer.subarray(0, count ?? 0);
  }

  /**
   * What the server sends, until the connection ends. What is read while the connection is given up is not
   * handed on: the library would read it as the beginning of what the next one says. The connection ends when
   * nobody reads any more. Never throws.
   */
  async *[Symbol.asyncIterator](): AsyncIterableIterator<Uint8Array> {
    const conn = this.#conn;
    if (conn === undefined) return;
    yield this.#first;
    try {
      while (!this.#isClosed) {
        const bytes = await this.#read(conn);
        if (bytes.length === 0 || this.#isClosed) break;
        yield bytes;
      }
    } catch (error) {
      this.#lose(error);
    } finally {
      this.#lose(undefined);
    }
  }

  /** Sends bytes, after those before. What cannot be sent is found by the reader. Never throws. */
  send(frame: Uint8Array): void {
    if (this.#isClosed || this.#isMute) return;
    this.#waiting.push(frame);
    if (!this.#isWriting) this.#write();
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    try {
      while (this.#waiting.length > 0 && this.#conn !== undefined) {
        const bytes = joined(this.#waiting);
        this.#waiting = [];
        for (let sent = 0; sent < bytes.length;) {
          sent += await this.#conn.write(bytes.subarray(sent));
        }
      }
    } catch {
      this.#isMute = true;
      this.#waiting = [];
    } finally {
      this.#isWriting = false;
    }
  }

  /** Whether the bytes are encrypted. Never throws. */
  isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  /** Whether the connection has ended. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Ends the connection, of which the library wants to hear no more. Never rejects. */
  close(error?: Error): Promise<void> {
    this.discard(error);
    return Promise.resolve();
  }

  /** Ends the connection, so that the library makes another. Never throws. */
  disconnect(): void {
    this.#lose(undefined);
  }

  /** Forgets the connection, of which the library wants to hear no more. Never throws. */
  discard(error?: Error): void {
    this.#isDiscarded = true;
    this.#end(error);
  }

  /**
   * Resolves when a connection that was made is lost, unless the library has given it up by then. Never
   * rejects.
   */
  closed(): Promise<void | Error> {
    return this.#ended.promise;
  }

  /**
   * The connection is lost. It may have been let in just before, which the library finds out step by step: if
   * it were told of the end meanwhile, it would take the connection for one that is there, without end.
   */
  #lose(error: unknown): void {
    if (this.#isClosed) return;
    this.#end(error);
    // The library would take the end of one that was never made for the loss of a connection.
    if (!this.#isMade) return;
    setImmediate(() => {
      if (!this.#isDiscarded) this.#ended.resolve(this.closeError);
    });
  }

  #end(error: unknown): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#waiting = [];
    if (error !== undefined) {
      this.closeError = error instanceof Error ? error : new Error(String(error));
    }
    this.#tell(this.closeError);
    try {
      this.#conn?.close();
    } catch {
      // The runtime has closed it.
    }
  }
}

function wiringOf(options: ConnectionOptions & { readonly wiring?: Wiring }): Wiring {
  return options.wiring ?? { tls: undefined, ended: () => {} };
}

function joined(frames: readonly Uint8Array[]): Uint8Array {
  const [only] = frames;
  if (only !== undefined && frames.length === 1) return only;
  const all = new Uint8Array(frames.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const frame of frames) {
    all.set(frame, at);
    at += frame.length;
  }
  return all;
}
