/**
 * The event log of several nodes: what all nodes must apply goes into the log of the engine, and comes
 * back in one order; what only this node does joins it here.
 *
 * @module
 */

import type { ChatData } from "../core/chat_data.ts";
import type { ChatEvent } from "../core/event.ts";
import type { ClientId, Millis } from "../core/units.ts";
import type { EventLog, Stamped } from "../loop/event_log.ts";
import { CatchingUp } from "./incoming/catching_up.ts";
import type { ClusterFigures, ClusterHouse, ClusterParts, ClusterState } from "./cluster.ts";
import { type Batch, Inflow } from "./incoming/inflow.ts";
import { Life } from "./life.ts";
import { LineWatch } from "./line_watch.ts";
import { LogClock } from "./log_clock.ts";
import { Membership } from "./outgoing/membership.ts";
import { type Beginning, readBeginning } from "./opening.ts";
import { OwnClients } from "./own_clients.ts";
import { NodePeers } from "./peers.ts";
import { Posting } from "./posting.ts";
import { Progress } from "./incoming/progress.ts";
import { Reader } from "./incoming/reader.ts";
import type { Replica } from "./agreed/replica.ts";
import { SNAPSHOT_EVERY, SnapshotKeeper } from "./snapshot_keeper.ts";
import { Timers } from "./timers.ts";

/** Each second a node says that it is there, and looks how far the log is. */
const BEAT: Millis = 1000;

/** So often the line to the other nodes is checked. */
const CHECK: Millis = 500;

/** The log of several nodes, as this node sees it. */
export class ClusterLog implements EventLog {
  /** The id of the birth: the epoch of all numbers of messages. */
  readonly birth: string;
  /** The key of the birth, base64. */
  readonly key: string;
  /** The chat of the newest snapshot; undefined if the log is read from its beginning. */
  readonly chat: ChatData | undefined;
  /** The other nodes, for the loop. */
  readonly peers: NodePeers;
  readonly #parts: ClusterParts;
  readonly #replica: Replica;
  readonly #own = new OwnClients();
  readonly #clock: LogClock;
  readonly #line: LineWatch;
  readonly #timers: Timers;
  readonly #reader: Reader;
  readonly #progress: Progress;
  readonly #membership: Membership;
  readonly #inflow: Inflow;
  readonly #keeper: SnapshotKeeper;
  readonly #posting: Posting;
  readonly #catchingUp: CatchingUp;
  readonly #life: Life;
  #isClosed = false;
  #isRead = false;
  /** Whether own clients were told that what they say waits. */
  #isTold = false;
  #received = 0;
  #wake: (() => void) | undefined;

