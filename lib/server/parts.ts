/**
 * The parts of the server that the configuration makes: what it means for each of them.
 *
 * @module
 */

import type { Config } from "../config/config.ts";
import { Chat } from "../core/chat.ts";
import type { ChatSettings } from "../core/chat_settings.ts";
import { NO_ORDER } from "../core/order.ts";
import { startData } from "../core/rules/starting.ts";
import type { Bytes, Millis } from "../core/units.ts";
import type { PageListener } from "../doors/web/page_url.ts";
import { PlainDoor, type PlainDoorSettings } from "../doors/plain_door.ts";
import type { Monitoring, MonitoringParts } from "../metrics/monitoring.ts";
import type { OutboxLimits } from "../outbound/outbox_types.ts";
import { VERSION } from "../program/version.ts";
import type { BudgetLimits } from "../session/budget.ts";
import type { Keeping, KeepingParts } from "../store/keeping.ts";
import type { Started } from "../store/store.ts";
import { textCodecs } from "../wire/text/codec.ts";
import type { ClusterNode, ClusterNodeParts } from "./cluster_node.ts";
import type { Web, WebParts } from "./web.ts";

/** The period of ticks is a tenth of the shortest timeout, within these bounds. */
const LONGEST_TICK: Millis = 1000;
const SHORTEST_TICK: Millis = 10;
const TICKS_IN_TIMEOUT = 10;

/** The most bytes of history in one answer, and the part of the send queue that it may take. */
const MAX_HISTORY: Bytes = 65_536;
const HISTORIES_IN_QUEUE = 4;

/** What is kept on disk, opened; undefined if nothing is, and nothing of it loaded. Rejects with `CannotStart`. */
export async function keepingOf(config: Config, parts: KeepingParts): Promise<Keeping | undefined> {
  const { data, remember, maxRooms, cluster } = config;
  const isShared = cluster !== undefined;
  if (data === undefined) return undefined;
  const { Keeping } = await import("../store/keeping.ts");
  const { StoreFailure } = await import("../store/failure.ts");
  try {
    return await Keeping.open({ ...data, remember, maxRooms, isShared }, parts);
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    const { cannotStore } = await import("../program/cannot_start.ts");
    throw cannotStore(data.folder, error);
  }
}

/** What makes the daemon a node of several; undefined if it is alone, and nothing of it loaded. Rejects with `CannotStart`. */
export async function clusterNodeOf(
  config: Config,
  parts: ClusterNodeParts,
): Promise<ClusterNode | undefined> {
  const { cluster } = config;
  if (cluster === undefined) return undefined;
  const { ClusterNode } = await import("./cluster_node.ts");
  return await ClusterNode.open({ ...config, cluster }, parts);
}

/** The monitoring, with its listener open; undefined if there is none, and nothing of it loaded. Rejects with `CannotStart`. */
export async function monitoringOf(
  { metrics }: Config,
  parts: MonitoringParts,
): Promise<Monitoring | undefined> {
  if (metrics === undefined) return undefined;
  const { Monitoring } = await import("../metrics/monitoring.ts");
  return await Monitoring.open(metrics, parts);
}

/** What is shown on entry; nothing is loaded if it is nothing. Rejects with `CannotStart`. */
export async function motdOf({ motdFile, sendQueueMax }: Config): Promise<readonly string[]> {
  if (motdFile === undefined) return [];
  const { readMotd } = await import("../program/motd.ts");
  return await readMotd(motdFile, sendQueueMax);
}

/** What a chat begins with. */
export interface ChatBeginning {
  /** What is shared with other nodes; undefined if there are none. */
  readonly node?: ClusterNode | undefined;
  /** What was kept of the last run; undefined if nothing is kept. */
  readonly started: Started | undefined;
  /** The message of the day. */
  readonly motd: readonly string[];
  /** The present on both clocks. */
  readonly now: { readonly at: Millis; readonly time: Millis };
}

/** A chat with the settings of the configuration. */
export function chatOf(config: Config, beginning: ChatBeginning): Chat {
  const { node, started, motd, now } = beginning;
  const settings = {
    ...changeableSettings(config, motd),
    remember: config.remember,
    server: `hubbubd/${VERSION}`,
    epoch: node?.log.birth ?? crypto.randomUUID().slice(0, 8),
    isRecording: started !== undefined,
  };
  if (node !== undefined) {
    const { name, log: { chat } } = node;
    return new Chat({ ...settings, isShared: true, node: name }, chat);
  }
  const { places = [], order = NO_ORDER } = started ?? {};
  return new Chat(settings, startData(settings, places, { order, ...now }));
}

/** The settings of the chat that a reload may change. */
export function changeableSettings(
  config: Config,
  motd: readonly string[],
): Omit<ChatSettings, "remember" | "server" | "epoch" | "isRecording" | "isShared" | "node"> {
  const { idleTimeout, maxLine, maxRooms, maxRoomsPerPerson, history } = config;
  return {
    idleTimeout,
    maxLineBytes: maxLine,
    maxRooms,
    maxRoomsPerPerson,
    history,
    historyBytes: Math.min(MAX_HISTORY, config.sendQueueMax / HISTORIES_IN_QUEUE),
    motd,
  };
}

/** What is spoken at the listeners. */
export interface ServerDoors {
  /** The door of lines, for people and programs. */
  readonly plain: PlainDoor;
  /** The page and its WebSockets; undefined if it is not served. */
  readonly web: Web | undefined;
}

/** What is spoken at the listeners; nothing of the web is loaded if the page is not served. */
export async function doorsOf(config: Config, parts: WebParts): Promise<ServerDoors> {
  const { pacer } = parts;
  return {
    plain: new PlainDoor({ ...doorSettings(config), pacer }),
    web: await webOf(config, parts),
  };
}

async function webOf(config: Config, parts: WebParts): Promise<Web | undefined> {
  const { web } = config;
  if (web === undefined) return undefined;
  const { Web } = await import("./web.ts");
  return new Web({ ...config, web }, parts);
}

/** The doors follow this configuration from here on. `pageListener` is one that serves the page, if one does. */
export function adjustDoors(
  { plain, web }: ServerDoors,
  config: Config,
  pageListener: PageListener | undefined,
): void {
  web?.adjust(config);
  const page = pageListener && web?.placeOf(pageListener);
  plain.adjust({ ...doorSettings(config), page });
}

/** The settings of the plain door. */
export function doorSettings({ language, maxLine }: Config): PlainDoorSettings {
  return { people: textCodecs[language], maxLineBytes: maxLine };
}

/** The limits of all sessions. */
export interface SessionLimits {
  /** Of what each sends. */
  readonly budget: BudgetLimits;
  /** Of what waits for each. */
  readonly outbox: OutboxLimits;
}

/** The limits of all sessions by the configuration. */
export function sessionLimits(config: Config): SessionLimits {
  const { rate, burst, sendQueue, sendQueueMax, stallTimeout } = config;
  return {
    budget: { ratePerSecond: rate, burst },
    outbox: { skipAbove: sendQueue, dropAt: sendQueueMax, stallTimeout },
  };
}

/** How often the timeouts are checked. */
export function tickPeriod({ idleTimeout, stallTimeout }: Config): Millis {
  const shortest = Math.min(idleTimeout === 0 ? Infinity : idleTimeout, stallTimeout);
  return Math.min(LONGEST_TICK, Math.max(SHORTEST_TICK, shortest / TICKS_IN_TIMEOUT));
}
