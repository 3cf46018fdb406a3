/**
 * What makes a daemon one node of several: the log that they share, in place of its own, and what follows
 * from that. Only a daemon with `--cluster` loads this.
 *
 * @module
 */

import type { ClusterFigures, ClusterHouse, ClusterState } from "../bus/cluster.ts";
import { ClusterLog } from "../bus/cluster_log.ts";
import { ClusterFailure, type Doom } from "../bus/doom.ts";
import type { Engine } from "../bus/engine.ts";
import { keyBytes, Marks } from "../bus/marks.ts";
import type { ClusterConfig } from "../config/cluster.ts";
import type { Config } from "../config/config.ts";
import type { Origin } from "../core/event.ts";
import type { Barred } from "../core/notice.ts";
import { agreedOrigin } from "../core/state/marks.ts";
import type { Comer } from "../core/rules/order/barring.ts";
import type { ClientId, Millis } from "../core/units.ts";
import { networkOf } from "../ip/network.ts";
import type { Log } from "../log/log.ts";
import type { LoopWatch } from "../loop/loop_watch.ts";
import { cannotJoin, CannotStart, StartStopped } from "../program/cannot_start.ts";
import { machineName } from "../program/node_name.ts";
import type { Pacer } from "../time/pacer.ts";
import type { ClusterOverrides } from "./server.ts";

/** What a node is given. */
export interface ClusterNodeParts {
  /** The log, for what an operator should know. */
  readonly log: Log;
  /** Timers, and the steady clock. */
  readonly pacer: Pacer;
  /** Told when each batch of events is taken; undefined if nobody measures. */
  readonly watch?: LoopWatch | undefined;
  /** In place of the servers of the configuration; for tests. */
  readonly overrides?: ClusterOverrides | undefined;
  /** Resolves when the node is to stop, also if it has not begun; undefined if that cannot be. */
  readonly stopped?: Promise<unknown> | undefined;
}

/** What it needs of the running daemon. */
export interface ClusterNodeHouse extends Omit<ClusterHouse, "doomed" | "changed"> {
  /** The node cannot go on, and stops; called at most once. */
  failed(error: CannotStart): void;
}

/** The part of an epoch of a node that tells it from the others of its name. */
const EPOCH_DIGITS = 12;

/** The daemon as a node. */
export class ClusterNode {
  /** What it is called among the others. */
  readonly name: string;
  /** The events of the loop. */
  readonly log: ClusterLog;
  readonly #marks: Marks;
  /** Resolves when the state changes. */
  #changed = Promise.withResolvers<void>();
  #isStopping = false;
  readonly #stopped: Promise<unknown> | undefined;
  readonly #records: Log;

  private constructor(
    name: string,
    log: ClusterLog,
    { log: records, stopped }: Pick<ClusterNodeParts, "log" | "stopped">,
  ) {
    this.name = name;
    this.log = log;
    this.#records = records;
    this.#stopped = stopped;
    this.#marks = new Marks(log.key);
  }

  /**
   * Connects to the engine and reads where the chat stands. Rejects with `CannotStart`, or with `StartStopped`;
   * then nothing is left open, or it is closed as soon as it is open.
   */
  static async open(
    config: Config & { readonly cluster: ClusterConfig },
    parts: ClusterNodeParts,
  ): Promise<ClusterNode> {
    const opening = ClusterNode.#open(config, parts);
    try {
      return await unlessStopped(opening, parts.stopped);
    } catch (error) {
      if (error instanceof StartStopped) opening.then((node) => node.stop(), () => {});
      throw error;
    }
  }

