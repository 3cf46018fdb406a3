/**
 * The life of the WebSocket: connects, says hello, connects again after a loss, and finds out whether a
 * socket that looks open still works. It knows no talks; socket, clock and chance are given.
 *
 * @module
 */

import type { Wire } from "../model/change.ts";
import type { Status } from "../model/status.ts";
import { retryDelay } from "./retry_delay.ts";
import { endingOf, isRefusal } from "./verdict.ts";

/** What the link needs of a WebSocket; the browser's has all of it, and more parameters of what it calls. */
export interface Socket {
  /** Sends one message. */
  send(text: string): void;
  /** Begins to close. */
  close(): void;
  /** The handshake is done. */
  onopen: ((event: never) => unknown) | null;
  /** A message has come: the event has `data`. */
  onmessage: ((event: never) => unknown) | null;
  /** It is closed, also if it never opened. */
  onclose: ((event: never) => unknown) | null;
}

/** What is around the link. */
export interface LinkWorld {
  /** Opens a WebSocket to one of the nodes, by its place among them. */
  connect(node: number): Socket;
  /** The hosts of the nodes that the chat may be reached at; the first, that of the page, is empty. */
  readonly hosts: readonly string[];
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after so many milliseconds; what it returns calls that off. */
  after(millis: number, callback: () => void): () => void;
  /** From 0 to below 1. */
  random(): number;
}

/** What hears the link. */
export interface LinkListener {
  /** The object that opens a connection, asked for at each attempt. */
  hello(): Wire;
  /** Objects of the daemon that came together, in order. Pongs to the link's own pings are not among them. */
  heard(objects: readonly Wire[]): void;
  /** The status of the connection has changed. `open` is told before the welcome is heard. */
  changed(status: Status): void;
}

/** How long the daemon may take from the attempt to its welcome. */
const WELCOME_MILLIS = 15_000;
/** How long the daemon may take to answer after a sleep. */
const CHECK_MILLIS = 5000;
/** How often it is looked whether the daemon is silent, and for how long it may be, with no question. */
const WATCH_MILLIS = 30_000;
const SILENCE_MILLIS = 60_000;
/** A timer that comes later than that by the clock means that the computer has slept. */
const SLEEP_MILLIS = 10_000;
/** The token of the link's own pings. */
const TOKEN = "link";

/** The connection to the daemon, through all its losses. */
export class Link {
  readonly #world: LinkWorld;
  readonly #listener: LinkListener;
  #status: Status = { kind: "idle" };
  #socket: Socket | undefined;
  /** Calls off what is waited for: the welcome, the answer to a ping, or the next attempt. */
  #stopWaiting: () => void = () => {};
  /** How many rounds of attempts have failed since the last welcome. Each tries all nodes, its own first. */
  #failures = 0;
  /** The node that is tried; -1 while one has the page, so that the next is the first of a round. */
  #node = 0;
  /** Where the page is. */
  #host = "";
  /** When the daemon was heard last. */
  #heardAt = 0;
  /** What the daemon has said before it closes. */
  #bye: Wire | undefined;
  /** What has refused the page before the welcome. */
  #refusal: Wire | undefined;

  /** Connects nothing yet. */
  constructor(world: LinkWorld, listener: LinkListener) {
    this.#world = world;
    this.#listener = listener;
  }

  /** Connects, unless it is connected or connecting; also after `ended`, and at once while it waits. */
  start(): void {
    if (this.#socket === undefined) this.#connect();
  }

  /**
   * Sends an object, and tells whether it could: not before `open`, and not after a loss. What could not be sent is
   * the model's to keep.
   */
  send(object: Wire): boolean {
    const isOpen = this.#status.kind === "open" || this.#status.kind === "checking";
    if (isOpen) this.#socket?.send(JSON.stringify(object));
    return isOpen;
  }

  /**
   * The browser is online again, or the page was shown after a while: tries at once if it waits, or finds out
   * whether the connection still works.
   */
  wake(): void {
    if (this.#status.kind === "waiting") this.#connect();
    else if (this.#status.kind === "open") this.#check();
  }

  #connect(): void {
    this.#bye = this.#refusal = undefined;
    const socket = this.#world.connect(this.#node);
    this.#socket = socket;
    this.#change({ kind: "connecting" });
    socket.onopen = () => socket.send(JSON.stringify(this.#listener.hello()));
    socket.onmessage = ({ data }: { readonly data: unknown }) => this.#hear(data);
    socket.onclose = () => this.#lost();
    this.#wait(WELCOME_MILLIS, () => this.#lost());
  }

  /** Asks for a sign of life, for which the daemon has 5 s. */
  #check(): void {
    this.#change({ kind: "checking" });
    this.send({ type: "ping", token: TOKEN });
    this.#wait(CHECK_MILLIS, () => this.#lost());
  }

  #hear(data: unknown): void {
    const objects = objectsOf(data);
    this.#heardAt = this.#world.now();
    // Whatever came shows that the connection works.
    if (this.#status.kind === "checking") this.#open();
    for (const object of objects) this.#note(object);
    const heard = objects.filter(({ type, token }) => type !== "pong" || token !== TOKEN);
    if (heard.length > 0) this.#listener.heard(heard);
  }

  #note(object: Wire): void {
    if (object.type === "bye") this.#bye = object;
    if (this.#status.kind !== "connecting") return;
    if (isRefusal(object)) this.#refusal = object;
    if (object.type !== "welcome") return;
    this.#failures = 0;
    this.#host = this.#world.hosts[this.#node] ?? "";
    this.#node = -1;
    this.#open();
  }

  #open(): void {
    this.#change({ kind: "open", host: this.#host });
    this.#watch();
  }

  /** Checks the connection when nothing was heard for a while, or when the computer has slept. */
  #watch(): void {
    const began = this.#world.now();
    this.#wait(WATCH_MILLIS, () => {
      const now = this.#world.now();
      const hasSlept = now - began > WATCH_MILLIS + SLEEP_MILLIS;
      if (hasSlept || now - this.#heardAt >= SILENCE_MILLIS) this.#check();
      else this.#watch();
    });
  }

  /** Waits for this, and for nothing else any more. */
  #wait(millis: number, callback: () => void): void {
    this.#stopWaiting();
    this.#stopWaiting = this.#world.after(millis, callback);
  }

  /** The socket has closed, or does not work. */
  #lost(): void {
    const ending = endingOf(this.#bye, this.#refusal);
    this.#drop();
    if (ending !== undefined) {
      this.#node = this.#failures = 0;
      return this.#change(ending);
    }
    this.#node = (this.#node + 1) % this.#world.hosts.length;
    if (this.#node > 0) return this.#connect();
    const delay = retryDelay(this.#failures, this.#world.random(), this.#refusal !== undefined);
    this.#failures += 1;
    this.#wait(delay, () => this.#connect());
    const until = this.#world.now() + delay;
    this.#change({ kind: "waiting", until, reason: String(this.#refusal?.text ?? "") });
  }

  /** Hears the socket no more, and closes it. */
  #drop(): void {
    this.#stopWaiting();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #change(status: Status): void {
    this.#status = status;
    this.#listener.changed(status);
  }
}

/** The objects of a message: one a line. What is none, and what has no type, is left out. */
function objectsOf(data: unknown): Wire[] {
  return String(data).trim().split("\n").flatMap((line) => {
    try {
      const value: Wire | null = JSON.parse(line);
      return value?.type === undefined ? [] : [value];
    } catch {
      return [];
    }
  });
}
