/**
 * Rooms in which anything may happen: random people and programs enter, leave, speak and change their
 * names, and a twin is restored from what is known.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Chat } from "../../lib/core/chat.ts";
import type { ChatData } from "../../lib/core/chat_data.ts";
import type { Detail } from "../../lib/core/dialect.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import type { Message, RoomMessage } from "../../lib/core/message.ts";
import { Ears } from "../support/ears.ts";
import { asks, connected, disconnected, newChat, START } from "../support/happenings.ts";

type Step =
  | { readonly kind: "enter"; readonly detail: Detail; readonly rooms: readonly string[] }
  | { readonly kind: "leave"; readonly who: number }
  | { readonly kind: "ask"; readonly who: number; readonly name: string; readonly input: string }
  | { readonly kind: "wait"; readonly millis: number }
  | { readonly kind: "restore" };

const LIMITS = { maxRooms: 4, maxRoomsPerPerson: 3, idleTimeout: 20_000 };
const ROOMS = ["lobby", "dev", "DEV", "ops", "0ps", "zoo", "art", "qa", "x y"];

const NAMES = ["guest-1", "guest-2", "guest-3", "ann"];

const who = fc.nat({ max: 12 });
const room = fc.constantFrom(...ROOMS);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: enter() },
  fc.record({ kind: fc.constant("leave" as const), who }),
  { weight: 5, arbitrary: asking("join", room) },
  { weight: 3, arbitrary: asking("part", fc.oneof(room, fc.constant(""))) },
  { weight: 5, arbitrary: asking("say", fc.constant("hello")) },
  asking("nick", fc.constantFrom("ann", "bob", "cay")),
  asking("topic", fc.constantFrom("", "-", "parsers")),
  asking("rooms", fc.constant("")),
  asking("room", fc.constantFrom("", "private", "public", "password x", "password -")),
  asking("invite", fc.constantFrom(...NAMES)),
  { weight: 2, arbitrary: asking("kick", fc.constantFrom(...NAMES)) },
  fc.record({ kind: fc.constant("wait" as const), millis: fc.constantFrom(0, 40, 100, 9000) }),
  fc.constant<Step>({ kind: "restore" }),
);

function enter(): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constant("enter" as const),
    detail: fc.constantFrom<Detail>("gathered", "every"),
    rooms: fc.array(room, { maxLength: 4 }),
  });
}

function asking(name: string, input: fc.Arbitrary<string>): fc.Arbitrary<Step> {
  return fc.record({ kind: fc.constant("ask" as const), who, name: fc.constant(name), input });
}

/** One run, and what everybody heard in it. */
class Run {
  readonly ears = new Ears();
  readonly #chat: Chat = newChat(LIMITS);
  #twin: Chat = newChat(LIMITS);
  #at = START;
  #lastId = 0;

  constructor(steps: readonly Step[]) {
    for (const each of steps) {
      this.#take(each);
      checkState(this.state);
    }
    this.#at += 100;
    this.#apply({ kind: "tick" });
  }

  get state(): ChatData {
    return this.#chat.snapshot();
  }

  #take(step: Step): void {
    switch (step.kind) {
      case "enter": {
        const { detail, rooms } = step;
        const wanted = { rooms, hasLobby: rooms.length % 2 === 0 };
        this.#apply(connected(++this.#lastId, { detail, wanted }));
        break;
      }
      case "leave":
        if (this.#lastId > 0) this.#apply(disconnected(this.#pick(step.who)));
        break;
      case "ask":
        if (this.#lastId > 0) this.#apply(asks(this.#pick(step.who), step.name, step.input));
        break;
      case "wait":
        this.#at += step.millis;
        this.#apply({ kind: "tick" });
        break;
      case "restore":
        this.#twin = newChat(LIMITS, structuredClone(this.#twin.snapshot()));
        break;
      default:
        step satisfies never;
    }
  }

  #apply(event: ChatEvent): void {
    const effects = this.#chat.apply(event, this.#at);
    assertEquals(this.#twin.apply(event, this.#at), effects, "the twin differs");
    this.ears.take(event, []);
    for (const effect of effects) this.#check(effect);
  }

  #check(effect: Effect): void {
    if (effect.kind === "join") {
      const { rooms } = this.ears.of(effect.client);
      assert(!rooms.has(effect.room), `${effect.client} joins ${effect.room} twice`);
    }
    if (effect.kind === "send") assertEquals(this.ears.of(effect.to).gone, undefined);
    this.ears.take({ kind: "tick" }, [effect]);
  }