  static async #open(
    config: Config & { readonly cluster: ClusterConfig },
    { log, pacer, watch, overrides, stopped }: ClusterNodeParts,
  ): Promise<ClusterNode> {
    const { cluster } = config;
    const node = cluster.node ?? await machineName();
    if (node === undefined) throw new CannotStart({ code: "no-node-name" });
    const engine = await overrides?.engine(node) ?? await connect(cluster, node, { log, pacer });
    const settings = alikeSettings(config);
    const { idBlock } = overrides ?? {};
    const parts = { engine, node, settings, pacer, log, random: epochPart, watch, idBlock };
    return new ClusterNode(node, await joining(() => ClusterLog.open(parts)), { log, stopped });
  }

  /** The key of the digests of passwords, the same on all nodes. */
  get sealKey(): Uint8Array<ArrayBuffer> {
    return keyBytes(this.log.key);
  }

  /** How the line to the other nodes is. */
  get state(): ClusterState {
    return this.log.state;
  }

  /** What was counted of the log. */
  get figures(): ClusterFigures {
    return this.log.figures;
  }

  /** The pacer with the clock of the log, for the instants that the chat asks for. */
  pacerOf(pacer: Pacer): Pacer {
    return {
      now: () => this.log.now(),
      soon: (call) => pacer.soon(call),
      later: (after, call) => pacer.later(after, call),
    };
  }

  /** The present on the clock of the log. */
  now(): Millis {
    return this.log.now();
  }

  /**
   * Begins as a node: resolves when people may be let in. The loop must run. Rejects with `CannotStart`, or with
   * `StartStopped`; then call `stop`.
   */
  async join({ failed, ...house }: ClusterNodeHouse): Promise<void> {
    const doomed = (doom: Doom) => failed(cannotJoin(doom));
    const changed = (state: ClusterState) => this.#noteState(state);
    const joined = joining(() => this.log.join({ ...house, doomed, changed }));
    await unlessStopped(joined, this.#stopped);
    const { applied: position, nodes } = this.log.figures;
    this.#records.info("cluster-joined", { node: this.name, position, nodes });
  }

  /** The number of the next client. A promise only while no number is at hand. */
  nextId(): ClientId | Promise<ClientId> {
    return this.log.nextId();
  }

  /** What all nodes may know of where somebody connects from, and the whole of it for this node alone. */
  originsOf(real: Origin): { readonly origin: Origin; readonly realOrigin: Origin } {
    return { origin: agreedOrigin(real, this.#markOf(real.network)), realOrigin: real };
  }

  /** With the mark, by which bans are found. */
  marked(comer: Comer): Comer {
    return { ...comer, mark: this.#markOf(comer.ip && networkOf(comer.ip)) };
  }

  /** Why nobody is let in now; undefined if people are. */
  get shut(): Barred | undefined {
    return this.state.isShut ? { code: "cluster-shut", why: "refused" } : undefined;
  }

  /**
   * Resolves when somebody can enter, or with why nobody can. While the line to the other nodes is down
   * newcomers wait until it is back, or until nobody is let in any more. Never rejects.
   */
  async untilOpen(): Promise<Barred | undefined> {
    while (this.state.isWaiting && !this.state.isShut && !this.#isStopping) {
      await this.#changed.promise;
    }
    return this.shut;
  }

  /** The daemon stops: nobody waits any more. */
  noteStopping(): void {
    this.#isStopping = true;
    this.#changed.resolve();
  }

  /** Closes the connection to the engine; the loop must have ended. Never rejects. */
  stop(): Promise<void> {
    return this.log.stop();
  }

  #noteState({ isWaiting, isShut }: ClusterState): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
    if (isShut) return this.#records.error("cluster-shut");
    if (isWaiting) return this.#records.warn("cluster-waiting");
    this.#records.info("cluster-back");
  }

  #markOf(network: string | undefined): string | undefined {
    return network === undefined ? undefined : this.#marks.of(network);
  }
}

async function connect(
  { servers, keyFile, caFile }: ClusterConfig,
  node: string,
  parts: Pick<ClusterNodeParts, "log" | "pacer">,
): Promise<Engine> {
  const { openJetStream } = await import("../bus/jetstream/open.ts");
  return await openJetStream({ servers, keyFile, caFile, node, ...parts });
}

/** Rejects with `CannotStart` in place of `ClusterFailure`. */
async function joining<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    throw cannotJoin(error.doom, error);
  }
}

/** Settles as the work does; rejects with `StartStopped` if the daemon is to stop before. */
function unlessStopped<T>(work: Promise<T>, stopped: Promise<unknown> | undefined): Promise<T> {
  if (stopped === undefined) return work;
  const ended = stopped.then((): never => {
    throw new StartStopped();
  });
  return Promise.race([work, ended]);
}

/**
 * The settings that decide what an event does that all nodes apply, by the names of their options, in one
 * fixed order.
 */
function alikeSettings({ data, maxRooms, maxRoomsPerPerson, remember }: Config): string {
  return JSON.stringify({
    "data": data !== undefined,
    "max-rooms": maxRooms,
    "max-rooms-per-person": maxRoomsPerPerson,
    "remember": remember,
  });
}

function epochPart(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, EPOCH_DIGITS);
}
