/**
 * How far one room has been read, across connections: what a reconnect has to ask for, and which of the events
 * that follow were missed. Pure.
 *
 * @module
 */

/** What the daemon tells of a room that the client enters. */
export interface RoomEntry {
  /** The last number before the client's own arrival. */
  readonly seq: number;
  /** Which run of the daemon counts; undefined if the daemon did not say. */
  readonly epoch?: string | undefined;
  /** How many messages and actions the room has heard; undefined if the daemon did not say. */
  readonly said?: number | undefined;
}

/** How far a room has been read, as a hello tells it. */
export interface ReadPlace {
  /** The number of the last event. */
  readonly seq: number;
  /** Which run of the daemon counts. */
  readonly epoch: string;
}

/** When an event happened: now, between two connections, or before what has been read. */
export type Moment = "now" | "missed" | "known";

/** The progress in one room. */
export class Progress {
  #lastSeq = 0;
  /** The run of the daemon that counts; undefined if the daemon did not tell. */
  #epoch: string | undefined;
  /** How many messages and actions of the room are known of; undefined while that is not certain. */
  #said: number | undefined;
  /** What the room had told when the client came back; undefined when all of it has been read. */
  #goal: RoomEntry | undefined;

  /** How far the room has been read; undefined if a daemon could not go on from there. */
  get place(): ReadPlace | undefined {
    return this.#epoch === undefined ? undefined : { seq: this.#lastSeq, epoch: this.#epoch };
  }

  /** Whether something happened between two connections that has not been told yet. */
  get isBehind(): boolean {
    return this.#goal !== undefined;
  }

  /** How many messages and actions of that are still to come; undefined if that is not certain. */
  get owed(): number | undefined {
    const said = this.#goal?.said;
    return said === undefined || this.#said === undefined
      ? undefined
      : Math.max(0, said - this.#said);
  }

  /** The client has entered the room. Returns whether it goes on where an earlier connection ended. */
  enter(entry: RoomEntry): boolean {
    const { seq, epoch, said } = entry;
    const isContinued = epoch !== undefined && epoch === this.#epoch;
    this.#goal = isContinued && seq > this.#lastSeq ? entry : undefined;
    if (!isContinued) {
      this.#lastSeq = seq;
      this.#said = said;
    }
    this.#epoch = epoch;
    return isContinued;
  }

  /** Events were skipped; the daemon does not tell how many of them were messages. */
  noteSkipped(): void {
    this.#said = undefined;
  }

  /** The events up to this number are not told. */
  noteGap(to: number): void {
    const goal = this.#goal;
    if (goal !== undefined) this.#lastSeq = Math.max(this.#lastSeq, Math.min(to, goal.seq));
  }

  /** Notes an event of the room; `isSaid` for messages and actions. */
  note(seq: number, isSaid: boolean): Moment {
    const goal = this.#goal;
    if (goal !== undefined && seq <= this.#lastSeq) return "known";
    if (goal !== undefined && seq > goal.seq) this.#finish(goal);
    this.#lastSeq = seq;
    if (isSaid && this.#said !== undefined) this.#said += 1;
    return this.#goal === undefined ? "now" : "missed";
  }

  /** All that was missed has been told, or will never be. */
  #finish({ said }: RoomEntry): void {
    this.#goal = undefined;
    this.#said = said;
  }
}
