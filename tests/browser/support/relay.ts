/**
 * What stands between a browser and the daemon, as a mobile network does: can be cut, so that
 * connections break and new ones are refused, and can fall silent, so that they seem open.
 *
 * @module
 */

const UPGRADE = /^upgrade: websocket\r$/im;

const decoder = new TextDecoder("latin1");

/** A relay to one address. Held with `using`, it closes with all its connections. */
export class Relay implements Disposable {
  readonly #listener: Deno.TcpListener;
  readonly #target: Deno.ConnectOptions;
  readonly #ways = new Set<Way>();
  #isCut = false;
  #attempts = 0;

  /** Relays to the host and port of this address: `http://127.0.0.1:8080/`. */
  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#target = { hostname, port: Number(port) };
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    void this.#accept();
  }

  /** Where the page is, through the relay. */
  get url(): string {
    return `http://127.0.0.1:${this.#listener.addr.port}/`;
  }

  /** How many connections were tried, with those that were refused. */
  get attempts(): number {
    return this.#attempts;
  }

  /** Breaks all connections, and refuses new ones until it is mended. */
  cut(): void {
    this.#isCut = true;
    for (const way of this.#ways) way.close();
  }

  /** Lets new connections through again. */
  mend(): void {
    this.#isCut = false;
  }

  /** Passes on no byte more of the WebSockets that are open now; they stay open. */
  silence(): void {
    for (const way of this.#ways) {
      if (way.isSocket) way.isSilent = true;
      // A browser would fetch the page over it.
      else way.close();
    }
  }

  [Symbol.dispose](): void {
    this.#listener.close();
    this.cut();
  }

  async #accept(): Promise<void> {
    for await (const near of this.#listener) {
      this.#attempts++;
      if (this.#isCut) near.close();
      else void this.#relay(near);
    }
  }

  async #relay(near: Deno.TcpConn): Promise<void> {
    try {
      const way = new Way(near, await Deno.connect(this.#target));
      this.#ways.add(way);
      await way.run();
      this.#ways.delete(way);
    } catch {
      // The daemon is not there: the browser sees a broken connection.
      near.close();
    }
  }
}

/** One connection and its other half. */
class Way {
  readonly #near: Deno.TcpConn;
  readonly #far: Deno.TcpConn;
  isSilent = false;
  /** Whether a WebSocket was asked for on it. */
  isSocket = false;

  constructor(near: Deno.TcpConn, far: Deno.TcpConn) {
    this.#near = near;
    this.#far = far;
  }

  async run(): Promise<void> {
    await Promise.all([this.#pass(this.#near, this.#far), this.#pass(this.#far, this.#near)]);
    this.close();
  }

  close(): void {
    for (const conn of [this.#near, this.#far]) {
      try {
        conn.close();
      } catch {
        // Closed by the other direction.
      }
    }
  }

  async #pass(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
    const buffer = new Uint8Array(16384);
    try {
      for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
        if (this.isSilent) continue;
        this.isSocket ||= UPGRADE.test(decoder.decode(buffer.subarray(0, count)));
        for (let rest = buffer.subarray(0, count); rest.length > 0;) {
          rest = rest.subarray(await to.write(rest));
        }
      }
      if (!this.isSilent) await to.closeWrite();
    } catch {
      this.close();
    }
  }
}
