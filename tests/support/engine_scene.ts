/**
 * A NATS server, or three, with an account for hubbub, a log, and engines of nodes that log in with keys of
 * their own.
 *
 * @module
 */

import type { NatsConnection } from "npm:@nats-io/nats-core@3.4.0";
import { jetstream, type JetStreamManager, jetstreamManager } from "npm:@nats-io/jetstream@3.4.0";
import { type Engine, EngineFailure, type LogRecord } from "../../lib/bus/engine.ts";
import {
  connectEngine,
  type EngineAccess,
  type EngineCaller,
} from "../../lib/bus/jetstream/connection.ts";
import { makeKey } from "../../lib/bus/jetstream/key_file.ts";
import {
  ADMIN_INBOX,
  LOG_STREAM,
  RIGHTS_OF_ADMIN,
  rightsOfNode,
} from "../../lib/bus/jetstream/names.ts";
import { openJetStream } from "../../lib/bus/jetstream/open.ts";
import { serverUser } from "../../lib/bus/jetstream/server_user.ts";
import { makeStreams } from "../../lib/bus/jetstream/streams.ts";
import type { Log } from "../../lib/log/log.ts";
import { CannotStart } from "../../lib/program/cannot_start.ts";
import type { Pacer } from "../../lib/time/pacer.ts";
import { SYSTEM_CLOCK, systemPacer } from "../../lib/time/system_pacer.ts";
import { HAS_NO_NATS } from "./nats.ts";

/** The nodes that have keys. */
const NODES = ["a", "b"] as const;

/** The name of a node that has a key. */
export type SceneNode = typeof NODES[number];

const DAY = 86_400_000;

/** Longer than servers vote. */
const PATIENCE_MILLIS = 60_000;
const POLL_MILLIS = 100;

/** Keys of an administrator, two nodes, and a stranger, in a folder that goes with them. */
export class EngineKeys implements AsyncDisposable {
  readonly folder: string;
  /** What the configuration of servers must have. */
  readonly accounts: string;

  private constructor(folder: string, accounts: string) {
    this.folder = folder;
    this.accounts = accounts;
  }

  static async make(): Promise<EngineKeys> {
    const folder = await Deno.makeTempDir({ prefix: "engine-" });
    const write = async (name: string) => {
      const { text, user } = makeKey();
      await Deno.writeTextFile(`${folder}/${name}.key`, text);
      return user;
    };
    const users = [serverUser(await write("admin"), RIGHTS_OF_ADMIN, false)];
    for (const node of NODES) users.push(serverUser(await write(node), rightsOfNode(node), true));
    await write("stranger");
    const accounts = `accounts { HUB { jetstream: enabled, users: [\n${users.join("\n")}\n] } }`;
    return new EngineKeys(folder, accounts);
  }

  /** How a key logs in at these servers. */
  access(name: string, servers: readonly string[]): EngineAccess {
    return { servers, keyFile: `${this.folder}/${name}.key` };
  }

  /** Makes the streams with the key of the administrator. */
  async makeLog(servers: readonly string[], replicas = 1): Promise<void> {
    const connection = await connectEngine(this.access("admin", servers), ADMIN);
    try {
      await makeStreams(connection, { replicas, maxAge: 30 * DAY, isNewEpoch: false });
    } finally {
      await connection.close();
    }
  }

  /** The engine of a node, closed by `await using`. */
  async open(node: SceneNode, servers: readonly string[]): Promise<OpenEngine> {
    const logged: string[] = [];
    const log = listLog(logged);
    const engine = await openJetStream({
      ...this.access(node, servers),
      node,
      log,
      pacer: enginePacer(),
    });
    return Object.assign(engine, { logged, [Symbol.asyncDispose]: () => engine.close() });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** An engine that `await using` closes. */
export type OpenEngine = Engine & AsyncDisposable & {
  /** The events that it has logged. */
  readonly logged: readonly string[];
};

/** How an administrator's command calls itself. */
export const ADMIN = { name: "test", inbox: ADMIN_INBOX } as const;

/** Registers a test that needs a NATS server. */
export function natsTest(name: string, body: () => Promise<void>): void {
  Deno.test({
    name: HAS_NO_NATS ? `${name} (there is no nats-server 2.11)` : name,
    ignore: HAS_NO_NATS,
    fn: body,
  });
}

/** What an engine has heard, in order, and a way to wait for it. */
export class Ears {
  readonly records: LogRecord[] = [];
  #changed = Promise.withResolvers<void>();

  constructor(engine: Engine) {
    engine.listen((record) => {
      this.records.push(record);
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    });
  }

  /** Resolves when a record of this text was heard. */
  async until(data: string): Promise<void> {
    while (!this.records.some((record) => record.data === data)) await this.#changed.promise;
  }
}

/** What an engine has said of its connection, and a way to wait for it. */
export class States {
  readonly seen: boolean[] = [];
  #changed = Promise.withResolvers<void>();

  constructor(engine: Engine) {
    engine.watch((isConnected) => {
      this.seen.push(isConnected);
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    });
  }

  /** Resolves when this is the last that was said. */
  async until(isConnected: boolean): Promise<void> {
    while (this.seen.at(-1) !== isConnected) await this.#changed.promise;
  }
}

/** Calls until it does not reject: while servers vote, and while a connection is made again. */
export async function retried<T>(call: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const isOutside = error instanceof EngineFailure || error instanceof CannotStart ||
        error instanceof Error && /JetStream|jetstream|timeout|replicas|peers/.test(error.message);
      if (!isOutside || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    }
  }
}

/** What a key can do by itself, without the rest of an engine. */
export class BareConnection implements AsyncDisposable {
  readonly connection: NatsConnection;

  private constructor(connection: NatsConnection) {
    this.connection = connection;
  }

  static async open(
    access: EngineAccess,
    caller: EngineCaller = { name: "test", inbox: "_HUB.a" },
  ): Promise<BareConnection> {
    return new BareConnection(await connectEngine(access, caller));
  }

  /** Publishes, and resolves when the stream has it. */
  async publish(subject: string, content: string): Promise<void> {
    await jetstream(this.connection).publish(subject, content);
  }

  /** The manager of streams, with the rights of the key. */
  async streams(): Promise<JetStreamManager> {
    return await jetstreamManager(this.connection, { checkAPI: false });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.close();
  }
}

/** The name of the server that leads the log. */
export async function leaderOf(keys: EngineKeys, servers: readonly string[]): Promise<string> {
  await using admin = await BareConnection.open(keys.access("admin", servers), ADMIN);
  const { cluster } = await (await admin.streams()).streams.info(LOG_STREAM);
  return cluster?.leader ?? "";
}

/** All that the log has after its birth, once this is among it. */
export async function untilRead(engine: Engine, data: string): Promise<readonly string[]> {
  return await retried(async () => {
    const all = (await engine.read(2, 500)).map((record) => record.data);
    if (!all.includes(data)) throw new EngineFailure("not yet");
    return all;
  });
}

/** The real time, which nobody has to look at regularly. */
export function enginePacer(): Pacer {
  return systemPacer(SYSTEM_CLOCK, PATIENCE_MILLIS);
}

/** A log that only lists the events. */
export function listLog(logged: string[]): Log {
  const take = (event: string) => void logged.push(event);
  return { debug: take, info: take, warn: take, error: take, flush: () => {}, lost: 0 };
}
