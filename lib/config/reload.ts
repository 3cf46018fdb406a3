/**
 * What SIGHUP does to the daemon as a program: reads its configuration again, has the server apply it, and
 * logs which options have changed.
 *
 * @module
 */

import type { Config } from "./config.ts";
import { startDaemon } from "./file.ts";
import type { AdjustableLog } from "../log/log.ts";
import { DAEMON_OPTIONS } from "../options/daemon.ts";
import type { DaemonOption } from "../options/daemon_option.ts";
import type { Environment, Values } from "../options/option.ts";

/** The values of all options of the daemon. */
export type DaemonValues = Values<typeof DAEMON_OPTIONS>;

/** A configuration that holds, and the values from which it was made. */
export interface Running {
  /** The configuration. */
  readonly config: Config;
  /** The values of the options. */
  readonly values: DaemonValues;
}

/** What a reload needs. */
export interface ReloadParts {
  /** The arguments of the start. */
  readonly args: readonly string[];
  /** The environment of the start. */
  readonly env: Environment;
  /** Says how it went, in English as all of the log. */
  readonly log: AdjustableLog;
  /** The server; applies what can change. */
  readonly server: { reload(next?: Config): Promise<boolean> };
}

/** Which options differ, by name. */
export interface Changes {
  /** What has been applied. */
  readonly applied: readonly string[];
  /** What needs a restart. */
  readonly restart: readonly string[];
}

/**
 * Reads the configuration again, and has it applied. With a mistake in it, or a file that cannot be used,
 * nothing changes, and the log says why. Resolves with what holds from then on. Never rejects.
 */
export async function reloadDaemon(running: Running, parts: ReloadParts): Promise<Running> {
  const { args, env, log, server } = parts;
  const startup = await startDaemon(args, env, "en");
  if (startup.kind !== "run") {
    const error = startup.kind === "problem" ? startup.problem : startup.kind;
    log.error("config-not-reloaded", { error });
    return running;
  }
  const { applied, restart } = changesBetween(running.values, startup.values);
  const alike = running.config.cluster && applied.find((name) => ALIKE.includes(name));
  if (alike !== undefined) {
    const error = `${alike} must be the same on all nodes: stop all of them before it is changed`;
    log.error("config-not-reloaded", { error });
    return running;
  }
  const isFromFile = startup.values.config !== undefined;
  if (!await server.reload(isFromFile ? startup.config : undefined)) {
    if (isFromFile) {
      log.error("config-not-reloaded", { error: "a file that it names cannot be used" });
    }
    return running;
  }
  if (!isFromFile) return running;
  log.setLevel(startup.config.logLevel);
  log.info("config-reloaded", { file: startup.values.config, changed: listed(applied) });
  if (restart.length > 0) log.warn("restart-needed", { options: listed(restart) });
  return {
    config: startup.config,
    values: { ...startup.values, ...kept(running.values, restart) },
  };
}

/** Options that a reload applies, but not if there are other nodes: they decide what all of them carry out alike. */
const ALIKE: readonly string[] = ["max-rooms", "max-rooms-per-person"];

/** An option that opens something, which needs a restart. */
type Opening = "tls-listen" | "web-listen" | "web-tls-listen" | "data";

const TLS: readonly Opening[] = ["tls-listen", "web-tls-listen"];
const WEB: readonly Opening[] = ["web-listen", "web-tls-listen"];

/** Options that hold only with one of these others. */
const BELONGS_TO: Readonly<Partial<Record<keyof DaemonValues, readonly Opening[]>>> = {
  "tls-cert": TLS,
  "tls-key": TLS,
  "web-host": WEB,
  "web-origin": WEB,
  "web-node": WEB,
  "keep-for": ["data"],
  "keep-messages": ["data"],
};

/** Compares two configurations option by option. Never throws. */
export function changesBetween(old: DaemonValues, next: DaemonValues): Changes {
  const names = Object.keys(DAEMON_OPTIONS) as (keyof DaemonValues)[];
  const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(next[name]));
  const isApplied = (name: keyof DaemonValues) => {
    const option: DaemonOption = DAEMON_OPTIONS[name];
    const others = BELONGS_TO[name] ?? [];
    const isOpenedOrClosed = isAnyGiven(old, others) !== isAnyGiven(next, others);
    return option.atReload === "applied" && !isOpenedOrClosed;
  };
  return {
    applied: changed.filter(isApplied),
    restart: changed.filter((name) => !isApplied(name)),
  };
}

function isAnyGiven(values: DaemonValues, names: readonly Opening[]): boolean {
  return names.some((name) => (values[name]?.length ?? 0) > 0);
}

/** The old values of these options, which still hold. */
function kept(values: DaemonValues, names: readonly string[]): Partial<DaemonValues> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.join(", ");
}
