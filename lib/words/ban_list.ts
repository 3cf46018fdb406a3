/**
 * The bans of a room as lines for people. Pure.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import { formatEnd, formatMoment } from "../text/moment.ts";
import type { Wording } from "./wording.ts";

/** The most bans that are shown. */
const MAX_BANS = 100;

/** One ban, as either program has it. Times are since the epoch; undefined if they are not known. */
export interface BanShown {
  /** The name that the person had; undefined if a network was banned. */
  readonly name?: string | undefined;
  /** The address or network; undefined if it is not shown. */
  readonly network?: string | undefined;
  /** The name of the one who has banned. */
  readonly by: string;
  /** When. */
  readonly since?: Millis | undefined;
  /** When it ends; undefined if it does not end by itself. */
  readonly until?: Millis | undefined;
  /** Why; possibly empty. */
  readonly reason: string;
}

/** The bans of a room, as either program has them. */
export interface BansShown {
  /** The room; the lobby stands for the daemon. */
  readonly room: string;
  /** The oldest first. */
  readonly bans: readonly BanShown[];
  /** How many bans are not in `bans`. */
  readonly more: number;
}

/** One line for each ban, and one for those that are not shown. Never throws. */
export function banLines(wording: Wording, { room, bans, more }: BansShown): string[] {
  if (bans.length + more === 0) return [wording.bansNobody(room)];
  const rest = more + Math.max(0, bans.length - MAX_BANS);
  const lines = bans.slice(0, MAX_BANS).map(({ name, network, by, since, until, reason }) =>
    wording.ban({
      on: name ?? network ?? "?",
      network: name === undefined ? undefined : network,
      by,
      since: since === undefined ? undefined : formatMoment(since),
      until: until === undefined ? undefined : formatEnd(until),
      reason,
    })
  );
  return rest > 0 ? [...lines, wording.moreBans(rest)] : lines;
}
