/**
 * All the work the meter knows: the table that the daemon is held to, and the series behind the
 * pictures. What a kind of work does is in the file of its name.
 *
 * @module
 */

import { churn } from "./churn.ts";
import { type Column, COLUMNS } from "./column.ts";
import { fanout, type FanoutShape } from "./fanout.ts";
import { idle } from "./idle.ts";
import type { Outcome, Site } from "./outcome.ts";
import { overload } from "./overload.ts";
import { room, type RoomShape } from "./room.ts";
import { oneRoomOf, rooms, type RoomsShape } from "./rooms.ts";
import { slow } from "./slow.ts";
import { startUp } from "./start_up.ts";

/** One piece of work. */
export interface Work {
  /** Its name on the command line. */
  readonly id: string;
  /** What it is, for people. */
  readonly title: string;
  /** The series it belongs to: `table` is what is run if nothing is named. */
  readonly group: "table" | "rooms" | "growth" | "load" | "overload" | "web";
  /** Its place on the axis of its group's picture. */
  readonly x?: number;
  /** Whether servers that can leave arrival lines out do so. */
  readonly isQuiet: boolean;
  /** Length of its window in seconds, where it has one: short and ordinary. */
  readonly seconds: readonly [quick: number, full: number];
  /** Time before the window in seconds. */
  readonly warmUpSeconds: number;
  /** How its figures are shown. */
  readonly columns: readonly Column[];
  /** Does it. */
  readonly run: (site: Site) => Promise<Outcome>;
  /** What it is compared with: run before it in each round, in a process of its own. */
  readonly beside?: {
    /** Its name in tables. */
    readonly name: string;
    /** Does it. */
    readonly run: (site: Site) => Promise<Outcome>;
  };
}

const ORDINARY: readonly [number, number] = [1, 3];

/** Everything, in the order in which it is run. */
export const WORKS: readonly Work[] = [
  {
    id: "start",
    title: "start to connectable; memory when empty",
    group: "table",
    isQuiet: false,
    seconds: [0, 0],
    warmUpSeconds: 0,
    columns: COLUMNS.start,
    run: startUp,
  },
  fanoutWork("fanout-200x20", true, { receivers: 200, senders: 20, window: 1, lineBytes: 64 }),
  fanoutWork("fanout-1000x10", true, { receivers: 1000, senders: 10, window: 1, lineBytes: 64 }),
  {
    ...fanoutWork("fanout-500x10", true, { receivers: 500, senders: 10, window: 1, lineBytes: 64 }),
    group: "web",
  },
  fanoutWork("fanout-100x1", false, { receivers: 100, senders: 1, window: 1, lineBytes: 64 }),
  fanoutWork("fanout-100x10w32", false, { receivers: 100, senders: 10, window: 32, lineBytes: 64 }),
  fanoutWork("fanout-100x10w32-512", false, {
    receivers: 100,
    senders: 10,
    window: 32,
    lineBytes: 512,
  }),
  roomWork("room-200x5", { clients: 200, rate: 5, lineBytes: 64 }),
  roomWork("room-500x2", { clients: 500, rate: 2, lineBytes: 64 }),
  idleWork("idle-5000", 5000, true),
  {
    id: "churn",
    title: "8 clients come, say a line, half-close and go; 10 listen",
    group: "table",
    isQuiet: false,
    seconds: [1, 5],
    warmUpSeconds: 0.5,
    columns: COLUMNS.churn,
    run: (site) => churn(site, { loops: 8, bystanders: 10, lineBytes: 64 }),
  },
  idleWork("arrive-2000", 2000, false),
  {
    id: "slow-50-3",
    title: "50 clients, 50 lines/s each of 400 bytes; 3 never read",
    group: "table",
    isQuiet: false,
    seconds: [3, 8],
    warmUpSeconds: 0.5,
    columns: COLUMNS.slow,
    run: (site) => slow(site, { clients: 50, stuck: 3, rate: 50, lineBytes: 400 }),
  },
  roomsWork("rooms-1000x10", "1,000 rooms of 10, each of 1,000 clients in 10 of them", {
    clients: 1000,
    rooms: 1000,
    members: 10,
    senders: 1000,
    linesPerSecond: 100,
  }),
  roomsWork("rooms-100-in-20", "100 clients, all in the same 20 rooms", {
    clients: 100,
    rooms: 19,
    members: 100,
    senders: 19,
    linesPerSecond: 200,
  }),
  roomsWork("rooms-100-mixed", "100 clients, each in another 20 of 101 rooms", {
    clients: 100,
    rooms: 100,
    members: 19,
    senders: 100,
    linesPerSecond: 200,
  }),
  silentRoomsWork(1000),
  ...[10, 100, 1000, 5000, 10_000].map(growthWork),
  ...[0.5, 1, 2, 4, 8, 16, 32].map(loadWork),
  {
    id: "overload",
    title: "3 times the sustainable load: 200 receivers, 20 senders, 64 bytes",
    group: "overload",
    isQuiet: true,
    seconds: [5, 60],
    warmUpSeconds: 0,
    columns: COLUMNS.overload,
    run: (site) => overload(site, { receivers: 200, senders: 20, factor: 3, lineBytes: 64 }),
  },
];

