/**
 * Homes: which clients are at which node, and which numbers the nodes may give to clients. PURE.
 *
 * @module
 */

import type { ClientId } from "../../core/units.ts";

/** Numbers for clients that were granted: from `first` on, `count` of them. */
export interface Block {
  /** The first of them. */
  readonly first: number;
  /** How many. */
  readonly count: number;
}

/** The most blocks of one epoch; a further one takes the place of the oldest. */
export const MAX_BLOCKS = 64;
/** The most clients of one epoch, and the most that it may bring back. */
export const MAX_CLIENTS = 100_000;
/** Of so many names at most something is kept that dead nodes have left. */
export const MAX_LEFT = 64;

/** What a dead node leaves to the next epoch of its name. */
export interface Legacy {
  /** The blocks of numbers that it was granted, oldest first. */
  readonly blocks: readonly Block[];
  /** The clients that the next may bring back. */
  readonly lost: readonly ClientId[];
}

/** The home of the clients of one epoch as plain data. */
export interface HomeData extends Legacy {
  /** The epoch. */
  readonly epoch: string;
  /** Its clients, by order of their coming. */
  readonly clients: readonly ClientId[];
}

/** All homes as plain data. */
export interface HomesData {
  /** The first number that was not granted. */
  readonly nextId: number;
  /** Those of the live nodes. */
  readonly homes: readonly HomeData[];
  /** What dead nodes have left, by name, oldest first. */
  readonly left: readonly ({ readonly node: string } & Legacy)[];
}

/** Those of a new log. */
const NO_HOMES: HomesData = { nextId: 1, homes: [], left: [] };

/** The home of the clients of one epoch. */
interface Home {
  readonly clients: Set<ClientId>;
  readonly blocks: Block[];
  readonly lost: Set<ClientId>;
}

/** The homes of all clients. */
export class Homes {
  readonly #homes = new Map<string, Home>();
  readonly #epochs = new Map<ClientId, string>();
  /** By the name of the node, oldest first. */
  readonly #left = new Map<string, Legacy>();
  #nextId: number;

  /** As they were when the data was taken. */
  constructor(data: HomesData = NO_HOMES) {
    this.#nextId = data.nextId;
    for (const { epoch, ...home } of data.homes) this.#restore(epoch, home);
    for (const { node, ...legacy } of data.left) this.#left.set(node, legacy);
  }

  /** An epoch of this name begins; it has what the dead one of its name has left. */
  begin(node: string, epoch: string): void {
    const left = this.#left.get(node) ?? { blocks: [], lost: [] };
    this.#left.delete(node);
    this.#restore(epoch, { clients: [], ...left });
  }

  /** Grants an epoch the next numbers; undefined if there are no more, or no such epoch. */
  grant(epoch: string, count: number): Block | undefined {
    const home = this.#homes.get(epoch);
    if (home === undefined || this.#nextId > Number.MAX_SAFE_INTEGER - count) return undefined;
    const block = { first: this.#nextId, count };
    this.#nextId += count;
    home.blocks.push(block);
    if (home.blocks.length > MAX_BLOCKS) home.blocks.shift();
    return block;
  }

  /** A client comes. Whether it may: its number is one of the epoch, and nobody has it now. */
  enter(epoch: string, client: ClientId): boolean {
    const home = this.#homes.get(epoch);
    if (home === undefined || this.#epochs.has(client)) return false;
    if (home.clients.size >= MAX_CLIENTS || !isGranted(home, client)) return false;
    home.lost.delete(client);
    home.clients.add(client);
    this.#epochs.set(client, epoch);
    return true;
  }

  /** A client goes. Whether it was there. */
  exit(epoch: string, client: ClientId): boolean {
    if (this.#epochs.get(client) !== epoch) return false;
    this.#epochs.delete(client);
    this.#homes.get(epoch)?.clients.delete(client);
    return true;
  }

  /** The epoch at which the client is; undefined if it is at none. */
  of(client: ClientId): string | undefined {
    return this.#epochs.get(client);
  }

  /**
   * An epoch of this name ends. If `isLost`, the next epoch of its name may bring its clients back and use
   * its numbers. Returns its clients, by order of their coming.
   */
  end(node: string, epoch: string, isLost: boolean): readonly ClientId[] {
    const home = this.#homes.get(epoch);
    if (home === undefined) return [];
    this.#homes.delete(epoch);
    for (const client of home.clients) this.#epochs.delete(client);
    const clients = [...home.clients];
    if (isLost) {
      const lost = [...home.lost, ...clients].slice(-MAX_CLIENTS);
      this.#keepFor(node, { blocks: home.blocks, lost });
    }
    return clients;
  }

  /** How many clients an epoch has. */
  population(epoch: string): number {
    return this.#homes.get(epoch)?.clients.size ?? 0;
  }

  /** They as plain data. */
  data(): HomesData {
    return {
      nextId: this.#nextId,
      homes: [...this.#homes].map(([epoch, { clients, blocks, lost }]) => ({
        epoch,
        clients: [...clients],
        blocks: [...blocks],
        lost: [...lost],
      })),
      left: [...this.#left].map(([node, legacy]) => ({ node, ...legacy })),
    };
  }

  #restore(epoch: string, { clients, blocks, lost }: Omit<HomeData, "epoch">): void {
    this.#homes.set(epoch, {
      clients: new Set(clients),
      blocks: [...blocks],
      lost: new Set(lost),
    });
    for (const client of clients) this.#epochs.set(client, epoch);
  }

  #keepFor(node: string, legacy: Legacy): void {
    this.#left.delete(node);
    this.#left.set(node, legacy);
    for (const oldest of this.#left.keys()) {
      if (this.#left.size <= MAX_LEFT) break;
      this.#left.delete(oldest);
    }
  }
}

function isGranted({ blocks, lost }: Home, client: ClientId): boolean {
  if (lost.has(client)) return true;
  return blocks.some(({ first, count }) => client >= first && client < first + count);
}
