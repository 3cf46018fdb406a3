/**
 * Several rooms at once: an open loop like that of one room, in which each sender talks in one room and
 * is heard by the members of that room alone. Beside it, one room of the same size with as many lines,
 * and as many clients that are connected. The server must know `/join`.
 *
 * @module
 */

import { Crowd } from "./crowd.ts";
import { type Outcome, type Site, textOnly } from "./outcome.ts";
import { keepTalking, Schedule } from "./room.ts";
import { type RoomPlan, RoomReaders } from "./room_readers.ts";

/** How many rooms, how big, and how much is said in them. */
export interface RoomsShape {
  /** Clients, all of which are in the lobby, where nobody talks. */
  readonly clients: number;
  /** Rooms beside the lobby. */
  readonly rooms: number;
  /** Members of each; room n has the clients from n on. */
  readonly members: number;
  /** Clients that talk, in turn: client n in room n, or in the first room if there is but one. */
  readonly senders: number;
  /** Lines a second, in all rooms together. */
  readonly linesPerSecond: number;
  /** Length of a line without its newline, in bytes. */
  readonly lineBytes: number;
}

/** One room with the members of one of these rooms and the lines of all of them. */
export function oneRoomOf(shape: RoomsShape): RoomsShape {
  return { ...shape, rooms: 1, senders: Math.min(shape.senders, shape.members) };
}

/** Runs rooms. Throws if a client cannot connect. */
export async function rooms(site: Site, shape: RoomsShape): Promise<Outcome> {
  const { clients, senders, members, lineBytes, linesPerSecond } = shape;
  const plan = planOf(shape);
  let listening: RoomReaders | undefined;
  textOnly(site);
  using crowd = new Crowd({
    port: site.server.port,
    readers: clients,
    senders: 1,
    lineBytes,
    wire: site.wire,
    listening: (format) => listening = new RoomReaders(format, plan),
  });
  const all = Array.from({ length: clients }, (_, client) => client);
  await crowd.gather(all);
  await enterRooms(crowd, new Map(all.map((client) => [client, roomsOf(shape, client)])));
  await crowd.settle(site.settleMillis);
  const schedule = new Schedule(crowd, { senders, linesPerSecond, listeners: members });
  const figures = await keepTalking(site, { crowd, schedule });
  await crowd.drain(() => listening?.hasAll(schedule.sent) ?? true);
  const faults = listening?.faults(schedule.sent) ?? {};
  if (crowd.disconnected > 0) faults["disconnected"] = crowd.disconnected;
  return { figures: { ...figures, clients }, faults };
}

/**
 * Lets each client enter these rooms, in this order, so that it talks in the last; resolves when all are
 * in. Throws if the server does not know how.
 */
export async function enterRooms(
  crowd: Crowd,
  rooms: ReadonlyMap<number, readonly string[]>,
): Promise<void> {
  const lines = new Map<number, readonly string[]>();
  for (const [client, names] of rooms) {
    lines.set(client, [...names.map((name) => `/join ${name}`), "/ping entered"]);
  }
  await crowd.ask(lines, "-- pong entered\n");
}

function planOf(shape: RoomsShape): RoomPlan {
  const { clients, senders, rooms } = shape;
  const roomOf = (sender: number) => sender % rooms;
  return {
    clients,
    senders,
    roomOf: (sender) => nameOf(roomOf(sender)),
    hears: (client, sender) => isMember(shape, client, roomOf(sender)),
  };
}

/** By order of entry: a client talks in the room that it enters last. */
function roomsOf(shape: RoomsShape, client: number): string[] {
  const own = client % shape.rooms;
  const entered = Array.from({ length: shape.rooms }, (_, room) => room)
    .filter((room) => room !== own && isMember(shape, client, room));
  if (isMember(shape, client, own)) entered.push(own);
  return entered.map(nameOf);
}

function isMember({ clients, members }: RoomsShape, client: number, room: number): boolean {
  return (client - room % clients + clients) % clients < members;
}

function nameOf(room: number): string {
  return `room-${room}`;
}
