/**
 * Connects to the servers of an engine: logs in, and looks whether they are what hubbub needs.
 *
 * @module
 */

import { nkeyAuthenticator } from "npm:@nats-io/nats-core@3.4.0";
import { NatsConnectionImpl, setTransportFactory } from "npm:@nats-io/nats-core@3.4.0/internal";
import { CannotStart } from "../../program/cannot_start.ts";
import { type EngineKey, readAuthorityFile, readKeyFile } from "./key_file.ts";
import { connectProblemOf } from "./problems.ts";
import { ServerOrder } from "./server_order.ts";
import { EngineTransport, type Wiring } from "./transport.ts";
import type { ConnectionOptions, NatsConnection } from "./library_types.ts";

/** The oldest version of the server that has all that is used: reading records in batches. */
const NEEDED_VERSION = "2.11";

/** How long a server may take until a connection to it is complete. */
const PATIENCE_MILLIS = 3000;

/** Where the servers are, and as whom to log in. */
export interface EngineAccess {
  /** `nats://HOST:PORT` or `tls://HOST:PORT`, at least one; all of one scheme. The first is preferred. */
  readonly servers: readonly string[];
  /** The path of the key; undefined if the servers want none. */
  readonly keyFile?: string | undefined;
  /** The path of certificates to trust beside the system's; undefined for none. */
  readonly caFile?: string | undefined;
}

/** Who connects. */
export interface EngineCaller {
  /** What the servers list the connection as. */
  readonly name: string;
  /** The subject below which answers are heard. */
  readonly inbox: string;
}

/**
 * Connects to the first server that answers. A connection that is lost is made again, without end, to the
 * first of the others that answers. Resolves with a connection that the caller closes.
 *
 * @throws {CannotStart} if a file cannot be used, no server is reached, none lets the key in, or the
 * version is too old.
 */
export async function connectEngine(
  { servers, keyFile, caFile }: EngineAccess,
  { name, inbox }: EngineCaller,
): Promise<NatsConnection> {
  const key = keyFile === undefined ? undefined : await readKeyFile(keyFile);
  const authority = caFile === undefined ? undefined : await readAuthorityFile(caFile);
  const isSecure = servers.some((server) => server.startsWith("tls://"));
  let ended: unknown;
  const wiring: Wiring = {
    tls: isSecure ? { authority, pair: key?.pair } : undefined,
    ended(error) {
      ended = error ?? ended;
    },
  };
  const places = servers.map((server) => server.replace(/^[a-z]+:\/\//, ""));
  let connection: NatsConnection;
  try {
    connection = await connect({ name, servers: places, inboxPrefix: inbox }, key, wiring);
  } catch (error) {
    const attempt = { servers, user: key?.user, isSecure, ended };
    throw new CannotStart(connectProblemOf(error, attempt), { cause: error });
  }
  // The library has dropped those that did not answer; they may be there later.
  connection.setServers(places);
  const version = connection.info?.version ?? "";
  if (isVersionAtLeast(version, NEEDED_VERSION)) return connection;
  await connection.close();
  throw new CannotStart({ code: "engine-old", version, needed: NEEDED_VERSION });
}

/** Whether a version, `2.11.3` or `2.11.0-beta`, is this one, `2.11`, or a later one. Never throws. */
export function isVersionAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split(".").map(Number);
  return major > leastMajor || major === leastMajor && minor >= leastMinor;
}

function connect(
  own: ConnectionOptions,
  key: EngineKey | undefined,
  wiring: Wiring,
): Promise<NatsConnection> {
  setTransportFactory({ factory: () => new EngineTransport() });
  const order = new ServerOrder(() => performance.now());
  const options: ConnectionOptions & { readonly wiring: Wiring } = {
    ...own,
    wiring,
    ...key === undefined ? {} : { authenticator: nkeyAuthenticator(key.seed) },
    timeout: PATIENCE_MILLIS,
    noRandomize: true,
    reconnectToServer: (pool) => order.next(pool),
    // A lost connection is found within some seconds, and made again at once and without end.
    pingInterval: 2000,
    maxPingOut: 2,
    reconnectDelayHandler: () => order.wait,
    maxReconnectAttempts: -1,
    ignoreAuthErrorAbort: true,
    // Servers tell of others by addresses that this machine may not reach, and that no certificate has.
    ignoreClusterUpdates: true,
    noAsyncTraces: true,
  };
  return NatsConnectionImpl.connect(options);
}
