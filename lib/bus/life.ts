/**
 * The life of a node among the others: it begins when it has read the log, begins again when the others
 * have given it up, and ends, in good order or because it cannot go on.
 *
 * @module
 */

import type { ChatEvent } from "../core/event.ts";
import { readEvent } from "../core/reading/read.ts";
import type { Millis } from "../core/units.ts";
import type { ClusterHouse, ClusterParts } from "./cluster.ts";
import { ClusterFailure, type Doom, settingsDoom } from "./doom.ts";
import type { Batch, Inflow } from "./incoming/inflow.ts";
import type { Membership } from "./outgoing/membership.ts";
import type { Applied, Fate } from "./agreed/outcome.ts";
import type { LocalEvent } from "./outgoing/entries.ts";
import type { OwnClients } from "./own_clients.ts";
import type { Reader } from "./incoming/reader.ts";
import { LEVEL } from "./agreed/record.ts";
import type { Replica } from "./agreed/replica.ts";
import type { SnapshotKeeper } from "./snapshot_keeper.ts";
import type { Timers } from "./timers.ts";

/** A node that was not let in tries again after this time, so often. */
const KNOCK_AGAIN_AFTER: Millis = 1000;
const MAX_KNOCKS = 6;

/** So long a node that stops waits until the others know it. */
const FAREWELL: Millis = 2000;

/** The parts of a life. */
export interface LifeParts extends Pick<ClusterParts, "log" | "node" | "settings"> {
  /** Has the records. */
  readonly reader: Reader;
  /** What the records come to. */
  readonly replica: Replica;
  /** What this node puts in. */
  readonly membership: Membership;
  /** What waits for the loop. */
  readonly inflow: Inflow;
  /** The clients of this node. */
  readonly own: OwnClients;
  /** Keeps snapshots. */
  readonly keeper: SnapshotKeeper;
  /** The timers of this node. */
  readonly timers: Timers;
  /** There is something for the loop. */
  woken(): void;
}

/** The life of one node. */
export class Life {
  readonly #parts: LifeParts;
  readonly #joined = Promise.withResolvers<void>();
  #house: ClusterHouse | undefined;
  #stage: "reading" | "beginning" | "joined" | "doomed" = "reading";
  #knocks = 0;
  /** How often the others have given this node up. */
  reentries = 0;

  /** A node that has read nothing. */
  constructor(parts: LifeParts) {
    this.#parts = parts;
    // Perhaps nobody waits for it any more.
    this.#joined.promise.catch(() => {});
  }

  /** Resolves when the node is one of them; rejects with `ClusterFailure` if it cannot be. */
  join(house: ClusterHouse): Promise<void> {
    this.#house = house;
    return this.#joined.promise;
  }

  /** What the daemon was told, or is told from here on. */
  get house(): ClusterHouse | undefined {
    return this.#house;
  }

  /** Nodes come and go: logs those that are other ones, and not what was before this node began. */
  changed(changes: Applied["changes"]): void {
    const { log, node: own } = this.#parts;
    if (this.#stage !== "joined") return;
    for (const { kind, node, clients } of changes) {
      if (node === own) continue;
      if (kind === "up") log.info("node-up", { node });
      else if (kind === "down") log.info("node-down", { node, clients });
      else log.warn("node-lost", { node, clients });
    }
  }

  /** There is nothing to read now: begins, if all that the log had at the start is applied. */
  beginIfRead(): void {
    const { reader, replica } = this.#parts;
    if (this.#stage !== "reading" || reader.found === undefined) return;
    if (this.#house === undefined || replica.position < reader.found) return;
    this.#stage = "beginning";
    this.#enter([]);
  }

  /** The chat has applied a batch. */
  applied({ fate, stamped, isToBeKept }: Batch): void {
    if (this.#stage === "doomed") return;
    const { membership, keeper, node } = this.#parts;
    if (isToBeKept) keeper.owe();
    if (fate !== undefined) return this.#meet(fate);
    const house = this.#house;
    if (!membership.isIn || house === undefined) return;
    this.#knocks = 0;
    if (this.#stage === "beginning") {
      this.#stage = "joined";
      this.#joined.resolve();
    }
    keeper.reached(node, stamped.length, () => house.snapshot());
  }

  /** The node stops: it leaves, so that the others know, and then `local` is applied here. */
  leave(local: LocalEvent): void {
    const { inflow, keeper, membership, timers, woken } = this.#parts;
    const house = this.#house;
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      this.drop();
      inflow.add(local);
      woken();
    };
    if (!membership.isIn || house === undefined) return end();
    membership.leave(() => {
      if (!isOver) void keeper.keep(() => house.snapshot());
      end();
    });
    timers.after(FAREWELL, end);
  }

  /** The node cannot go on. */
  doom(doom: Doom): void {
    if (this.#stage === "doomed") return;
    const hasJoined = this.#stage === "joined";
    this.#stage = "doomed";
    this.#parts.reader.stop();
    this.drop();
    if (hasJoined) this.#house?.doomed(doom);
    else this.#joined.reject(new ClusterFailure(doom));
  }

  /** Nothing more is put in: nobody waits any longer for what did not come back. */
  drop(): void {
    for (const { done, after = [] } of this.#parts.membership.end()) {
      done?.();
      for (const local of after) local.done();
    }
  }

  #meet(fate: Fate): void {
    const { replica, node, settings, membership } = this.#parts;
    switch (fate) {
      case "dead":
        // A node that stops need not come back for that.
        if (!membership.isOpen) return this.drop();
        return this.#comeBack();
      case "settings":
        return this.#knock(settingsDoom(settings, replica.settings));
      case "full":
        return this.#knock({ code: "full" });
      case "level":
        return this.doom({ code: "level", level: replica.level, known: LEVEL });
      case "fenced":
        return this.doom({ code: "fenced", node });
      case "differs":
        return this.doom({ code: "differs", position: replica.digest.position });
      case "another-birth":
        return this.doom({ code: "another-birth" });
      default:
        fate satisfies never;
    }
  }

  #comeBack(): void {
    this.reentries++;
    this.#parts.log.warn("node-given-up", { node: this.#parts.node, times: this.reentries });
    this.#enter(this.#house?.returning() ?? []);
  }

  /** The node was not let in. Nodes that were killed may stand in its way, which shows after a few attempts. */
  #knock(doom: Doom): void {
    if (++this.#knocks >= MAX_KNOCKS) return this.doom(doom);
    this.#parts.timers.after(KNOCK_AGAIN_AFTER, () => {
      if (this.#stage !== "doomed") this.#enter([]);
    });
  }

  #enter(returning: readonly ChatEvent[]): void {
    const { membership, inflow, own, woken } = this.#parts;
    // The node stops: it does not begin any more.
    if (!membership.isOpen) return;
    const back = returning.map((event) => readEvent(own.toLog(event)));
    const ended = membership.enter(back);
    for (const local of ended) inflow.add(local);
    // What lost clients have asked meanwhile is answered when they are back.
    inflow.holdBack();
    if (ended.length > 0) woken();
  }
}
