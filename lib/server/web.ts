/**
 * The web part of a daemon: the page, and the door of its WebSockets. Only a daemon that serves the page
 * loads this.
 *
 * @module
 */

import { FileRate } from "../admission/file_rate.ts";
import type { WebDoors } from "../admission/listener_setup.ts";
import type { Config, WebConfig } from "../config/config.ts";
import type { Denial } from "../core/notice.ts";
import { WebFront } from "../doors/web/front.ts";
import type { Overload, Upgraded, WebFrontSettings } from "../doors/web/front_parts.ts";
import { type PageListener, pageUrl } from "../doors/web/page_url.ts";
import { FILES } from "../doors/web/site/files.ts";
import { SocketDoor } from "../doors/web/socket_door.ts";
import type { Peer } from "../net/peer.ts";
import { Framer } from "../net/websocket/framer.ts";
import { Heartbeat } from "../net/websocket/heartbeat.ts";
import { WebSocketPeer } from "../net/websocket/websocket_peer.ts";
import { deadline } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";

/** What the web part is given. */
export interface WebParts {
  /** Time. */
  readonly pacer: Pacer;
  /** The time since the epoch, by the system clock. */
  time(): number;
  /** Counts the answers to requests; undefined if nobody does. */
  readonly answered?: ((status: number) => void) | undefined;
}

/** The most bytes of a message from a client. A line may have fewer, and is refused as a line then. */
const MESSAGE_BYTES = 65_536;

/** When a browser may try again that was not served because too many others were. */
const RETRY_AFTER: Readonly<Record<Overload["status"], number>> = { 503: 10_000, 429: 60_000 };

/** The page and the door of its WebSockets. */
export class Web implements WebDoors {
  /** See `WebDoors`. */
  readonly socket: SocketDoor;
  readonly #front: WebFront;
  readonly #files: FileRate;
  #web: WebConfig;

  /** Nothing is open yet; the listeners are the entrance's. */
  constructor(config: Config & { readonly web: WebConfig }, parts: WebParts) {
    const { pacer, time, answered } = parts;
    this.#web = config.web;
    this.#files = new FileRate(config.connectRate, pacer.now);
    this.socket = new SocketDoor({ maxLineBytes: config.maxLine, pacer });
    const later = (after: number, call: () => void) => deadline(pacer, after, call);
    const shared = {
      framer: new Framer(),
      heartbeat: new Heartbeat(later),
      limitBytes: MESSAGE_BYTES,
    };
    this.#front = new WebFront({
      ...frontSettings(config, config.web),
      files: FILES,
      pacer,
      time,
      openSocket: (connection) =>
        new WebSocketPeer(connection, shared),
      admitFile: (origin) => this.#files.admit(origin),
      answered: (status) => answered?.(status),
    });
  }

  /** See `WebDoors`. */
  urlOf(listener: PageListener): string {
    return pageUrl(listener, this.#web.hosts);
  }

  /** See `Front`. */
  receive(peer: Peer): Promise<Upgraded | undefined> {
    return this.#front.receive(peer);
  }

  /** See `Front`. */
  turnAway(peer: Peer, denial: Denial): Promise<void> {
    const status = "why" in denial && denial.why === "full" ? 503 : 429;
    return this.#front.turnAway(peer, { status, retryAfter: RETRY_AFTER[status] });
  }

  /** See `Front`. */
  endRequests(): void {
    this.#front.endRequests();
  }

  /** This configuration holds from here on, but for the listeners. */
  adjust(config: Config): void {
    this.#web = config.web ?? this.#web;
    this.#files.adjust(config.connectRate);
    this.socket.adjust({ maxLineBytes: config.maxLine });
    this.#front.adjust(frontSettings(config, this.#web));
  }
}

function frontSettings(
  { trustedProxies, language }: Config,
  { hosts, origins }: WebConfig,
): WebFrontSettings {
  return { hosts, origins, trustedProxies, language };
}
