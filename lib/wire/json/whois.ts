/**
 * Who a person is, in the JSON dialect.
 *
 * @module
 */

import type { Whois, WhoisConnection } from "../../core/info.ts";
import type { Rank } from "../../core/state/access.ts";
import type { PersonShown } from "../../words/whois.ts";
import type { RankedRoom } from "../../words/wording.ts";
import { type Fields, isFields, readCount, readText, readTime } from "./object.ts";

const RANKS: readonly Rank[] = ["member", "moderator", "owner"];

/** Writes who a person is as the fields of its object, without `type`. Never throws. */
export function personFields({ since, isOperator, connection, ...person }: Whois): Fields {
  const { name, id, idle, away, rooms } = person;
  return {
    ...{ name, id, operator: isOperator, since: new Date(since).toISOString(), idle },
    ...(away !== undefined && { away }),
    rooms,
    ...(connection && connectionFields(connection)),
  };
}

function connectionFields({ program, ...connection }: WhoisConnection): Fields {
  return { ...connection, ...(program !== undefined && { client: program }) };
}

/** Parses who a person is. Never throws. */
export function readPerson(fields: Fields): PersonShown {
  const transport = readText(fields.transport);
  const program = readText(fields.client);
  return {
    name: readText(fields.name) ?? "",
    id: readCount(fields.id) ?? 0,
    isOperator: fields.operator === true,
    since: readTime(fields.since),
    idle: readCount(fields.idle) ?? 0,
    away: readText(fields.away),
    rooms: Array.isArray(fields.rooms) ? fields.rooms.filter(isFields).map(readRoom) : [],
    ...(transport !== undefined && {
      connection: {
        transport,
        address: readText(fields.address),
        ...(program !== undefined && { program }),
        queued: readCount(fields.queued) ?? 0,
        skipped: readCount(fields.skipped) ?? 0,
      },
    }),
  };
}

function readRoom({ room, rank }: Fields): RankedRoom {
  return { room: readText(room) ?? "", rank: readRank(rank) ?? "member" };
}

/** A rank; undefined for any other value. Never throws. */
export function readRank(value: unknown): Rank | undefined {
  return RANKS.find((each) => each === value);
}
