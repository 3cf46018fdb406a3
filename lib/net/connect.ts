/**
 * Opens the client's connections: TCP, TLS and Unix sockets. The only file that does, so that what
 * a connection may cost in time, and which certificates it trusts, is decided in one place.
 *
 * @module
 */

import { lookup } from "node:dns/promises";
import process from "node:process";
import type { ClientAddress } from "./address.ts";

/** What {@linkcode openConnection} may be told beside the address. */
export interface ConnectOptions {
  /** How long all of it may take: finding the addresses, trying each, the TLS handshake. */
  readonly deadlineMillis: number;
  /** Certificates in PEM to trust for TLS beside the system's. */
  readonly caCerts?: readonly string[] | undefined;
}

/** Nobody has answered in time. */
export class NoAnswer extends Deno.errors.TimedOut {
  /** How long was waited. */
  readonly seconds: number;

  /** After so many seconds. */
  constructor(seconds: number) {
    super(`no answer within ${seconds} s`);
    this.seconds = seconds;
  }
}

/** The host has a name and no address. */
export class NoAddress extends Deno.errors.NotFound {}

/**
 * Opens a connection, trying every address of the host in turn, and completes the TLS handshake.
 * The caller owns the connection and closes it.
 *
 * Rejects with the error of the last address tried, or with {@linkcode NoAnswer} when the deadline
 * passes first. A TLS handshake that is given up so may hold its descriptor until the peer leaves.
 */
export async function openConnection(
  address: ClientAddress,
  { deadlineMillis, caCerts = [] }: ConnectOptions,
): Promise<Deno.Conn> {
  if (address.transport === "unix") {
    return await Deno.connect({ transport: "unix", path: address.path });
  }
  const { hostname, port, transport } = address;
  return await withDeadline(deadlineMillis, async (signal) => {
    const found = await unlessAborted(findAddresses(hostname), signal);
    return await tryEach(found, deadlineMillis, async (ip, turn) => {
      const conn = await connectTcp(ip, port, turn);
      return transport === "tls" ? await secure(conn, hostname, { caCerts, signal: turn }) : conn;
    });
  });
}

/**
 * Tries candidates one after the other until one works. Each has an equal share of the time, so that
 * one that never answers leaves some for the others. Rejects with the error of the last.
 */
export async function tryEach<C, T>(
  candidates: readonly C[],
  deadlineMillis: number,
  attempt: (candidate: C, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  let lastError: unknown = new NoAddress();
  for (const candidate of candidates) {
    try {
      const share = deadlineMillis / candidates.length;
      return await withDeadline(share, (signal) => attempt(candidate, signal));
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}

/** Does work that is told when its time is over; it must then reject with the signal's reason. */
async function withDeadline<T>(
  millis: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const reason = new NoAnswer(Math.round(millis) / 1000);
  const timer = setTimeout(() => deadline.abort(reason), millis);
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** An IP address is used as it is; a name may have several, in the order of the resolver. */
async function findAddresses(host: string): Promise<string[]> {
  // Older Denos warn, on standard error, of a module that nobody but their own resolver uses.
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
  // Chat is small lines that should leave at once.
  conn.setNoDelay(true);
  return conn;
}

async function secure(
  conn: Deno.TcpConn,
  hostname: string,
  { caCerts, signal }: { caCerts: readonly string[]; signal: AbortSignal },
): Promise<Deno.TlsConn> {
  const secured = await Deno.startTls(conn, { hostname, caCerts: [...caCerts] });
  try {
    await unlessAborted(secured.handshake(), signal);
    return secured;
  } catch (error) {
    secured.close();
    throw error;
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
