/**
 * Random people do random things to each other. Whatever they do, ranks stay as they must be, and nobody
 * without the right changes anything.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { ChatData } from "../../lib/core/chat_data.ts";
import type { Effect } from "../../lib/core/event.ts";
import type { RoomMessage } from "../../lib/core/message.ts";
import { asks, connected, disconnected, newChat, START } from "../support/happenings.ts";
import { originOf, strangerAt } from "../support/origins.ts";

const PEOPLE = [1, 2, 3, 4, 5, 6];
/** These come as operators. */
const OPERATORS: readonly number[] = [6];
const ROOMS = ["lobby", "dev", "ops"];

const person = fc.constantFrom(...PEOPLE);
const room = fc.constantFrom(...ROOMS);
const against = fc.record({
  type: fc.constantFrom("kick", "mute", "unmute", "op", "deop", "voice", "devoice", "invite"),
  by: person,
  on: person,
  room,
  extra: fc.constantFrom({}, { for: "1s" }, { text: "owner" }),
});
const setting = fc.record({
  type: fc.constant("room"),
  by: person,
  room,
  text: fc.constantFrom(
    ..."private|public|password p|password -|topic-lock on|topic-lock off|moderated on|moderated off"
      .split("|"),
  ),
});
const plain = fc.record({
  type: fc.constantFrom("join", "part", "say", "topic", "leave", "enter", "wait"),
  by: person,
  room,
});
const step = fc.oneof(against, setting, { arbitrary: plain, weight: 2 });
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** How high somebody stands in a room: 0 to 3. */
function heightIn(data: ChatData, room: string, id: number): number {
  if (OPERATORS.includes(id)) return 3;
  const { access } = data.ledger.rooms.find((each) => each.room === room) ?? {};
  const rank = access?.ranks.find(({ client }) => Number(client) === id)?.rank;
  return rank === undefined ? 0 : rank === "moderator" ? 1 : 2;
}

function isPublic(data: ChatData, name: string): boolean {
  const { access } = data.ledger.rooms.find(({ room }) => room === name) ?? {};
  return access !== undefined && !access.isPrivate && access.password === undefined;
}

function isLocked(data: ChatData, name: string): boolean {
  return data.ledger.rooms.find(({ room }) => room === name)?.access.isTopicLocked === true;
}

/** How high one must stand for what was done. */
function least(data: ChatData, { type, room }: Step): number {
  switch (type) {
    case "kick":
    case "mute":
    case "unmute":
    case "voice":
    case "devoice":
      return 1;
    case "op":
    case "deop":
    case "room":
      return 2;
    case "invite":
      return isPublic(data, room) ? 0 : 1;
    case "topic":
      return isLocked(data, room) ? 1 : 0;
    default:
      return 0;
  }
}

/** What only acts by rank change. */
function orderOf({ ledger }: ChatData) {
  return structuredClone({
    mutes: ledger.order.mutes.map(({ room, mute: { subject } }) => ({ room, subject })),
    rooms: ledger.rooms.map(({ room, access, members }) => ({
      room,
      ...access,
      members: members.map(([client]) => client),
    })),
  });
}

function checkInvariants(data: ChatData): void {
  for (const { room, access, members } of data.ledger.rooms) {
    const here = new Set(members.map(([client]) => client));
    const ranked = access.ranks.map(({ client }) => client);
    assertEquals(new Set(ranked).size, ranked.length, `${room}: one rank each`);
    for (const client of [...ranked, ...access.voices]) {
      assertEquals(here.has(client), true, `${room}: only members have ranks and voices`);
    }
    assertEquals(new Set(access.voices).size, access.voices.length, `${room}: one voice each`);
    if (room !== "lobby") assertEquals(members.length > 0, true, `${room} has members`);
    else {
      assertEquals([access.ranks, access.isPrivate, access.password], [[], false, undefined]);
    }
  }
  const ids = new Set(data.desk.seats.map(({ client }) => client));
  for (const { mute: { subject } } of data.ledger.order.mutes) {
    if ("client" in subject) assertEquals(ids.has(subject.client), true, "mutes of people here");
  }
  for (const { client, rooms } of data.desk.seats) {
    assertEquals(rooms.length > 0, true, `${client} is in a room`);
  }
}

/** The fields of a command. */
function inputOf(step: Step): Record<string, unknown> {
  const fields: Record<string, unknown> = { room: step.room };
  if ("on" in step) Object.assign(fields, { name: `p${step.on}`, ...step.extra });
  if ("text" in step) fields.text = step.text;
  if (step.type === "topic" || step.type === "say") fields.text = "hello";
  return fields;
}

/** Steps that change who is where, and ranks with it. */
const COMINGS_AND_GOINGS = new Set(["join", "part", "leave", "enter", "wait"]);

