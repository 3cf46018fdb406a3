/**
 * Messages for tests of the dialects: one of each kind, plain and complete.
 *
 * @module
 */

import type { MemberInfo } from "../../lib/core/info.ts";
import type { LeaveReason, Message } from "../../lib/core/message.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { clientId, LOBBY } from "../../lib/core/units.ts";

/** On everything that a room is told here. */
export const STAMP = { seq: 7, time: 1_700_000_000_123, room: LOBBY } as const;

/** A name. */
export function nick(name: string): Nick {
  return name as Nick;
}

/** Somebody left for this reason. */
export function left(reason: LeaveReason): Message {
  return { ...STAMP, kind: "left", name: nick("ann"), reason };
}

/** The greeting of the last of so many people, `p1` to `pN`; no more than `told` are named. */
export function welcome(population: number, told: number = population): Message {
  const names = Array.from({ length: population }, (_, index) => nick(`p${index + 1}`));
  return {
    kind: "welcome",
    room: LOBBY,
    you: nick(`p${population}`),
    id: clientId(population),
    members: names.slice(0, told),
    population,
    seq: 6,
    tally: { epoch: "e1", said: 0 },
    time: STAMP.time,
    server: "hubbubd/test",
    maxLine: 4096,
    isRecorded: false,
  };
}

/** One person in the answer to who. */
export function member(id: number, name: string, info: Partial<MemberInfo> = {}): MemberInfo {
  return { name: nick(name), id: clientId(id), here: 0, idle: 0, ...info };
}
