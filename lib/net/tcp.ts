/**
 * TCP and Unix sockets: listeners, and the peers that they accept.
 *
 * @module
 */

import { formatEndpoint, type ListenAddress } from "./address.ts";
import type { Peer, PeerOrigin } from "./peer.ts";

/** A listener, and what it is called in logs. */
export interface Listener extends Disposable {
  /** What carries its bytes. */
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

/** The kernel's queue of connections not yet accepted; beyond it they wait for a second. */
const BACKLOG = 4096;

/** A read buffer of somebody who says little, and the most that one read may bring. */
const SMALL_BUFFER = 512;
const LARGE_BUFFER = 16 * 1024;

/**
 * Opens a listener. Throws `Deno.errors.AddrInUse`, `AddrNotAvailable`, `PermissionDenied` and the
 * like. A Unix socket that nobody listens on any more is replaced.
 */
export async function listen(address: ListenAddress): Promise<Listener> {
  if (address.transport === "unix") return await listenUnix(address.path);
  const { hostname, port } = address;
  const listener = Deno.listen({ hostname, port, tcpBacklog: BACKLOG });
  const { hostname: host, port: actual } = listener.addr;
  return {
    transport: "tcp",
    address: formatEndpoint(host, actual),
    hostname: host,
    accept: async () => tcpPeer(await listener.accept()),
    ...closing(listener),
  };
}

/** A peer over an accepted or opened TCP connection. The peer owns it. */
export function tcpPeer(conn: Deno.TcpConn): Peer {
  // Lines are gathered before they are written; Nagle's algorithm would only delay them. A peer
  // that has gone by the time it is accepted shows itself at the first read.
  attempt(() => conn.setNoDelay(true));
  attempt(() => conn.setKeepAlive(true));
  const { hostname, port } = conn.remoteAddr;
  return connectionPeer(conn, { transport: "tcp", hostname, port });
}

async function listenUnix(path: string): Promise<Listener> {
  const listener = await bindUnix(path);
  return {
    transport: "unix",
    address: `unix:${path}`,
    accept: async () => connectionPeer(await listener.accept(), { transport: "unix" }),
    ...closing(listener),
  };
}

async function bindUnix(path: string): Promise<Deno.Listener<Deno.UnixConn>> {
  try {
    return Deno.listen({ transport: "unix", path });
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse) || await isAnswering(path)) throw error;
    await Deno.remove(path);
    return Deno.listen({ transport: "unix", path });
  }
}

/** Whether somebody listens on the socket; one left behind by a crash refuses. */
async function isAnswering(path: string): Promise<boolean> {
  if ((await Deno.lstat(path)).isSocket === false) return true;
  try {
    (await Deno.connect({ transport: "unix", path })).close();
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.ConnectionRefused);
  }
}

function closing(listener: Deno.Listener): Pick<Listener, "close" | typeof Symbol.dispose> {
  const close = () => listener[Symbol.dispose]();
  return { close, [Symbol.dispose]: close };
}

/** A peer over any connection of the runtime's. */
export function connectionPeer(conn: Deno.Conn, origin: PeerOrigin): Peer {
  let buffer: Uint8Array = new Uint8Array(SMALL_BUFFER);
  let isClosed = false;
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    attempt(() => conn.close());
  };
  return {
    origin,
    async read() {
      const count = await conn.read(buffer);
      if (count === null) return null;
      const chunk = buffer.subarray(0, count);
      // The next read may need more room, or much less; the chunk keeps the old buffer.
      if (count === buffer.length && count < LARGE_BUFFER) {
        buffer = new Uint8Array(Math.min(count * 4, LARGE_BUFFER));
      } else if (count <= SMALL_BUFFER / 2 && buffer.length > SMALL_BUFFER) {
        buffer = new Uint8Array(SMALL_BUFFER);
      }
      return chunk;
    },
    write: (bytes) => conn.write(bytes),
    async closeWrite() {
      try {
        await conn.closeWrite();
      } catch {
        // The other side has closed already: there is nothing left to end.
      }
    },
    close,
    [Symbol.dispose]: close,
  };
}

/** Does what may fail because the peer has gone, which the next read will say. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
