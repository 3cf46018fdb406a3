/**
 * Opens the client's connections: TCP, TLS and Unix sockets. No other file does, so that timeouts and
 * trusted certificates are decided in one place.
 *
 * @module
 */

import type { ClientAddress } from "./address.ts";
import { canonicalIp } from "../ip/ip.ts";
import { inTurn, race } from "./race.ts";
import { trustSystem } from "./trust.ts";

/** The options of {@linkcode openConnection}. */
export interface ConnectOptions {
  /** The limit for all steps together: finding the addresses, trying each, the TLS handshake. */
  readonly deadlineMillis: number;
  /** Certificates in PEM to trust for TLS beside the system's. */
  readonly caCerts?: readonly string[] | undefined;
  /** The certificate that this side shows if it is asked for one. */
  readonly pair?: CertificatePair | undefined;
}

/** A certificate of this side, with its key. */
export interface CertificatePair {
  /** The chain, PEM. */
  readonly cert: string;
  /** The key, PEM. A secret. */
  readonly key: string;
}

/** The deadline has passed without an answer. */
export class NoAnswer extends Deno.errors.TimedOut {
  /** The deadline. */
  readonly seconds: number;

  /** After so many seconds. */
  constructor(seconds: number) {
    super(`no answer within ${seconds} s`);
    this.seconds = seconds;
  }
}

/** The host has a name and no address. */
export class NoAddress extends Deno.errors.NotFound {}

/** The time before the next address is tried in parallel, as RFC 8305 recommends. */
const ATTEMPT_MILLIS = 250;
/** The most addresses of one host that are tried; a resolver may return thousands. */
const MAX_ADDRESSES = 16;

/** The network functions of {@linkcode openConnection}; the default is the system's. */
export interface Network {
  /** The addresses of a host, in the order of the resolver. */
  readonly find: (host: string) => Promise<string[]>;
  /** Opens a TCP connection to an address; rejects when the signal is aborted. */
  readonly open: (ip: string, port: number, signal: AbortSignal) => Promise<Deno.TcpConn>;
  /** Calls `act` after a time in milliseconds; returns a function that cancels it. */
  readonly later: (millis: number, act: () => void) => () => void;
}

/** The network of this machine. */
export const SYSTEM_NETWORK: Network = {
  find: findAddresses,
  open: connectTcp,
  later: afterMillis,
};

/**
 * Opens a connection, and completes the TLS handshake. Each address of the host gets a head start of
 * 250 ms before the next; the first that works wins, and the others are closed. The caller owns the
 * connection and closes it.
 *
 * Rejects with the error of the last address that failed, but prefers a TLS error; or with
 * {@linkcode NoAnswer} when the deadline passes first. A TLS handshake that is given up then may hold
 * its descriptor until the peer leaves.
 */
export async function openConnection(
  address: ClientAddress,
  { deadlineMillis, caCerts = [], pair }: ConnectOptions,
  network: Network = SYSTEM_NETWORK,
): Promise<Deno.Conn> {
  if (address.transport === "unix") {
    return await Deno.connect({ transport: "unix", path: address.path });
  }
  const { hostname, port, transport } = address;
  if (transport === "tls" && pair !== undefined) {
    return await withDeadline(deadlineMillis, network.later, (signal) => {
      return showing(pair, { hostname: nameOf(hostname), port, caCerts: [...caCerts] }, signal);
    });
  }
  return await withDeadline(deadlineMillis, network.later, async (signal) => {
    const found = await unlessAborted(network.find(hostname), signal);
    if (found.length === 0) throw new NoAddress();
    return await race<string, Deno.Conn>(inTurn(found, MAX_ADDRESSES), signal, {
      attempt: async (ip, turn) => {
        const conn = await network.open(ip, port, turn);
        return transport === "tls" ? await secure(conn, hostname, { caCerts, signal: turn }) : conn;
      },
      discard: (late) => late.close(),
      later: (act) => network.later(ATTEMPT_MILLIS, act),
      isPreferred: (error) => error instanceof Deno.errors.InvalidData,
    });
  });
}

/** Does work with a deadline. When the signal is aborted, the work must reject with its reason. */
async function withDeadline<T>(
  millis: number,
  later: Network["later"],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const reason = new NoAnswer(Math.round(millis) / 1000);
  const cancel = later(millis, () => deadline.abort(reason));
  try {
    return await work(deadline.signal);
  } finally {
    cancel();
  }
}

function afterMillis(millis: number, act: () => void): () => void {
  const timer = setTimeout(act, millis);
  return () => clearTimeout(timer);
}

/**
 * An IP address is used as it is; a name may have several, in the order of the resolver. What asks the resolver
 * is loaded only for a name: it costs as much as a tenth of a start.
 */
async function findAddresses(host: string): Promise<string[]> {
  // A resolver may lose the zone of a link-local address.
  if (canonicalIp(host) !== undefined) return [host];
  const { lookup } = await import("node:dns/promises");
  const { default: process } = await import("node:process");
  // Older versions of Deno print a warning about a module that only their own resolver uses.
  Object.assign(process, { noDeprecation: true });
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address }: { address: string }) => address);
}

async function connectTcp(
  hostname: string,
  port: number,
  signal: AbortSignal,
): Promise<Deno.TcpConn> {
  const conn = await Deno.connect({ hostname, port, signal });
  // Chat lines are small and must be sent at once.
  conn.setNoDelay(true);
  return conn;
}

async function secure(
  conn: Deno.TcpConn,
  hostname: string,
  { caCerts, signal }: { caCerts: readonly string[]; signal: AbortSignal },
): Promise<Deno.TlsConn> {
  trustSystem();
  const secured = await startTls(conn, { hostname: nameOf(hostname), caCerts: [...caCerts] });
  try {
    await unlessAborted(secured.handshake(), signal);
    return secured;
  } catch (error) {
    secured.close();
    throw error;
  }
}

/**
 * Opens a connection that shows a certificate. The runtime takes one only where it opens the connection
 * itself, so the addresses of the host are tried one after the other.
 */
async function showing(
  pair: CertificatePair,
  options: Deno.ConnectTlsOptions,
  signal: AbortSignal,
): Promise<Deno.TlsConn> {
  trustSystem();
  const opening = Deno.connectTls({ ...options, ...pair });
  const conn = await unlessAborted(opening, signal).catch((error) => {
    opening.then((late) => late.close(), () => {});
    throw error;
  });
  try {
    await unlessAborted(conn.handshake(), signal);
    return conn;
  } catch (error) {
    conn.close();
    throw error;
  }
}

/** Takes over the connection, or closes it. */
async function startTls(conn: Deno.TcpConn, options: Deno.StartTlsOptions): Promise<Deno.TlsConn> {
  try {
    return await Deno.startTls(conn, options);
  } catch (error) {
    try {
      conn.close();
    } catch {
      // The runtime took the connection over before it failed, and has closed it.
    }
    throw error;
  }
}

/** The name to check in a certificate: without the zone, which is local, and the final dot. */
function nameOf(hostname: string): string {
  return canonicalIp(hostname) ?? hostname.replace(/\.$/, "");
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
