/**
 * A peer: one open connection as bytes in and bytes out, whatever carries them.
 *
 * @module
 */

/** Where a peer is. */
export interface PeerOrigin {
  /** What carries the bytes. */
  readonly transport: "tcp" | "tls" | "unix" | "pipe";
  /** The IP address; undefined where there is none. */
  readonly hostname?: string | undefined;
  /** The port; undefined where there is none. */
  readonly port?: number | undefined;
}

/**
 * One open connection. Whoever holds it with `using` owns it; leaving the block closes it. One read
 * and one write may be under way at a time.
 */
export interface Peer extends Disposable {
  /** Where it is. */
  readonly origin: PeerOrigin;
  /**
   * Reads what has come, at least a byte; null at the end of input, after which writing still
   * works. The bytes are valid until the next call. Rejects with a disconnect.
   */
  read(): Promise<Uint8Array | null>;
  /** Writes a part of the bytes, at least one; resolves with how many. Rejects with a disconnect. */
  write(bytes: Uint8Array): Promise<number>;
  /** Ends the sending side; the peer reads an end of input. Never rejects because of the peer. */
  closeWrite(): Promise<void>;
  /** Closes at once; what is under way is rejected with a disconnect. May be called again. */
  close(): void;
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
  // A TLS peer that sends rubbish or an alert.
  Deno.errors.InvalidData,
] as const;

/** What the kernel says of a route or host that is gone; the runtime has no class for each. */
const DISCONNECT_CODES = new Set(["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EHOSTDOWN"]);

/** Whether an error says that a connection is gone, in whatever way. Anything else is a bug. */
export function isDisconnect(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (DISCONNECTS.some((kind) => error instanceof kind)) return true;
  return "code" in error && DISCONNECT_CODES.has(String(error.code));
}
