/**
 * A chat without sockets: sessions over pipes, where a test decides what each read brings and can
 * lend a peer faults that no kernel would produce on demand.
 *
 * @module
 */

import { Broadcaster } from "../../lib/loop/broadcaster.ts";
import { Intake } from "../../lib/loop/intake.ts";
import type { Origin } from "../../lib/core/event.ts";
import type { LeaveReason } from "../../lib/core/message.ts";
import { clientId } from "../../lib/core/units.ts";
import { createLog } from "../../lib/log/log.ts";
import type { Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { FanOut } from "../../lib/outbound/fanout.ts";
import type { Pacer } from "../../lib/time/pacer.ts";
import type { Door } from "../../lib/doors/door.ts";
import { PlainDoor } from "../../lib/doors/plain_door.ts";
import { Sealer } from "../../lib/session/sealing.ts";
import { runSession, type SessionParts } from "../../lib/session/session.ts";
import { jsonCodecs } from "../../lib/wire/json/codec.ts";
import { Ticker } from "../../lib/time/ticker.ts";
import type { Codec } from "../../lib/wire/codec.ts";
import { textCodec, textCodecs } from "../../lib/wire/text/codec.ts";
import { newChat } from "./happenings.ts";
import { originOf } from "./origins.ts";

/** The real event loop and clock. */
export const PACER: Pacer = {
  now: () => performance.now(),
  soon: (call) => void setTimeout(call, 0),
  later(after, call) {
    const timer = setTimeout(() => call(0), after);
    return () => clearTimeout(timer);
  },
};

/** What may be replaced in a room. */
export interface RoomParts extends Partial<SessionParts> {
  readonly maxLineBytes?: number;
  readonly idleTimeout?: number;
  /** The codec of people. */
  readonly people?: Codec;
  /** In place of the plain door. */
  readonly door?: Door;
}

/** A room whose members are guests. Whoever holds it with `await using` ends it. */
export class PipeRoom implements AsyncDisposable {
  readonly #parts: SessionParts;
  readonly #door: Door;
  readonly #broadcaster: Broadcaster;
  readonly #loop: Promise<void>;
  readonly #ticker: Ticker;
  #lastId = 0;

  /** An empty room; parts of the session may be replaced. */
  constructor(replaced: RoomParts = {}) {
    const { maxLineBytes = 128, idleTimeout = 0, people = textCodec, door, ...parts } = replaced;
    const { pacer = PACER } = parts;
    const fanout = new FanOut(pacer, { text: textCodecs, json: jsonCodecs });
    const broadcaster = new Broadcaster({
      chat: newChat({ idleTimeout, maxLineBytes, server: "test/1" }),
      fanout,
      log: createLog({ format: "text", level: "error", write: (bytes) => bytes.length }),
      events: new Intake({ now: () => Math.floor(pacer.now()), time: Date.now }),
      wake: (at) => this.#ticker.wake(at),
      rethrows: true,
    });
    const outbox = { skipAbove: 65_536, dropAt: 262_144, stallTimeout: 30_000 };
    this.#broadcaster = broadcaster;
    this.#ticker = new Ticker({ pacer, period: 1000, post: (event) => broadcaster.post(event) });
    this.#ticker.start();
    this.#door = door ?? new PlainDoor({ people, maxLineBytes, pacer });
    const sealer = new Sealer();
    this.#parts = { broadcaster, fanout, pacer, sealer, outbox, ...parts };
    this.#loop = broadcaster.run();
  }

  /** Serves a peer; resolves as its session does. */
  serve(
    peer: Peer,
    origin: Origin = originOf(),
  ): Promise<LeaveReason | undefined> {
    const visitor = { client: clientId(++this.#lastId), origin, door: this.#door };
    return runSession(peer, visitor, this.#parts);
  }

  /** Connects somebody, and gives back their end, and how the session ends. */
  connect(): { readonly end: PipeEnd; readonly over: Promise<LeaveReason | undefined> } {
    const [here, there] = pipe();
    return { end: new PipeEnd(here), over: this.serve(there) };
  }

  /** Tells everybody that the server is shutting down, and drops them. */
  shutDown(): Promise<void> {
    return this.#broadcaster.post({ kind: "shutdown" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ticker.stop();
    this.#broadcaster.close();
    await this.#loop;
  }
}

/** The far end of a pipe: each write arrives as one read. */
export class PipeEnd implements Disposable {
  readonly #peer: Peer;
  #text = "";

  /** Takes ownership of the peer. */
  constructor(peer: Peer) {
    this.#peer = peer;
  }

  /** Sends text or bytes; resolves when what was sent before has been read. */
  async send(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await this.#peer.write(bytes);
  }

  /** Ends the sending half. */
  async closeWrite(): Promise<void> {
    await this.#peer.closeWrite();
  }

  /** The next line; undefined at the end. */
  async line(): Promise<string | undefined> {
    const decoder = new TextDecoder();
    while (!this.#text.includes("\n")) {
      const chunk = await this.#peer.read();
      if (chunk === null) return undefined;
      this.#text += decoder.decode(chunk);
    }
    const end = this.#text.indexOf("\n");
    const line = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    return line;
  }

  /** All lines until the end. */
  async rest(): Promise<string[]> {
    const lines = [];
    for (let line = await this.line(); line !== undefined; line = await this.line()) {
      lines.push(line);
    }
    return lines;
  }

  /** Closes both directions. */
  [Symbol.dispose](): void {
    this.#peer.close();
  }
}
