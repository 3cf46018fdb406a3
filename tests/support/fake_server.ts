/**
 * A daemon that follows a script: the client's tests decide line by line what it hears and says. It
 * listens on port 0 and speaks the JSON dialect, or anything else a test wants to see survived.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import { LAG_TOKEN } from "../../lib/client/connection/lag.ts";
import type { TcpAddress } from "../../lib/net/address.ts";

const LAG_PING = JSON.stringify({ type: "ping", token: LAG_TOKEN });

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
      .pipeThrough(this.#withoutPings())
      .getReader();
  }

  /** Whether the client's pings that measure the lag are answered, as by every daemon. They are no lines of a script. */
  answersPings = true;

  /** The next line of the client's, as it is; undefined at the end of its input. */
  async hearWhole(): Promise<string | undefined> {
    const { value, done } = await this.#lines.read();
    return done ? undefined : value;
  }

  /** The same without the token that the client gives with what it says, by which it only counts. */
  async hear(): Promise<string | undefined> {
    const line = await this.hearWhole();
    return line?.replace(/^(\{"type":"(?:say|me|private)",.*)"token":"\d+",("text":)/, "$1$2");
  }

  /** The next line of the client's as an object, without such a token. */
  async hearObject(): Promise<Record<string, unknown>> {
    return objectIn(await this.hear());
  }

  /** The next line of the client's as an object, as it is. */
  async hearWholeObject(): Promise<Record<string, unknown>> {
    return objectIn(await this.hearWhole());
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

  /** Reads ahead, so that a ping is answered whether or not the test looks at what the client says. */
  #withoutPings(): TransformStream<string, string> {
    const transform = async (line: string, out: TransformStreamDefaultController<string>) => {
      if (line !== LAG_PING) return out.enqueue(line);
      const pong = { type: "pong", token: LAG_TOKEN };
      // The test may have closed the connection.
      if (this.answersPings) await this.say(pong).catch(() => {});
    };
    return new TransformStream({ transform }, undefined, { highWaterMark: 1000 });
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

function objectIn(line: string | undefined): Record<string, unknown> {
  if (line === undefined) throw new Error("the client ended its input");
  return JSON.parse(line);
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
