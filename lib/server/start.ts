/**
 * The composition root: opens the parts of a daemon, whatever of them the configuration asks for, and
 * starts it. running.ts connects them.
 *
 * @module
 */

import type { Config } from "../config/config.ts";
import { Entrance } from "../admission/entrance.ts";
import { logOriginOf } from "../admission/log_origin.ts";
import type { Judge } from "../admission/gate.ts";
import type { Keeping } from "../store/keeping.ts";
import { contained } from "../log/log.ts";
import { BugReports } from "../log/bug_reports.ts";
import { addressWriter } from "../log/address_writer.ts";
import { startRecord } from "../log/start_record.ts";
import { VisitLog } from "../log/visit_log.ts";
import { SYSTEM_CLOCK, systemPacer } from "../time/system_pacer.ts";
import type { ClusterNode } from "./cluster_node.ts";
import {
  adjustDoors,
  clusterNodeOf,
  doorsOf,
  keepingOf,
  monitoringOf,
  motdOf,
  tickPeriod,
} from "./parts.ts";
import { RunningServer } from "./running.ts";
import type { Server, ServerParts } from "./server.ts";
import type { WebParts } from "./web.ts";

/**
 * Starts a daemon. Resolves when it accepts connections on every listener of the configuration.
 * Rejects with `CannotStart` if one of them or the data cannot be opened, and with `StartStopped` if it is to stop
 * while it waits for its cluster; then nothing is left open.
 */
export async function startServer(config: Config, parts: ServerParts): Promise<Server> {
  const clock = parts.clock ?? SYSTEM_CLOCK;
  const log = contained(parts.log);
  const bugs = new BugReports(log, clock.steady);
  const report = (bug: unknown) => bugs.report({ on: "timer", bug });
  const pacer = systemPacer(clock, tickPeriod(config), parts.rethrows ? undefined : report);
  const monitoring = await monitoringOf(config, { log, pacer, clock });
  const { connections: counts, timings } = monitoring?.watches ?? {};
  const visits = new VisitLog({
    log,
    now: pacer.now,
    later: (after, call) => pacer.later(after, () => call()),
    hasNames: config.logNames,
    writeAddress: await addressWriter(config.logAddresses),
    watch: counts,
  });
  const time = clock.wall;
  const answered = counts && ((status: number) => counts.answered(status));
  const misforwarded: WebParts["misforwarded"] = (origin, fault) =>
    visits.badProxyHeader(logOriginOf(origin), fault);
  const doors = await doorsOf(config, { pacer, time, answered, misforwarded });
  let keeping: Keeping | undefined;
  let node: ClusterNode | undefined;
  try {
    const motd = await motdOf(config);
    keeping = await keepingOf(config, { log, pacer, time, watch: timings });
    // No connection is accepted before the server runs.
    const { cluster: overrides, stopped } = parts;
    node = await clusterNodeOf(config, { log, pacer, watch: timings, overrides, stopped });
    const judge: Judge = (comer) => running.judge(comer);
    const entrance = await Entrance.open(config, { log, visits, doors, pacer, judge, time });
    adjustDoors(doors, config, entrance.pageListener);
    log.info("started", startRecord(config));
    doors.web?.warnOfPlainHttp(log, config.trustedProxies);
    const running = new RunningServer(config, {
      ...parts,
      log,
      bugs,
      visits,
      pacer,
      entrance,
      doors,
      keeping,
      node,
      motd,
      monitoring,
    });
    doors.web?.prepare();
    await running.begin();
    return running;
  } catch (error) {
    await node?.stop();
    await keeping?.stop();
    await monitoring?.stop();
    throw monitoring === undefined ? error : await monitoring.explained(error);
  }
}
