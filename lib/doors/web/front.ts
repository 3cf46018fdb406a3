/**
 * The web front: speaks HTTP/1.1 with a connection, sends it the files of the page, and makes a WebSocket
 * of it when it asks for one. It is bounded in time and in requests, so that what a stranger holds by
 * doing nothing is free again after seconds.
 *
 * @module
 */

import type { Bytes, Millis } from "../../core/units.ts";
import { isDisconnect, type Peer, writeAll } from "../../net/peer.ts";
import { ResumedPeer } from "../../net/resumed_peer.ts";
import { deadline, within } from "../../time/deadline.ts";
import { type Answer, answerBytes, upgradeBytes } from "./answer.ts";
import type { Dismissal, Upgraded, WebFrontParts, WebFrontSettings } from "./front_parts.ts";
import { HeadReader } from "./head_reader.ts";
import { type BadHead, hasWord, type RequestHead } from "./request.ts";
import { type Decision, problemOf, Responder } from "./responder.ts";

/** A whole head must have come in this time, from the accept or from the last answer on. */
export const HEAD_TIMEOUT: Millis = 10_000;

/** An answer must have been taken in this time. */
export const ANSWER_TIMEOUT: Millis = 30_000;

/** The most requests of one connection. */
export const MAX_REQUESTS = 100;

/** How long the connection is read after the last answer, so that a reset does not destroy that. */
export const LINGER: Millis = 1000;

/** The most bytes that are read meanwhile. */
export const MAX_LINGERED: Bytes = 65_536;

/** The HTTP of all web listeners. */
export class WebFront {
  readonly #parts: WebFrontParts;
  readonly #responder: Responder;
  /** The connections that are not yet a WebSocket. */
  readonly #open = new Set<Peer>();
  /** Ends `prepare`; undefined before it has begun. */
  #endPreparing: (() => void) | undefined;

  /** A front without connections. Throws a TypeError if a trusted proxy is no network. */
  constructor(parts: WebFrontParts) {
    this.#parts = parts;
    this.#responder = new Responder(parts, parts);
  }

  /** How many connections are in it: those that are not yet a WebSocket. */
  get open(): number {
    return this.#open.size;
  }

  /** Other settings hold from the next request on. Throws a TypeError if a trusted proxy is no network. */
  adjust(settings: WebFrontSettings): void {
    this.#responder.adjust(settings);
  }

  /** Compresses the files, one in a turn of the event loop; without it each is when it is first asked for. */
  prepare(): void {
    this.#endPreparing = this.#responder.prepare((call) => this.#parts.pacer.soon(call));
  }

  /** Closes all connections that are in it, for when the daemon stops. */
  endRequests(): void {
    this.#endPreparing?.();
    for (const peer of this.#open) peer.close();
  }

  /**
   * Serves a connection, whose TLS is done. Resolves with the WebSocket that it has become; or with undefined
   * when it is closed. Owns the peer until then. Rejects on a bug only, and the peer is closed.
   */
  async receive(peer: Peer): Promise<Upgraded | undefined> {
    return await this.#during(peer, () => this.#serve(peer));
  }

  /** Answers a connection without reading a request, and closes it. Owns the peer. Rejects on a bug only. */
  async turnAway(peer: Peer, dismissal: Dismissal): Promise<void> {
    const [problem, retryAfter] = dismissal === "plain-on-tls"
      ? [{ code: dismissal }, undefined] as const
      : [problemOf(dismissal), dismissal.retryAfter] as const;
    const { answer, origin } = this.#responder.refuse(problem, peer.origin, retryAfter);
    this.#parts.answered?.(answer.status, origin);
    await this.#during(peer, () => this.#answer(peer, answer, { isHead: false, isLast: true }));
  }

  /** Closes the peer when the work is done, unless it has become a WebSocket. */
  async #during<T>(peer: Peer, work: () => Promise<T>): Promise<T | undefined> {
    let result: T | undefined;
    this.#open.add(peer);
    try {
      result = await work();
    } catch (error) {
      if (!isDisconnect(error)) throw error;
    } finally {
      this.#open.delete(peer);
      if (result === undefined) peer.close();
    }
    return result;
  }

  async #serve(peer: Peer): Promise<Upgraded | undefined> {
    const heads = new HeadReader();
    for (let count = 1;; count += 1) {
      const head = await this.#nextHead(peer, heads);
      if (head === undefined) return undefined;
      const decision = this.#decide(head, peer);
      if (decision.kind === "upgrade") return await this.#upgrade(peer, heads, decision);
      const { answer, origin } = decision;
      this.#parts.answered?.(answer.status, origin);
      const isLast = head.kind === "bad" || count === MAX_REQUESTS || isOver(head, answer);
      const isHead = head.kind === "request" && head.method === "HEAD";
      await this.#answer(peer, answer, { isHead, isLast });
      if (isLast) return undefined;
    }
  }

  #decide(head: RequestHead | BadHead, { origin }: Peer): Decision {
    return head.kind === "bad"
      ? this.#responder.refuse(head.problem, origin)
      : this.#responder.decide(head, origin);
  }

  /** Undefined if the connection ends before a head is whole, or is closed because it took too long. */
  async #nextHead(peer: Peer, heads: HeadReader): Promise<RequestHead | BadHead | undefined> {
    const cancel = deadline(this.#parts.pacer, HEAD_TIMEOUT, () => peer.close());
    try {
      let head = heads.next();
      while (head === undefined) {
        const chunk = await peer.read();
        if (chunk === null) return undefined;
        heads.add(chunk);
        head = heads.next();
      }
      return head;
    } finally {
      cancel();
    }
  }

  async #answer(
    peer: Peer,
    answer: Answer,
    sending: { readonly isHead: boolean; readonly isLast: boolean },
  ): Promise<void> {
    const bytes = answerBytes(answer, { ...sending, time: this.#parts.time() });
    await this.#write(peer, bytes);
    if (!sending.isLast) return;
    await within(this.#parts.pacer, LINGER, peer.closeWrite().then(() => readOn(peer)));
  }

  async #write(peer: Peer, bytes: Uint8Array): Promise<void> {
    const cancel = deadline(this.#parts.pacer, ANSWER_TIMEOUT, () => peer.close());
    try {
      await writeAll(peer, bytes);
    } finally {
      cancel();
    }
  }

  async #upgrade(
    peer: Peer,
    heads: HeadReader,
    { head, origin }: Extract<Decision, { kind: "upgrade" }>,
  ): Promise<Upgraded> {
    this.#parts.answered?.(101, origin);
    await this.#write(peer, upgradeBytes(head));
    const first = heads.isEmpty ? undefined : Promise.resolve(heads.rest);
    const isSame = first === undefined && origin === peer.origin;
    const inner = isSame ? peer : new ResumedPeer(peer, origin, first);
    return { peer: this.#parts.openSocket(inner), origin };
  }
}

/** Whether the connection ends with this answer: after a refusal nothing more that it says is believed. */
function isOver(head: RequestHead, { status }: Answer): boolean {
  const isServed = status === 200 || status === 304;
  return !isServed || !head.isVersion11 || hasWord(head, "connection", "close");
}

/** Reads what still comes, a little. Never rejects because of the peer. */
async function readOn(peer: Peer): Promise<void> {
  let bytes = 0;
  try {
    for (let chunk = await peer.read(); chunk !== null; chunk = await peer.read()) {
      bytes += chunk.length;
      if (bytes > MAX_LINGERED) return;
    }
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
}
