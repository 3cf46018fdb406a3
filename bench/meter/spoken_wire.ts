/**
 * A wire whose clients speak JSON, over TCP or over a WebSocket: says the hello, does the handshake, puts
 * frames around what is sent and takes them off what comes. A connection stands when the welcome comes. Its
 * caller sees lines alone.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { Dialect } from "./dialect.ts";
import { FrameStripper } from "./frame_stripper.ts";
import type { Ending, OpenOptions, Wire, WireListener, WireOptions } from "./wire.ts";

const ENCODER = new TextEncoder();
const NEWLINE = 0x0a;
const OUTGOING_BYTES = 1 << 20;
const END_OF_HEAD = "\r\n\r\n";
const ACCEPTED = /^HTTP\/1\.1 101 /;

/** A `Wire` in a dialect. Owns the wire below. */
export class SpokenWire implements Wire, WireListener {
  readonly outgoing: Uint8Array = new Uint8Array(OUTGOING_BYTES);
  readonly #listener: WireListener;
  readonly #wire: Wire;
  readonly #hello: Uint8Array;
  readonly #handshake: Uint8Array;
  readonly #isWeb: boolean;
  /** The beginning of the answer to a handshake, for the clients that wait for it. */
  readonly #heads = new Map<number, Buffer>();
  readonly #strippers: FrameStripper[] = [];
  /** The clients that have not been welcomed. */
  readonly #entering = new Set<number>();

  /** `open` makes the wire below. */
  constructor(options: WireOptions, dialect: Dialect, open: (bare: WireOptions) => Wire) {
    this.#listener = options.listener;
    this.#isWeb = dialect.name === "web";
    this.#hello = ENCODER.encode(dialect.hello);
    this.#handshake = ENCODER.encode(handshake(options.port));
    this.#wire = open({ ...options, listener: this });
  }

  get kind(): Wire["kind"] {
    return this.#wire.kind;
  }

  get idleMillis(): number {
    return this.#wire.idleMillis;
  }

  open(client: number, options?: OpenOptions): void {
    this.#wire.open(client, options);
  }

  send(client: number, length: number): void {
    const lines = this.outgoing.subarray(0, length);
    if (this.#isWeb) this.#sendFrames(client, lines);
    else this.#sendBytes(client, lines);
  }

  isBlocked(client: number): boolean {
    return this.#wire.isBlocked(client);
  }

  endSending(client: number): void {
    this.#wire.endSending(client);
  }

  close(client: number): void {
    this.#heads.delete(client);
    this.#entering.delete(client);
    this.#wire.close(client);
  }

  poll(millis: number): void | Promise<void> {
    return this.#wire.poll(millis);
  }

  /** Part of `WireListener`. */
  opened(client: number): void {
    this.#entering.add(client);
    if (this.#isWeb) {
      this.#heads.set(client, Buffer.alloc(0));
      this.#strippers[client] = new FrameStripper();
      return this.#sendBytes(client, this.#handshake);
    }
    this.#sendBytes(client, this.#hello);
  }

  /** Part of `WireListener`. */
  received(client: number, bytes: Uint8Array, length: number): void {
    if (!this.#isWeb) return this.#tell(client, bytes, length);
    const head = this.#heads.get(client);
    if (head !== undefined) return this.#takeHead(client, head, bytes.subarray(0, length));
    const stripper = this.#strippers[client];
    const payload = stripper?.strip(bytes, length) ?? 0;
    for (const pong of stripper?.takePongs() ?? []) this.#sendBytes(client, pong);
    if (payload > 0) this.#tell(client, bytes, payload);
  }

  /** Part of `WireListener`. */
  closed(client: number, how: Ending): void {
    this.#heads.delete(client);
    const isWaiting = this.#entering.delete(client);
    this.#listener.closed(client, isWaiting ? "refused" : how);
  }

  /** Closes every connection. */
  [Symbol.dispose](): void {
    this.#wire[Symbol.dispose]();
  }

  #tell(client: number, bytes: Uint8Array, length: number): void {
    if (this.#entering.delete(client)) this.#listener.opened(client);
    this.#listener.received(client, bytes, length);
  }

  #takeHead(client: number, before: Buffer, bytes: Uint8Array): void {
    const head = Buffer.concat([before, bytes]);
    const end = head.indexOf(END_OF_HEAD);
    if (end < 0) {
      this.#heads.set(client, head);
      return;
    }
    this.#heads.delete(client);
    if (!ACCEPTED.test(head.toString("latin1", 0, end))) {
      this.close(client);
      return this.#listener.closed(client, "refused");
    }
    this.#sendFrames(client, this.#hello);
    const rest = new Uint8Array(head.subarray(end + END_OF_HEAD.length));
    if (rest.length > 0) this.received(client, rest, rest.length);
  }

  #sendBytes(client: number, bytes: Uint8Array): void {
    this.#wire.outgoing.set(bytes);
    this.#wire.send(client, bytes.length);
  }

  /** Sends each line as one message, without its end. The mask is zero: it costs the server the same. */
  #sendFrames(client: number, lines: Uint8Array): void {
    const { outgoing } = this.#wire;
    let length = 0;
    for (let at = 0; at < lines.length;) {
      const end = lines.indexOf(NEWLINE, at);
      const size = end - at;
      outgoing[length++] = 0x81;
      if (size < 126) outgoing[length++] = 0x80 | size;
      else {
        outgoing[length++] = 0x80 | 126;
        outgoing[length++] = size >> 8;
        outgoing[length++] = size & 0xff;
      }
      outgoing.fill(0, length, length + 4);
      outgoing.set(lines.subarray(at, end), length + 4);
      length += 4 + size;
      at = end + 1;
    }
    this.#wire.send(client, length);
  }
}

function handshake(port: number): string {
  return [
    "GET /socket HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: hubbub.json.1",
    "",
    "",
  ].join("\r\n");
}
