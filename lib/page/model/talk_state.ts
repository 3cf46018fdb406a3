/**
 * One talk as the model changes it. PURE.
 *
 * @module
 */

import type { Life } from "./lives.ts";
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

  /** Whether this connection has asked to enter the room again, and the daemon has not answered yet. */
  isExpected = false;
  /** Texts on their way. */
  readonly outbox = new Outbox();
  /** Who is here. */
  readonly members = new People();
  /** Identifies the room and its numbers; empty before it was entered. */
  epoch = "";
  /** The highest number that was told. */
  seq = 0;
  /** The number up to which everything was told: what was skipped since is told when the user comes back. */
  sureSeq = 0;
  /** Whether something was skipped on this connection. */
  hasSkipped = false;
  /** The same as `sureSeq`, at the end of the connection before this one. */
  heardSeq = 0;
  /** The number up to which the user has read. */
  readSeq = 0;
  /** The last number before the user's own arrival. What is not above it is told as missed. */
  entrySeq = 0;
  /** Whether all that was missed has been told. */
  isCaughtUp = false;
  /** What is known here of the user's connections, by their numbers. */
  lives = new Map<number, Life>();
  /** Whether what was said before has been told once. */
  hasPage = false;
  /** The number before which earlier lines are asked for; undefined for that of the first line. */
  earlierThan: number | undefined;
  /** The user's name before the first line that is known. */
  firstName = "";
  /** Numbers of lines from before that the user said under `firstName`, among those that are read now. */
  ownSeqs: ReadonlySet<number> = new Set();
  /** The number of a line that the user wants to see, until it is there. */
  soughtSeq: number | undefined;
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
    this.seq =
      this.sureSeq =
      this.heardSeq =
      this.readSeq =
        0;
    this.lives.clear();
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

  /** Whether there is a line with this number. */
  has(seq: number): boolean {
    return this.#placeOf(seq) === undefined;
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
