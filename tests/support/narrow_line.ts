/**
 * A line to a server that takes only so many bytes a second, as one that others use as well.
 *
 * @module
 */

/** The bytes that go together. */
const PIECE = 16_384;

/** A listener that connects everybody to a port of 127.0.0.1; `await using` ends all connections. */
export class NarrowLine implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #conns = new Set<Deno.Conn>();
  readonly #running: Promise<void>;
  readonly #target: number;
  readonly #rate: number;

  /** To this port; `rate` is in bytes a second, each way. */
  constructor(target: number, rate: number) {
    this.#target = target;
    this.#rate = rate;
    this.#running = this.#run();
  }

  /** Where it listens. */
  get url(): string {
    return `nats://127.0.0.1:${this.#listener.addr.port}`;
  }

  async #run(): Promise<void> {
    const running: Promise<void>[] = [];
    for await (const near of this.#listener) {
      const far = await Deno.connect({ hostname: "127.0.0.1", port: this.#target });
      this.#conns.add(near).add(far);
      running.push(this.#carry(near, far), this.#carry(far, near));
    }
    await Promise.all(running);
  }

  async #carry(from: Deno.Conn, to: Deno.Conn): Promise<void> {
    const buffer = new Uint8Array(PIECE);
    try {
      for (let count; (count = await from.read(buffer)) !== null;) {
        await new Promise((resolve) => setTimeout(resolve, count / this.#rate * 1000));
        for (let at = 0; at < count;) at += await to.write(buffer.subarray(at, count));
      }
    } catch {
      // One of the ends is gone.
    }
    for (const conn of [from, to]) this.#end(conn);
  }

  #end(conn: Deno.Conn): void {
    if (this.#conns.delete(conn)) conn.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const conn of this.#conns) this.#end(conn);
    await this.#running;
  }
}
