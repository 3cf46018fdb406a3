/**
 * The first record of a log: the version, the platform and the limits, for later readers of the log. It
 * also separates the runs, because ids begin at 1 in each.
 *
 * @module
 */

import type { Config } from "../config/config.ts";
import type { LogFields } from "./log.ts";
import { VERSION } from "../program/version.ts";

/** The fields of the first record. */
export function startRecord(config: Config): LogFields {
  const { maxConnections, maxPerAddress, connectRate, maxLine, rate, burst } = config;
  const {
    sendQueue,
    sendQueueMax,
    stallTimeout,
    idleTimeout,
    grace,
    logNames,
    logAddresses,
    data,
  } = config;
  return {
    version: VERSION,
    runtime: `deno-${Deno.version.deno}`,
    system: Deno.build.target,
    process: Deno.pid,
    logNames,
    logAddresses,
    maxConnections,
    maxPerAddress,
    connectRate,
    maxLine,
    rate,
    burst,
    sendQueue,
    sendQueueMax,
    stallTimeoutMillis: stallTimeout,
    idleTimeoutMillis: idleTimeout,
    graceMillis: grace,
    data: data?.folder,
    durable: data?.isDurable,
  };
}
