/**
 * A TLS front on a real port, with a clock that stands still, and those who come to it.
 *
 * @module
 */

import { fail } from "@std/assert";
import type { Ending, Peer, PeerOrigin } from "../../lib/net/peer.ts";
import { type Listener, listenTcp } from "../../lib/net/tcp.ts";
import { type Secured, TlsFront } from "../../lib/net/tls_front.ts";
import type { TestCertificate } from "./certificates.ts";
import { FakePacer } from "./fake_pacer.ts";

/** Both ends of a secured connection. */
export interface Meeting extends Disposable {
  /** The daemon's end. */
  readonly peer: Peer;
  /** What carries the bytes of TLS. */
  readonly wire: FaultyPeer;
  /** The visitor's end. */
  readonly client: Deno.TlsConn;
  /** Settles when nothing of the daemon's end is left. */
  readonly ended: Promise<void>;
}

/** A peer that behaves as the network does on a bad day. */
export class FaultyPeer implements Peer {
  readonly origin: PeerOrigin;
  readonly #peer: Peer;
  readonly #fault = Promise.withResolvers<null>();
  readonly #closed = Promise.withResolvers<never>();
  #isHeld = false;

  constructor(peer: Peer) {
    this.#peer = peer;
    this.origin = peer.origin;
    this.#closed.promise.catch(() => {});
    this.#fault.promise.catch(() => {});
  }

  /** The input ends here, whatever else comes. */
  endInput(): void {
    this.#fault.resolve(null);
  }

  /** The other side is gone by force. */
  reset(): void {
    this.#fault.reject(new Deno.errors.ConnectionReset("reset by peer"));
  }

  /** From now on the other side takes nothing. */
  holdWrites(): void {
    this.#isHeld = true;
  }

  read(): Promise<Uint8Array | null> {
    return Promise.race([this.#fault.promise, this.#peer.read()]);
  }

  write(bytes: Uint8Array): Promise<number> {
    return this.#isHeld ? this.#closed.promise : this.#peer.write(bytes);
  }

  closeWrite(ending?: Ending): Promise<void> {
    return this.#peer.closeWrite(ending);
  }

  close(): void {
    this.#peer.close();
    this.#closed.reject(new Deno.errors.Interrupted("closed"));
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** A front and its listener. */
export class TlsScene implements Disposable {
  readonly pacer = new FakePacer();
  readonly listener: Listener;
  readonly front: TlsFront;
  readonly port: number;

  private constructor(listener: Listener, certificate: TestCertificate) {
    this.listener = listener;
    const later = this.pacer.later.bind(this.pacer);
    this.front = new TlsFront({ credentials: certificate, later });
    this.port = Number(listener.address.split(":").at(-1));
  }

  static open(certificate: TestCertificate): TlsScene {
    const address = { transport: "tcp", hostname: "127.0.0.1", port: 0 } as const;
    return new TlsScene(listenTcp(address, "tls"), certificate);
  }

  /** A visitor who speaks no TLS yet. */
  dial(): Promise<Deno.TcpConn> {
    return Deno.connect({ hostname: "127.0.0.1", port: this.port });
  }

  /** A visitor who speaks TLS. */
  async visit(cert: string): Promise<Deno.TlsConn> {
    const address = { hostname: "127.0.0.1", port: this.port };
    const client = await Deno.connectTls({ ...address, caCerts: [cert] });
    try {
      await client.handshake();
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** Accepts the next visitor and secures it. */
  async secureNext(): Promise<Secured> {
    return await this.front.secure(await this.listener.accept());
  }

  /** A visitor and the daemon in conversation. */
  async meet(cert: string): Promise<Meeting> {
    const visiting = this.visit(cert);
    const wire = new FaultyPeer(await this.listener.accept());
    const [secured, client] = await Promise.all([this.front.secure(wire), visiting]);
    if (secured.kind !== "secured") return fail(`the visitor was ${secured.kind}`);
    const { peer, ended } = secured;
    return { peer, wire, client, ended, [Symbol.dispose]: () => client[Symbol.dispose]() };
  }

  [Symbol.dispose](): void {
    this.listener.close();
    this.front.endHandshakes();
  }
}

/** The first bytes that a TLS client sends. */
export async function captureHello(): Promise<Uint8Array> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const visiting = Deno.connectTls({ hostname: "127.0.0.1", port: listener.addr.port });
  using conn = await listener.accept();
  using client = await visiting;
  const handshake = client.handshake().catch(() => {});
  const buffer = new Uint8Array(4096);
  const length = await conn.read(buffer) ?? 0;
  conn.close();
  await handshake;
  return buffer.slice(0, length);
}

/** Everything until the end of input; an end by force counts. */
export async function readToEnd(from: Pick<Deno.Conn, "read">): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let text = "";
  try {
    for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
      text += decoder.decode(buffer.subarray(0, count), { stream: true });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return text;
}

/** Reads at least so many bytes as text. */
export async function readText(from: Pick<Deno.Conn, "read">, length: number): Promise<string> {
  const buffer = new Uint8Array(length);
  let have = 0;
  while (have < length) {
    const count = await from.read(buffer.subarray(have));
    if (count === null) break;
    have += count;
  }
  return new TextDecoder().decode(buffer.subarray(0, have));
}
