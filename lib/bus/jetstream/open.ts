/**
 * The engine of real clusters: NATS with JetStream. This module, and with it the library, is loaded only
 * with `--cluster`.
 *
 * @module
 */

import { jetstream, jetstreamManager } from "npm:@nats-io/jetstream@3.4.0";
import type { Millis } from "../../core/units.ts";
import type { Log } from "../../log/log.ts";
import { CannotStart } from "../../program/cannot_start.ts";
import type { Pacer } from "../../time/pacer.ts";
import type { Engine } from "../engine.ts";
import { connectEngine, type EngineAccess } from "./connection.ts";
import { JetStreamEngine } from "./engine.ts";
import { readAuthorityFile, readKeyFile } from "./key_file.ts";
import { LogStream } from "./log_stream.ts";
import { inboxOfNode, LOG_STREAM, REPUBLISH } from "./names.ts";
import { cannotUse } from "./problems.ts";
import { Snapshots } from "./snapshots.ts";
import type { NatsConnection } from "./library_types.ts";

/**
 * How long the leader of the log may take to say how far it is. An answer that does not come is asked for
 * again: there may be another leader by now.
 */
const BOUNDS_MILLIS: Millis = 1000;

/** What a node needs to use the engine. */
export interface JetStreamOptions extends EngineAccess {
  /** The name of the node: letters, digits, `-` and `_`. */
  readonly node: string;
  /** Is told when the connection is lost and made again. */
  readonly log: Log;
  /** Timers. */
  readonly pacer: Pacer;
}

/**
 * Connects a node to the engine. The caller closes what it gets.
 *
 * @throws {CannotStart} if no server is reached or lets the node in, or there is no log, or a right is
 * missing to read it and to listen.
 */
export async function openJetStream(
  { node, log, pacer, ...access }: JetStreamOptions,
): Promise<Engine> {
  const caller = { name: `hubbubd ${node}`, inbox: inboxOfNode(node) };
  const connection = await connectEngine(access, caller);
  try {
    return await engineOver(connection, { log, pacer });
  } catch (error) {
    await connection.close();
    throw cannotUse(error);
  }
}

/**
 * Reads the files that a configuration names, and connects nowhere.
 *
 * @throws {CannotStart} if one of them cannot be used.
 */
export async function checkEngineFiles(
  { keyFile, caFile }: Pick<EngineAccess, "keyFile" | "caFile">,
): Promise<void> {
  if (keyFile !== undefined) await readKeyFile(keyFile);
  if (caFile !== undefined) await readAuthorityFile(caFile);
}

async function engineOver(
  connection: NatsConnection,
  { log, pacer }: Pick<JetStreamOptions, "log" | "pacer">,
): Promise<Engine> {
  // The check of the library needs rights that a node has no other use for.
  const streams = await jetstreamManager(connection, { checkAPI: false });
  const { config } = await streams.streams.info(LOG_STREAM);
  if (config.republish?.dest !== REPUBLISH.dest || !config.allow_direct) {
    throw new CannotStart({ code: "engine-foreign-log", stream: LOG_STREAM });
  }
  const impatient = await jetstreamManager(connection, { checkAPI: false, timeout: BOUNDS_MILLIS });
  const stream = new LogStream(connection, impatient);
  let refusal: Error | undefined;
  stream.hear((error) => refusal = error);
  // The server answers in order: a refusal comes before the answer to this.
  await connection.flush();
  if (refusal !== undefined) throw refusal;
  const snapshots = new Snapshots(streams, jetstream(connection));
  return new JetStreamEngine({ connection, stream, snapshots, log, pacer });
}
