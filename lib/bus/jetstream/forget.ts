/**
 * `cluster-forget`: has all nodes forget what was said under a name while the chat runs, and then has the
 * engine remove the log and the snapshots from before.
 *
 * @module
 */

import { jetstream, jetstreamManager } from "npm:@nats-io/jetstream@3.4.0";
import type { Millis } from "../../core/units.ts";
import type { ClusterAccess } from "../../options/cluster_task.ts";
import type { Forgotten } from "../../words/cluster_task.ts";
import { FORGETTING_LEVEL } from "../agreed/record.ts";
import { EngineFailure } from "../engine.ts";
import { connectEngine } from "./connection.ts";
import { type EngineClients, fillLog, putEntry, renewSnapshots } from "./filling.ts";
import { LogStream } from "./log_stream.ts";
import { LogView } from "./log_view.ts";
import { ADMIN_INBOX, LOG_STREAM, SNAPSHOT_FILL, SNAPSHOT_STREAM } from "./names.ts";
import { Snapshots } from "./snapshots.ts";
import { MAX_SPELLINGS, Spellings } from "./spellings.ts";
import { LOG_BYTES } from "./streams.ts";
import { TaskFailure, taskFailureOf } from "./task_failure.ts";
import type { NatsConnection } from "./library_types.ts";

/** How the servers list the command. */
const CALLER = { name: "hubbubd cluster-forget", inbox: ADMIN_INBOX } as const;

/** How long the nodes may take. */
const PATIENCE: Millis = 60_000;

/** How often it is looked whether they have done it. */
const LOOK_EVERY: Millis = 250;

/** Both snapshots have to be new. */
const SNAPSHOTS = 2;

/**
 * After the first round every way in which the name was written before it is known: it is in the snapshots.
 * What is found after the second was said later.
 */
const ROUNDS = 2;

/** Of whom, and how long it is waited for the nodes; a minute by default. */
export interface ForgetOrder {
  /** The name as typed. */
  readonly person: string;
  /** How long the nodes may take. */
  readonly patience?: Millis | undefined;
}

/**
 * Forgets a person in the log. Nothing is removed before all live nodes have forgotten, and both snapshots are
 * of later records.
 *
 * @throws {TaskFailure} if the engine cannot be used, or the nodes do not do it in time.
 */
export async function forgetInLog(access: ClusterAccess, order: ForgetOrder): Promise<Forgotten> {
  try {
    const connection = await connectEngine(access, CALLER);
    try {
      return await (await Forgetting.open(connection, order)).run();
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw taskFailureOf(error, { replicas: 0, bytes: LOG_BYTES });
  }
}

/** One run of the command. */
class Forgetting {
  readonly #clients: EngineClients;
  readonly #snapshots: Snapshots;
  readonly #view: LogView;
  readonly #spellings: Spellings;
  readonly #order: ForgetOrder;

  private constructor(
    clients: EngineClients,
    { view, snapshots, spellings }: {
      readonly view: LogView;
      readonly snapshots: Snapshots;
      readonly spellings: Spellings;
    },
    order: ForgetOrder,
  ) {
    this.#clients = clients;
    this.#snapshots = snapshots;
    this.#view = view;
    this.#spellings = spellings;
    this.#order = order;
  }

  static async open(connection: NatsConnection, order: ForgetOrder): Promise<Forgetting> {
    const streams = await jetstreamManager(connection, { checkAPI: false });
    const publisher = jetstream(connection);
    const snapshots = new Snapshots(streams, publisher);
    const spellings = new Spellings(order.person);
    const stream = new LogStream(connection, streams);
    const clients = { streams, publisher };
    await needRights(clients);
    const view = await LogView.open(stream, snapshots, (text) => spellings.look(text));
    return new Forgetting(clients, { view, snapshots, spellings }, order);
  }

  async run(): Promise<Forgotten> {
    await this.#view.readOn();
    await this.#needNodes();
    // Later the entry that forgets has the name as well.
    const { wasSeen } = this.#spellings;
    let place = 0;
    for (let round = 1, known = 0; round <= ROUNDS; round++) {
      const { count, groups } = this.#spellings;
      if (count === known) break;
      if (count >= MAX_SPELLINGS) {
        throw new EngineFailure(`the name is written in more than ${MAX_SPELLINGS} ways`);
      }
      known = count;
      for (const names of groups) await putEntry(this.#clients, { kind: "forget", names });
      await fillLog(this.#clients);
      place = await putEntry(this.#clients, { kind: "keep" });
      await this.#untilForgotten(place);
      for (const { data } of await this.#snapshots.all()) this.#spellings.look(data);
    }
    await renewSnapshots(this.#clients, this.#snapshots);
    const { streams } = this.#clients.streams;
    const { purged } = await streams.purge(LOG_STREAM, { seq: place });
    return { name: this.#order.person, wasSeen, before: place, records: purged };
  }

  /** Only live nodes make snapshots, and only those of a level that has this can forget. */
  async #needNodes(): Promise<void> {
    const live = this.#view.replica.nodes();
    if (live.length === 0) throw new TaskFailure({ code: "no-live-node" });
    const old = live.filter(({ level }) => level < FORGETTING_LEVEL).map(({ node }) => node);
    if (old.length > 0) throw new TaskFailure({ code: "nodes-too-old", nodes: old });
    // The nodes put the level in by themselves when all of them know it.
    await this.#until(
      () => this.#view.replica.level >= FORGETTING_LEVEL,
      () => live.map(({ node }) => node),
    );
  }

  /** Waits until both snapshots are of this record or a later one, and all live nodes have applied it. */
  async #untilForgotten(place: number): Promise<void> {
    const late = () =>
      this.#view.replica.nodes().filter(({ claim }) => (claim?.position ?? 0) < place)
        .map(({ node }) => node);
    const isDone = async () => {
      if (late().length > 0) return false;
      const isNew = ({ position }: { readonly position: number }) => position >= place;
      // The heads say it sooner; whether all of them is there is seen when they are read.
      if ((await this.#snapshots.heads()).filter(isNew).length < SNAPSHOTS) return false;
      return (await this.#snapshots.all()).filter(isNew).length >= SNAPSHOTS;
    };
    await this.#until(isDone, late);
  }

  /** Reads on until something holds; `late` are the nodes that have not done it. */
  async #until(
    isDone: () => boolean | Promise<boolean>,
    late: () => readonly string[],
  ): Promise<void> {
    const { patience = PATIENCE } = this.#order;
    const end = performance.now() + patience;
    while (!(await isDone())) {
      if (performance.now() > end) {
        throw new TaskFailure({ code: "forget-late", nodes: late(), after: patience });
      }
      await pause(LOOK_EVERY);
      await this.#view.readOn();
    }
  }
}

/**
 * Finds out before anything is done whether old records can be removed, and snapshots moved: no message has
 * these subjects.
 *
 * @throws {TaskFailure} if the streams do not allow it.
 * @throws what the library throws, if the key has not the right.
 */
async function needRights(
  { streams: { streams }, publisher }: EngineClients,
): Promise<void> {
  for (const [stream, filter] of [[LOG_STREAM, "hub.none"], [SNAPSHOT_STREAM, "hubsnap.none"]]) {
    const { config } = await streams.info(stream ?? "");
    if (config.deny_purge) throw new TaskFailure({ code: "log-sealed" });
    await streams.purge(stream ?? "", { filter: filter ?? "" });
  }
  await publisher.publish(SNAPSHOT_FILL, "");
}

async function pause(wait: Millis): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  AbortSignal.timeout(wait).addEventListener("abort", () => resolve(), { once: true });
  await promise;
}
