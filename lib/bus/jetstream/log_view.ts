/**
 * The log as an administrator's command sees it: what nodes agree on, from the newest snapshot on.
 *
 * @module
 */

import { Replica } from "../agreed/replica.ts";
import { parseSnapshot } from "../agreed/snapshot.ts";
import type { LogBounds } from "../engine.ts";
import type { LogStream } from "./log_stream.ts";
import type { Snapshots } from "./snapshots.ts";

/** How many records are read at a time. */
const PAGE = 500;

/** How often servers that do not have the last records yet are asked again. */
const MAX_EMPTY = 20;

/** Where the log is read. */
type ViewStream = Pick<LogStream, "bounds" | "read">;

/** Where the snapshots are read. */
type ViewSnapshots = Pick<Snapshots, "newest">;

/** The state of the nodes in the newest snapshot. */
interface Begun {
  readonly replica: Replica;
  readonly snapshot: number | undefined;
}

/** A view of the log. */
export class LogView {
  readonly #stream: ViewStream;
  readonly #snapshots: ViewSnapshots;
  readonly #seen: (text: string) => void;
  #begun: Begun;

  private constructor(
    begun: Begun,
    { stream, snapshots, seen }: {
      readonly stream: ViewStream;
      readonly snapshots: ViewSnapshots;
      readonly seen: (text: string) => void;
    },
  ) {
    this.#begun = begun;
    this.#stream = stream;
    this.#snapshots = snapshots;
    this.#seen = seen;
  }

  /** What nodes agree on, as far as it was read. The rules of later programs are read as well. */
  get replica(): Replica {
    return this.#begun.replica;
  }

  /** Up to which record the snapshot goes; undefined if there is none. */
  get snapshot(): number | undefined {
    return this.#begun.snapshot;
  }

  /**
   * As the newest snapshot has it. `seen` is called with it, and with each record that is read later. Rejects
   * with `EngineFailure`.
   */
  static async open(
    stream: ViewStream,
    snapshots: ViewSnapshots,
    seen: (text: string) => void = () => {},
  ): Promise<LogView> {
    return new LogView(await begun(snapshots, seen), { stream, snapshots, seen });
  }

  /**
   * Reads all that was not read, up to what is the end now. If another command has removed some of it meanwhile,
   * the view goes on from the newest snapshot. Of an answer that lost records on its way, as when the
   * connection is made again, what stands before the first of them counts. Rejects with `EngineFailure`.
   */
  async readOn(): Promise<LogBounds> {
    const bounds = await this.#stream.bounds();
    const next = this.replica.position + 1;
    if (next > 1 && next < bounds.first) this.#begun = await begun(this.#snapshots, this.#seen);
    const { replica } = this;
    for (let empty = 0; replica.position < bounds.last && empty < MAX_EMPTY;) {
      const from = Math.max(replica.position + 1, bounds.first);
      const records = await this.#stream.read(from, PAGE);
      if (records[0]?.position !== from) empty += 1;
      for (const [index, record] of records.entries()) {
        if (record.position !== from + index) break;
        this.#seen(record.data);
        replica.apply(record);
        replica.settled(record.position);
      }
    }
    return bounds;
  }
}

async function begun(snapshots: ViewSnapshots, seen: (text: string) => void): Promise<Begun> {
  const snapshot = await snapshots.newest();
  if (snapshot !== undefined) seen(snapshot.data);
  const parsed = snapshot && parseSnapshot(snapshot.data, Infinity);
  const data = typeof parsed === "object" ? parsed.replica : undefined;
  return { replica: new Replica(data, Infinity), snapshot: snapshot?.position };
}
