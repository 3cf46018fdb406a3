/**
 * The composition root: builds the parts and connects them. A receiver of data is started before its
 * sender; at a stop the senders are stopped first.
 *
 * @module
 */

import { Broadcaster } from "./loop/broadcaster.ts";
import { Intake, type IntakeClocks } from "./loop/intake.ts";
import type { Config } from "./config.ts";
import type { Barred } from "./core/notice.ts";
import type { Comer } from "./core/rules/barring.ts";
import { type ClientId, clientId, type Millis } from "./core/units.ts";
import { Entrance } from "./admission/entrance.ts";
import type { Judge } from "./admission/gate.ts";
import { originOf } from "./admission/origin.ts";
import { FanOut } from "./outbound/fanout.ts";
import type { Monitoring } from "./metrics/monitoring.ts";
import type { Keeping } from "./store/keeping.ts";
import { Remembering } from "./store/remembering.ts";
import type { Pacer } from "./time/pacer.ts";
import { contained, type Log } from "./log/log.ts";
import { BugReports } from "./log/bug_reports.ts";
import { addressWriter } from "./log/address_writer.ts";
import { startRecord } from "./log/start_record.ts";
import { type Traffic, VisitLog } from "./log/visit_log.ts";
import { type Connection, connectionOf } from "./net/connection.ts";
import { Sealer } from "./session/sealing.ts";
import { runSession, type SessionParts } from "./session/session.ts";
import { logClientRecords } from "./log/client_records.ts";
import type { Tap } from "./loop/tap.ts";
import { type Clock, SYSTEM_CLOCK, systemPacer } from "./time/system_pacer.ts";
import { Ticker } from "./time/ticker.ts";
import {
  chatOf,
  doorsOf,
  keepingOf,
  monitoringOf,
  motdOf,
  sessionLimits,
  tickPeriod,
} from "./server_parts.ts";
import { Reloads } from "./server_reload.ts";
import { logOriginOf } from "./admission/log_origin.ts";
import type { Guest } from "./admission/reception.ts";
import { jsonCodec } from "./wire/json/codec.ts";
import { textCodecs } from "./wire/text/codec.ts";

/** What a server is given besides its configuration. */
export interface ServerParts {
  /** The log. */
  readonly log: Log;
  /** Further receivers of what is published to rooms. */
  readonly taps?: readonly Tap[] | undefined;
  /** The real one by default. */
  readonly clock?: Clock | undefined;
  /** Lets a bug end the loop, for tests; otherwise the client that caused it is disconnected. */
  readonly rethrows?: boolean | undefined;
}

/** A running daemon. Held with `await using`, it stops when the block is left. */
export interface Server extends AsyncDisposable {
  /** Where it listens, with the ports that the system picked. */
  readonly addresses: readonly string[];
  /**
   * Connects from within this process, without a socket. The connection uses the two dialects of
   * docs/protocol.md. All limits except those for addresses apply: it counts among the connections, is
   * `guest-N` until it chooses a name, and is disconnected for the same reasons as all others. After
   * `stop` the connection is closed already.
   */
  connect(): Connection;
  /**
   * Reads the certificate and the message of the day again, and takes over from another configuration, if
   * one is given, what can change while it runs; nobody is disconnected. Resolves with false if a file
   * cannot be used; then nothing has changed. The log says how it went. Never rejects.
   */
  reload(next?: Config): Promise<boolean>;
  /**
   * Checks the timeouts now, without waiting for the next tick; resolves when the effects are carried out.
   * For tests with their own clock: a jump of that clock counts as a standstill of the process.
   */
  tick(): Promise<void>;
  /**
   * Resolves when an operator has ordered the server to stop, with `/shutdown`; then it stops by itself, and
   * `stop` resolves when it has. Otherwise never settles.
   */
  readonly stopOrdered: Promise<void>;
  /**
   * Stops: accepts no more connections, tells all clients, sends what waits for them, and closes their
   * connections. Connections that have not ended shortly before the end of the grace are closed. Resolves
   * when all is stopped. May be called more than once.
   */
  stop(): Promise<void>;
}

/** The part of the grace that is kept for closing connections that have not ended by themselves. */
const LAST_MOMENT: Millis = 100;

/**
 * Starts a daemon. Resolves when it accepts connections on every listener of the configuration.
 * Rejects with `CannotStart` if one of them or the data cannot be opened; then nothing is left open.
 */
