/**
 * A link with sockets and a clock that the test moves.
 *
 * @module
 */

import { Link, type Socket } from "../../lib/page/link/link.ts";
import type { Wire } from "../../lib/page/model/change.ts";
import type { Status } from "../../lib/page/model/status.ts";

/** A socket of which the test holds the other end. */
export class FakeSocket implements Socket {
  onopen: (() => unknown) | null = null;
  onmessage: ((event: { readonly data: unknown }) => unknown) | null = null;
  onclose: ((event: { readonly code: number }) => unknown) | null = null;
  /** What the link has sent. */
  readonly sent: Wire[] = [];
  /** Whether the link has closed it. */
  isClosed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  /** The daemon sends these objects in one message. */
  say(...objects: Wire[]): void {
    this.onmessage?.({ data: objects.map((object) => `${JSON.stringify(object)}\n`).join("") });
  }

  /** The handshake is done, and the daemon welcomes. */
  welcome(): void {
    this.onopen?.();
    this.say({ type: "welcome", you: "ann" });
  }

  /** The connection is lost. */
  lose(): void {
    this.onclose?.({ code: 1006 });
  }
}

/** A link, and what has become of it. */
export class LinkScene {
  readonly link: Link;
  /** All sockets so far. */
  readonly sockets: FakeSocket[] = [];
  /** The nodes that were tried. */
  readonly nodes: number[] = [];
  /** The kinds of status since the last look, and how long a wait is. */
  readonly statuses: string[] = [];
  /** What was heard. */
  readonly heard: Wire[] = [];
  last: Status = { kind: "idle" };
  now = 0;
  #timers: { at: number; callback: () => void }[] = [];

  /** With the hosts of the nodes. */
  constructor(hosts: readonly string[] = [""]) {
    this.link = new Link({
      hosts,
      connect: (node) => {
        this.nodes.push(node);
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      now: () => this.now,
      after: (millis, callback) => {
        const timer = { at: this.now + millis, callback };
        this.#timers.push(timer);
        return () => this.#timers = this.#timers.filter((each) => each !== timer);
      },
      random: () => 0,
    }, {
      hello: () => ({ hello: 1, nick: "ann" }),
      heard: (objects) => this.heard.push(...objects),
      changed: (status) => {
        this.last = status;
        this.statuses.push(
          status.kind === "waiting" ? `waiting ${status.until - this.now}` : status.kind,
        );
      },
    });
  }

  /** The socket in use, or the last one. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("no socket");
    return socket;
  }

  /** How many timers are set. */
  get timerCount(): number {
    return this.#timers.length;
  }

  /** Lets time pass. */
  pass(millis: number): void {
    this.now += millis;
    const due = this.#timers.filter(({ at }) => at <= this.now);
    this.#timers = this.#timers.filter((timer) => !due.includes(timer));
    for (const { callback } of due) callback();
  }

  /** The kinds of status since the last look. */
  takeStatuses(): string[] {
    return this.statuses.splice(0);
  }
}
