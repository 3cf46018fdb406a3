/**
 * The store on the side of the database: everything that is done with the file. It runs in a worker
 * (worker.ts), because SQLite waits for the disk.
 *
 * @module
 */

import type { Reserved } from "../../core/event.ts";
import type { PageQuestion, SearchQuestion } from "../../core/questions/question.ts";
import type { OrderKept } from "../../core/order.ts";
import { LOBBY, type Millis, type RoomName } from "../../core/units.ts";
import { failureOf, StoreFailure } from "../failure.ts";
import { FolderLock } from "../lock.ts";
import { sealKeyOf } from "../seal_key.ts";
import type { Batch, PageAnswer, Retention, SearchAnswer, Started } from "../store.ts";
import { removeUnfinished } from "../unfinished.ts";
import { Database, makeFolder } from "./database.ts";
import type { PlaceRow } from "./place_table.ts";
import { pageOf, startPlace } from "./reading.ts";
import { noteShared, Replayed } from "./replayed.ts";
import { Pruner } from "./retention.ts";
import { Searcher } from "./searcher.ts";
import { goOn, reserveFor, writeOrder, writePlace, writeShared } from "./writing.ts";

/** How the store is set. */
export interface EngineSettings {
  /** The folder of the data. */
  readonly folder: string;
  /** How many messages each room gets back at the start. */
  readonly remember: number;
  /** The most rooms that go on at the start, the lobby not counted. */
  readonly maxRooms: number;
  /**
   * Whether several nodes have one chat, and a log of it outside: then no chat begins with what is kept, no
   * numbers are reserved, and what was written before the start is not written again.
   */
  readonly isShared?: boolean | undefined;
}

/** How long a statement waits for another process. A batch that could not be written comes again. */
const PATIENCE: Millis = 250;

/** After a statement has waited in vain, those of so long a time do not wait: many may have been sent with it. */
const IMPATIENCE: Millis = 500;

/** A batch that is written so long after the last one on the disk goes there as well. */
const SYNC_PERIOD: Millis = 5000;

/** So many events are indexed together: one by one would cost three times as much. */
const INDEXED_TOGETHER = 500;

/** So many pages are scrubbed at a time, of 4 KiB each: writing waits meanwhile. */
const SCRUBBED_AT_ONCE = 1000;

const NOTHING_DECIDED: OrderKept = { bans: [], mutes: [], isLockedDown: false, rooms: [] };

/** An open file with what works on it. */
interface Opened {
  readonly database: Database;
  readonly searcher: Searcher;
  readonly pruner: Pruner;
  readonly sealKey: Uint8Array<ArrayBuffer>;
}

/** Carries out the calls of a `Store`, synchronously. Every method throws `StoreFailure` alone. */
export class Engine {
  readonly #settings: EngineSettings;
  #lock: FolderLock | undefined;
  #opened: Opened | undefined;
  #syncedAt: Millis = -Infinity;
  /** Until when no statement waits for another process; undefined if each may. */
  #impatientUntil: Millis | undefined;
  /** How many events were written since the last that are in the index; more at the start. */
  #unindexed = INDEXED_TOGETHER;
  /** Whether nothing was removed since the file was scrubbed. */
  #isClean = false;
  /** The key of the folder; one that is made anew gets the same. */
  #sealKey: Uint8Array<ArrayBuffer> | undefined;
  /** What was written before the start; undefined before it, and if there is one process alone. */
  #replayed: Replayed | undefined;
  /** The page at which scrubbing goes on; undefined if it is not under way. */
  #scrubFrom: number | undefined;

