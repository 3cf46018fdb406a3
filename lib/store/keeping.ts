/**
 * What the daemon keeps on disk: the history with its store and its retention, as one part.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { Log } from "../log/log.ts";
import type { Pacer } from "../time/pacer.ts";
import { History } from "./history.ts";
import { Pruning } from "./pruning.ts";
import { SqliteStore } from "./sqlite_store.ts";
import type { Started } from "./store.ts";
import type { StoreWatch } from "./store_watch.ts";

/** What is kept, and where. */
export interface KeepingSettings {
  /** The folder. */
  readonly folder: string;
  /** What is older than this is deleted; 0 keeps it however old it is. */
  readonly keepFor: Millis;
  /** The most messages and actions of a room. */
  readonly keepMessages: number;
  /** Whether what is said is told only when it is on the disk. */
  readonly isDurable: boolean;
  /** How many messages and actions each room remembers. */
  readonly remember: number;
  /** The most rooms that go on at the start, the lobby not counted. */
  readonly maxRooms: number;
  /** Whether several nodes have one chat; see `EngineSettings`. */
  readonly isShared?: boolean | undefined;
}

/** The parts that a keeping is given. */
export interface KeepingParts {
  /** Timers. */
  readonly pacer: Pacer;
  /** The time since the epoch. */
  readonly time: () => Millis;
  /** The log for failures. */
  readonly log: Log;
  /** Told of what is written; undefined if nobody measures. */
  readonly watch?: StoreWatch | undefined;
}

/** An open store and what works on it. */
export class Keeping {
  /** Keeps what is told. */
  readonly history: History;
  /** What goes on. */
  readonly started: Started;
  readonly #pruning: Pruning;

  private constructor(history: History, started: Started, pruning: Pruning) {
    this.history = history;
    this.started = started;
    this.#pruning = pruning;
  }

  /** Opens the folder. Rejects with `StoreFailure`; then nothing is left open. */
  static async open(settings: KeepingSettings, parts: KeepingParts): Promise<Keeping> {
    const { folder, remember, maxRooms, keepFor, keepMessages, isDurable, isShared } = settings;
    const store = new SqliteStore({ folder, remember, maxRooms, isShared });
    const history = new History({ ...parts, store, remember, isDurable, isShared });
    try {
      const started = await history.open();
      const pruning = new Pruning({ ...parts, store, keepFor, keepMessages });
      return new Keeping(history, started, pruning);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Other bounds of what is kept hold from the next time that something is deleted. */
  adjust({ keepFor, keepMessages }: Pick<KeepingSettings, "keepFor" | "keepMessages">): void {
    this.#pruning.adjust({ keepFor, keepMessages });
  }

  /** Writes what waits and closes the store. Never rejects. */
  async stop(): Promise<void> {
    this.#pruning[Symbol.dispose]();
    await this.history.stop();
  }
}
