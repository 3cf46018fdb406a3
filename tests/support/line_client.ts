/**
 * A client for tests: sends lines, gives back lines one at a time. Lines come from a server of our
 * own, so `TextLineStream` serves.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";

/** Longer than anything here takes, so that a test that waits in vain says so. */
const PATIENCE_MILLIS = 30_000;

/** A connection to a daemon. */
export class LineClient implements Disposable {
  readonly #conn: Deno.Conn;
  readonly #lines: AsyncIterator<string>;
  readonly #encoder = new TextEncoder();

  /** Takes ownership of the connection. */
  constructor(conn: Deno.Conn) {
    this.#conn = conn;
    this.#lines = linesOf(conn);
  }

  /** Connects to `IP:PORT`. */
  static async connect(address: string): Promise<LineClient> {
    const colon = address.lastIndexOf(":");
    const hostname = address.slice(0, colon).replace(/[[\]]/g, "");
    return new LineClient(await Deno.connect({ hostname, port: Number(address.slice(colon + 1)) }));
  }

  /** Connects to a Unix socket. */
  static async connectUnix(path: string): Promise<LineClient> {
    return new LineClient(await Deno.connect({ transport: "unix", path }));
  }

  /** The address of this end. */
  get address(): string {
    const { hostname, port } = this.#conn.localAddr as Deno.NetAddr;
    return `${hostname}:${port}`;
  }

  /** Sends a line, with its end. */
  send(line: string): Promise<void> {
    return this.sendRaw(this.#encoder.encode(`${line}\n`));
  }

  /** Sends bytes as they are. */
  async sendRaw(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await this.#conn.write(rest));
  }

  /** The next line; undefined at the end, also when the connection broke. */
  async line(): Promise<string | undefined> {
    let timer;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("no line came")), PATIENCE_MILLIS);
    });
    try {
      const { done, value } = await Promise.race([this.#lines.next(), late]);
      return done ? undefined : value;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The next so many lines. */
  async take(count: number): Promise<(string | undefined)[]> {
    const lines = [];
    for (let i = 0; i < count; i++) lines.push(await this.line());
    return lines;
  }

  /** All lines until the end. */
  async rest(): Promise<string[]> {
    const lines = [];
    for (let line = await this.line(); line !== undefined; line = await this.line()) {
      lines.push(line);
    }
    return lines;
  }

  /** Ends the sending half. */
  async closeWrite(): Promise<void> {
    await this.#conn.closeWrite();
  }

  /** Closes at once. */
  [Symbol.dispose](): void {
    this.#conn[Symbol.dispose]();
  }
}

async function* linesOf(conn: Deno.Conn): AsyncGenerator<string> {
  const buffer = new Uint8Array(4096);
  const bytes = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      let count;
      try {
        count = await conn.read(buffer);
      } catch {
        count = null;
      }
      if (count === null) controller.close();
      else controller.enqueue(buffer.slice(0, count));
    },
  });
  yield* bytes.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
}
