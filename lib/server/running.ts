/**
 * The daemon while it runs: connects its parts, serves the guests, and stops. A receiver of data is started
 * before its sender; at a stop the senders are stopped first.
 *
 * @module
 */

import { Broadcaster } from "../loop/broadcaster.ts";
import { Intake, type IntakeClocks } from "../loop/intake.ts";
import type { Config } from "../config/config.ts";
import type { Chat } from "../core/chat.ts";
import type { Barred } from "../core/notice.ts";
import type { Comer } from "../core/rules/order/barring.ts";
import { type ClientId, clientId, type Millis } from "../core/units.ts";
import { Entrance } from "../admission/entrance.ts";
import { originOf } from "../admission/origin.ts";
import type { Door } from "../doors/door.ts";
import { isWeb } from "../net/peer.ts";
import { FanOut } from "../outbound/fanout.ts";
import type { Monitoring } from "../metrics/monitoring.ts";
import type { Keeping } from "../store/keeping.ts";
import { Remembering } from "../store/remembering.ts";
import type { Pacer } from "../time/pacer.ts";
import { BugReports } from "../log/bug_reports.ts";
import type { CannotStart } from "../program/cannot_start.ts";
import type { StartProblem } from "../words/starting.ts";
import type { Log } from "../log/log.ts";
import { type Traffic, VisitLog } from "../log/visit_log.ts";
import { type Connection, connectionOf } from "../net/connection.ts";
import { Sealer } from "../session/sealing.ts";
import { runSession, type SessionParts } from "../session/session.ts";
import { logClientRecords } from "../log/client_records.ts";
import { SYSTEM_CLOCK } from "../time/system_pacer.ts";
import { Ticker } from "../time/ticker.ts";
import { chatOf, type ServerDoors, sessionLimits, tickPeriod } from "./parts.ts";
import type { ClusterNode } from "./cluster_node.ts";
import { Reloads } from "./reload.ts";
import { logOriginOf } from "../admission/log_origin.ts";
import type { Guest } from "../admission/reception.ts";
import { jsonCodecs } from "../wire/json/codec.ts";
import { textCodecs } from "../wire/text/codec.ts";
import type { Server, ServerParts } from "./server.ts";

/** The part of the grace that is kept for closing connections that have not ended by themselves. */
const LAST_MOMENT: Millis = 100;

/** The parts of a running server, with those that its caller has passed. */
export interface RunningParts extends ServerParts {
  /** Where bugs are reported. */
  readonly bugs: BugReports;
  /** The log of connections. */
  readonly visits: VisitLog;
  /** Timers and the monotonic clock. */
  readonly pacer: Pacer;
  /** The open listeners; the server becomes their owner. */
  readonly entrance: Entrance;
  /** What is shared with other nodes; the server becomes its owner. Undefined if the daemon is alone. */
  readonly node: ClusterNode | undefined;
  /** What is kept on disk, open; the server becomes its owner. */
  readonly keeping: Keeping | undefined;
  /** What is spoken at the listeners. */
  readonly doors: ServerDoors;
  /** The lines that are shown on entry. */
  readonly motd: readonly string[];
  /** The metrics, with their listener open; the server becomes their owner. */
  readonly monitoring: Monitoring | undefined;
}

/** The daemon while it runs: its parts, connected. */
export class RunningServer implements Server {
  /** See `Server`. */
  readonly addresses: readonly string[];
  readonly #reloads: Reloads;
  readonly #log: Log;
  readonly #bugs: BugReports;
  readonly #visits: VisitLog;
  readonly #entrance: Entrance;
  readonly #keeping: Keeping | undefined;
  readonly #node: ClusterNode | undefined;
  readonly #monitoring: Monitoring | undefined;
  readonly #broadcaster: Broadcaster;
  readonly #ticker: Ticker;
  readonly #session: SessionParts;
  readonly #chat: Chat;
  readonly #loops: Promise<void>[] = [];
  readonly #clocks: IntakeClocks;
  readonly #ordered = Promise.withResolvers<void>();
  /** See `Server`. */
  readonly stopOrdered: Promise<void> = this.#ordered.promise;
  readonly #failed = Promise.withResolvers<StartProblem>();
  /** See `Server`. */
  readonly failed: Promise<StartProblem> = this.#failed.promise;
  /** Has the metrics and probes answered from here on. */
  readonly #watch: () => void;
  #stopping: Promise<void> | undefined;
  /** Whether a stop that the chat comes to is meant for this process. */
  #heedsStops: boolean;
  #lastId = 0;

