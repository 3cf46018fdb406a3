/**
 * Which client ignores which, by id, so that a change of name makes no difference. It is local: only
 * the process that serves a client must know whom that client ignores.
 *
 * @module
 */

import type { ClientId } from "../units.ts";

/** The most people that one client can ignore. */
export const MAX_IGNORED = 100;

/** Pairs as plain data: a client, and those that it ignores by order of ignoring. */
export type IgnoringData = readonly (readonly [ClientId, readonly ClientId[]])[];

/** Whether a client ignores another from now on, or why not. */
export type Ignored = "begun" | "already" | "full";

/** The pairs of all clients that are served here; owned by the desk. Never throws. */
export class Ignoring {
  /** Those that a client ignores; only clients that ignore somebody. */
  readonly #ignored = new Map<ClientId, Set<ClientId>>();
  /** The same pairs, by the client that is ignored. */
  readonly #ignorers = new Map<ClientId, Set<ClientId>>();

  /** No pairs, or those of `data`. */
  constructor(data: IgnoringData = []) {
    for (const [client, others] of data) {
      for (const other of others) this.#add(client, other);
    }
  }

  /** All pairs, as plain data that shares nothing with this. */
  snapshot(): IgnoringData {
    return Array.from(this.#ignored, ([client, others]) => [client, [...others]]);
  }

  /** The client ignores the other from now on. At most {@linkcode MAX_IGNORED} at once. */
  begin(client: ClientId, other: ClientId): Ignored {
    const ignored = this.#ignored.get(client);
    if (ignored?.has(other)) return "already";
    if (ignored !== undefined && ignored.size >= MAX_IGNORED) return "full";
    this.#add(client, other);
    return "begun";
  }

  /** The client no longer ignores the other. Returns whether it did. */
  end(client: ClientId, other: ClientId): boolean {
    removePair(this.#ignorers, other, client);
    return removePair(this.#ignored, client, other);
  }

  /** Whether the client ignores the other. */
  has(client: ClientId, other: ClientId): boolean {
    return this.#ignored.get(client)?.has(other) ?? false;
  }

  /** Those that the client ignores, by order of ignoring. */
  ignoredBy(client: ClientId): Iterable<ClientId> {
    return this.#ignored.get(client) ?? [];
  }

  /** Those that ignore the client; undefined if nobody does, which costs one look-up. */
  ignorersOf(client: ClientId): readonly ClientId[] | undefined {
    const ignorers = this.#ignorers.get(client);
    return ignorers && [...ignorers];
  }

  /** Forgets a client that has left, on both sides. */
  forget(client: ClientId): void {
    for (const other of this.ignoredBy(client)) removePair(this.#ignorers, other, client);
    for (const other of this.#ignorers.get(client) ?? []) {
      removePair(this.#ignored, other, client);
    }
    this.#ignored.delete(client);
    this.#ignorers.delete(client);
  }

  #add(client: ClientId, other: ClientId): void {
    addPair(this.#ignored, client, other);
    addPair(this.#ignorers, other, client);
  }
}

function addPair(pairs: Map<ClientId, Set<ClientId>>, key: ClientId, value: ClientId): void {
  const values = pairs.get(key);
  if (values === undefined) pairs.set(key, new Set([value]));
  else values.add(value);
}

function removePair(pairs: Map<ClientId, Set<ClientId>>, key: ClientId, value: ClientId): boolean {
  const values = pairs.get(key);
  if (values === undefined || !values.delete(value)) return false;
  if (values.size === 0) pairs.delete(key);
  return true;
}
