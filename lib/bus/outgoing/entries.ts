/**
 * What this node has put into the log, or is about to, and what has not come back yet: its entries by
 * their numbers, and behind each of them what only this node does after it.
 *
 * It holds at most what the clients have posted and not seen come back: for each client what one read of
 * its connection brought, its entry and its end; and a few entries of the node itself.
 *
 * @module
 */

import type { ChatEvent } from "../../core/event.ts";
import type { Bytes, ClientId } from "../../core/units.ts";
import { encodeEntry } from "../agreed/read_record.ts";
import type { Entry } from "../agreed/record.ts";

/** An event that only this node applies. */
export interface LocalEvent {
  /** The event. */
  readonly event: ChatEvent;
  /** Called when it is applied. */
  readonly done: () => void;
}

/** An entry that has not come back. */
export interface Outgoing {
  /** The entry. */
  readonly entry: Entry;
  /** The entry as JSON. */
  readonly encoded: string;
  /** How long that is in UTF-8. */
  readonly bytes: Bytes;
  /** The client whose event it is; undefined if it is none. */
  readonly client: ClientId | undefined;
  /** Called when it came back and is applied, or never will. */
  readonly done: (() => void) | undefined;
  /** What its client does after it, and only this node applies; undefined if nothing. */
  after: LocalEvent[] | undefined;
  /** The position at which the engine has it; undefined if it is not known that it has. */
  keptAt: number | undefined;
}

/** An entry that is to be written. `done` is called when it came back and is applied, or never will. */
export function outgoingOf(entry: Entry, done?: () => void): Outgoing {
  const event = entry.kind === "event" ? entry.event : undefined;
  const client = event !== undefined && "client" in event ? event.client : undefined;
  const encoded = encodeEntry(entry);
  const bytes = bytesOf(encoded);
  return { entry, encoded, bytes, client, done, after: undefined, keptAt: undefined };
}

const ENCODER = new TextEncoder();

/** Room for what nearly all entries are made of: to make it anew for each takes more time than the rest. */
const SCRATCH = new Uint8Array(24_576);

function bytesOf(text: string): Bytes {
  // Each unit of UTF-16 is three bytes at most.
  if (3 * text.length > SCRATCH.length) return ENCODER.encode(text).length;
  return ENCODER.encodeInto(text, SCRATCH).written;
}

/** The entries of one epoch that have not come back, by order of their numbers. */
export class OutgoingEntries {
  #slots: Outgoing[] = [];
  /** The number of the first of `#slots`. */
  #first = 1;
  /** The last entry of each client that has one here. */
  readonly #last = new Map<ClientId, Outgoing>();

  /** The number of the first entry that has not come back; that of the next entry if all have. */
  get first(): number {
    return this.#first;
  }

  /** How many have not come back. */
  get size(): number {
    return this.#slots.length;
  }

  /** The entry with this number; undefined if it came back, or there is none yet. */
  at(number: number): Outgoing | undefined {
    return this.#slots[number - this.#first];
  }

  /** Adds an entry behind all others. */
  add(slot: Outgoing): void {
    this.#slots.push(slot);
    if (slot.client !== undefined) this.#last.set(slot.client, slot);
  }

  /**
   * Has an event wait until everything that its client has put in came back. Returns false if nothing of
   * the client is on its way: it need not wait.
   */
  hold(client: ClientId, local: LocalEvent): boolean {
    const last = this.#last.get(client);
    if (last === undefined) return false;
    (last.after ??= []).push(local);
    return true;
  }

  /** Takes out those up to this number, which came back. */
  takeUpTo(number: number): readonly Outgoing[] {
    const taken = this.#slots.splice(0, Math.max(0, number - this.#first + 1));
    this.#first += taken.length;
    for (const slot of taken) {
      if (slot.client !== undefined && this.#last.get(slot.client) === slot) {
        this.#last.delete(slot.client);
      }
    }
    return taken;
  }

  /** Takes out all of them, and counts the next from 1 again: the epoch has ended. */
  takeAll(): readonly Outgoing[] {
    const taken = this.#slots;
    this.#slots = [];
    this.#first = 1;
    this.#last.clear();
    return taken;
  }
}
