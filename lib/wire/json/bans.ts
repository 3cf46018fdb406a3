/**
 * The bans of a room in the JSON dialect.
 *
 * @module
 */

import type { BanInfo } from "../../core/info.ts";
import type { BanShown } from "../../words/ban_list.ts";
import { type Fields, isFields, readCount, readText, readTime } from "./object.ts";

/** Writes one ban as the fields of its object. Never throws. */
export function banFields({ name, network, by, since, until, reason }: BanInfo): Fields {
  return {
    ...{ name, network, by, since: new Date(since).toISOString() },
    ...(until !== undefined && { until: new Date(until).toISOString() }),
    reason,
  };
}

/** Parses a list of bans; what is no ban is left out. Never throws. */
export function readBans(fields: Fields): { bans: BanShown[]; more: number } {
  const list = Array.isArray(fields.bans) ? fields.bans : [];
  return { bans: list.filter(isFields).map(readBan), more: readCount(fields.more) ?? 0 };
}

function readBan({ name, network, by, since, until, reason }: Fields): BanShown {
  return {
    name: readText(name),
    network: readText(network),
    by: readText(by) ?? "",
    since: readTime(since),
    until: readTime(until),
    reason: readText(reason) ?? "",
  };
}
