/**
 * Which events of each room the log of this run has, by their numbers: the history that comes on entry may have
 * some of them. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { RoomEvent } from "../../wire/json/daemon_event.ts";

/** The most rooms that are remembered; a hostile daemon may tell of more. */
const MAX_ROOMS = 200;

/** What the daemon tells of a room on entry. */
export interface Entry {
  /** The name of the room. */
  readonly room: string;
  /** The number of its last event. */
  readonly seq: number;
  /** Tells its numbers from those of another room of this name; undefined with an older daemon. */
  readonly epoch?: string | undefined;
}

/** The written events of one run. */
export class Written {
  /** By folded name; up to which number the events are written, or older than the run. */
  readonly #rooms = new Map<string, { readonly epoch: string | undefined; upTo: number }>();

  /** The client has entered a room: of one that is new in this run, what was said before is not written. */
  enter({ room, seq, epoch }: Entry): void {
    const known = this.#rooms.get(fold(room));
    if (known !== undefined && known.epoch === epoch && seq >= known.upTo) return;
    if (known === undefined && this.#rooms.size >= MAX_ROOMS) return;
    this.#rooms.set(fold(room), { epoch, upTo: known === undefined ? seq : 0 });
  }

  /** An event is written. */
  note({ room, seq }: Pick<RoomEvent, "room" | "seq">): void {
    const known = this.#rooms.get(fold(room));
    if (known !== undefined) known.upTo = Math.max(known.upTo, seq);
  }

  /** Those events of a room that are not written yet. */
  fresh(events: readonly RoomEvent[]): readonly RoomEvent[] {
    return events.filter(({ room, seq }) => seq > (this.#rooms.get(fold(room))?.upTo ?? Infinity));
  }
}
