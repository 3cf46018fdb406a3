/**
 * One soak: five hundred clients against one daemon for so long, watched from without by the kernel
 * and from within by six witnesses.
 *
 * @module
 */

import { Finding } from "../../tests/fuzz/finding.ts";
import { Crowd } from "./crowd.ts";
import type { SoakedDaemon } from "./daemon.ts";
import { Gauge, mebibytes } from "./gauge.ts";
import { playAll } from "./roles.ts";
import { Witnesses } from "./witnesses.ts";

/** What a soak is given. */
export interface SoakParts {
  /** Running, with nobody in it. */
  readonly daemon: SoakedDaemon;
  /** For how long. */
  readonly millis: number;
  /** Decides what the crowd does. */
  readonly seed: number;
  /** Takes one line of the report. */
  print(line: string): void;
}

/** The witnesses ping this often, far below any rate limit. */
const PULSE_MILLIS = 2000;
/** Between two lines of the report, and two comparisons of what the witnesses heard. */
const REPORT_MILLIS = 10_000;
/** A pulse that takes longer is a finding: the daemon has been held up. */
const SLOWEST_PULSE_MILLIS = 5000;
/** Until the last descriptor is given back when everybody has left. */
const FAREWELL_MILLIS = 15_000;

/** Runs one soak; resolves with what was found, nothing if all is well. */
export async function soak(parts: SoakParts): Promise<string[]> {
  const { daemon, print } = parts;
  const gauge = new Gauge(daemon.pid);
  const crowd = new Crowd(daemon.port, parts.seed, daemon.webPort);
  const empty = gauge.look();
  print(`empty: ${mebibytes(empty.memory)}, ${empty.descriptors} descriptors`);
  const findings: string[] = [];
  const playing = playAll(crowd);
  try {
    await using witnesses = await Witnesses.enter(daemon.port);
    await watch(parts, { gauge, crowd, witnesses, playing });
    print(`${witnesses.compared} lines heard alike by ${witnesses.count} witnesses`);
  } catch (error) {
    if (!(error instanceof Finding)) throw error;
    findings.push(error.message);
  } finally {
    crowd.end();
    await playing;
  }
  const left = await untilEmpty(gauge, empty.descriptors);
  findings.push(...judge(gauge, empty.descriptors, left));
  summarise(parts, { gauge, crowd });
  return findings;
}

interface Scene {
  readonly gauge: Gauge;
  readonly crowd: Crowd;
  readonly witnesses: Witnesses;
  readonly playing: Promise<void>;
}

/** Watches until the time is over. Rejects with a finding. */
async function watch({ daemon, millis, print }: SoakParts, scene: Scene): Promise<void> {
  const { gauge, crowd, witnesses } = scene;
  const startedAt = performance.now();
  let slowest = 0;
  let reportAt = REPORT_MILLIS;
  for (let at = 0; at < millis; at = performance.now() - startedAt) {
    // A player that fails on what no daemon causes ends the soak.
    await Promise.race([pause(PULSE_MILLIS), scene.playing]);
    const reading = gauge.note();
    slowest = Math.max(slowest, await witnesses.pulse());
    if (daemon.hasEnded) throw new Finding("the daemon has ended");
    if (slowest > SLOWEST_PULSE_MILLIS) {
      throw new Finding(`a ping took ${Math.round(slowest)} ms`);
    }
    if (performance.now() - startedAt < reportAt) continue;
    reportAt += REPORT_MILLIS;
    await witnesses.compare();
    print(
      `${String(Math.round((performance.now() - startedAt) / 1000)).padStart(5)} s: ` +
        `${
          mebibytes(reading.memory)
        }, ${reading.descriptors} descriptors, ${crowd.open} clients, ` +
        `slowest ping ${Math.round(slowest)} ms`,
    );
    slowest = 0;
  }
}

/** What the kernel's figures say. */
function judge(gauge: Gauge, before: number, after: number): string[] {
  const findings: string[] = [];
  const { memoryTrend, descriptorTrend } = gauge;
  if (memoryTrend.isRising) {
    findings.push(`memory rises: ${memoryTrend.quarters.map(mebibytes).join(", ")} by quarters`);
  }
  if (descriptorTrend.isRising) {
    findings.push(`descriptors rise: ${descriptorTrend.quarters.join(", ")} by quarters`);
  }
  // The runtime opens a few of its own when they are first needed.
  if (after > before + 4) findings.push(`${after - before} descriptors were not given back`);
  return findings;
}

function summarise({ print, daemon }: SoakParts, { gauge, crowd }: Pick<Scene, "gauge" | "crowd">) {
  const { connections, lines, badInputs } = crowd.deeds;
  const [warm = NaN, second = NaN, , last = NaN] = gauge.memoryTrend.quarters;
  print(`connections opened ${connections}, lines sent ${lines}, bad inputs tried ${badInputs}`);
  print(
    `memory: ${mebibytes(warm)} in the first quarter, ${mebibytes(second)} in the second, ` +
      `${mebibytes(last)} in the last, ${mebibytes(gauge.look().memory)} when all had left`,
  );
  print(
    `descriptors by quarters: ${gauge.descriptorTrend.quarters.join(", ")}; ` +
      `${gauge.look().descriptors} when all had left`,
  );
  for (const complaint of daemon.complaints) print(`log: ${complaint}`);
}

/** Waits until the daemon has given everything back; resolves with what it still has. */
async function untilEmpty(gauge: Gauge, descriptors: number): Promise<number> {
  const deadline = performance.now() + FAREWELL_MILLIS;
  while (gauge.look().descriptors > descriptors && performance.now() < deadline) await pause(100);
  return gauge.look().descriptors;
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
