/**
 * The monitoring of a daemon as one part: what it measures, and the listener that shows it. Loaded only if
 * `--metrics` is given.
 *
 * @module
 */

import type { ChatEvent, Effect } from "../core/event.ts";
import type { Millis } from "../core/units.ts";
import { BugReports } from "../log/bug_reports.ts";
import type { Log } from "../log/log.ts";
import { parseListenAddress, type TcpAddress } from "../net/address.ts";
import { ListenFailure, openListeners } from "../net/open_listeners.ts";
import type { Listener } from "../net/tcp.ts";
import { VERSION } from "../program/version.ts";
import type { Clock } from "../time/system_pacer.ts";
import type { Pacer } from "../time/pacer.ts";
import { ChatWatch } from "./chat_watch.ts";
import { ConnectionCounts } from "./connection_counts.ts";
import { familiesOf } from "./families.ts";
import type { Condition } from "./health.ts";
import { Pages } from "./pages.ts";
import { ScrapeListener } from "./scrape_listener.ts";
import type { ProcessFacts, Sources, Watches } from "./sources.ts";
import { Timings } from "./timings.ts";

/** The parts of a monitoring. */
export interface MonitoringParts {
  /** The log of the listener and of bugs. */
  readonly log: Log;
  /** Timers. */
  readonly pacer: Pacer;
  /** The clocks. */
  readonly clock: Clock;
}

/** For so long after an accept has failed, newcomers may have to wait. Accepts are retried within a second. */
const ACCEPT_FAILED_RECENTLY: Millis = 5000;

/** Measures a daemon. */
export class Monitoring {
  /** What the parts of the daemon tell as it happens. */
  readonly watches: Watches;
  /** The address of the listener, with the port that the system picked. */
  readonly address: string;
  readonly #parts: MonitoringParts;
  readonly #listener: Listener;
  readonly #facts: ProcessFacts;
  #scrapes: ScrapeListener | undefined;
  #running: Promise<void> | undefined;
  #unwatch: (() => void) | undefined;
  #hasBegun = false;
  #isStopping = false;

  private constructor(listener: Listener, parts: MonitoringParts) {
    const { steady, wall } = parts.clock;
    this.#listener = listener;
    this.#parts = parts;
    this.address = listener.address;
    this.watches = {
      timings: new Timings(steady),
      chat: new ChatWatch(steady),
      connections: new ConnectionCounts(steady),
      received: { lines: 0 },
    };
    this.#facts = {
      version: VERSION,
      runtime: `deno-${Deno.version.deno}`,
      startedAt: wall(),
      memory: Deno.memoryUsage,
    };
  }

  /** Opens the listener; nothing is answered before `run`. Rejects with `CannotStart`. */
  static async open(address: TcpAddress, parts: MonitoringParts): Promise<Monitoring> {
    return new Monitoring(await openAt(address), parts);
  }

  /** An event has been applied, with these effects. */
  note(event: ChatEvent, effects: readonly Effect[]): void {
    this.watches.chat.note(event, effects);
  }

  /** Answers from now on, from these sources. */
  run(sources: Sources): void {
    const { log, pacer, clock } = this.#parts;
    const bugs = new BugReports(log, clock.steady);
    const pages = new Pages({
      families: () => familiesOf(this.watches, sources, this.#facts),
      condition: () => this.#condition(sources),
      now: clock.steady,
    });
    this.#scrapes = new ScrapeListener({
      listener: this.#listener,
      pacer,
      answer: (request) => pages.answer(request),
      report: (bug) => bugs.report({ on: "metrics", bug }),
      failed: (error, pause) => sources.entrance.acceptFailed(error, pause),
    });
    this.#unwatch = this.watches.timings.watchDelay(pacer);
    log.info("listening", { transport: "metrics", address: this.address });
    this.#running = this.#scrapes.run();
  }

  /** The daemon lets people in: from now on it may be ready. */
  noteBegun(): void {
    this.#hasBegun = true;
  }

  /** The daemon stops: from now on it is not ready. */
  noteStopping(): void {
    this.#isStopping = true;
  }

  /** Closes the listener. Resolves when nothing of it is left. Never rejects. */
  async stop(): Promise<void> {
    this.#unwatch?.();
    if (this.#scrapes === undefined) this.#listener.close();
    await Promise.all([this.#scrapes?.close(), this.#running]);
  }

  /**
   * Why another listener could not be opened: names this one if it has the address, where the error blames
   * another program. Never rejects.
   */
  async explained(error: unknown): Promise<unknown> {
    const { CannotStart } = await import("../program/cannot_start.ts");
    if (!(error instanceof CannotStart) || error.problem.code !== "cannot-listen") return error;
    const { code, address, fault } = error.problem;
    if (fault.code !== "taken" || !overlap(address, this.address)) return error;
    const problem = { code, address, fault: { code: "own", owner: this.address } } as const;
    return new CannotStart(problem, { cause: error });
  }

  #condition({ entrance, history, cluster }: Sources): Condition {
    const { timings, connections } = this.watches;
    return {
      isStopping: this.#isStopping,
      isJoining: !this.#hasBegun,
      waiting: timings.waiting,
      isStoreFailing: history?.read().isFailing ?? false,
      isClusterShut: cluster?.state.isShut ?? false,
      isOutOfDescriptors: entrance.gate.isOutOfDescriptors ||
        connections.hasFailedWithin(ACCEPT_FAILED_RECENTLY),
    };
  }
}

/** Whether two addresses cannot be listened at together. */
function overlap(...addresses: readonly [string, string]): boolean {
  const [a, b] = addresses.map(parseListenAddress);
  if (a?.transport !== "tcp" || b?.transport !== "tcp" || a.port !== b.port) return false;
  return a.hostname === b.hostname ||
    [a, b].some(({ hostname }) => hostname === "0.0.0.0" || hostname === "::");
}

async function openAt(address: TcpAddress): Promise<Listener> {
  try {
    const [listener] = await openListeners([{ address, isTls: false }]);
    if (listener === undefined) throw new Error("No listener was opened");
    return listener;
  } catch (error) {
    if (!(error instanceof ListenFailure)) throw error;
    const { cannotListen } = await import("../program/cannot_start.ts");
    throw cannotListen(error);
  }
}
