/**
 * A peer as two streams of the web platform, for programs that embed the daemon and speak to it
 * without a socket.
 *
 * @module
 */

import { isDisconnect, type Peer, writeAll } from "./peer.ts";

/** One end of a connection. Whoever holds it with `using` owns it; leaving the block closes it. */
export interface Connection extends Disposable {
  /**
   * What the other end sends. Ends when the other end sends no more, which closes the connection, or
   * when `close` was called; never fails because of the other end. Reads on demand: who stops reading
   * is a slow reader.
   */
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  /**
   * Takes what is to be sent. A write resolves when the other end has room for more, and rejects with
   * a disconnect when the other end is gone. Closing it ends this direction alone.
   */
  readonly writable: WritableStream<Uint8Array>;
  /** Closes both directions at once. May be called again. */
  close(): void;
}

/** Wraps a peer, which belongs to the connection from then on. */
export function connectionOf(peer: Peer): Connection {
  const close = () => peer.close();
  const readable = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const bytes = await readOrEnd(peer);
      if (bytes !== null) return controller.enqueue(bytes.slice());
      controller.close();
      close();
    },
    cancel: close,
  }, { highWaterMark: 0 });
  const writable = new WritableStream<Uint8Array>({
    write: (bytes) => writeAll(peer, bytes),
    close: () => peer.closeWrite(),
    abort: close,
  });
  return { readable, writable, close, [Symbol.dispose]: close };
}

/** Reads; a connection that is gone, in whatever way, has ended. */
async function readOrEnd(peer: Peer): Promise<Uint8Array | null> {
  try {
    return await peer.read();
  } catch (error) {
    if (!isDisconnect(error)) throw error;
    return null;
  }
}
