/**
 * A daemon that follows a script: the client's tests decide line by line what it hears and says. It
 * listens on port 0 and speaks the JSON dialect, or anything else a test wants to see survived.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import type { TcpAddress } from "../../lib/net/address.ts";

/** One client's connection, seen from the daemon. */
export class FakePeer {
  readonly #conn: Deno.TcpConn;
  readonly #lines: ReadableStreamDefaultReader<string>;

  /** Takes over an accepted connection. */
  constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
    this.#lines = ReadableStream.from(chunks(conn))
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream())
      .getReader();
  }

  /** The next line of the client's; undefined at the end of its input. */
  async hear(): Promise<string | undefined> {
    const { value, done } = await this.#lines.read();
    return done ? undefined : value;
  }

  /** The next line of the client's as an object. */
  async hearObject(): Promise<Record<string, unknown>> {
    const line = await this.hear();
    if (line === undefined) throw new Error("the client ended its input");
    return JSON.parse(line);
  }

  /** Says objects, each as one line. */
  async say(...objects: object[]): Promise<void> {
    await this.write(objects.map((object) => `${JSON.stringify(object)}\n`).join(""));
  }

  /** Writes bytes or text as they are. */
  async write(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (let sent = 0; sent < bytes.length;) sent += await this.#conn.write(bytes.subarray(sent));
  }

  /** Hears the hello and lets the client in under the name it wants. */
  async welcome(members: string[] = [], extra: object = {}): Promise<string> {
    const hello = await this.hearObject();
    const you = typeof hello.nick === "string" ? hello.nick : "guest-1";
    await this.say({
      type: "welcome",
      you,
      id: 3,
      room: "lobby",
      seq: 41,
      epoch: "fake",
      said: 7,
      time: new Date().toISOString(),
      members: [...members, you],
      server: "fake/1",
      ...extra,
    });
    return you;
  }

  /** Says a member's line to the room. */
  async message(from: string, text: string, seq = 42): Promise<void> {
    const time = new Date().toISOString();
    await this.say({ type: "message", seq, time, room: "lobby", from, text });
  }

  /** Says goodbye and ends the connection. */
  async bye(code: string, reason?: string): Promise<void> {
    await this.say({
      type: "bye",
      by: "daemon",
      code,
      ...(reason === undefined ? {} : { reason }),
    });
    this.close();
  }

  /** Ends the connection. */
  close(): void {
    try {
      this.#conn.close();
    } catch {
      // Closed twice: the test and the end of the server both may.
    }
  }
}

/** Listens on a free port of 127.0.0.1 and hands out its clients in order. */
export class FakeServer implements AsyncDisposable {
  readonly #listener: Deno.TcpListener;
  readonly #peers: FakePeer[] = [];
  #isClosed = false;

  /** Listens at once; on `port` if given, to come back after a stop. */
  constructor(port = 0) {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port });
  }

  /** Where clients find it. */
  get address(): TcpAddress {
    return { transport: "tcp", hostname: "127.0.0.1", port: this.port };
  }

  /** Its port. */
  get port(): number {
    return (this.#listener.addr as Deno.NetAddr).port;
  }

  /** The next client. */
  async accept(): Promise<FakePeer> {
    const peer = new FakePeer(await this.#listener.accept());
    this.#peers.push(peer);
    return peer;
  }

  /** Closes the listener and every connection, and waits for their last lines. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listener.close();
    for (const peer of this.#peers) {
      peer.close();
      while (await peer.hear().catch(() => undefined) !== undefined);
    }
  }
}

async function* chunks(conn: Deno.TcpConn): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(16 * 1024);
  while (true) {
    let length: number | null;
    try {
      length = await conn.read(buffer);
    } catch {
      // The connection broke, or the test closed it.
      return;
    }
    if (length === null) return;
    yield buffer.slice(0, length);
  }
}
