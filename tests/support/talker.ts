/**
 * Somebody who talks to a daemon over plain TCP, line by line, as people do with `nc`.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";

/** Longer than any answer takes, even on a busy machine. */
const PATIENCE_MILLIS = 20_000;

/** One connection. Whoever holds it with `using` closes it. */
export class Talker implements Disposable {
  readonly #conn: Deno.TcpConn;
  readonly #lines: ReadableStreamDefaultReader<string>;

  private constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
    this.#lines = conn.readable.pipeThrough(new TextDecoderStream()).pipeThrough(
      new TextLineStream(),
    ).getReader();
  }

  /** Connects to `HOST:PORT` and says the first lines, if any. */
  static async connect(address: string, ...lines: string[]): Promise<Talker> {
    const portStart = address.lastIndexOf(":");
    const hostname = address.slice(0, portStart).replace(/^\[|\]$/g, "");
    const talker = new Talker(
      await Deno.connect({ hostname, port: Number(address.slice(portStart + 1)) }),
    );
    for (const line of lines) await talker.say(line);
    return talker;
  }

  /** Sends a line. */
  async say(line: string): Promise<void> {
    let bytes = new TextEncoder().encode(`${line}\n`);
    while (bytes.byteLength > 0) bytes = bytes.subarray(await this.#conn.write(bytes));
  }

  /** Reads until a line is just this, and returns the lines before it. */
  async hear(wanted: string): Promise<string[]> {
    const heard: string[] = [];
    for (;;) {
      const line = await this.#next(`"${wanted}"`, heard);
      if (line === wanted) return heard;
      if (line === undefined) {
        throw new Error(`never heard "${wanted}", only ${JSON.stringify(heard)}`);
      }
      heard.push(line);
    }
  }

  /** Reads to the end of the connection and returns the lines. */
  async hearOut(): Promise<string[]> {
    const heard: string[] = [];
    for (;;) {
      const line = await this.#next("the end", heard);
      if (line === undefined) return heard;
      heard.push(line);
    }
  }

  /** Closes the connection, whatever state it is in. */
  [Symbol.dispose](): void {
    try {
      this.#conn.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #next(wanted: string, heard: readonly string[]): Promise<string | undefined> {
    const timer = setTimeout(() => this[Symbol.dispose](), PATIENCE_MILLIS);
    try {
      return (await this.#lines.read()).value;
    } catch (error) {
      throw new Error(`waited for ${wanted}, heard only ${JSON.stringify(heard)}`, {
        cause: error,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