  #pick(index: number): number {
    return 1 + index % this.#lastId;
  }
}

/** What the ledger and the desk know of rooms agrees, and keeps its bounds. */
function checkState({ ledger, desk }: ChatData): void {
  assert(ledger.rooms.length <= 1 + LIMITS.maxRooms);
  for (const { room, members: entries, access } of ledger.rooms) {
    const members = entries.map(([client]) => client);
    assert(room === "lobby" || members.length > 0, `${room} is empty`);
    assert(access.ranks.length <= (room === "lobby" ? 0 : 1), `${room} has several owners`);
    assert(access.ranks.every(({ client }) => members.includes(client)), `${room} is a stranger's`);
    const seated = desk.seats.filter(({ rooms }) => rooms.includes(room));
    assertEquals(new Set(seated.map(({ client }) => client)), new Set(members), room);
  }
  for (const { room, rooms, before, hearing } of desk.seats) {
    assert(rooms.length >= 1 && rooms.length <= LIMITS.maxRoomsPerPerson);
    assert(rooms.includes(room) || hearing.detail === "every");
    assert(!before.includes(room));
    assert(before.every((each) => rooms.includes(each)));
    assertEquals([new Set(rooms).size, new Set(before).size], [rooms.length, before.length]);
  }
  const names = ledger.rooms.map(({ room }) => room);
  assert(desk.announcers.every(({ room }) => names.includes(room)));
}

function always(holds: (run: Run) => void): void {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => holds(new Run(steps))),
    { numRuns: 300 },
  );
}

function isOfRoom(message: Message): message is RoomMessage {
  return ["message", "action", "joined", "left", "renamed", "topic", "room"].includes(message.kind);
}

Deno.test("what is known of rooms agrees after any step, also in a twin that is restored", () => {
  always(() => {});
});

Deno.test("who is in a room hears it in the end, and nobody else does", () => {
  always(({ ears, state }) => {
    for (const [id, { rooms }] of ears.all()) {
      const seat = state.desk.seats.find(({ client }) => client === id);
      assertEquals(rooms, new Set(seat?.rooms), `client ${id}`);
    }
  });
});

Deno.test("a program hears every seq of each of its rooms once, from its entry to its departure", () => {
  always(({ ears }) => {
    for (const [, { detail, heard }] of ears.all()) {
      if (detail !== "every") continue;
      const next = new Map<string, number>();
      for (const message of heard) {
        if (message.kind === "welcome" || message.kind === "entered") {
          const { room, seq } = message;
          if (next.has(room)) assertEquals(seq + 1, next.get(room));
          next.set(room, seq + 1);
        } else if (isOfRoom(message)) {
          const { room, seq } = message;
          assertEquals(seq, next.get(room), `${room} ${seq}`);
          next.set(room, seq + 1);
          const isOwn = message.kind === "left" && ["part", "kicked"].includes(message.reason.code);
          if (isOwn && !stillHears(heard, message)) next.delete(room);
        }
      }
    }
  });
});

/** Whether anything of the room follows before it is entered again. */
function stillHears(heard: readonly Message[], after: RoomMessage): boolean {
  const next = heard.slice(heard.indexOf(after) + 1).find((message) =>
    (isOfRoom(message) || message.kind === "entered") && message.room === after.room
  );
  return next !== undefined && next.kind !== "entered";
}

Deno.test("any two lines that two clients hear, they hear in one order, whatever the rooms", () => {
  always(({ ears }) => {
    const all = Array.from(ears.all(), ([, { heard }]) => heard.filter(isOfRoom));
    for (const one of all) {
      assertEquals(new Set(one).size, one.length, "something is told twice");
      const places = new Map(one.map((message, index) => [message, index]));
      for (const other of all) {
        const shared = other.filter((message) => !isHeldForPeople(message) && places.has(message))
          .map((message) => places.get(message) ?? 0);
        assertEquals(shared, shared.toSorted((a, b) => a - b));
      }
    }
  });
});

/** People may be told of arrivals and departures later than programs. */
function isHeldForPeople({ kind }: RoomMessage): boolean {
  return kind === "joined" || kind === "left";
}
