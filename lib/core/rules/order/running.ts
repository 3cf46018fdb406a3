/**
 * Running the daemon: operators close it for newcomers, say something to everybody, and stop it after a
 * countdown.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Notice } from "../../notice.ts";
import type { Seat } from "../../state/seat.ts";
import type { Millis } from "../../units.ts";
import { audit } from "./auditing.ts";
import { keepChange } from "./keeping.ts";
import { maySpeakAnywhere } from "./muting.ts";
import { tellOperators } from "./ranks.ts";
import { notify, tellLost } from "../telling.ts";

/** Everybody is told so long before a stop how long there is left; besides when it is announced. */
const REMINDERS: readonly Millis[] = [
  3_600_000,
  1_800_000,
  600_000,
  300_000,
  60_000,
  30_000,
  10_000,
];

/** What an operator wants with a stop. */
export type StopWish =
  /** To stop after so many milliseconds, 0 is now; `reason` may be empty. */
  | { readonly kind: "stop"; readonly after: Millis; readonly reason: string }
  /** Not to stop after all. */
  | { readonly kind: "call-off" }
  /** It cannot be read. */
  | { readonly kind: "bad-duration"; readonly value: string };

/** Closes the daemon for newcomers, or opens it; all operators are told. */
export function setLockdown(context: Context, seat: Seat, isOn: boolean): void {
  const { ledger: { order } } = context;
  const word = isOn ? "on" : "off";
  if (order.isLockedDown === isOn) {
    return notify(context, seat, { code: "lockdown", why: `already-${word}` });
  }
  order.isLockedDown = isOn;
  audit(context, seat, { act: "lockdown", setting: word });
  keepChange(context, { kind: "lockdown", isOn });
  tellOperators(context, { code: "lockdown", why: word, from: nameOf(context, seat) });
}

/** Says something to everybody, or refuses with a notice. */
export function announceAll(context: Context, seat: Seat, announcement: string): void {
  if (!maySpeakAnywhere(context, seat)) return;
  audit(context, seat, { act: "announce" });
  tellAll(context, { code: "announcement", from: nameOf(context, seat), announcement });
}

/** Announces a stop, in place of one that was announced before, or calls it off; everybody is told. */
export function orderStop(context: Context, seat: Seat, wish: StopWish): void {
  const { desk, at, time } = context;
  switch (wish.kind) {
    case "bad-duration":
      return notify(context, seat, { code: "bad-duration", value: wish.value });
    case "call-off":
      if (desk.stop === undefined) return notify(context, seat, { code: "shutdown", why: "none" });
      desk.stop = undefined;
      audit(context, seat, { act: "shutdown", setting: "off" });
      return tellAll(context, { code: "shutdown", why: "called-off" });
    case "stop": {
      const { after, reason } = wish;
      desk.stop = { at: at + after, reason, told: after };
      audit(context, seat, { act: "shutdown", reason, until: time + after });
      tellAll(context, { code: "shutdown", why: "stops", left: after, reason });
      return countDown(context);
    }
  }
}

/** Time has passed: tells how long there is left before a stop, and stops. */
export function countDown(context: Context): void {
  const { desk, effects, at } = context;
  const { stop } = desk;
  if (stop === undefined) return;
  const left = stop.at - at;
  if (left <= 0) {
    desk.stop = undefined;
    effects.push({ kind: "stop" });
    return;
  }
  // After a standstill of the process several are due; only the last of them is still true.
  const due = REMINDERS.filter((each) => each < stop.told && left <= each).at(-1);
  if (due !== undefined) {
    desk.stop = { ...stop, told: due };
    tellAll(context, { code: "shutdown", why: "stops", left: due, reason: stop.reason });
  }
  const next = REMINDERS.find((each) => each < left) ?? 0;
  effects.push({ kind: "wake", at: stop.at - next });
}

/** Tells a newcomer that the daemon will stop, if it will. */
export function tellStop(context: Context, seat: Seat): void {
  const { stop } = context.desk;
  if (stop === undefined) return;
  const left = Math.ceil((stop.at - context.at) / 1000) * 1000;
  notify(context, seat, { code: "shutdown", why: "stops", left, reason: stop.reason });
}

function tellAll(context: Context, notice: Notice): void {
  for (const seat of context.desk.seats()) notify(context, seat, notice);
  tellLost(context, notice);
}

function nameOf({ ledger }: Context, { client }: Seat): string {
  return ledger.nickOf(client);
}
