/**
 * What somebody is told on entering a room.
 *
 * @module
 */

import type { Client } from "./client.ts";
import type { PrivateMessage } from "./message.ts";
import type { Room } from "./room.ts";
import type { Bytes, Millis } from "./units.ts";

/** A greeting names so many of the others; the newcomer may stand among the first as well. */
const GREETING_NAMES = 51;

/** The welcome to a client that is in the room already. `server` is program and version, `maxLine` the limit
 * of a line. */
export function welcomeTo(
  client: Client,
  room: Room,
  { at, server, maxLine, epoch }: {
    readonly at: Millis;
    readonly server: string;
    readonly maxLine: Bytes;
    readonly epoch: string | undefined;
  },
): PrivateMessage {
  const named = client.audience === "people" ? GREETING_NAMES : Infinity;
  return {
    kind: "welcome",
    room: room.name,
    you: client.nick,
    id: client.id,
    members: room.names(named),
    population: room.members.size,
    seq: room.seq,
    ...(epoch !== undefined && { tally: { epoch, said: room.said } }),
    time: at,
    server,
    maxLine,
  };
}
