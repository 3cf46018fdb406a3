/**
 * Where a conversation takes place: a daemon with sockets, or its session, loop and fan-out over
 * pipes in memory, which is the same but for the kernel. Both tell of bugs and go on.
 *
 * @module
 */

import { Broadcaster } from "../../lib/loop/broadcaster.ts";
import { Intake } from "../../lib/loop/intake.ts";
import { parseConfig } from "../../lib/config/config.ts";
import { clientId } from "../../lib/core/units.ts";
import { createLog, type Log } from "../../lib/log/log.ts";
import type { Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { tcpPeer } from "../../lib/net/tcp.ts";
import { FanOut } from "../../lib/outbound/fanout.ts";
import type { Pacer } from "../../lib/time/pacer.ts";
import type { Server } from "../../lib/server/server.ts";
import { startServer } from "../../lib/server/start.ts";
import type { Door } from "../../lib/doors/door.ts";
import { PlainDoor } from "../../lib/doors/plain_door.ts";
import { SocketDoor } from "../../lib/doors/web/socket_door.ts";
import { Framer } from "../../lib/net/websocket/framer.ts";
import { WebSocketPeer } from "../../lib/net/websocket/websocket_peer.ts";
import { Sealer } from "../../lib/session/sealing.ts";
import { runSession, type SessionParts } from "../../lib/session/session.ts";
import { jsonCodecs } from "../../lib/wire/json/codec.ts";
import { textCodec, textCodecs } from "../../lib/wire/text/codec.ts";
import { newChat } from "../support/happenings.ts";
import { originOf } from "../support/origins.ts";
import { PagePeer } from "../support/page_peer.ts";

/** What a place is told. */
export interface PlaceLimits {
  /** Lines a second that each may send; 0 is no limit. */
  readonly rate: number;
}

/** The limits of all places. */
export const LIMITS = {
  maxLine: 128,
  sendQueue: 32_768,
  sendQueueMax: 131_072,
  burst: 20,
} as const;

/** The most bytes of a message of a page, as the daemon has it. */
const PAGE_LIMIT = 65_536;

/** Somewhere to connect to. Whoever holds it with `await using` ends it. */
export interface Place extends AsyncDisposable {
  /** Connects; the caller owns the peer. */
  connect(): Promise<Peer>;
  /** Opens the WebSocket of the page; the caller owns the peer. */
  openPage(): Promise<Peer>;
  /** The bugs that were logged so far. */
  readonly bugs: readonly string[];
  /** How many connections were made and are not over, as the daemon sees it. */
  readonly open: number;
}

/** A daemon with a TCP listener on a port that the system picks. */
export async function socketPlace({ rate }: PlaceLimits): Promise<Place> {
  const bugs: string[] = [];
  let open = 0;
  const args = ["--listen=127.0.0.1:0", "--web-listen=127.0.0.1:0"];
  args.push("--names=guest", "--idle-timeout=0", "--grace=2s");
  args.push(`--rate=${rate}`, `--burst=${LIMITS.burst}`, `--max-line=${LIMITS.maxLine}`);
  args.push(`--send-queue=${LIMITS.sendQueue}`, `--send-queue-max=${LIMITS.sendQueueMax}`);
  const startup = parseConfig(args, () => undefined);
  if (startup.kind !== "run") throw new Error(`bad options: ${JSON.stringify(startup)}`);
  const server: Server = await startServer(startup.config, {
    log: logOf({ bugs, disconnected: () => open-- }),
  });
  const [port = 0, webPort = 0] = server.addresses.map((each) => Number(each.split(":").at(-1)));
  return {
    bugs,
    get open() {
      return open;
    },
    async connect() {
      const conn = await Deno.connect({ hostname: "127.0.0.1", port });
      open++;
      return tcpPeer(conn);
    },
    async openPage() {
      const conn = await Deno.connect({ hostname: "127.0.0.1", port: webPort });
      open++;
      return await PagePeer.open(tcpPeer(conn), `127.0.0.1:${webPort}`);
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** The same without a kernel: what somebody does not read fills up at once. */
export function memoryPlace(limits: PlaceLimits): Promise<Place> {
  return Promise.resolve(new MemoryPlace(limits));
}

const PACER: Pacer = {
  now: () => performance.now(),
  soon: (call) => void setTimeout(call, 0),
  later(after, call) {
    const timer = setTimeout(() => call(0), after);
    return () => clearTimeout(timer);
  },
};

const DOOR = new PlainDoor({
  people: textCodec,
  maxLineBytes: LIMITS.maxLine,
  pacer: PACER,
});

const PAGE_DOOR = new SocketDoor({ maxLineBytes: LIMITS.maxLine, language: "en", pacer: PACER });
const FRAMER = new Framer();

class MemoryPlace implements Place {
  readonly bugs: string[] = [];
  readonly #parts: SessionParts;
  readonly #broadcaster: Broadcaster;
  readonly #loop: Promise<void>;
  readonly #timers = new Set<() => void>();
  readonly #running = new Set<Promise<void>>();
  readonly #peers = new Set<Peer>();
  #lastId = 0;

  constructor({ rate }: PlaceLimits) {
    const fanout = new FanOut(PACER, { text: textCodecs, json: jsonCodecs });
    const broadcaster = new Broadcaster({
      chat: newChat({ maxLineBytes: LIMITS.maxLine }),
      fanout,
      log: logOf({ bugs: this.bugs, disconnected: () => {} }),
      events: new Intake({ now: () => Math.floor(PACER.now()), time: Date.now }),
      wake: (at) => this.#wakeAt(at),
    });
    this.#broadcaster = broadcaster;
    this.#parts = {
      broadcaster,
      fanout,
      pacer: PACER,
      sealer: new Sealer(),
      budget: rate === 0 ? undefined : { ratePerSecond: rate, burst: LIMITS.burst },
      outbox: { skipAbove: LIMITS.sendQueue, dropAt: LIMITS.sendQueueMax, stallTimeout: 30_000 },
    };
    this.#loop = broadcaster.run();
  }

  get open(): number {
    return this.#running.size;
  }

  connect(): Promise<Peer> {
    const [here, there] = pipe();
    this.#serve(there, DOOR);
    return Promise.resolve(here);
  }

  openPage(): Promise<Peer> {
    const [here, there] = pipe();
    this.#serve(new WebSocketPeer(there, { framer: FRAMER, limitBytes: PAGE_LIMIT }), PAGE_DOOR);
    return Promise.resolve(new PagePeer(here));
  }

  #serve(there: Peer, door: Door): void {
    this.#peers.add(there);
    const client = clientId(++this.#lastId);
    const visitor = { client, origin: originOf(), door };
    const running = runSession(there, visitor, this.#parts)
      .then(() => {}, (error) => void this.bugs.push(String(error.stack)))
      .finally(() => {
        this.#running.delete(running);
        this.#peers.delete(there);
      });
    this.#running.add(running);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#broadcaster.post({ kind: "shutdown" });
    for (const peer of this.#peers) peer.close();
    await Promise.all(this.#running);
    for (const cancel of this.#timers) cancel();
    this.#broadcaster.close();
    await this.#loop;
  }

  #wakeAt(at: number): void {
    const cancel = PACER.later(Math.max(0, Math.ceil(at - PACER.now())), () => {
      this.#timers.delete(cancel);
      void this.#broadcaster.post({ kind: "tick" });
    });
    this.#timers.add(cancel);
  }
}

/** A log that keeps what is said of bugs, and tells of each end of a connection. */
function logOf({ bugs, disconnected }: { bugs: string[]; disconnected: () => void }): Log {
  return createLog({
    format: "json",
    level: "info",
    write(bytes) {
      const lines = new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "");
      for (const line of lines) {
        const { event, level, more = 1 } = JSON.parse(line);
        if (event === "disconnected" || event === "refused") {
          for (let i = 0; i < more; i++) disconnected();
        } else if (level === "error") bugs.push(line);
      }
      return bytes.length;
    },
  });
}
