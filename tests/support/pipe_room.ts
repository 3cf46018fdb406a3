/**
 * A chat without sockets: sessions over pipes, where a test decides what each read brings and can
 * lend a peer faults that no kernel would produce on demand.
 *
 * @module
 */

import { Broadcaster } from "../../lib/loop/broadcaster.ts";
import { Intake } from "../../lib/loop/intake.ts";
import { Chat } from "../../lib/core/chat.ts";
import type { LeaveReason } from "../../lib/core/message.ts";
import { clientId } from "../../lib/core/units.ts";
import { createLog } from "../../lib/log/log.ts";
import type { Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { FanOut } from "../../lib/outbound/fanout.ts";
import type { Pacer } from "../../lib/time/pacer.ts";
import { runSession, type SessionParts } from "../../lib/session/session.ts";
import { jsonCodec } from "../../lib/wire/json/codec.ts";
import { textCodec, textCodecs } from "../../lib/wire/text/codec.ts";

/** The real event loop and clock. */
export const PACER: Pacer = {
  now: () => performance.now(),
  soon: (call) => void setTimeout(call, 0),
  later(after, call) {
    const timer = setTimeout(() => call(0), after);
    return () => clearTimeout(timer);
  },
};

/** A room whose members are guests. Whoever holds it with `await using` ends it. */
export class PipeRoom implements AsyncDisposable {
  readonly #parts: SessionParts;
  readonly #broadcaster: Broadcaster;
  readonly #loop: Promise<void>;
  readonly #wakes = new Set<() => void>();
  #lastId = 0;

  /** An empty room; parts of the session may be replaced. */
  constructor(parts: Partial<SessionParts> = {}) {
    const fanout = new FanOut(PACER, { people: textCodec, text: textCodecs, json: jsonCodec });
    const broadcaster = new Broadcaster({
      chat: new Chat({ idleTimeout: 0, maxLineBytes: 128, server: "test/1" }),
      fanout,
      log: createLog({ format: "text", level: "error", write: (bytes) => bytes.length }),
      events: new Intake({ now: () => Math.floor(PACER.now()), time: Date.now }),
      wake: (at) => this.#wakeAt(at),
      rethrows: true,
    });
    const outbox = { skipAbove: 65_536, dropAt: 262_144, stallTimeout: 30_000 };
    this.#broadcaster = broadcaster;
    this.#parts = { broadcaster, fanout, pacer: PACER, maxLineBytes: 128, outbox, ...parts };
    this.#loop = broadcaster.run();
  }

  /** Serves a peer; resolves as its session does. */
  serve(peer: Peer): Promise<LeaveReason | undefined> {
    const visitor = { client: clientId(++this.#lastId), origin: { isNamedByAddress: false } };
    return runSession(peer, visitor, this.#parts);
  }

  /** Connects somebody, and gives back their end, and how the session ends. */
  connect(): { readonly end: PipeEnd; readonly over: Promise<LeaveReason | undefined> } {
    const [here, there] = pipe();
    return { end: new PipeEnd(here), over: this.serve(there) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const cancel of this.#wakes) cancel();
    this.#broadcaster.close();
    await this.#loop;
  }

  #wakeAt(at: number): void {
    const cancel = PACER.later(Math.max(0, Math.ceil(at - PACER.now())), () => {
      this.#wakes.delete(cancel);
      void this.#broadcaster.post({ kind: "tick" });
    });
    this.#wakes.add(cancel);
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
