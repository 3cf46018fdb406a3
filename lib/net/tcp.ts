/**
 * Listeners, on TCP ports and Unix sockets, and the peers that they accept.
 *
 * @module
 */

import { formatEndpoint, type ListenAddress, type TcpAddress } from "./address.ts";
import { zoneOf } from "../ip/ip.ts";
import type { Peer, PeerOrigin } from "./peer.ts";

/** A listener, and its name in logs. */
export interface Listener extends Disposable {
  /** Its transport. */
  readonly transport: PeerOrigin["transport"];
  /** The real address, with the port that the system picked: `127.0.0.1:40321`, `unix:/path`. */
  readonly address: string;
  /** The IP address that it listens on; undefined for a Unix socket. */
  readonly hostname?: string | undefined;
  /** Waits for the next connection. Rejects with BadResource once it is closed. */
  accept(): Promise<Peer>;
  /** Accepts no more. May be called again. */
  close(): void;
}

/** The transport of a TCP connection: plain, or TLS whose handshake is still to come. */
export type TcpTransport = "tcp" | "tls" | "web" | "web-tls";

/** The length of the kernel's accept queue; a connection above it retries after a second. */
const BACKLOG = 4096;

/** The read buffer of a quiet peer, and below the largest read buffer. */
const SMALL_BUFFER = 256;
const LARGE_BUFFER = 16 * 1024;

/** Options of a listener. */
export interface ListenOptions {
  /** Whether a TLS front must secure the peers; not on a Unix socket. */
  readonly isTls?: boolean | undefined;
  /** Whether its peers are operators; on a Unix socket only, which then has the mode 600. */
  readonly isAdmin?: boolean | undefined;
  /** Whether its peers are browsers; not on a Unix socket. */
  readonly isWeb?: boolean | undefined;
  /** The mode of the file of a Unix socket; undefined leaves it to the umask. */
  readonly socketMode?: number | undefined;
}

/** The mode of the sockets of operators: nobody but the user of the daemon can connect. */
const ADMIN_MODE = 0o600;

/**
 * Opens a listener. Throws `Deno.errors.AddrInUse`, `AddrNotAvailable`, `PermissionDenied` and the
 * like, and what `listenUnix` of `unix.ts` throws.
 */
export async function listen(
  address: ListenAddress,
  { isTls = false, isAdmin = false, isWeb = false, socketMode }: ListenOptions = {},
): Promise<Listener> {
  if (address.transport === "unix") {
    const [transport, mode] = isAdmin
      ? ["admin", ADMIN_MODE] as const
      : ["unix", socketMode] as const;
    return await listenAtPath(address.path, transport, mode);
  }
  if (isWeb) return listenTcp(address, isTls ? "web-tls" : "web");
  return listenTcp(address, isTls ? "tls" : "tcp");
}

/**
 * Opens a listener on a port. Over TLS its peers are still plain, and a TLS front must secure each.
 * Throws like {@linkcode listen}.
 */
export function listenTcp(address: TcpAddress, transport: TcpTransport): Listener {
  const { hostname, port } = address;
  const listener = Deno.listen({ hostname, port, tcpBacklog: BACKLOG });
  const { hostname: host, port: actual } = listener.addr;
  const close = () => listener[Symbol.dispose]();
  return {
    transport,
    // The system's address has no zone.
    address: formatEndpoint(zoneOf(hostname) === undefined ? host : hostname, actual),
    hostname: host,
    accept: async () => tcpPeer(await listener.accept(), transport),
    close,
    [Symbol.dispose]: close,
  };
}

/** A peer over an accepted or opened TCP connection. The peer owns it. */
export function tcpPeer(conn: Deno.TcpConn, transport: TcpTransport = "tcp"): Peer {
  // Lines are batched before they are written, so Nagle's algorithm would only delay them. If the peer
  // is already gone, the first read fails.
  attempt(() => conn.setNoDelay(true));
  attempt(() => conn.setKeepAlive(true));
  const { hostname, port } = conn.remoteAddr;
  return connectionPeer(conn, { transport, hostname, port });
}

async function listenAtPath(
  path: string,
  transport: "unix" | "admin",
  mode: number | undefined,
): Promise<Listener> {
  // Most daemons have no Unix socket, and a dead one in the way takes a module of its own.
  const { listenUnix } = await import("./unix.ts");
  const { listener, close } = await listenUnix(path, mode);
  return {
    transport,
    address: `unix:${path}`,
    accept: async () => connectionPeer(await listener.accept(), { transport }),
    close,
    [Symbol.dispose]: close,
  };
}

/** A peer over any connection of the runtime. The peer owns it. */
export function connectionPeer(conn: Deno.Conn, origin: PeerOrigin): Peer {
  return new ConnectionPeer(conn, origin);
}

/**
 * Every client has one, and most wait in a read. So this is a class, and `read` is not an async
 * function, which would keep its frame in memory during the wait.
 */
class ConnectionPeer implements Peer {
  readonly origin: PeerOrigin;
  readonly #conn: Deno.Conn;
  #buffer = new Uint8Array(SMALL_BUFFER);
  #isClosed = false;

  constructor(conn: Deno.Conn, origin: PeerOrigin) {
    this.#conn = conn;
    this.origin = origin;
  }

  read(): Promise<Uint8Array | null> {
    return this.#conn.read(this.#buffer).then(this.#chunkOf);
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#conn.write(bytes);
  }

  async closeWrite(): Promise<void> {
    try {
      await this.#conn.closeWrite();
    } catch {
      // The other side has already closed the connection.
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    attempt(() => this.#conn.close());
  }

  [Symbol.dispose](): void {
    this.close();
  }

  readonly #chunkOf = (count: number | null): Uint8Array | null => {
    if (count === null) return null;
    const buffer = this.#buffer;
    // The next read may need a larger or a much smaller buffer; the chunk keeps the old one.
    if (count === buffer.length && count < LARGE_BUFFER) {
      this.#buffer = new Uint8Array(Math.min(count * 4, LARGE_BUFFER));
    } else if (count <= SMALL_BUFFER / 2 && buffer.length > SMALL_BUFFER) {
      this.#buffer = new Uint8Array(SMALL_BUFFER);
    }
    return buffer.subarray(0, count);
  };
}

/** Calls a function and ignores its error: the peer has gone, and the next read reports it. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
