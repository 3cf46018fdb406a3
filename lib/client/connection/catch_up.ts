/**
 * The marks around what was missed while there was no connection, and the number of missed messages. The daemon
 * replays the events of all rooms in one order, so one pair of marks holds them all. Pure.
 *
 * @module
 */

/** A line of the client's own about what was missed; it stands before an event. */
export type MissedMark =
  /** Missed lines follow. */
  | {
    readonly kind: "begins";
    /** How many messages and actions were missed; undefined if that is not certain. */
    readonly count: number | undefined;
  }
  /** At this place the daemon does not tell the events of a room; after a crash of it there may be none. */
  | { readonly kind: "gap"; readonly room: string }
  /** All missed lines have been told. */
  | {
    readonly kind: "ends";
    /** How many of the missed messages and actions were not told; 0 if that is not certain. */
    readonly lost: number;
    /** Some of those are of a room where no mark of a gap stands among the missed lines; missing if there are none. */
    readonly isUnmarked?: true | undefined;
  }
  /** Messages and actions were missed, and none was told. */
  | {
    readonly kind: "untold";
    /** How many; at least 1. */
    readonly count: number;
    /** The room where they were said; undefined for several rooms. */
    readonly room: string | undefined;
    /** Whether the daemon has said that it does not tell them. */
    readonly isGone: boolean;
  };

/** What was missed in one room. */
export interface MissedRoom {
  /** The name of the room. */
  readonly room: string;
  /** How many messages and actions; undefined if that is not certain. */
  readonly count: number | undefined;
}

/** What was missed in all rooms of one connection. */
export class CatchUp {
  /** The rooms that are not told in full yet. */
  #open = new Map<string, MissedRoom>();
  #counts: (number | undefined)[] = [];
  #lost = 0;
  #isShowing = false;
  #hasGap = false;
  /** Rooms with a gap for which there was no mark yet. */
  #gaps: readonly string[] = [];
  /** Rooms with a mark of a gap. */
  #marked = new Set<string>();
  /** Whether something is not told of a room without such a mark. */
  #isUnmarked = false;

  /** A new connection: what the last one has not told will be told by this one. */
  restart(): void {
    this.#open = new Map();
    this.#reset();
  }

  /** Events of a room were missed; `key` tells the room from others. */
  add(key: string, missed: MissedRoom): void {
    this.#open.set(key, missed);
    this.#counts.push(missed.count);
  }

  /** The daemon does not tell some of the events of a room. */
  noteGap(room: string): void {
    if (this.#open.size === 0) return;
    this.#hasGap = true;
    if (!this.#gaps.includes(room)) this.#gaps = [...this.#gaps, room];
  }

  /** The marks before a missed line that is shown. */
  show(): readonly MissedMark[] {
    const marks: MissedMark[] = [];
    if (!this.#isShowing) marks.push({ kind: "begins", count: this.#count });
    for (const room of this.#gaps) {
      marks.push({ kind: "gap", room });
      this.#marked.add(room);
    }
    this.#isShowing = true;
    this.#gaps = [];
    return marks;
  }

  /**
   * The room is told in full, but for so many messages and actions. Returns the marks before its next event: none
   * as long as other rooms are not told in full.
   */
  finish(key: string, lost: number): readonly MissedMark[] {
    const missed = this.#open.get(key);
    if (missed === undefined) return [];
    this.#open.delete(key);
    this.#lost += lost;
    const isMarked = this.#marked.has(missed.room) && !this.#gaps.includes(missed.room);
    if (lost > 0 && !isMarked) this.#isUnmarked = true;
    if (this.#open.size > 0) return [];
    const marks = this.#end(missed.room);
    this.#reset();
    return marks;
  }

  #end(room: string): readonly MissedMark[] {
    const lost = this.#lost;
    if (this.#isShowing) {
      return [{ kind: "ends", lost, ...(this.#isUnmarked ? { isUnmarked: true } : {}) }];
    }
    if (lost === 0) return [];
    const isOnly = this.#counts.length === 1;
    return [{
      kind: "untold",
      count: lost,
      room: isOnly ? room : undefined,
      isGone: this.#hasGap,
    }];
  }

  get #count(): number | undefined {
    let sum = 0;
    for (const count of this.#counts) {
      if (count === undefined) return undefined;
      sum += count;
    }
    return sum;
  }

  #reset(): void {
    this.#counts = [];
    this.#lost = 0;
    this.#isShowing = false;
    this.#hasGap = false;
    this.#gaps = [];
    this.#marked = new Set();
    this.#isUnmarked = false;
  }
}
