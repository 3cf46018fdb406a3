/**
 * Two nodes of one cluster in the small: fronts of one daemon, so that epoch and numbers are the same at both. A front
 * dies alone, and may lose what is on its way in either direction.
 *
 * @module
 */

import type { TcpAddress } from "../../lib/net/address.ts";

/** The way of one connection through a front. */
interface Way {
  readonly client: Deno.TcpConn;
  readonly daemon: Deno.TcpConn;
  readonly pumps: Promise<unknown>;
}

/** A node: hold it with `await using`. */
export class NodeFront implements AsyncDisposable {
  readonly #daemonPort: number;
  readonly #port: number;
  #listener: Deno.TcpListener | undefined;
  #accepting: Promise<void> = Promise.resolve();
  #ways = new Set<Way>();
  #ghosts: readonly Way[] = [];
  #arrived = Promise.withResolvers<void>();
  /** How many lines were lost, in either direction. */
  #lostLines = 0;
  #losing = Promise.withResolvers<void>();
  /** Whether what the clients say is lost. */
  isDeaf = false;
  /** Whether what the daemon says is lost. */
  isMute = false;

  /** Listens at once, in front of the daemon at this address. */
  constructor(daemon: string) {
    this.#daemonPort = Number(daemon.split(":").at(-1));
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.#port = (this.#listener.addr as Deno.NetAddr).port;
    this.#accepting = this.#accept(this.#listener);
  }

  /** Where clients find it. */
  get address(): TcpAddress {
    return { transport: "tcp", hostname: "127.0.0.1", port: this.#port };
  }

  /** Resolves when a client is at it. */
  async occupied(): Promise<void> {
    while (this.#ways.size === 0) await this.#arrived.promise;
  }

  /** Resolves when so many lines were lost. */
  async lost(lines: number): Promise<void> {
    while (this.#lostLines < lines) await this.#losing.promise;
  }

  /** It dies: its clients are cut off, and nobody can connect. The chat learns of it with {@linkcode bury}. */
  die(): void {
    this.#listener?.close();
    this.#listener = undefined;
    for (const { client } of this.#ways) close(client);
    this.#ghosts = [...this.#ghosts, ...this.#ways];
    this.#ways = new Set();
  }

  /** The chat learns that its clients are gone. */
  bury(): void {
    for (const { daemon } of this.#ghosts) close(daemon);
  }

  /** It is there again. */
  revive(): void {
    this.isDeaf = this.isMute = false;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: this.#port });
    this.#accepting = Promise.all([this.#accepting, this.#accept(this.#listener)]).then(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.die();
    this.bury();
    await this.#accepting;
    await Promise.all(this.#ghosts.map(({ pumps }) => pumps));
  }

  #lose(bytes: Uint8Array): true {
    this.#lostLines += bytes.filter((byte) => byte === 10).length;
    this.#losing.resolve();
    this.#losing = Promise.withResolvers();
    return true;
  }

  async #accept(listener: Deno.TcpListener): Promise<void> {
    try {
      for await (const client of listener) {
        const daemon = await Deno.connect({ hostname: "127.0.0.1", port: this.#daemonPort });
        const pumps = Promise.all([
          pump(client, daemon, (bytes) => this.isDeaf && this.#lose(bytes)),
          pump(daemon, client, (bytes) => this.isMute && this.#lose(bytes)),
        ]);
        const way = { client, daemon, pumps };
        this.#ways.add(way);
        this.#arrived.resolve();
        this.#arrived = Promise.withResolvers();
        if (this.#listener === undefined) this.die();
      }
    } catch {
      // The listener is closed.
    }
  }
}

/** Passes bytes on; at their end, the end. What comes while the way is lost is thrown away. */
async function pump(
  from: Deno.TcpConn,
  to: Deno.TcpConn,
  isLost: (bytes: Uint8Array) => boolean,
): Promise<void> {
  const buffer = new Uint8Array(4096);
  try {
    for (let length = await from.read(buffer); length !== null; length = await from.read(buffer)) {
      if (isLost(buffer.subarray(0, length))) continue;
      for (let sent = 0; sent < length;) sent += await to.write(buffer.subarray(sent, length));
    }
    if (!isLost(new Uint8Array())) await to.closeWrite();
  } catch {
    // One of them is closed.
  }
}

function close(conn: Deno.TcpConn): void {
  try {
    conn.close();
  } catch {
    // It is closed already.
  }
}
