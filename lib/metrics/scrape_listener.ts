/**
 * The listener of the metrics. It stands outside the gate, so that it answers when the daemon is full, and
 * has narrow limits of its own: few connections, one short request in a few seconds, one answer each.
 *
 * @module
 */

import { acceptAll } from "../admission/accept.ts";
import type { Millis } from "../core/units.ts";
import { isDisconnect, type Peer, writeAll } from "../net/peer.ts";
import type { Listener } from "../net/tcp.ts";
import { closeGently } from "../session/closing.ts";
import { within } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";
import { type Answer, answerBytes, MAX_HEAD, readHead, type Request } from "./http.ts";

/** The most connections at once; more are closed without an answer. */
export const MAX_SCRAPES = 16;

/** A request must have come, and its answer been taken, in this time. */
export const REQUEST_TIMEOUT: Millis = 5000;

/** The parts of the listener. */
export interface ScrapeParts {
  /** Where it listens; owned from here on. */
  readonly listener: Listener;
  /** Time. */
  readonly pacer: Pacer;
  /** Answers a request. What it throws is reported, and answered with status 500. */
  readonly answer: (request: Request) => Answer;
  /** Told of bugs. */
  readonly report: (bug: unknown) => void;
  /** Told of failures to accept, which are tried again. */
  readonly failed: (error: unknown, pause: Millis) => void;
}

const BAD_REQUEST = "this port answers GET requests of HTTP/1.1 only\n";

/** Serves scrapers and probes, from `run` to `close`. */
export class ScrapeListener {
  readonly #parts: ScrapeParts;
  /** The connections that are open, each with the promise of its end. */
  readonly #open = new Map<Peer, Promise<void>>();
  #isClosed = false;

  /** Accepts nothing yet. */
  constructor(parts: ScrapeParts) {
    this.#parts = parts;
  }

  /** The number of open connections; at most {@linkcode MAX_SCRAPES}. */
  get open(): number {
    return this.#open.size;
  }

  /** Accepts until it is closed. Never rejects. */
  async run(): Promise<void> {
    const { listener, pacer, failed } = this.#parts;
    await acceptAll(listener, {
      take: (peer) => this.#take(peer),
      pause: (millis) => new Promise((resolve) => void pacer.later(millis, () => resolve())),
      failed,
    });
  }

  /** Closes the listener and its connections; resolves when nothing of them is left. Never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#parts.listener.close();
    for (const peer of this.#open.keys()) peer.close();
    await Promise.all(this.#open.values());
  }

  #take(peer: Peer): void {
    // Those that were closed below may not have ended yet.
    if (this.#isClosed || this.#open.size >= 2 * MAX_SCRAPES) return peer.close();
    // A scrape takes milliseconds: who has waited longest sends no request.
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MAX_SCRAPES) oldest?.close();
    const served = this.#serve(peer).catch(this.#parts.report).then(() => {
      peer.close();
      this.#open.delete(peer);
    });
    this.#open.set(peer, served);
  }

  async #serve(peer: Peer): Promise<void> {
    const { pacer } = this.#parts;
    try {
      const answered = await within(pacer, REQUEST_TIMEOUT, this.#exchange(peer));
      if (answered === undefined) return;
      await closeGently(peer, { ended: discard(peer), pacer });
    } catch (error) {
      if (!isDisconnect(error)) throw error;
    }
  }

  /** Reads the request and writes the answer. Resolves with whether there was one. */
  async #exchange(peer: Peer): Promise<boolean> {
    const head = await receive(peer);
    if (head === undefined) return false;
    if (head.kind === "bad") {
      await writeAll(peer, answerBytes({ status: head.status, body: BAD_REQUEST }));
    } else {
      await writeAll(peer, answerBytes(this.#answer(head.request), head.request));
    }
    return true;
  }

  #answer(request: Request): Answer {
    try {
      return this.#parts.answer(request);
    } catch (bug) {
      this.#parts.report(bug);
      return { status: 500, body: "the metrics cannot be read\n" };
    }
  }
}

/** The head of a request; undefined if the peer ends before it is complete. */
async function receive(peer: Peer) {
  const bytes = new Uint8Array(MAX_HEAD);
  let length = 0;
  for (let chunk = await peer.read(); chunk !== null; chunk = await peer.read()) {
    const room = chunk.subarray(0, MAX_HEAD - length);
    bytes.set(room, length);
    length += room.length;
    const head = readHead(bytes.subarray(0, length));
    if (head.kind !== "more") return head;
  }
  return undefined;
}

/** Reads the rest of the input. Never rejects because of the peer. */
async function discard(peer: Peer): Promise<void> {
  try {
    while (await peer.read() !== null);
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
}
