/**
 * The numbers of clients: blocks of them are granted through the log, so that no two nodes give the same.
 *
 * @module
 */

import { type ClientId, clientId } from "../../core/units.ts";
import type { Block } from "../agreed/homes.ts";

/** So many numbers are asked for at once, and more when this node needs them faster. */
const BLOCK = 256;
const MAX_BLOCK = 4096;

/** The numbers that one node may give. */
export class IdBlocks {
  readonly #ask: (count: number) => void;
  readonly #size: number;
  readonly #blocks: Block[] = [];
  /** Those who wait for a number: at most one for each connection that is let in. */
  #waiting: PromiseWithResolvers<ClientId>[] = [];
  #isAsked = false;

  /** No numbers yet. `ask` puts the wish for so many into the log; `size` is how many a node asks for. */
  constructor(ask: (count: number) => void, size: number = BLOCK) {
    this.#ask = ask;
    this.#size = size;
  }

  /** The next number; a promise if none is at hand, which rejects at the end of the node. */
  next(): ClientId | Promise<ClientId> {
    const client = this.#take();
    this.askIfFew();
    if (client !== undefined) return client;
    const waiting = Promise.withResolvers<ClientId>();
    this.#waiting.push(waiting);
    return waiting.promise;
  }

  /** A block was granted. */
  granted(block: Block): void {
    this.#isAsked = false;
    this.#blocks.push(block);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const [index, { resolve }] of waiting.entries()) {
      const client = this.#take();
      if (client === undefined) {
        this.#waiting = waiting.slice(index);
        break;
      }
      resolve(client);
    }
    this.askIfFew();
  }

  /** No more numbers will come. */
  end(): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error("The node has ended"));
  }

  /** Asks for more, unless there are enough or it has asked. */
  askIfFew(): void {
    const left = this.#blocks.reduce((sum, { count }) => sum + count, 0);
    if (this.#isAsked || left > this.#size / 2) return;
    this.#isAsked = true;
    this.#ask(Math.min(MAX_BLOCK, this.#size + this.#waiting.length));
  }

  #take(): ClientId | undefined {
    const [block] = this.#blocks;
    if (block === undefined) return undefined;
    const { first, count } = block;
    if (count > 1) this.#blocks[0] = { first: first + 1, count: count - 1 };
    else this.#blocks.shift();
    return clientId(first);
  }
}
