/**
 * One talk as the model changes it. PURE.
 *
 * @module
 */

import type { Line } from "./line.ts";
import { Outbox } from "./outbox.ts";
import { People } from "./people.ts";
import { MAX_LINES, type Pending, type Person, type RoomSettings } from "./talk.ts";
import type { Rank, Talk, TalkId } from "./talk.ts";

/** How many lines may come above the bound before so many are forgotten at once. */
const SURPLUS = 100;

/** Where lines were put. */
export type Placed = "end" | "top" | "between" | "known";

/** A room or a private conversation, for the model. */
export class TalkState implements Talk {
  readonly id: TalkId;
  readonly kind: "room" | "private";
  name: string;
  lines: Line[] = [];
  unread = 0;
  mentions = 0;
  firstUnread: number | undefined;
  draft = "";
  topic = "";
  people: readonly Person[] = [];
  rank: Rank = "member";
  settings: RoomSettings | undefined;
  isRecorded = false;
  hasEarlier = false;
  isLoading = false;
  isPresent = true;

  /** Texts on their way. */
  readonly outbox = new Outbox();
  /** Who is here. */
  readonly members = new People();
  /** Identifies the room and its numbers; empty before it was entered. */
  epoch = "";
  /** The highest number that was told. */
  seq = 0;
  /** The highest number that was told on the connection before this one. */
  heardSeq = 0;
  /** The number up to which the user has read. */
  readSeq = 0;
  /** The last number before the user's own arrival. What is not above it is told as missed. */
  entrySeq = 0;
  /** Whether all that was missed has been told. */
  isCaughtUp = false;
  /** Whether something that was missed was not told. */
  hasGap = false;
  /** Whether the user's connection before has left the room, as far as it was told. */
  hasFormerLeft = true;
  /** The number before which earlier lines are asked for; undefined for that of the first line. */
  earlierThan: number | undefined;
  /** Where the lines of the present epoch begin. */
  #epochAt = 0;

  /** A talk without lines. */
  constructor(id: TalkId, kind: "room" | "private", name: string) {
    this.id = id;
    this.kind = kind;
    this.name = name;
  }

  get pending(): readonly Pending[] {
    return this.outbox.all;
  }

  get population(): number {
    return this.members.population;
  }

  get isStale(): boolean {
    return this.members.isStale;
  }

  /** The number before which the next earlier lines are asked for; undefined if they cannot be. */
  get firstSeq(): number | undefined {
    if (this.#epochAt > 0) return undefined;
    return this.earlierThan ?? this.lines.find(({ seq }) => seq !== undefined)?.seq;
  }

  /** The numbers of the room begin anew; lines from before stay, and none comes between them. */
  beginEpoch(epoch: string): void {
    this.#epochAt = this.lines.length;
    this.epoch = epoch;
    this.seq = this.heardSeq = this.readSeq = 0;
    this.earlierThan = undefined;
    this.hasEarlier = false;
  }

  /** Puts a line at its place: by number, or at the end if it has none. A number that is there already is known. */
  place(line: Line): Placed {
    const { seq } = line;
    if (seq === undefined) {
      this.lines.push(line);
      return "end";
    }
    const at = this.#placeOf(seq);
    if (at === undefined) return "known";
    this.lines.splice(at, 0, line);
    if (at === this.lines.length - 1) return "end";
    return at === 0 ? "top" : "between";
  }

  /** Forgets the oldest lines above the bound, and tells how many. */
  trim(): number {
    if (this.lines.length < MAX_LINES + SURPLUS) return 0;
    const surplus = this.lines.length - MAX_LINES;
    this.lines.splice(0, surplus);
    this.#epochAt = Math.max(0, this.#epochAt - surplus);
    this.earlierThan = undefined;
    return surplus;
  }

  /** Where a line with this number belongs; undefined if there is one. */
  #placeOf(seq: number): number | undefined {
    let after = this.lines.length;
    for (let at = this.lines.length - 1; at >= this.#epochAt; at -= 1) {
      const other = this.lines[at]?.seq;
      if (other === undefined) continue;
      if (other === seq) return undefined;
      if (other < seq) return after;
      after = at;
    }
    return after === this.lines.length ? after : this.#epochAt;
  }
}
