/**
 * What one run is given and what it gives back, and the part that most kinds of work share: a window
 * of time in which deliveries, the server's cost and the meter's own cost are counted.
 *
 * @module
 */

import process from "node:process";
import type { Crowd } from "./crowd.ts";
import { type ProcessState, resetPeak } from "./proc.ts";
import type { ServerCommand, ServerProcess } from "./server_process.ts";

/** Named figures. Names end in their unit; NaN is what could not be had. */
export type Figures = Record<string, number>;

/** The result of one run. */
export interface Outcome {
  /** What was measured. */
  readonly figures: Figures;
  /** What was wrong, by kind; only kinds that occurred. */
  readonly faults: Record<string, number>;
  /** The course of a long run, second by second. */
  readonly course?: readonly Figures[];
}

/** Where a run takes place. */
export interface Site {
  /** How the server was started. */
  readonly command: ServerCommand;
  /** The server under measurement. */
  readonly server: ServerProcess;
  /** Length of the window in seconds. */
  readonly seconds: number;
  /** Time before the window, in seconds. */
  readonly warmUpSeconds: number;
  /** How long the room must be quiet before a run begins, in milliseconds. */
  readonly settleMillis: number;
  /** Which wire; the cheapest there is if not given. */
  readonly wire?: "epoll" | "streams" | undefined;
  /** Says how far the run is, for whoever watches. */
  readonly watch: (words: string) => void;
}

/** For work that does what only the text dialect can do. Throws if the server's clients speak another. */
export function textOnly({ command: { dialect = "text" } }: Site): void {
  if (dialect !== "text") throw new Error(`this work is not done in ${dialect}`);
}

/** Counts what happens between `begin` and `end`. */
export class Window {
  readonly #crowd: Crowd;
  readonly #server: ServerProcess;
  #from = 0;
  #delivered = 0;
  #idleMillis = 0;
  #ownCpu = 0;
  #state: ProcessState | undefined;

  /** A window on one crowd and its server. */
  constructor(crowd: Crowd, server: ServerProcess) {
    this.#crowd = crowd;
    this.#server = server;
  }

  /** Whether it has begun. */
  get isOpen(): boolean {
    return this.#from > 0;
  }

  /** Starts to count and to time. */
  begin(): void {
    resetPeak(this.#server.pid);
    this.#state = this.#server.state();
    this.#delivered = this.#crowd.listening.delivered;
    this.#idleMillis = this.#crowd.wire.idleMillis;
    this.#ownCpu = ownCpuSeconds();
    this.#crowd.listening.isMeasuring = true;
    this.#from = performance.now();
  }

  /** Ends the count; the figures that all kinds of work have. Costs are per delivery, or per `operations` if given. */
  end(operations?: number): Figures {
    const { listening, wire } = this.#crowd;
    const seconds = (performance.now() - this.#from) / 1000;
    listening.isMeasuring = false;
    const state = this.#server.state();
    const cpuSeconds = (state?.cpuSeconds ?? NaN) - (this.#state?.cpuSeconds ?? NaN);
    const delivered = listening.delivered - this.#delivered;
    return {
      seconds,
      deliveries: delivered,
      deliveriesPerSecond: delivered / seconds,
      ...latencyFigures(this.#crowd),
      cpuMicros: cpuSeconds * 1e6 / (operations ?? delivered),
      cores: cpuSeconds / seconds,
      residentBytes: state?.residentBytes ?? NaN,
      peakBytes: state?.peakBytes ?? NaN,
      meterCores: (ownCpuSeconds() - this.#ownCpu) / seconds,
      meterBusy: 1 - (wire.idleMillis - this.#idleMillis) / 1000 / seconds,
    };
  }
}

/** The latency of a crowd so far, in milliseconds. */
export function latencyFigures(crowd: Crowd): Figures {
  const { latency, completion } = crowd.listening;
  return {
    p50Millis: latency.percentile(0.5) / 1000,
    p90Millis: latency.percentile(0.9) / 1000,
    p99Millis: latency.percentile(0.99) / 1000,
    maxMillis: latency.max / 1000,
    lastP50Millis: completion.percentile(0.5) / 1000,
    lastP99Millis: completion.percentile(0.99) / 1000,
  };
}

/**
 * What was wrong in a crowd in which `said` lines were said, once the draining is over. `lost` and
 * `surplus` count deliveries; what a reader was told was skipped is not lost.
 */
export function crowdFaults(crowd: Crowd, said: number): Record<string, number> {
  const { faults, skipped } = crowd.readers;
  const balances = crowd.readers.balances(said);
  const all: Record<string, number> = {
    lost: balances.reduce((sum, balance) => sum + Math.max(0, balance), 0),
    surplus: balances.reduce((sum, balance) => sum + Math.max(0, -balance), 0),
    unheard: faults.unheard,
    misplaced: faults.misplaced,
    strange: faults.strange + crowd.log.damaged,
    skipped,
    disconnected: crowd.disconnected,
  };
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}

function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
