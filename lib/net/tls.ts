/**
 * The runtime's TLS, from within. It offers TLS for a server only as a listener, so a connection of
 * this process to itself is made for each visitor, with TLS at one end, and `tls_front.ts` joins the
 * visitor to the other.
 *
 * @module
 */

import { type Credentials, refusedCredentials } from "./credentials.ts";

/** Both ends of a connection from this process to itself. Whoever asked for it owns both. */
export interface TlsPair {
  /** The end that takes and gives what is on the wire. */
  readonly wire: Deno.TcpConn;
  /** The end that takes and gives what is said. Its handshake has not begun. */
  readonly secured: Deno.TlsConn;
}

/** File descriptors that one visitor takes: its own, and both ends of its pair. */
export const DESCRIPTORS_PER_TLS: number = 3;

const LOOPBACK = "127.0.0.1";

/** Throws `UnusableCredentials` if the runtime does not take them. */
export function checkCredentials(credentials: Credentials): void {
  try {
    listenWith(credentials).close();
  } catch (error) {
    throw refusedCredentials(credentials, error);
  }
}

/**
 * Makes a pair. Its listener is open for no longer than that, at an address that nobody can foresee,
 * for a stranger who came in could not be hung up on: the runtime keeps a connection in its handshake
 * until the other side has gone. Who comes in nevertheless is not served.
 *
 * Rejects with the reason of the signal when that is aborted, and with the error of the system if
 * it has no more descriptors; then nothing is left open.
 */
export async function openTlsPair(credentials: Credentials, signal: AbortSignal): Promise<TlsPair> {
  using listener = listenWith(credentials);
  const { hostname, port } = listener.addr;
  const wire = await Deno.connect({ hostname, port, signal });
  const abort = () => listener[Symbol.dispose]();
  signal.addEventListener("abort", abort, { once: true });
  try {
    signal.throwIfAborted();
    wire.setNoDelay(true);
    return { wire, secured: await acceptFrom(listener, wire.localAddr) };
  } catch (error) {
    wire.close();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/**
 * Accepts the connection that comes from this address, and hangs up on any other. Rejects when the
 * listener is closed.
 */
export async function acceptFrom(
  listener: Deno.TlsListener,
  from: Deno.NetAddr,
): Promise<Deno.TlsConn> {
  while (true) {
    const conn = await listener.accept();
    const { hostname, port } = conn.remoteAddr;
    if (hostname === from.hostname && port === from.port) return conn;
    conn.close();
  }
}

function listenWith({ cert, key }: Credentials): Deno.TlsListener {
  return Deno.listenTls({ hostname: loopbackAddress(), port: 0, cert, key });
}

/**
 * One of the sixteen million addresses that Linux has for itself. With one address alone, each pair
 * would keep another port from all the listeners to come, until the search for a free one took
 * longer than the handshake.
 */
function loopbackAddress(): string {
  if (Deno.build.os !== "linux") return LOOPBACK;
  const bytes = crypto.getRandomValues(new Uint8Array(3));
  return ["127", ...bytes.map((byte) => 1 + byte % 254)].join(".");
}
