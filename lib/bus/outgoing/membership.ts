/**
 * This node among the others: its epoch, what it puts into the log, and how it comes back when the others
 * have given it up.
 *
 * @module
 */

import type { ChatEvent } from "../../core/event.ts";
import type { ClientId } from "../../core/units.ts";
import type { ClusterParts } from "../cluster.ts";
import type { Block } from "../agreed/homes.ts";
import { isLoggedEvent } from "../agreed/event_shape.ts";
import { IdBlocks } from "./id_blocks.ts";
import { type LocalEvent, type Outgoing, OutgoingEntries, outgoingOf } from "./entries.ts";
import { afresh } from "./reentry.ts";
import { type Entry, LEVEL } from "../agreed/record.ts";
import type { Replica } from "../agreed/replica.ts";
import { Writer } from "./writer.ts";

/** The parts of a membership. */
export interface MembershipParts
  extends Pick<ClusterParts, "engine" | "node" | "settings" | "idBlock"> {
  /** Timers. */
  readonly pacer: ClusterParts["pacer"];
  /** See `ClusterParts`. */
  readonly random: ClusterParts["random"];
  /** What the log has come to. */
  readonly replica: Replica;
  /** Something was put in. */
  posted(): void;
  /** The node has another epoch from here on. */
  renamed(epoch: string): void;
}

/** Where a node stands. */
type Stage =
  /** It has not begun. */
  | "out"
  /** It has put in its beginning, which has not come back. */
  | "entering"
  | "in"
  /** It has put in its end. */
  | "leaving"
  /** It puts in nothing more. */
  | "gone";

/** This node among the others. */
export class Membership {
  /** The numbers for its clients. */
  readonly ids: IdBlocks;
  /** Brings the entries into the log. */
  readonly writer: Writer;
  readonly #parts: MembershipParts;
  readonly #entries = new OutgoingEntries();
  #stage: Stage = "out";
  /** Whether a beat is on its way. */
  #beats = false;

  /** A node that has not begun. */
  constructor(parts: MembershipParts) {
    this.#parts = parts;
    const { engine, pacer, replica } = parts;
    const entries = this.#entries;
    this.writer = new Writer({ engine, pacer, entries, level: () => replica.level });
    this.ids = new IdBlocks((count) => this.#put({ kind: "ids", count }), parts.idBlock);
  }

  /** Whether it is one of the nodes. */
  get isIn(): boolean {
    return this.#stage === "in";
  }

  /** Whether what is posted can still come back. */
  get isOpen(): boolean {
    return this.#stage !== "leaving" && this.#stage !== "gone";
  }

  /** How many entries have not come back. */
  get waiting(): number {
    return this.#entries.size;
  }

  /**
   * Begins with a new epoch. First its clients come back, by these events; then follows in order what had
   * not counted before. Clients that have ended and had said nothing more do not come back: the result is
   * what only this node does about them.
   */
  enter(returning: readonly ChatEvent[] = []): readonly LocalEvent[] {
    const { node, settings, replica } = this.#parts;
    const pending = this.#entries.takeAll();
    const { kept, ended } = afresh(pending, returning);
    const epoch = `${node}.${this.#parts.random()}`;
    this.#stage = "entering";
    this.#beats = false;
    replica.become(epoch);
    this.#parts.renamed(epoch);
    this.#put({ kind: "up", node, level: LEVEL, settings, since: replica.position });
    for (const slot of kept) this.#entries.add(slot);
    this.ids.askIfFew();
    this.writer.begin(epoch);
    return ended;
  }

  /**
   * Puts an event of a client in. Returns why it cannot be in a record, if so: then nothing was done, as
   * the whole record would count as nothing.
   */
  post(event: ChatEvent, done: () => void): "too-long" | "bad-shape" | undefined {
    if (!isLoggedEvent(event)) return "bad-shape";
    const slot = outgoingOf({ kind: "event", event }, done);
    if (slot.bytes > this.writer.maxEntry) return "too-long";
    this.#add(slot);
    return undefined;
  }

  /** Has a local event wait for what its client has put in; false if it need not. */
  hold(client: ClientId, local: LocalEvent): boolean {
    return this.#entries.hold(client, local);
  }

  /**
   * Puts in that the node is there, with what it has applied; not while the last such word is on its way. With
   * `isPaced` it is put in all the same, also behind the beginning: the node reads, but slowly, and the others
   * would find it dead before it has read its last word.
   */
  beat(isPaced = false): void {
    const isIn = this.#stage === "in";
    if (isPaced ? !isIn && this.#stage !== "entering" : !isIn || this.#beats) return;
    this.#beats = true;
    this.#put({ kind: "beat", ...this.#parts.replica.digest });
    if (isIn) this.#raiseLevel();
  }

  /** One node of all puts in the highest level that all know, if it is not in force. */
  #raiseLevel(): void {
    const { replica, node } = this.#parts;
    const nodes = replica.nodes();
    const level = Math.min(...nodes.map((each) => each.level));
    const [least] = nodes.map((each) => each.node).sort();
    if (least === node && level > replica.level) this.#put({ kind: "level", level });
  }

  /** Leaves the cluster: nothing more is put in after this. `done` is called when that came back. */
  leave(done: () => void): void {
    this.#add(outgoingOf({ kind: "down" }, done));
    this.#stage = "leaving";
  }

  /** Entries up to this number came back; returns them in order. */
  cameBack(accepted: number, ids: readonly Block[]): readonly Outgoing[] {
    const taken = this.#entries.takeUpTo(accepted);
    for (const { entry } of taken) {
      if (entry.kind === "up" && this.#stage === "entering") this.#stage = "in";
      if (entry.kind === "beat") this.#beats = false;
    }
    for (const block of ids) this.ids.granted(block);
    return taken;
  }

  /** Puts in nothing more; returns what had not come back, and never will. */
  end(): readonly Outgoing[] {
    this.#stage = "gone";
    this.writer.stop();
    this.ids.end();
    return this.#entries.takeAll();
  }

  #put(entry: Entry): void {
    this.#add(outgoingOf(entry));
  }

  #add(slot: Outgoing): void {
    this.#entries.add(slot);
    if (this.#stage === "out") return;
    this.#parts.posted();
    this.writer.added();
  }
}
