/**
 * Two peers joined in memory: each reads what the other writes. For tests, and for programs that embed
 * the daemon: `Server.connect` returns one of the ends.
 *
 * @module
 */

import type { Peer } from "./peer.ts";

/** One direction: at most one chunk is under way, so a writer waits for its reader. */
class Lane {
  #chunk: Uint8Array | undefined;
  #isEnded = false;
  #isBroken = false;
  #changed = Promise.withResolvers<void>();

  async read(): Promise<Uint8Array | null> {
    while (true) {
      if (this.#isBroken) throw new Deno.errors.Interrupted("the pipe was closed");
      const chunk = this.#chunk;
      if (chunk !== undefined) {
        this.#chunk = undefined;
        this.#change();
        return chunk;
      }
      if (this.#isEnded) return null;
      await this.#changed.promise;
    }
  }

  async write(bytes: Uint8Array): Promise<number> {
    while (this.#chunk !== undefined && !this.#isEnded && !this.#isBroken) {
      await this.#changed.promise;
    }
    if (this.#isEnded || this.#isBroken) throw new Deno.errors.BrokenPipe("the pipe was closed");
    this.#chunk = bytes.slice();
    this.#change();
    return bytes.length;
  }

  /** Ends the input; a chunk under way is still read. */
  end(): void {
    this.#isEnded = true;
    this.#change();
  }

  /** The reader is gone. */
  break(): void {
    this.#isBroken = true;
    this.#change();
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}

/** Makes two peers that are connected to each other. Close both. */
export function pipe(): [Peer, Peer] {
  const there = new Lane();
  const back = new Lane();
  return [end(there, back), end(back, there)];
}

function end(inward: Lane, outward: Lane): Peer {
  const close = () => {
    outward.end();
    inward.break();
  };
  return {
    origin: { transport: "pipe" },
    read: () => inward.read(),
    write: (bytes) => outward.write(bytes),
    closeWrite: () => Promise.resolve(outward.end()),
    close,
    [Symbol.dispose]: close,
  };
}
