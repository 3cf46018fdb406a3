/**
 * What the loop is given: the events of the records, and between them those that only this node applies.
 *
 * @module
 */

import type { ChatEvent } from "../../core/event.ts";
import type { ClientId, Millis } from "../../core/units.ts";
import type { Stamped } from "../../loop/event_log.ts";
import type { Log } from "../../log/log.ts";
import type { LogRecord } from "../engine.ts";
import type { LogClock } from "../log_clock.ts";
import type { Membership } from "../outgoing/membership.ts";
import type { Applied, Fate } from "../agreed/outcome.ts";
import type { LocalEvent, Outgoing } from "../outgoing/entries.ts";
import type { OwnClients } from "../own_clients.ts";
import type { Progress } from "./progress.ts";
import type { Reader } from "./reader.ts";
import type { Replica } from "../agreed/replica.ts";

/** The most records of a batch: other parts of the daemon have their turn after it. */
const MAX_RECORDS = 1000;

/** A batch of so many is a large one: it takes about a millisecond. */
const LARGE = 100;

/** Records that count as nothing are logged at most once in this time. */
const FAULTS_EVERY: Millis = 1000;

/** The parts of an inflow. */
export interface InflowParts {
  /** Has the records. */
  readonly reader: Pick<Reader, "take">;
  /** What the records come to. */
  readonly replica: Replica;
  /** What this node has put in. */
  readonly membership: Membership;
  /** The clients of this node. */
  readonly own: OwnClients;
  /** Stamps local events. */
  readonly clock: LogClock;
  /** Is told what the loop is given. */
  readonly progress: Progress;
  /** Where bad records are logged. */
  readonly log: Log;
  /** Nodes come and go, by the log. */
  changed(changes: Applied["changes"]): void;
}

/** Events for the loop. */
export class Batch {
  /** The events, in order. */
  readonly stamped: Stamped[] = [];
  /** Called when they are applied. */
  readonly done: (() => void)[] = [];
  /** How many records are in it. */
  records = 0;
  /** How many entries of this node came back. */
  returned = 0;
  /** Whether two snapshots are to be kept from its last record on. */
  isToBeKept = false;
  /** What this node must do about itself when they are applied. */
  fate: Fate | undefined;

  /** Whether it takes so long that other parts of the daemon are to have their turn after it. */
  get isLarge(): boolean {
    return this.records >= LARGE || this.stamped.length >= LARGE;
  }
}

/** What waits for the loop of one node. */
export class Inflow {
  readonly #parts: InflowParts;
  /** Local events that can be applied: bounded as what clients post is. */
  #locals: LocalEvent[] = [];
  #faults = 0;
  #loggedAt: Millis = -Infinity;

  /** Nothing waits. */
  constructor(parts: InflowParts) {
    this.#parts = parts;
  }

  /** Adds an event that only this node applies. */
  add(local: LocalEvent): void {
    this.#locals.push(local);
  }

  /** Has those wait that must not be applied before something that their client has on its way. */
  holdBack(): void {
    const { membership } = this.#parts;
    this.#locals = this.#locals.filter((local) =>
      local.event.kind !== "command" || !membership.hold(local.event.client, local)
    );
  }

  /** Takes what waits, or about so many events of it; undefined if nothing does. */
  take(most: number): Batch | undefined {
    const { reader, clock } = this.#parts;
    const batch = new Batch();
    const locals = this.#locals;
    this.#locals = [];
    for (const local of locals) this.#addLocal(batch, local, clock.now());
    while (batch.fate === undefined && batch.stamped.length < most) {
      const record = batch.records < MAX_RECORDS ? reader.take() : undefined;
      if (record === undefined) break;
      this.#take(record, batch);
    }
    return batch.stamped.length === 0 && batch.records === 0 ? undefined : batch;
  }

  #take(record: LogRecord, batch: Batch): void {
    const { replica, membership, clock, progress } = this.#parts;
    const { position } = record;
    const applied = replica.apply(record);
    clock.applied(replica.time);
    batch.records++;
    batch.fate = applied.fate;
    batch.isToBeKept ||= applied.isToBeKept;
    if (applied.fault !== undefined) this.#logFault(position, applied.fault);
    if (applied.changes.length > 0) this.#parts.changed(applied.changes);
    const slots = membership.cameBack(applied.accepted ?? 0, applied.ids);
    batch.returned += slots.length;
    this.#weave(batch, position, { applied, slots });
    // Nothing more counts of this epoch.
    if (applied.fate !== undefined) membership.writer.suspend();
    membership.writer.applied(position);
    progress.read(position);
  }

  /** Adds the events of a record, and behind those of this node what waited for them. */
  #weave(
    batch: Batch,
    position: number,
    { applied: { events }, slots }: { applied: Applied; slots: readonly Outgoing[] },
  ): void {
    const { clock } = this.#parts;
    let next = 0;
    const addUpTo = (end: number) => {
      for (const stamped of events.slice(next, end)) this.#add(batch, stamped, position);
      next = Math.max(next, end);
    };
    for (const { entry, done, after } of slots) {
      if (done !== undefined) batch.done.push(done);
      if (after === undefined) continue;
      const event = entry.kind === "event" ? entry.event : undefined;
      const place = events.findIndex((each, index) => index >= next && isOf(each.event, event));
      // An entry may have come to nothing.
      if (place >= 0) addUpTo(place + 1);
      for (const local of after) this.#addLocal(batch, local, clock.now());
    }
    addUpTo(events.length);
  }

  #addLocal(batch: Batch, { event, done }: LocalEvent, at: Millis): void {
    batch.done.push(done);
    this.#add(batch, { event, at, time: at }, 0);
  }

  #add(batch: Batch, stamped: Stamped, position: number): void {
    const { own, progress } = this.#parts;
    const event = own.fromLog(stamped.event);
    if (event.kind === "disconnected") own.left(event.client);
    batch.stamped.push(event === stamped.event ? stamped : { ...stamped, event });
    progress.given(event, position);
  }

  #logFault(position: number, why: string): void {
    this.#faults++;
    const now = this.#parts.clock.now();
    if (now - this.#loggedAt < FAULTS_EVERY) return;
    this.#loggedAt = now;
    this.#parts.log.warn("record-refused", { position, why, records: this.#faults });
  }
}

/** Whether an event that came back is of the client of the one that was posted, and of its kind. */
function isOf(event: ChatEvent, posted: ChatEvent | undefined): boolean {
  if (posted === undefined || event.kind !== posted.kind) return false;
  return clientOf(event) === clientOf(posted);
}

function clientOf(event: ChatEvent): ClientId | undefined {
  return "client" in event ? event.client : undefined;
}
