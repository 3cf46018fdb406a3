/**
 * What closes a room, as far as the client has been told: after a reconnect a room that was made anew may be
 * open. Pure.
 *
 * @module
 */

import type { RoomChangeShown } from "../../words/wording.ts";

/** What closes one room. */
export class RoomBars {
  readonly #bars = new Set<"private" | "password" | "unknown">();

  /** The client enters; returns whether the room was closed on the connection before, and is public now. */
  enter(isPublic: boolean): boolean {
    const isOpened = isPublic && this.#bars.size > 0;
    this.#bars.clear();
    if (!isPublic) this.#bars.add("unknown");
    return isOpened;
  }

  /** A setting has changed. */
  change({ setting, value }: RoomChangeShown): void {
    if (setting !== "private" && setting !== "password") return;
    if (value) return void this.#bars.add(setting);
    this.#bars.delete(setting);
    // One of the settings was there at the entry, and which is not known.
    this.#bars.delete("unknown");
  }
}
