/**
 * A peer as two streams of the web platform, for programs that embed the daemon and speak to it
 * without a socket.
 *
 * @module
 */

import { isDisconnect, type Peer, writeAll } from "./peer.ts";

/** One end of a connection. Hold it with `using`; leaving the block closes it. */
export interface Connection extends Disposable {
  /**
   * The bytes from the other end. Ends when the other end ends its output, which closes the connection,
   * or after `close`; never fails because of the other end. Reads on demand: a program that stops
   * reading is a slow reader.
   */
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  /**
   * The bytes to send. A write resolves when the other end has room for more, and rejects with a
   * disconnect when the other end is gone. Closing it is a half-close.
   */
  readonly writable: WritableStream<Uint8Array>;
  /** Closes both directions at once. May be called again. */
  close(): void;
}

/** Wraps a peer, and takes ownership of it. */
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

/** Reads; a disconnect counts as the end of input. */
async function readOrEnd(peer: Peer): Promise<Uint8Array | null> {
  try {
    return await peer.read();
  } catch (error) {
    if (!isDisconnect(error)) throw error;
    return null;
  }
}