  /** Connects the parts; nobody is let in before `begin`. */
  constructor(config: Config, parts: RunningParts) {
    const { log, bugs, visits, pacer, entrance, keeping, node, monitoring, motd } = parts;
    const { clock = SYSTEM_CLOCK, taps, rethrows } = parts;
    const { timings, received } = monitoring?.watches ?? {};
    this.#visits = visits;
    this.#log = log;
    this.#bugs = bugs;
    this.#entrance = entrance;
    this.#keeping = keeping;
    this.#node = node;
    this.#heedsStops = node === undefined;
    this.#monitoring = monitoring;
    this.addresses = entrance.addresses;
    this.#clocks = node === undefined
      ? { now: () => Math.floor(pacer.now()), time: clock.wall }
      : { now: () => node.now(), time: () => node.now() };
    const fanout = new FanOut(pacer, { text: textCodecs, json: jsonCodecs }, timings);
    const wake = (at: Millis) => this.#ticker.wake(at);
    const report = (bug: unknown) => bugs.report({ on: "search", bug });
    const recorder = keeping?.history ?? new Remembering({ pacer, report });
    const now = { at: Math.floor(pacer.now()), time: clock.wall() };
    this.#chat = chatOf(config, { node, started: keeping?.started, motd, now });
    const broadcaster = new Broadcaster({
      chat: this.#chat,
      fanout,
      log,
      events: node?.log ?? new Intake(this.#clocks, timings),
      peers: node?.log.peers,
      watch: timings,
      wake,
      stop: () => this.#stopAsOrdered(),
      recorder,
      witness: (event, effects) => {
        logClientRecords(event, effects, visits);
        monitoring?.note(event, effects);
      },
      taps,
      rethrows,
    });
    recorder.connect((event) => broadcaster.post(event));
    this.#broadcaster = broadcaster;
    this.#ticker = new Ticker({
      pacer: node?.pacerOf(pacer) ?? pacer,
      period: tickPeriod(config),
      post: (event) => broadcaster.post(event),
    });
    const limits = sessionLimits(config);
    this.#reloads = new Reloads(config, { ...parts, broadcaster, ticker: this.#ticker, limits });
    this.#session = {
      broadcaster,
      fanout,
      pacer,
      received,
      sealer: new Sealer(node?.sealKey ?? keeping?.started.sealKey),
      noteForeign: (client, protocol) => this.#visits.foreign(client, protocol),
      untilOpen: node && (() => node.untilOpen()),
      ...limits,
    };
    this.#loops.push(broadcaster.run());
    const history = keeping?.history;
    this.#watch = () =>
      monitoring?.run({ broadcaster, fanout, entrance, history, cluster: node, log });
  }

  /** Accepts from here on, as a node when it has begun as one. Rejects with `CannotStart`; then it has stopped. */
  async begin(): Promise<void> {
    if (this.#node !== undefined) await this.#join(this.#node);
    this.#loops.push(this.#entrance.run((guest, door) => this.#serve(guest, door)));
    this.#ticker.start();
    if (this.#node === undefined) this.#watch();
    this.#monitoring?.noteBegun();
  }

  /** Begins as a node. A long log takes a while, in which the probes say so. */
  async #join(node: ClusterNode): Promise<void> {
    this.#watch();
    try {
      await node.join({
        snapshot: () => this.#chat.agreed(),
        returning: () => this.#chat.returning(),
        failed: (error) => this.#fail(error),
      });
      this.#heedsStops = true;
    } catch (error) {
      this.#entrance.close();
      this.#broadcaster.close();
      await Promise.all(this.#loops);
      throw error;
    }
  }

  /** Why bans or the lockdown keep somebody out now. */
  judge(comer: Comer): Barred | undefined {
    const node = this.#node;
    const known = node?.marked(comer) ?? comer;
    return node?.shut ?? this.#broadcaster.barOf(known, this.#clocks.now(), this.#clocks.time());
  }

  /** See `Server`. */
  connect(): Connection {
    return connectionOf(this.#entrance.join((guest, door) => this.#serve(guest, door)));
  }

  /** See `Server`. */
  tick(): Promise<void> {
    return this.#ticker.tick();
  }

  /** See `Server`. */
  reload(next?: Config): Promise<boolean> {
    return this.#reloads.reload(next);
  }

  /** See `Server`. */
  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  /** Stops. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<void> {
    this.#monitoring?.noteStopping();
    this.#node?.noteStopping();
    this.#entrance.close();
    await this.#broadcaster.post({ kind: "shutdown" });
    const { grace } = this.#reloads.config;
    const lastMoment = Math.min(LAST_MOMENT, grace / 2);
    await this.#entrance.connections.emptied(grace - lastMoment);
    this.#entrance.connections.cutOff();
    // On some runtimes a closed socket stays open until its peer has read all. We do not wait for it; it
    // ends with the process.
    await this.#entrance.connections.emptied(lastMoment);
    this.#ticker.stop();
    this.#broadcaster.close();
    await Promise.all(this.#loops);
    await this.#node?.stop();
    await this.#keeping?.stop();
    await this.#monitoring?.stop();
    this.#visits.close();
  }

  /** An operator has stopped the chat. A stop in the log from before this node began was for those that ran then. */
  #stopAsOrdered(): void {
    if (!this.#heedsStops) return;
    this.#ordered.resolve();
    void this.stop();
  }

  /** The daemon cannot stay a node: its clients are told, and it stops. */
  #fail({ problem, message }: CannotStart): void {
    this.#log.error("node-failed", { error: message });
    this.#failed.resolve(problem);
    void this.stop();
  }

  /** An async function would keep its frame in memory for each client. */
  #serve(guest: Guest, door: Door): Promise<void> {
    const client = this.#node?.nextId() ?? clientId(++this.#lastId);
    if (typeof client === "number") return this.#serveAs(client, guest, door);
    return client.then(
      (id) => this.#serveAs(id, guest, door),
      // The node ends before it has a number.
      () => guest.peer.close(),
    );
  }

  #serveAs(client: ClientId, { peer, address, isOnLoopback }: Guest, door: Door): Promise<void> {
    const traffic: Traffic = { linesIn: 0, bytesOut: 0, skipped: 0 };
    this.#visits.connected(client, logOriginOf(peer.origin));
    // A page shows its people to strangers, so there the address of nobody is a name.
    const isNamedByAddress = !isWeb(peer.origin.transport) && this.#isNamedByAddress(isOnLoopback);
    const real = originOf(peer.origin, address, isNamedByAddress);
    const origins = this.#node?.originsOf(real) ?? { origin: real };
    return runSession(peer, { client, ...origins, door, traffic }, this.#session).then(
      (reason) => this.#visits.disconnected(client, reason?.code ?? "not-entered", traffic),
      async (error: unknown) => {
        await this.#contain(error, client);
        this.#visits.disconnected(client, "fault", traffic);
      },
    );
  }

  /** Reports a bug of a session, and removes its client from the chat; other clients are not affected. */
  async #contain(error: unknown, client: ClientId): Promise<void> {
    this.#bugs.report({ on: "session", id: client, bug: error });
    const reason = { by: "daemon", code: "fault" } as const;
    await this.#broadcaster.post({ kind: "disconnected", client, reason });
  }

  #isNamedByAddress(isOnLoopback: boolean): boolean {
    const { names } = this.#reloads.config;
    // What names somebody is told to all nodes, and an address never leaves its own.
    if (this.#node !== undefined) return false;
    return names === "auto" ? isOnLoopback : names === "address";
  }
}