  private constructor(parts: ClusterParts, { birth, replica, chat }: Beginning) {
    const { engine, pacer, log } = parts;
    this.birth = birth.id;
    this.key = birth.key;
    this.chat = chat;
    this.#parts = parts;
    this.#replica = replica;
    const own = this.#own;
    const now = () => pacer.now();
    const woken = () => this.#wake?.();
    const timers = this.#timers = new Timers(pacer);
    const clock = this.#clock = new LogClock(now);
    clock.applied(replica.time);
    const progress = this.#progress = new Progress(replica, replica.position);
    this.#line = new LineWatch(now, (state) => this.#lineChanged(state));
    this.peers = new NodePeers({
      engine,
      pacer,
      isOwn: (client) => own.has(client),
      homeOf: (client) => replica.homeOf(client),
      position: () => replica.position,
      post: (event) => this.post(event),
      applied: (event, effects) => progress.applied(event, effects),
    });
    const reader = this.#reader = new Reader({
      engine,
      pacer,
      after: replica.position,
      ready: woken,
      doomed: (doom) => this.#life.doom(doom),
    });
    const membership = this.#membership = new Membership({
      ...parts,
      replica,
      posted: () => this.#line.posted(),
      renamed: (epoch) => this.peers.serve(epoch),
    });
    const read = { reader, replica, membership, own, clock, progress, log };
    const inflow = this.#inflow = new Inflow({
      ...read,
      changed: (changes) => this.#life.changed(changes),
    });
    const every = parts.snapshotEvery ?? SNAPSHOT_EVERY;
    const breathe = () => this.#breathe();
    const keeper = new SnapshotKeeper({ engine, log, replica, every, breathe });
    this.#keeper = keeper;
    this.#catchingUp = new CatchingUp({
      pacer,
      hasClients: () => own.size > 0 && membership.isOpen,
      waitingFor: () => reader.waitingFor,
    });
    this.#posting = new Posting({ membership, inflow, own, clock, log, woken });
    const { node, settings } = parts;
    const all = { log, node, settings, reader, replica, membership, inflow };
    this.#life = new Life({ ...all, own, keeper, timers, woken });
  }

  /**
   * Reads the birth and the newest snapshot. Rejects with `ClusterFailure` if the node cannot begin; then
   * the engine is closed.
   */
  static async open(parts: ClusterParts): Promise<ClusterLog> {
    try {
      return new ClusterLog(parts, await readBeginning(parts));
    } catch (error) {
      await parts.engine.close();
      throw error;
    }
  }

  /**
   * Reads the log to its end, and begins as a node. The loop must run. Resolves when the own beginning
   * has come back and is applied; rejects with `ClusterFailure` if the node cannot begin.
   */
  join(house: ClusterHouse): Promise<void> {
    const { engine } = this.#parts;
    const joined = this.#life.join(house);
    engine.listen((record) => this.#reader.heard(record));
    engine.watch((isConnected) => {
      this.#line.connected(isConnected);
      this.#reader.connected(isConnected);
      if (isConnected) this.#membership.writer.reconnected();
    });
    void this.#reader.look();
    this.#timers.every(BEAT, () => this.#beat());
    this.#timers.every(CHECK, () => this.#check());
    return joined;
  }

  /**
   * See `EventLog`. An agreed event resolves when it came back and is applied; another when all that its
   * client posted before is, and it is applied. `tick` without a part is that of the own clients.
   * `shutdown` is the stop of this node: it leaves the cluster first.
   */
  post(event: ChatEvent): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    if (event.kind === "shutdown") this.#life.leave({ event, done: resolve });
    else this.#posting.post(event, resolve);
    return promise;
  }

  /** See `EventLog`. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /**
   * The number of the next client: unique in the cluster. A promise only while no number is at hand; it
   * rejects when the node ends before there is one.
   */
  nextId(): ClientId | Promise<ClientId> {
    return this.#membership.ids.next();
  }

  /** Whether this node serves the client. */
  isOwn(client: ClientId): boolean {
    return this.#own.has(client);
  }

  /** The present on the clock of the log, in whole milliseconds: the `at` of own events. Never goes back. */
  now(): Millis {
    return this.#clock.now();
  }

  /** How the line to the other nodes is. */
  get state(): ClusterState {
    return this.#line.state;
  }

  /** Figures for metrics and probes. */
  get figures(): ClusterFigures {
    const { appended, failed } = this.#membership.writer.counts;
    return {
      applied: this.#replica.position,
      received: this.#received,
      nodes: this.#replica.nodes().length,
      last: this.#reader.last,
      waiting: this.#membership.waiting,
      appended,
      failed,
      filled: this.#reader.filled,
      reentries: this.#life.reentries,
    };
  }

  /** Ends the timers and the engine's connection. Call it when the loop has ended. Never rejects. */
  async stop(): Promise<void> {
    this.#timers.end();
    this.#reader.stop();
    this.#life.drop();
    await this.#keeper.settled();
    await this.#parts.engine.close();
  }

  /** See `EventLog`. Throws a TypeError at the second call. */
  async *[Symbol.asyncIterator](): AsyncGenerator<readonly Stamped[], void, void> {
    if (this.#isRead) throw new TypeError("Cannot read a cluster log twice");
    this.#isRead = true;
    const { watch } = this.#parts;
    while (true) {
      const batch = this.#inflow.take(this.#catchingUp.most());
      if (batch !== undefined) {
        watch?.taken(batch.stamped.length);
        if (batch.stamped.length > 0) yield batch.stamped;
        this.#finish(batch);
        if (this.#reader.hasMore || batch.isLarge) await this.#catchingUp.rest();
      } else if (this.#isClosed) return this.#life.drop();
      else {
        this.#life.beginIfRead();
        await new Promise<void>((resolve) => this.#wake = resolve);
      }
    }
  }

  /** The loop has applied a batch. */
  #finish(batch: Batch): void {
    this.#received += batch.records;
    this.#progress.finished();
    this.peers.reached();
    for (const done of batch.done) done();
    if (batch.returned > 0) this.#line.cameBack(this.#membership.waiting > 0);
    this.#life.applied(batch);
    this.#life.beginIfRead();
  }

  #beat(): void {
    this.#own.sweep();
    this.#membership.beat(this.#catchingUp.isPaced);
    void this.#reader.look();
  }

  #check(): void {
    if (this.#reader.hasMore) this.#line.busy();
    this.#line.check();
  }

  #lineChanged(state: ClusterState): void {
    const code = state.isWaiting ? "cluster-waiting" : "cluster-back";
    if (state.isWaiting !== this.#isTold) {
      this.#isTold = state.isWaiting;
      void this.post({ kind: "tell-own", notice: { code } });
    }
    this.#life.house?.changed(state);
  }

  /** Resolves when the event loop had its turn. */
  #breathe(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#parts.pacer.soon(() => resolve());
    return promise;
  }
}
