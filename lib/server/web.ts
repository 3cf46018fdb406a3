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
import type { Bytes } from "../core/units.ts";
import { helloBytes } from "../doors/measure.ts";
import { WebFront } from "../doors/web/front.ts";
import type {
  Dismissal,
  ForwardingFault,
  Overload,
  Upgraded,
  WebFrontSettings,
} from "../doors/web/front_parts.ts";
import { type PageListener, pagePlace, pageUrl } from "../doors/web/page_url.ts";
import { FILES } from "../doors/web/site/files.ts";
import { SocketDoor, type SocketDoorSettings } from "../doors/web/socket_door.ts";
import { isLoopback } from "../ip/ip.ts";
import type { Log } from "../log/log.ts";
import { formatAddress } from "../net/address.ts";
import type { Peer, PeerOrigin } from "../net/peer.ts";
import { Framer } from "../net/websocket/framer.ts";
import { Heartbeat } from "../net/websocket/heartbeat.ts";
import { type WebSocketParts, WebSocketPeer } from "../net/websocket/websocket_peer.ts";
import type { Pacer } from "../time/pacer.ts";

/** What the web part is given. */
export interface WebParts {
  /** Time. */
  readonly pacer: Pacer;
  /** The time since the epoch, by the system clock. */
  time(): number;
  /** Counts the answers to requests; undefined if nobody does. */
  readonly answered?: ((status: number) => void) | undefined;
  /** See `WebFrontParts`. */
  readonly misforwarded: (origin: PeerOrigin, fault: ForwardingFault) => void;
}

/** The most bytes of a message from a client; a long line below it is refused as a line. */
const MESSAGE_BYTES: Bytes = 65_536;

/** When a browser may try again that was not served because too many others were. */
const BUSY: Overload = { status: 503, retryAfter: 10_000 };
const TOO_MANY: Overload = { status: 429, retryAfter: 60_000 };

/** The page and the door of its WebSockets. */
export class Web implements WebDoors {
  /** See `WebDoors`. */
  readonly socket: SocketDoor;
  readonly #front: WebFront;
  readonly #files: FileRate;
  #web: WebConfig;
  #sockets: WebSocketParts;

  /** Nothing is open yet; the listeners are the entrance's. */
  constructor(config: Config & { readonly web: WebConfig }, parts: WebParts) {
    const { pacer, time, answered, misforwarded } = parts;
    this.#web = config.web;
    this.#files = new FileRate(config.connectRate, pacer.now);
    this.socket = new SocketDoor({ ...doorSettings(config), pacer });
    this.#sockets = {
      framer: new Framer(),
      heartbeat: new Heartbeat((after, call) => pacer.later(after, call)),
      limitBytes: messageBytes(config),
    };
    this.#front = new WebFront({
      ...frontSettings(config, config.web),
      files: FILES,
      pacer,
      time,
      openSocket: (connection) => new WebSocketPeer(connection, this.#sockets),
      admitFile: (origin) => this.#files.admit(origin),
      misforwarded,
      answered: (status) => answered?.(status),
    });
  }

  /** See `WebDoors`. */
  urlOf(listener: PageListener): string {
    return pageUrl(listener, this.#web.hosts);
  }

  /** Where the page is, for those who look for it at another port. Never throws. */
  placeOf(listener: PageListener): string {
    return pagePlace(listener, this.#web.hosts);
  }

  /**
   * Logs a warning if the page comes to strangers as plain HTTP: what is said there can be read on the way,
   * and browsers switch off for it what they keep for safe pages.
   */
  warnOfPlainHttp(log: Log, trustedProxies: readonly string[]): void {
    const open = this.#web.addresses.filter(({ hostname }) => !isThisMachine(hostname));
    if (open.length === 0 || trustedProxies.length > 0) return;
    log.warn("page-unencrypted", {
      address: open.map(formatAddress).join(", "),
      advice: "use --web-tls-listen, or a proxy with TLS and --trust-proxy",
    });
  }

  /** Compresses the files, when the listeners are open. */
  prepare(): void {
    this.#front.prepare();
  }

  /** See `Front`. */
  receive(peer: Peer): Promise<Upgraded | undefined> {
    return this.#front.receive(peer);
  }

  /** See `Front`. */
  turnAway(peer: Peer, denial: Denial): Promise<void> {
    return this.#front.turnAway(peer, dismissalOf(denial));
  }

  /** See `Front`. */
  endRequests(): void {
    this.socket.endHellos();
    this.#front.endRequests();
  }

  /** This configuration holds from here on, but for the listeners. */
  adjust(config: Config): void {
    this.#web = config.web ?? this.#web;
    this.#sockets = { ...this.#sockets, limitBytes: messageBytes(config) };
    this.#files.adjust(config.connectRate);
    this.socket.adjust(doorSettings(config));
    this.#front.adjust(frontSettings(config, this.#web));
  }
}

/** Why a browser is not served that comes to the listener of the page, as far as there is an answer for it. */
function dismissalOf(denial: Denial): Dismissal {
  const why = denial.code === "refused" ? denial.why : denial.code;
  switch (why) {
    case "full":
      return BUSY;
    case "per-address":
    case "connect-rate":
      return TOO_MANY;
    default:
      // The others are of listeners over TLS, to which something else was sent.
      return "plain-on-tls";
  }
}

function isThisMachine(hostname: string): boolean {
  return hostname === "localhost" || isLoopback(hostname);
}

/** Every line that is read as a line is a message that is read. */
function messageBytes({ maxLine }: Config): Bytes {
  return Math.max(MESSAGE_BYTES, helloBytes(maxLine));
}

function doorSettings({ maxLine, language }: Config): SocketDoorSettings {
  return { maxLineBytes: maxLine, language };
}

function frontSettings(
  { trustedProxies, language }: Config,
  { hosts, origins, nodes }: WebConfig,
): WebFrontSettings {
  return { hosts, origins, nodes, trustedProxies, language };
}
