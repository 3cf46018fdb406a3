/**
 * A chat in which anything may happen: runs of random steps, watched by a program and a person who
 * stay from the beginning to the end.
 *
 * @module
 */

import { assertEquals, fail } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Chat } from "../../lib/core/chat.ts";
import type { ChatData } from "../../lib/core/chat_data.ts";
import type { Command } from "../../lib/core/command.ts";
import type { Detail } from "../../lib/core/dialect.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import type { MemberInfo } from "../../lib/core/info.ts";
import { clientId } from "../../lib/core/units.ts";
import { Ears } from "./ears.ts";
import {
  asks,
  blank,
  connected,
  disconnected,
  newChat,
  PROGRAM_DIALECT,
  START,
} from "./happenings.ts";

/** Something that may happen; `who` picks from all who ever connected. */
export type Step =
  | {
    readonly kind: "enter";
    readonly count: number;
    readonly detail: Detail;
    readonly nick?: string;
  }
  | { readonly kind: "leave"; readonly who: number; readonly count: number }
  | { readonly kind: "command"; readonly who: number; readonly command: Command }
  | { readonly kind: "wait"; readonly millis: number }
  /** The wall clock is set. */
  | { readonly kind: "clock"; readonly shift: number }
  /** The twin is made anew from what it knows. */
  | { readonly kind: "restore" };

/** A program that is here from the beginning. */
export const PROGRAM = 1;
/** A person who is here from the beginning. */
export const PERSON = 2;

const IDLE_TIMEOUT = 10_000;
const NAMES = ["ann", "Ann", "bob", "modem", "modern", "straße", "STRASSE", "Илья", "x y", ""];

const who = fc.nat({ max: 80 });
const detail = fc.constantFrom<Detail>("gathered", "gathered", "every");
const name = fc.option(fc.constantFrom(...NAMES), { nil: undefined });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Command>({ kind: "ask", name: "say", input: "" }) },
  fc.constantFrom(...NAMES).map((input): Command => ({ kind: "ask", name: "nick", input })),
  fc.constantFrom("ping", "who", "quit", "dance").map((verb): Command => ({
    kind: "ask",
    name: verb,
    input: {},
  })),
  fc.tuple(
    fc.constantFrom("msg", "reply", "away"),
    fc.constantFrom(...NAMES, "guest-1", "guest-2", "guest-3", "guest-4"),
  ).map(([verb, input]): Command => ({ kind: "ask", name: verb, input: `${input} text` })),
  fc.tuple(
    fc.constantFrom("ignore", "unignore"),
    fc.constantFrom(...NAMES, "guest-1", "guest-2", "guest-3", "guest-4"),
  ).map(([verb, input]): Command => ({ kind: "ask", name: verb, input })),
  fc.constantFrom<Command>({ kind: "overlong", bytes: 5000 }, { kind: "blank" }),
  name.map((nick): Command => ({ kind: "hello", nick, dialect: PROGRAM_DIALECT })),
);

/** Steps of every kind; many short waits, so that windows of 100 ms matter. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("enter" as const),
        count: fc.oneof(fc.constant(1), fc.constant(1), fc.integer({ min: 15, max: 25 })),
        detail,
        nick: name,
      }) as fc.Arbitrary<Step>,
    },
    fc.record({
      kind: fc.constant("leave" as const),
      who,
      count: fc.oneof(fc.constant(1), fc.constant(1), fc.constant(25)),
    }),
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("command" as const), who, command }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("wait" as const),
        millis: fc.oneof(fc.integer({ max: 120, min: 0 }), fc.integer({ max: 4000, min: 0 })),
      }),
    },
    fc.constant<Step>({ kind: "restore" }),
    fc.record({ kind: fc.constant("clock" as const), shift: fc.integer({ min: -9e6, max: 9e6 }) }),
  ),
  { maxLength: 40, size: "max" },
);

/** One run: applies steps and keeps what follows. */
export class ChatRun {
  readonly ears = new Ears();
  /** Everything that followed, in order. */
  readonly effects: Effect[] = [];
  /** The seq of each client's arrival. */
  readonly arrivals = new Map<number, number>();
  /** What each client said, numbered, whether or not it was here. */
  readonly said: { readonly by: number; readonly text: string }[] = [];
  /** Each client that asked to ignore somebody; it may miss what is said. */
  readonly ignorers = new Set<number>();
  readonly #chat: Chat = newChat({ idleTimeout: IDLE_TIMEOUT });
  /** Is told the same events; whatever follows must be the same. */
  #twin: Chat = newChat({ idleTimeout: IDLE_TIMEOUT });
  #at = START;
  /** How far the wall clock is ahead of the other. */
  #ahead = 0;
  #lastId = 0;

