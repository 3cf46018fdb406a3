/**
 * A peer: one open connection as bytes in and bytes out, over any transport.
 *
 * @module
 */

/** Where a peer connects from. */
export interface PeerOrigin {
  /** Its transport; `admin` is the Unix socket for operators, `web` and `web-tls` are those of pages. */
  readonly transport: "tcp" | "tls" | "unix" | "admin" | "pipe" | "web" | "web-tls";
  /** The IP address; undefined where there is none. */
  readonly hostname?: string | undefined;
  /** The port; undefined where there is none. */
  readonly port?: number | undefined;
  /** Whether a trusted proxy is in between; then the address is that of its client. */
  readonly isProxied?: boolean | undefined;
  /** Whether a proxy only checks whether the daemon is there. */
  readonly isCheck?: boolean | undefined;
}

/**
 * How a stream ends, for transports that say so to the other side: as it should, because the daemon
 * stops, because the other side is not let in or is put out, because it sent too much, because there is no
 * room for it now, or because of a bug.
 */
export type Ending = "done" | "stopping" | "refused" | "too-big" | "busy" | "fault";

/**
 * One open connection. Hold it with `using`; leaving the block closes it. One read and one write may be
 * under way at a time.
 */
export interface Peer extends Disposable {
  /** Its address. */
  readonly origin: PeerOrigin;
  /**
   * Reads at least one byte; null at the end of input, after which writing still works. The bytes are
   * valid until the next call. Rejects with a disconnect.
   */
  read(): Promise<Uint8Array | null>;
  /** Writes at least one of the bytes; resolves with how many. Rejects with a disconnect. */
  write(bytes: Uint8Array): Promise<number>;
  /**
   * Half-closes: the other side reads an end of input. Only a WebSocket tells it how the stream ends; the
   * default is `done`. Never rejects because of the peer.
   */
  closeWrite(ending?: Ending): Promise<void>;
  /** Closes at once; pending calls reject with a disconnect. May be called again. */
  close(): void;
}

/** Whether a transport begins with a TLS handshake. Never throws. */
export function isOverTls(transport: PeerOrigin["transport"]): boolean {
  return transport === "tls" || transport === "web-tls";
}

/** Whether a transport is that of a page: HTTP, then a WebSocket. Never throws. */
export function isWeb(transport: PeerOrigin["transport"]): boolean {
  return transport === "web" || transport === "web-tls";
}

/** Writes all of the bytes. Rejects with a disconnect. */
export async function writeAll(peer: Peer, bytes: Uint8Array): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(await peer.write(rest));
}

const DISCONNECTS = [
  Deno.errors.ConnectionReset,
  Deno.errors.ConnectionAborted,
  Deno.errors.BrokenPipe,
  Deno.errors.NotConnected,
  Deno.errors.TimedOut,
  Deno.errors.UnexpectedEof,
  Deno.errors.Interrupted,
  Deno.errors.BadResource,
  // A TLS peer that sends invalid data or an alert.
  Deno.errors.InvalidData,
] as const;

/** Error codes of a lost route or host, for which the runtime has no classes. */
const DISCONNECT_CODES = new Set(["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EHOSTDOWN"]);

/** Whether an error means that a connection is gone. Any other error is a bug. */
export function isDisconnect(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (DISCONNECTS.some((kind) => error instanceof kind)) return true;
  return "code" in error && DISCONNECT_CODES.has(String(error.code));
}
