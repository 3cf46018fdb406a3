/**
 * Server TLS within this process. The runtime offers it only as a listener, so each TLS connection gets
 * a pair: a connection of this process to itself, with TLS at one end. `tls_front.ts` relays the
 * visitor to the other end.
 *
 * @module
 */

import { type Credentials, refusedCredentials } from "./credentials.ts";

/** Both ends of a connection from this process to itself. The caller owns both. */
export interface TlsPair {
  /** The end with the encrypted bytes. */
  readonly wire: Deno.TcpConn;
  /** The end with the decrypted bytes. Its handshake has not begun. */
  readonly secured: Deno.TlsConn;
}

const LOOPBACK = "127.0.0.1";

/** Throws `UnusableCredentials` if the runtime rejects them. */
export function checkCredentials(credentials: Credentials): void {
  try {
    listenWith(credentials).close();
  } catch (error) {
    throw refusedCredentials(credentials, error);
  }
}

/**
 * Makes a pair. Its listener is open only meanwhile, at an unpredictable address, because a stranger's
 * connection could not be closed: the runtime keeps a connection in its handshake until the other side
 * has gone. A stranger that connects nevertheless is not served.
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
 * Accepts the connection from this address, and closes any other. Rejects when the listener is closed.
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
 * A random one of the sixteen million loopback addresses of Linux. With a single address, each pair
 * would block one more port for later listeners, until the search for a free port took longer than the
 * handshake.
 */
function loopbackAddress(): string {
  if (Deno.build.os !== "linux") return LOOPBACK;
  const bytes = crypto.getRandomValues(new Uint8Array(3));
  return ["127", ...bytes.map((byte) => 1 + byte % 254)].join(".");
}