  /** Begins with the two observers. */
  constructor() {
    this.#connect("every", undefined);
    this.#connect("gathered", undefined);
    this.#apply({ kind: "command", client: clientId(PERSON), command: PING });
  }

  /** How many ever connected. */
  get entries(): number {
    return this.#lastId;
  }

  /** How many are here, as the chat says. */
  get population(): number {
    return this.#chat.population;
  }

  /** Applies a step. The observers show that they are there. */
  take(step: Step): void {
    switch (step.kind) {
      case "enter":
        for (let i = 0; i < step.count; i++) this.#connect(step.detail, step.nick);
        break;
      case "leave":
        for (let i = 0; i < step.count; i++) this.#disconnect(this.#pick(step.who + i));
        break;
      case "command":
        this.#command(this.#pick(step.who), step.command);
        break;
      case "wait":
        this.#at += step.millis;
        this.#apply({ kind: "tick" });
        break;
      case "clock":
        this.#ahead += step.shift;
        break;
      case "restore":
        this.#twin = newChat({ idleTimeout: IDLE_TIMEOUT }, structuredClone(this.#twin.snapshot()));
        break;
      default:
        step satisfies never;
    }
    for (const observer of [PROGRAM, PERSON]) this.#apply(blank(observer));
  }

  /** Lets everything be told that is held: of whoever goes at the last tick as well. */
  settle(): void {
    this.take({ kind: "wait", millis: 100 });
    this.#apply({ kind: "command", client: clientId(PERSON), command: PING });
  }

  /** Ends it all. */
  shutDown(): void {
    this.#apply({ kind: "shutdown" });
  }

  /** What is known in the end, by the chat and by its twin. */
  snapshots(): [ChatData, ChatData] {
    return [this.#chat.snapshot(), this.#twin.snapshot()];
  }

  /** Everybody who is here. */
  members(): readonly MemberInfo[] {
    const [answer] = this.#apply(asks(PROGRAM, "who", {}));
    if (answer?.kind === "send" && answer.message.kind === "members") return answer.message.members;
    return fail("who was not answered");
  }

  #connect(detail: Detail, nick: string | undefined): void {
    const id = ++this.#lastId;
    const effects = this.#apply(connected(id, { detail, ...(nick !== undefined && { nick }) }));
    for (const effect of effects) {
      if (effect.kind !== "publish" || effect.message.kind !== "joined") continue;
      if (effect.detail === "every") this.arrivals.set(id, effect.message.seq);
    }
  }

  #disconnect(id: number): void {
    if (id > PERSON) this.#apply(disconnected(id, "lost"));
  }

  /** Whatever is said is numbered; the observers do not leave and change no dialect. */
  #command(id: number, command: Command): void {
    const client = clientId(id);
    if (command.kind === "ask" && command.name === "say") {
      const text = String(this.said.length);
      this.said.push({ by: id, text });
      this.#apply({ kind: "command", client, command: { ...command, input: text } });
    } else if (id > PERSON) {
      if (command.kind === "ask" && command.name === "ignore") this.ignorers.add(id);
      this.#apply({ kind: "command", client, command });
    }
  }

  #pick(index: number): number {
    return 1 + index % this.#lastId;
  }

  /** Nobody but who is here may be meant by an effect, and nobody comes or goes twice. */
  #apply(event: ChatEvent): readonly Effect[] {
    const time = this.#at + this.#ahead;
    const effects = this.#chat.apply(event, this.#at, time);
    assertEquals(this.#twin.apply(event, this.#at, time), effects, "the twin differs");
    this.effects.push(...effects);
    this.ears.take(event, []);
    for (const effect of effects) {
      const id = effect.kind === "send"
        ? effect.to
        : "client" in effect
        ? effect.client
        : undefined;
      if (id !== undefined) {
        assertEquals(this.ears.of(id).gone, undefined, `${effect.kind} for ${id}, who is gone`);
      }
      if (effect.kind === "join") {
        assertEquals(
          this.ears.of(effect.client).rooms.has(effect.room),
          false,
          `${id} joins twice`,
        );
      }
      this.ears.take(TICK, [effect]);
    }
    return effects;
  }
}

const TICK: ChatEvent = { kind: "tick" };
const PING: Command = { kind: "ask", name: "ping", input: "" };