function fanoutWork(id: string, isQuiet: boolean, shape: FanoutShape): Work {
  const { receivers, senders, window, lineBytes } = shape;
  return {
    id,
    title:
      `fan-out: ${receivers} receivers, ${senders} senders, ${window} outstanding, ${lineBytes} bytes`,
    group: "table",
    isQuiet,
    seconds: ORDINARY,
    warmUpSeconds: 1,
    columns: COLUMNS.fanout,
    run: (site) => fanout(site, shape),
  };
}

function roomWork(id: string, shape: RoomShape): Work {
  return {
    id,
    title: `room: ${shape.clients} clients, ${shape.rate} lines/s each, ${shape.lineBytes} bytes`,
    group: "table",
    isQuiet: true,
    seconds: [2, 5],
    warmUpSeconds: shape.clients > 200 ? 3 : 1,
    columns: COLUMNS.room,
    run: (site) => room(site, shape),
  };
}

function roomsWork(id: string, title: string, shape: Omit<RoomsShape, "lineBytes">): Work {
  const full = { ...shape, lineBytes: 64 };
  return {
    id,
    title: `${title}, ${shape.linesPerSecond} lines/s of 64 bytes in all`,
    group: "rooms",
    isQuiet: true,
    seconds: [2, 5],
    warmUpSeconds: 1,
    columns: COLUMNS.rooms,
    run: (site) => rooms(site, full),
    beside: { name: `one room of ${shape.members}`, run: (site) => rooms(site, oneRoomOf(full)) },
  };
}

function silentRoomsWork(silentRooms: number): Work {
  const shape = { receivers: 200, senders: 20, window: 1, lineBytes: 64 };
  return {
    ...fanoutWork(`silent-${silentRooms}`, true, shape),
    title: `fan-out 200 x 20, each client also in 19 of ${silentRooms} silent rooms`,
    group: "rooms",
    // The heap still grows in the first seconds after thousands of arrivals.
    warmUpSeconds: 4,
    run: (site) => fanout(site, { ...shape, silentRooms }),
    beside: { name: "without", run: (site) => fanout(site, { ...shape, silentRooms: 0 }) },
  };
}

function idleWork(id: string, clients: number, isQuiet: boolean): Work {
  return {
    id,
    title: `${clients} clients who say nothing${isQuiet ? "" : ", arrival lines on"}`,
    group: "table",
    isQuiet,
    seconds: [1, 1],
    warmUpSeconds: 0,
    columns: COLUMNS.idle,
    run: (site) => idle(site, clients),
  };
}

function growthWork(clients: number): Work {
  const senders = Math.min(10, clients);
  const shape = { receivers: clients - senders, senders, window: 1, lineBytes: 64 };
  return {
    ...fanoutWork(`growth-${clients}`, true, shape),
    title: `growth: ${clients} clients, ${senders} of them senders, 1 outstanding, 64 bytes`,
    group: "growth",
    x: clients,
  };
}

function loadWork(rate: number): Work {
  const clients = 200;
  return {
    ...roomWork(`load-${rate}`, { clients, rate, lineBytes: 64 }),
    title: `load: ${clients} clients, ${rate} lines/s each: ${
      clients * clients * rate
    } deliveries/s`,
    group: "load",
    x: clients * clients * rate,
    seconds: [1, 4],
  };
}
