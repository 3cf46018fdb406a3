/**
 * A web front and a connection to it, over a pipe, with a clock that the test moves.
 *
 * @module
 */

import { WebFront } from "../../lib/doors/web/front.ts";
import type { Upgraded, WebFrontParts } from "../../lib/doors/web/front_parts.ts";
import type { Peer, PeerOrigin } from "../../lib/net/peer.ts";
import { isDisconnect, writeAll } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { FakePacer } from "./fake_pacer.ts";
import { type Answered, answersIn, bytesOf, FILES } from "./web_requests.ts";

/** 2026-11-27 10:00 UTC. */
export const NOW = Date.UTC(2026, 10, 27, 10);

/** A front with the files of `web_requests.ts`; `openSocket` leaves the connection as it is. */
export class WebScene {
  readonly pacer = new FakePacer();
  readonly front: WebFront;
  /** The status of each answer, as `answered` is told. */
  readonly statuses: number[] = [];
  /** The origins beside them. */
  readonly origins: PeerOrigin[] = [];

  constructor(parts: Partial<WebFrontParts> = {}) {
    this.front = new WebFront({
      files: FILES,
      hosts: [],
      origins: [],
      trustedProxies: [],
      language: "en",
      pacer: this.pacer,
      time: () => NOW,
      openSocket: (peer) => peer,
      answered: (status, origin) => {
        this.statuses.push(status);
        this.origins.push(origin);
      },
      ...parts,
    });
  }

  /** A new connection, from this origin. */
  connect(origin: PeerOrigin = { transport: "web", hostname: "203.0.113.9", port: 1 }): Visitor {
    const [theirs, ours] = pipe();
    return new Visitor(theirs, this.front.receive({ ...ours, origin }), this.pacer);
  }

  /** The answers to all that is sent on a connection of its own, which then ends its input. */
  async ask(text: string, origin?: PeerOrigin): Promise<Answered[]> {
    const visitor = this.connect(origin);
    await visitor.send(text);
    await visitor.peer.closeWrite();
    const answers = answersIn(await visitor.rest(), text.startsWith("HEAD"));
    await visitor.received;
    return answers;
  }

  /** The only answer to what is sent, and that the connection ends with it. */
  async answer(text: string, origin?: PeerOrigin): Promise<Answered> {
    const visitor = this.connect(origin);
    await visitor.send(text);
    const text_ = await visitor.rest();
    await visitor.received;
    const [answer, ...others] = answersIn(text_, text.startsWith("HEAD"));
    if (answer === undefined || others.length > 0) throw new Error(`not one answer: ${text_}`);
    return answer;
  }
}

/** The other side of a connection to a front. */
export class Visitor {
  readonly peer: Peer;
  /** What the front makes of the connection. */
  readonly received: Promise<Upgraded | undefined>;
  readonly #pacer: FakePacer;

  constructor(peer: Peer, received: Promise<Upgraded | undefined>, pacer: FakePacer) {
    this.peer = peer;
    this.received = received;
    this.#pacer = pacer;
  }

  /** Sends a text of one character a byte; nothing if the front has closed the connection. */
  async send(text: string): Promise<void> {
    try {
      await writeAll(this.peer, bytesOf(text));
    } catch (error) {
      if (!isDisconnect(error)) throw error;
    }
  }

  /** The next chunk as text of one character a byte; undefined if the connection is over. */
  async chunk(): Promise<string | undefined> {
    try {
      const bytes = await this.peer.read();
      return bytes === null ? undefined : String.fromCharCode(...bytes);
    } catch (error) {
      if (!isDisconnect(error)) throw error;
      return undefined;
    }
  }

  /** All that still comes; then closes this side. */
  async rest(): Promise<string> {
    let text = "";
    for (let next = await this.chunk(); next !== undefined; next = await this.chunk()) text += next;
    this.peer.close();
    return text;
  }

  /** Lets so much time pass, when the front has done what it can, and lets it do what follows. */
  async wait(millis: number): Promise<void> {
    await turn();
    this.#pacer.advance(millis);
    await turn();
  }
}

/** Settles when every promise has that can, for nothing here waits for the system. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
