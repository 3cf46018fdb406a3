/**
 * Who a person is, as lines for people. Pure.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import { formatDuration } from "../text/duration.ts";
import { formatMoment } from "../text/moment.ts";
import type { ConnectionWords, RankedRoom, Wording } from "./wording.ts";

/** Who a person is, as either program has it. */
export interface PersonShown {
  /** The name. */
  readonly name: string;
  /** The id, which outlives a change of name. */
  readonly id: number;
  /** Whether it is an operator. */
  readonly isOperator: boolean;
  /** When it entered, since the epoch; undefined if it is not known. */
  readonly since?: Millis | undefined;
  /** How long since the last line. */
  readonly idle: Millis;
  /** What the person says about being away; undefined if the person is not away. */
  readonly away?: string | undefined;
  /** The rooms that may be shown. */
  readonly rooms: readonly RankedRoom[];
  /** Its connection; only operators are told of it. */
  readonly connection?: Omit<ConnectionWords, "name"> | undefined;
}

/** The lines that say who a person is. Never throws. */
export function personLines(wording: Wording, person: PersonShown): string[] {
  const { name, id, isOperator, since, idle, away, rooms, connection } = person;
  const whole = Math.floor(idle / 1000) * 1000;
  const first = wording.person({
    ...{ name, id, isOperator, away, idle: formatDuration(whole) },
    since: since === undefined ? undefined : formatMoment(since),
  });
  return [
    first,
    ...(rooms.length > 0 ? [wording.roomsOf(name, rooms)] : []),
    ...(connection === undefined ? [] : [wording.connection({ ...connection, name })]),
  ];
}