export async function startServer(config: Config, parts: ServerParts): Promise<Server> {
  const clock = parts.clock ?? SYSTEM_CLOCK;
  const log = contained(parts.log);
  const bugs = new BugReports(log, clock.steady);
  const report = (bug: unknown) => bugs.report({ on: "timer", bug });
  const pacer = systemPacer(clock, tickPeriod(config), parts.rethrows ? undefined : report);
  const monitoring = await monitoringOf(config, { log, pacer, clock });
  const visits = new VisitLog({
    log,
    now: pacer.now,
    later: (after, call) => pacer.later(after, () => call()),
    hasNames: config.logNames,
    writeAddress: await addressWriter(config.logAddresses),
    watch: monitoring?.watches.connections,
  });
  const doors = doorsOf(config, pacer);
  const time = clock.wall;
  let keeping: Keeping | undefined;
  try {
    const motd = await motdOf(config);
    keeping = await keepingOf(config, { log, pacer, time, watch: monitoring?.watches.timings });
    // No connection is accepted before the server runs.
    const judge: Judge = (comer) => running.judge(comer);
    const entrance = await Entrance.open(config, { log, visits, doors, pacer, judge, time });
    log.info("started", startRecord(config));
    const running = new RunningServer(config, {
      ...parts,
      log,
      bugs,
      visits,
      pacer,
      entrance,
      doors,
      keeping,
      motd,
      monitoring,
    });
    return running;
  } catch (error) {
    await keeping?.stop();
    await monitoring?.stop();
    throw error;
  }
}

/** The parts of a running server, with those that its caller has passed. */
interface RunningParts extends ServerParts {
  readonly bugs: BugReports;
  readonly visits: VisitLog;
  readonly pacer: Pacer;
  readonly entrance: Entrance;
  readonly keeping: Keeping | undefined;
  readonly doors: ReturnType<typeof doorsOf>;
  readonly motd: readonly string[];
  readonly monitoring: Monitoring | undefined;
}

class RunningServer implements Server {
  readonly addresses: readonly string[];
  readonly #reloads: Reloads;
  readonly #bugs: BugReports;
  readonly #visits: VisitLog;
  readonly #entrance: Entrance;
  readonly #keeping: Keeping | undefined;
  readonly #monitoring: Monitoring | undefined;
  readonly #broadcaster: Broadcaster;
  readonly #ticker: Ticker;
  readonly #session: SessionParts;
  readonly #loops: readonly Promise<void>[];
  readonly #clocks: IntakeClocks;
  readonly #ordered = Promise.withResolvers<void>();
  readonly stopOrdered: Promise<void> = this.#ordered.promise;
  #stopping: Promise<void> | undefined;
  #lastId = 0;

  constructor(config: Config, parts: RunningParts) {
    const { log, bugs, visits, pacer, entrance, keeping, monitoring, motd } = parts;
    const { clock = SYSTEM_CLOCK, taps, rethrows } = parts;
    const { timings, received } = monitoring?.watches ?? {};
    this.#visits = visits;
    this.#bugs = bugs;
    this.#entrance = entrance;
    this.#keeping = keeping;
    this.#monitoring = monitoring;
    this.addresses = entrance.addresses;
    this.#clocks = { now: () => Math.floor(pacer.now()), time: clock.wall };
    const fanout = new FanOut(pacer, { text: textCodecs, json: jsonCodec }, timings);
    const wake = (at: Millis) => this.#ticker.wake(at);
    const report = (bug: unknown) => bugs.report({ on: "search", bug });
    const recorder = keeping?.history ?? new Remembering({ pacer, report });
    const broadcaster = new Broadcaster({
      chat: chatOf(config, {
        started: keeping?.started,
        motd,
        now: { at: Math.floor(pacer.now()), time: clock.wall() },
      }),
      fanout,
      log,
      events: new Intake(this.#clocks, timings),
      watch: timings,
      wake,
      stop: () => {
        this.#ordered.resolve();
        void this.stop();
      },
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
      pacer,
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
      sealer: new Sealer(keeping?.started.sealKey),
      noteForeign: (client, protocol) => this.#visits.foreign(client, protocol),
      ...limits,
    };
    this.#loops = [broadcaster.run(), entrance.run((guest) => this.#serve(guest))];
    this.#ticker.start();
    const { maxConnections } = config;
    const history = keeping?.history;
    monitoring?.run({ broadcaster, fanout, entrance, history, log, maxConnections });
  }

  /** Why bans or the lockdown keep somebody out now. */
  judge(comer: Comer): Barred | undefined {
    return this.#broadcaster.barOf(comer, this.#clocks.now(), this.#clocks.time());
  }

  connect(): Connection {
    return connectionOf(this.#entrance.join((guest) => this.#serve(guest)));
  }

  tick(): Promise<void> {
    return this.#ticker.tick();
  }

  reload(next?: Config): Promise<boolean> {
    return this.#reloads.reload(next);
  }

  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<void> {
    this.#monitoring?.noteStopping();
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
    await this.#keeping?.stop();
    await this.#monitoring?.stop();
    this.#visits.close();
  }

  /** An async function would keep its frame in memory for each client. */
  #serve({ peer, address, isOnLoopback, door }: Guest): Promise<void> {
    const client = clientId(++this.#lastId);
    const traffic: Traffic = { linesIn: 0, bytesOut: 0, skipped: 0 };
    this.#visits.connected(client, logOriginOf(peer.origin));
    const isNamedByAddress = this.#isNamedByAddress(isOnLoopback);
    const origin = originOf(peer.origin, address, isNamedByAddress);
    return runSession(peer, { client, origin, door, traffic }, this.#session).then(
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
    return names === "auto" ? isOnLoopback : names === "address";
  }
}