  /** Nothing is opened before the first call. */
  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  /** See `Store.open`. */
  open(now: Millis): Started {
    return this.#attempt(({ database, sealKey }) => {
      const { maxRooms, remember, isShared } = this.#settings;
      if (isShared) {
        noteShared(database.db);
        return { places: [], order: NOTHING_DECIDED, sealKey };
      }
      const order = database.order.inForce(now);
      const kept = new Set(order.rooms.map(({ room }) => room));
      const { going, ending } = divided(database.places.open(), kept, maxRooms);
      const goingOn = database.transact(() => {
        for (const { id } of ending) database.places.close(id, now);
        return going.map((place) => goOn(database, place));
      }, true);
      const places = goingOn.map((place) => startPlace(database, place, remember));
      return { places, order, sealKey };
    });
  }

  /** See `Store.write`. */
  write(batch: Batch): readonly Reserved[] {
    return this.#attempt(({ database }) => {
      const replayed = this.#replayed;
      const needsReserve = replayed === undefined &&
        batch.places.some((place) => reserveFor(database, place) !== undefined);
      // What is reserved must outlive a power cut: no number may be told twice.
      const { order } = batch;
      const isSynced = batch.isSynced || batch.isFinal || needsReserve || order !== undefined ||
        performance.now() - this.#syncedAt > SYNC_PERIOD;
      const reserved = database.transact(() => {
        if (order !== undefined) writeOrder(database, order);
        if (replayed === undefined) {
          return batch.places.flatMap((place) => writePlace(database, place, batch.isFinal));
        }
        for (const place of batch.places) writeShared(database, place, replayed);
        return [];
      }, isSynced);
      if (isSynced) this.#syncedAt = performance.now();
      for (const { events } of batch.places) this.#unindexed += events.length;
      if (this.#unindexed >= INDEXED_TOGETHER || batch.isFinal) this.#index(database);
      return reserved;
    });
  }

  /** See `Store.page`. */
  page(question: PageQuestion): PageAnswer {
    return this.#attempt(({ database }) => pageOf(database, question));
  }

  /** See `Store.search`. */
  search(question: SearchQuestion): SearchAnswer {
    return this.#attempt(({ database, searcher }) => {
      this.#index(database);
      return searcher.search(question);
    });
  }

  /** See `Store.prune`. */
  prune(retention: Retention): boolean {
    return this.#attempt(({ database, pruner }) => {
      if (this.#scrubFrom !== undefined) return this.#scrub(database, this.#scrubFrom);
      // What is removed is removed from the index as well.
      this.#index(database);
      const ended = database.transact(() => database.order.removeEnded(retention.now));
      const isOver = pruner.prune(retention);
      if (pruner.hasRemoved || ended > 0) this.#isClean = false;
      if (isOver && !this.#isClean) this.#scrubFrom = 1;
      return isOver && this.#isClean;
    });
  }

  /** See `Store.close`. */
  close(): void {
    try {
      this.#opened?.database.emptyLog();
    } catch {
      // What is in the write-ahead log stays there, and is read at the next start.
    }
    this.#closeFile();
    this.#unlock();
  }

  /** Indexes what was written since the last time. */
  #index(database: Database): void {
    if (this.#unindexed === 0) return;
    database.transact(() => {
      for (const place of database.places.unindexed()) database.events.index(place);
    });
    this.#unindexed = 0;
  }

  /** Scrubs a part of the file, and returns whether that was the last one. */
  #scrub(database: Database, from: number): boolean {
    try {
      this.#scrubFrom = database.scrub(from, SCRUBBED_AT_ONCE);
    } finally {
      // SQLite may have pages in memory as they were.
      this.#closeFile();
    }
    this.#isClean = this.#scrubFrom === undefined;
    return this.#isClean;
  }

  /** Calls `act` with the file, which is opened again if it is gone or was never opened. */
  #attempt<T>(act: (opened: Opened) => T): T {
    try {
      this.#opened ??= this.#open();
      const isInPlace = this.#opened.database.isInPlace && this.#lock?.isInPlace === true;
      if (!isInPlace) throw new StoreFailure({ code: "gone" });
      this.#regainPatience(this.#opened);
      return act(this.#opened);
    } catch (error) {
      const failure = failureOf(error);
      const { code } = failure.problem;
      // The next call opens it again; then the file, and perhaps its folder, is another one.
      if (code !== "locked" && code !== "full") this.#closeFile();
      if (code === "gone") {
        this.#unlock();
        this.#replayed = undefined;
      }
      if (code === "locked") this.#losePatience();
      throw failure;
    }
  }

  #losePatience(): void {
    if (this.#impatientUntil !== undefined) return;
    this.#impatientUntil = performance.now() + IMPATIENCE;
    this.#opened?.database.setPatience(0);
  }

  #regainPatience({ database }: Opened): void {
    if (this.#impatientUntil === undefined || performance.now() < this.#impatientUntil) return;
    this.#impatientUntil = undefined;
    database.setPatience(PATIENCE);
  }

  #open(): Opened {
    const { folder } = this.#settings;
    makeFolder(folder);
    if (this.#lock === undefined) {
      this.#lock = FolderLock.take(folder);
      removeUnfinished(folder);
    }
    this.#sealKey = sealKeyOf(folder, this.#sealKey);
    const database = Database.open(folder, { patience: PATIENCE });
    if (this.#settings.isShared) this.#replayed ??= new Replayed(database.places);
    const searcher = new Searcher(database, () => performance.now());
    return { database, searcher, pruner: new Pruner(database), sealKey: this.#sealKey };
  }

  #closeFile(): void {
    this.#opened?.database[Symbol.dispose]();
    this.#opened = undefined;
    this.#impatientUntil = undefined;
    this.#unindexed = INDEXED_TOGETHER;
  }

  #unlock(): void {
    this.#lock?.[Symbol.dispose]();
    this.#lock = undefined;
  }
}

/**
 * Which places go on: the lobby, the kept rooms, and the latest others as long as there are no more rooms
 * than so many. A room that a crash left under two epochs goes on under the later one.
 */
function divided(
  open: readonly PlaceRow[],
  kept: ReadonlySet<RoomName>,
  maxRooms: number,
): { readonly going: readonly PlaceRow[]; readonly ending: readonly PlaceRow[] } {
  const latest = [...new Map(open.map((place) => [place.room, place])).values()];
  const isCertain = ({ room }: PlaceRow) => room === LOBBY || kept.has(room);
  const others = latest.filter((place) => !isCertain(place));
  const free = Math.max(0, maxRooms - kept.size);
  const going = new Set([
    ...latest.filter(isCertain),
    ...others.slice(Math.max(0, others.length - free)),
  ]);
  return {
    going: open.filter((place) => going.has(place)),
    ending: open.filter((place) => !going.has(place)),
  };
}
