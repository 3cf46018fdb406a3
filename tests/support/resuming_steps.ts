/**
 * What may happen in a run of programs that lose their connections and resume.
 *
 * @module
 */

import fc from "npm:fast-check@4.10.2";
import type { ResumePoint } from "../../lib/core/command.ts";

type Fields = Readonly<Record<string, string>>;

/** Something that happens. `who` picks a device. */
export type Step =
  | {
    readonly kind: "connect";
    readonly who: number;
    readonly rooms: readonly string[];
    readonly hasLobby: boolean;
    readonly isLate: boolean;
    readonly oddPoint?: ResumePoint | undefined;
  }
  /** The connection breaks; of what was sent last, so many lines did not arrive. */
  | { readonly kind: "cut"; readonly who: number; readonly lost: number }
  | { readonly kind: "ask"; readonly who: number; readonly name: string; readonly input: Fields }
  /** The talker says so much in a room that it is in. */
  | { readonly kind: "talk"; readonly room: string; readonly count: number }
  /** A device has read a page. */
  | { readonly kind: "read"; readonly who: number }
  /** The store answers the oldest question. */
  | { readonly kind: "answer"; readonly isFailing: boolean }
  | { readonly kind: "forget"; readonly count: number }
  | { readonly kind: "wait"; readonly millis: number }
  | { readonly kind: "restore" }
  /** The daemon is killed and started again; the store has lost the last so many events of each room. */
  | { readonly kind: "crash"; readonly lost: number };

/** The rooms that are entered, by some of their names. */
export const ROOMS = ["dev", "Dev", "ops", "qa"];
/** How many programs come back. */
export const DEVICES = 3;

const who = fc.nat({ max: DEVICES - 1 });
const room = fc.constantFrom(...ROOMS);
const name = fc.constantFrom("d0", "d1", "d2", "talker");
const asker = fc.integer({ min: -1, max: DEVICES - 1 });

/** A device asks for something, or the talker. */
function asking(name: string, input: Record<string, fc.Arbitrary<string>>) {
  const fields: fc.Arbitrary<Fields> = fc.record(input);
  return fc.record({
    kind: fc.constant("ask" as const),
    who: asker,
    name: fc.constant(name),
    input: fields,
  });
}

const oddPoint = fc.record({
  room: fc.constantFrom("lobby", "#DEV", "ops", "nowhere", "x y"),
  seq: fc.nat({ max: 60 }),
  epoch: fc.constantFrom("e1", "e1-1", "old"),
});

/** Steps of every kind. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("connect" as const),
        who,
        rooms: fc.uniqueArray(room, { maxLength: 3 }),
        hasLobby: fc.boolean(),
        isLate: fc.boolean(),
        oddPoint: fc.option(oddPoint, { nil: undefined, freq: 4 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("cut" as const),
        who,
        lost: fc.constantFrom(0, 0, 1, 4, 50, 400),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant("talk" as const),
        room: fc.constantFrom("lobby", "lobby", ...ROOMS),
        count: fc.constantFrom(1, 1, 3, 30, 260),
      }),
    },
    { weight: 3, arbitrary: asking("say", { room, text: fc.constant("hello") }) },
    { weight: 3, arbitrary: asking("join", { room }) },
    { weight: 2, arbitrary: asking("part", { room: fc.oneof(room, fc.constant("lobby")) }) },
    asking("nick", { nick: fc.constantFrom("d0", "d1", "d2", "x") }),
    asking("topic", { room, text: fc.constantFrom("-", "parsers") }),
    {
      weight: 2,
      arbitrary: asking("room", {
        room,
        text: fc.constantFrom("private", "public", "password x", "password -"),
      }),
    },
    asking("invite", { room, name }),
    asking("ignore", { name }),
    asking("kick", { room, name }),
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("read" as const), who }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("answer" as const),
        isFailing: fc.constantFrom(false, false, false, false, false, true),
      }),
    },
    fc.record({ kind: fc.constant("forget" as const), count: fc.nat({ max: 100 }) }),
    fc.record({ kind: fc.constant("wait" as const), millis: fc.constantFrom(0, 100, 6000) }),
    fc.constant<Step>({ kind: "restore" }),
    fc.record({ kind: fc.constant("crash" as const), lost: fc.constantFrom(0, 0, 1, 20) }),
  ),
  { maxLength: 50, size: "max" },
);
