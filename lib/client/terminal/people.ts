/**
 * The people in the room, and when each last spoke: for the order of completion, and for which departures
 * are shown. Pure; follows the daemon's events.
 *
 * @module
 */

import type { DaemonEvent } from "../../wire/json/daemon_event.ts";

/** You have just spoken with a person if both of you spoke within this time. */
const RECENT_MILLIS = 5 * 60_000;

/** The most people in memory; a hostile daemon may tell of more. */
const MAX_PEOPLE = 20_000;

/** The people of the room. */
export class People {
  /** The time when each name last spoke, -Infinity for never; the last speaker is last. */
  readonly #spokeAt = new Map<string, number>();
  #you = "";
  #youSpokeAt = -Infinity;

  /** All names except your own: the last speaker first, then the silent ones by name. */
  get others(): string[] {
    const entries = [...this.#spokeAt].filter(([name]) => name !== this.#you);
    const speakers = entries.filter(([, at]) => at > -Infinity).map(([name]) => name).reverse();
    const silent = entries.filter(([, at]) => at === -Infinity).map(([name]) => name);
    return [...speakers, ...silent.sort((a, b) => a.localeCompare(b))];
  }

  /** Takes note of an event that came at some time, in milliseconds by a steady clock. */
  note(event: DaemonEvent, at: number): void {
    switch (event.kind) {
      case "welcome":
        this.#you = event.you;
        this.#meetAll(event.members);
        return;
      case "message":
      case "action":
        return this.#hear(event.from, at);
      case "joined":
        return this.#meet(event.name);
      case "left":
        this.#spokeAt.delete(event.name);
        return;
      case "renamed":
        return this.#rename(event.from, event.to);
      default:
    }
  }

  /** Whether you have just spoken with this person; call it before noting a departure. */
  hasSpokenWith(name: string, at: number): boolean {
    const spokeAt = this.#spokeAt.get(name) ?? -Infinity;
    return at - spokeAt <= RECENT_MILLIS && at - this.#youSpokeAt <= RECENT_MILLIS;
  }

  /** Removes everybody else. Uses a set and a bound, because a hostile daemon may send a list of any length. */
  #meetAll(names: readonly string[]): void {
    const present = new Set(names.slice(0, MAX_PEOPLE));
    for (const name of this.#spokeAt.keys()) {
      if (!present.has(name)) this.#spokeAt.delete(name);
    }
    for (const name of present) this.#meet(name);
  }

  #meet(name: string): void {
    if (!this.#spokeAt.has(name)) this.#remember(name, -Infinity);
  }

  #hear(name: string, at: number): void {
    if (name === this.#you) this.#youSpokeAt = at;
    this.#spokeAt.delete(name);
    this.#remember(name, at);
  }

  #remember(name: string, at: number): void {
    const [oldest] = this.#spokeAt.keys();
    if (this.#spokeAt.size >= MAX_PEOPLE && oldest !== undefined) this.#spokeAt.delete(oldest);
    this.#spokeAt.set(name, at);
  }

  #rename(from: string, to: string): void {
    if (from === this.#you) this.#you = to;
    // The order is by time of the last message, which a rename does not change.
    const entries = [...this.#spokeAt].map(([name, at]) =>
      [name === from ? to : name, at] as const
    );
    this.#spokeAt.clear();
    for (const [name, at] of entries) this.#spokeAt.set(name, at);
  }
}
