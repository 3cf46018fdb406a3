/**
 * A reload: what becomes of a running server that is given another configuration, or whose files have changed.
 *
 * @module
 */

import type { Entrance } from "../admission/entrance.ts";
import type { Config } from "../config/config.ts";
import type { Log } from "../log/log.ts";
import type { VisitLog } from "../log/visit_log.ts";
import type { Broadcaster } from "../loop/broadcaster.ts";
import {
  adjustDoors,
  changeableSettings,
  motdOf,
  type ServerDoors,
  type SessionLimits,
  sessionLimits,
  tickPeriod,
} from "./parts.ts";
import type { Keeping } from "../store/keeping.ts";
import type { Ticker } from "../time/ticker.ts";

/** The parts of a server that a reload may change. */
export interface Reloadable {
  /** Says how it went. */
  readonly log: Log;
  /** Has the certificate, and the limits of connections. */
  readonly entrance: Entrance;
  /** Have the longest line, and the language. */
  readonly doors: ServerDoors;
  /** Says what is logged of people. */
  readonly visits: VisitLog;
  /** Checks the timeouts. */
  readonly ticker: Ticker;
  /** Has the bounds of what is kept; undefined if nothing is. */
  readonly keeping: Keeping | undefined;
  /** Applies the settings of the chat. */
  readonly broadcaster: Broadcaster;
  /** The limits of all sessions, which are changed in place: those that run hold references. */
  readonly limits: SessionLimits;
}

/** The configuration of a running server, and how it becomes another one. */
export class Reloads {
  readonly #parts: Reloadable;
  #config: Config;
  #last: Promise<unknown> = Promise.resolve();

  /** Begins with the configuration of the start. */
  constructor(config: Config, parts: Reloadable) {
    this.#config = config;
    this.#parts = parts;
  }

  /** What holds now. */
  get config(): Config {
    return this.#config;
  }

  /**
   * Reads the certificate and the message of the day again, and applies of another configuration, if one is
   * given, what needs no restart; one reload at a time. Resolves with false if a file cannot be used: the
   * log says so, and nothing has changed. Rejects on a bug only.
   */
  reload(next?: Config): Promise<boolean> {
    const done = this.#last.then(() => this.#reload(next));
    this.#last = done.catch(() => false);
    return done;
  }

  async #reload(next: Config | undefined): Promise<boolean> {
    const { log, entrance, broadcaster } = this.#parts;
    const config = next === undefined ? this.#config : reloaded(this.#config, next);
    const { tls, motdFile } = config;
    if (next === undefined && !tls && !motdFile) log.info("nothing-to-reload");
    const motd = await reloadedMotd(config, log);
    if (motd === undefined || !await entrance.reload(config)) return false;
    if (motdFile !== undefined) log.info("motd-reloaded", { file: motdFile, lines: motd.length });
    this.#config = config;
    adjust(config, this.#parts);
    await broadcaster.post({ kind: "settings", settings: changeableSettings(config, motd) });
    return true;
  }
}

function adjust(config: Config, parts: Reloadable): void {
  const { entrance, doors, visits, ticker, keeping, limits } = parts;
  entrance.adjust(config);
  adjustDoors(doors, config, entrance.pageListener);
  visits.adjust({ hasNames: config.logNames });
  ticker.adjust(tickPeriod(config));
  if (config.data !== undefined) keeping?.adjust(config.data);
  const { budget, outbox } = sessionLimits(config);
  Object.assign(limits.budget, budget);
  Object.assign(limits.outbox, outbox);
}

/** The lines of the file; undefined if it cannot be used, which the log says. Never rejects. */
async function reloadedMotd(
  config: Config,
  log: Log,
): Promise<readonly string[] | undefined> {
  try {
    return await motdOf(config);
  } catch (error) {
    log.error("motd-not-reloaded", {
      error: error instanceof Error ? error.message : String(error),
    });
    return undefined;
  }
}

/**
 * The configuration of a running server that has been given another one: of what needs a restart the old
 * values hold, of everything else the new ones.
 */
function reloaded(old: Config, next: Config): Config {
  const { listen, socketMode, adminListen, trustedProxies, remember } = old;
  const { cluster, logFormat, logAddresses } = old;
  const { maxRooms, maxRoomsPerPerson } = cluster === undefined ? next : old;
  return {
    ...next,
    listen,
    socketMode,
    remember,
    cluster,
    maxRooms,
    maxRoomsPerPerson,
    adminListen,
    trustedProxies,
    logFormat,
    logAddresses,
    tls: old.tls && { ...(next.tls ?? old.tls), addresses: old.tls.addresses },
    web: old.web && {
      ...(next.web ?? old.web),
      addresses: old.web.addresses,
      tlsAddresses: old.web.tlsAddresses,
    },
    data: old.data &&
      { ...(next.data ?? old.data), folder: old.data.folder, isDurable: old.data.isDurable },
  };
}
