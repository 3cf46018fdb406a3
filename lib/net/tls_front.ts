/**
 * TLS with a deadline. The runtime can neither end a stuck handshake nor free its resources. So
 * visitors are accepted as plain TCP, which can be closed at any time, and are relayed to the runtime's
 * TLS within this process after their ClientHello.
 *
 * @module
 */

import { checkCredentials, openTlsPair, type TlsPair } from "./tls.ts";
import type { Credentials } from "./credentials.ts";
import { readClientHello } from "./client_hello.ts";
import { isDisconnect, type Peer, writeAll } from "./peer.ts";
import { type Relay, relay } from "./relay.ts";
import { connectionPeer, tcpPeer } from "./tcp.ts";

/** The result of a handshake. */
export type Secured =
  /** The peer speaks TLS; `ended` settles when nothing of it is left. */
  | { readonly kind: "secured"; readonly peer: Peer; readonly ended: Promise<void> }
  /** It does not speak TLS, but began with these bytes; the plain peer is still open. */
  | { readonly kind: "not-tls"; readonly bytes: Uint8Array }
  /** The handshake failed, and nothing is left of it. */
  | { readonly kind: "failed"; readonly error: unknown };

/** The parts of a TLS front. */
export interface TlsFrontParts {
  /** The first credentials. */
  readonly credentials: Credentials;
  /** Calls once after so many milliseconds; returns a function that cancels it. */
  later(after: number, call: () => void): () => void;
}

/** How long a handshake may take, from the accept to its last byte. */
export const HANDSHAKE_MILLIS: number = 10_000;

/** The time after a close in which the last bytes are still delivered to the visitor. */
const DELIVERY_MILLIS = 5000;

/** Secures the peers of all TLS listeners. */
export class TlsFront {
  readonly #later: TlsFrontParts["later"];
  readonly #handshakes = new Set<AbortController>();
  #credentials: Credentials;

  /** Throws `UnusableCredentials`. */
  constructor({ credentials, later }: TlsFrontParts) {
    checkCredentials(credentials);
    this.#credentials = credentials;
    this.#later = later;
  }

  /** Uses these for new connections. Throws `UnusableCredentials`; then nothing changes. */
  replaceCredentials(credentials: Credentials): void {
    checkCredentials(credentials);
    this.#credentials = credentials;
  }

  /** Ends all handshakes that are under way. */
  endHandshakes(): void {
    for (const handshake of this.#handshakes) {
      handshake.abort(new Deno.errors.Interrupted("the listener was closed"));
    }
  }

  /** Does the handshake with a plain peer, within its deadline. Rejects on a bug only. */
  async secure(plain: Peer): Promise<Secured> {
    const handshake = new AbortController();
    const { signal } = handshake;
    const cancel = this.#later(HANDSHAKE_MILLIS, () => {
      handshake.abort(new Deno.errors.TimedOut("the handshake took too long"));
    });
    signal.addEventListener("abort", () => plain.close(), { once: true });
    this.#handshakes.add(handshake);
    try {
      const opening = await readClientHello(plain);
      if (opening.kind === "not-tls") return opening;
      if (opening.kind !== "hello") throw new Deno.errors.InvalidData("no TLS hello came");
      const pair = await openTlsPair(this.#credentials, signal);
      return await this.#shakeHands(plain, pair, { hello: opening.bytes, signal });
    } catch (error) {
      return failed(plain, signal.aborted ? signal.reason : error);
    } finally {
      cancel();
      this.#handshakes.delete(handshake);
    }
  }

  async #shakeHands(
    plain: Peer,
    { wire, secured }: TlsPair,
    { hello, signal }: { hello: Uint8Array; signal: AbortSignal },
  ): Promise<Secured> {
    const near = tcpPeer(wire);
    const peer = connectionPeer(secured, plain.origin);
    const giveUp = () => near.close();
    signal.addEventListener("abort", giveUp, { once: true });
    let joined;
    try {
      signal.throwIfAborted();
      await writeAll(near, hello);
      joined = relay(plain, near);
      await secured.handshake();
      signal.throwIfAborted();
      return { kind: "secured", peer: this.#overRelay(peer, joined), ended: joined.ended };
    } catch (error) {
      peer.close();
      // The TLS alert about the failure is still sent.
      await joined?.delivered;
      near.close();
      plain.close();
      await joined?.ended;
      throw error;
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }

  /** A peer whose bytes pass through a relay, and that ends with it. */
  #overRelay(inner: Peer, joined: Relay): Peer {
    let isClosed = false;
    const close = () => {
      inner.close();
      if (isClosed) return;
      isClosed = true;
      // As with a plain socket, written bytes are delivered after the close.
      const cancel = this.#later(DELIVERY_MILLIS, joined.close);
      joined.delivered.then(joined.close, joined.close);
      joined.ended.then(cancel, cancel);
    };
    return {
      origin: inner.origin,
      read: () => readOver(inner, joined),
      write: (bytes) => inner.write(bytes),
      closeWrite: () => inner.closeWrite(),
      close,
      [Symbol.dispose]: close,
    };
  }
}

/** Many peers end a connection without the close_notify that RFC 8446, section 6.1 requires. */
async function readOver(inner: Peer, joined: Relay): Promise<Uint8Array | null> {
  try {
    return await inner.read();
  } catch (error) {
    if (error instanceof Deno.errors.UnexpectedEof && !joined.isBroken) return null;
    throw error;
  }
}

/** A disconnect or a system error, such as no descriptors, is a failed handshake; others are bugs. */
function failed(plain: Peer, error: unknown): Secured {
  plain.close();
  const isOfSystem = error instanceof Error && "code" in error;
  if (!isDisconnect(error) && !isOfSystem) throw error;
  return { kind: "failed", error };
}