Deno.test("whatever people do, ranks are right, and nobody acts without the right", () => {
  let acts = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
      const chat = newChat();
      let at = START;
      const enter = (id: number) =>
        chat.apply(
          connected(id, {
            nick: `p${id}`,
            detail: "every",
            // Two of one address, two of others, one of this machine.
            origin: OPERATORS.includes(id)
              ? originOf({ isOperator: true, transport: "admin" })
              : id === 5
              ? originOf()
              : strangerAt(`192.0.2.${Math.max(2, id)}`),
          }),
          at,
        );
      for (const id of PEOPLE) enter(id);
      for (const room of ["dev", "ops"]) {
        for (const id of [1, 2, 3, 4]) chat.apply(asks(id, "join", { room }), at);
        chat.apply(asks(1, "op", { room, name: "p2" }), at);
      }
      for (const step of steps) {
        const before = structuredClone(chat.snapshot());
        let effects: readonly Effect[] = [];
        if (step.type === "wait") {
          at += 700;
          effects = chat.apply({ kind: "tick" }, at);
        } else if (step.type === "leave") effects = chat.apply(disconnected(step.by), at);
        else if (step.type === "enter") {
          const isHere = before.desk.seats.some(({ client }) => Number(client) === step.by);
          if (!isHere) effects = enter(step.by);
        } else effects = chat.apply(asks(step.by, step.type, inputOf(step)), at);
        const after = chat.snapshot();
        checkInvariants(after);
        if (COMINGS_AND_GOINGS.has(step.type)) continue;
        checkStep(step, before, after, effects);
        if (effects.some(({ kind }) => kind === "audit")) acts++;
      }
    }),
    { numRuns: 300 },
  );
  // The steps are such that much is allowed, too.
  assertEquals(acts > 300, true, `${acts} acts`);
});

/** Whether a room fell to somebody in this step: the heir of a room may act at once. */
function heirToldIn(effects: readonly Effect[], room: string, id: number): boolean {
  return effects.some((effect) => {
    if (effect.kind !== "publish" || effect.room !== room) return false;
    const message = effect.message as RoomMessage;
    return message.kind === "room" && message.setting === "owner" && message.value === `p${id}`;
  });
}

function checkStep(
  step: Step,
  before: ChatData,
  after: ChatData,
  effects: readonly Effect[],
): void {
  const { by, room, type } = step;
  const isHeir = heirToldIn(effects, room, by);
  const height = isHeir ? 2 : heightIn(before, room, by);
  const target = "on" in step ? step.on : undefined;
  const hasRight = height >= least(before, step);
  // The heir was not the owner yet when the state before was taken.
  const isHigh = target === undefined || type === "invite" || type === "unmute" || isHeir ||
    heightIn(before, room, target) <= height;
  const changes = JSON.stringify(orderOf(before)) !== JSON.stringify(orderOf(after));
  const heirOnly = effects.some((effect) =>
    effect.kind === "publish" && (effect.message as RoomMessage).kind === "room" &&
    (effect.message as RoomMessage & { setting: string }).setting === "owner"
  );
  if (hasRight && isHigh) return;
  assertEquals(effects.some(({ kind }) => kind === "audit" || kind === "drop"), false, type);
  if (!heirOnly) assertEquals(changes, false, `${type} by p${by} in ${room}`);
}

Deno.test("what the muted say is told to nobody but operators", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({
        name: fc.constantFrom("say", "me", "topic", "nick", "away", "msg", "invite", "quit"),
        text: fc.stringMatching(/^[a-z]{3,8}$/),
        to: fc.constantFrom("p1", "p3", "#lobby", "#dev", "oda"),
      })),
      (lines) => {
        const chat = newChat();
        const enter = (id: number, nick: string, isOperator = false) =>
          chat.apply(connected(id, { nick, origin: originOf({ isOperator }) }), START);
        for (const id of [1, 2, 3]) enter(id, `p${id}`);
        enter(9, "oda", true);
        for (const id of [1, 2, 3]) chat.apply(asks(id, "join", "dev"), START);
        chat.apply(asks(9, "mute", "p2"), START);
        for (const { name, text, to } of lines) {
          const input = name === "msg" || name === "invite" ? `${to} ${text}x` : `${text}x`;
          for (const effect of chat.apply(asks(2, name, input), START)) {
            const isOwn = effect.kind === "drop" ||
              (effect.kind === "send" && [2, 9].includes(Number(effect.to)));
            if (isOwn) continue;
            const told = JSON.stringify(effect);
            assertEquals(told.includes(`${text}x`), false, `${name}: ${told}`);
          }
        }
      },
    ),
  );
});
