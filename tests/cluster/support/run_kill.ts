/**
 * Runs a kill: starts the cluster, lets people talk, kills, waits until all is told, and checks it.
 *
 * @module
 */

import { check, type Verdict } from "./checker.ts";
import { Cluster } from "./cluster.ts";
import { Crowd } from "./crowd.ts";
import type { Kill } from "./kills.ts";
import { Machines } from "./machines.ts";

/** How much is said. */
export interface Load {
  /** People in all. */
  readonly people: number;
  /** Lines a second in all. */
  readonly linesPerSecond: number;
  /** How long people talk before and after what is done, in milliseconds each. */
  readonly margin: number;
  /** Whether each daemon keeps what is said on disk. */
  readonly hasData?: boolean;
}

/** What came of it. */
export interface Outcome extends Verdict {
  /** The exit codes of daemons that have ended by themselves, with their last lines. */
  readonly ended: readonly string[];
}

/** Everything must have come back this long after the talk. */
const LIMIT_MILLIS = 40_000;

/** Runs a kill. Throws if the cluster does not start. */
export async function runKill(
  kill: Kill,
  { people, linesPerSecond, margin, hasData }: Load,
): Promise<Outcome> {
  await using machines = kill.needsMachines === true ? await Machines.make(3) : undefined;
  const places = machines === undefined ? {} : { machines };
  await using cluster = await Cluster.start({ ...kill, ...places, hasData });
  await using crowd = await Crowd.gather({ places: cluster.places, count: people, room: "dev" });
  const wait = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));
  crowd.startTalk(linesPerSecond);
  await wait(margin);
  await kill.act({ cluster, crowd, wait });
  await wait(margin);
  await crowd.stopTalk(LIMIT_MILLIS);
  await crowd.askForAll();
  const ended = cluster.daemons.flatMap(({ code, place, lines }) =>
    code === undefined || code === 137
      ? []
      : [`the daemon ${place.node} ended with ${code}: ${lines.slice(-5).join("\n")}`]
  );
  return { ...check(crowd.record()), ended };
}
