/**
 * What clients may read of a room, by history and by search, against an independent account: a message
 * is readable for those who were members when it was said and have been since, and, while the room is
 * public, for everybody if the room has been public ever since it was said.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { RoomScene } from "../support/room_scene.ts";

const ROOM = "dev";
const CLIENTS = [1, 2, 3] as const;

type Step =
  | { readonly kind: "say" | "join" | "part" | "ask"; readonly id: number }
  | { readonly kind: "set"; readonly setting: string };

const id = fc.constantFrom(...CLIENTS);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("say" as const), id }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("join" as const, "part" as const), id }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("ask" as const), id }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("set" as const),
      setting: fc.constantFrom("private", "public", "password key", "password -"),
    }),
  },
);

/** A message of the room, and what has become of it since. */
interface Line {
  readonly text: string;
  /** Those who were members then and have not left since. */
  readonly heardBy: Set<number>;
  /** Whether the room has been public ever since. */
  isOpen: boolean;
}

/** The keeper owns the room and never leaves it; the others are programs that come and go. */
class Account {
  readonly #scene: RoomScene;
  readonly #members = new Set<number>();
  readonly #lines: Line[] = [];
  #isPrivate = false;
  #hasPassword = false;

  constructor(isRecording: boolean) {
    this.#scene = new RoomScene({ isRecording });
    this.#scene.enter(9, { nick: "keeper", detail: "every" });
    this.#scene.ask(9, "join", { room: ROOM });
    for (const client of CLIENTS) this.#scene.enter(client, { detail: "every" });
  }

  take(step: Step): void {
    switch (step.kind) {
      case "say":
        return this.#say(step.id);
      case "join":
        return this.#join(step.id);
      case "part":
        this.#scene.ask(step.id, "part", { room: ROOM });
        this.#members.delete(step.id);
        for (const line of this.#lines) line.heardBy.delete(step.id);
        return;
      case "set":
        return this.#set(step.setting);
      case "ask":
        return this.#check(step.id);
    }
  }

  #say(client: number): void {
    const text = `line ${this.#lines.length}`;
    this.#scene.ask(client, "say", { room: ROOM, text });
    if (!this.#members.has(client)) return;
    this.#lines.push({ text, heardBy: new Set(this.#members), isOpen: this.#isOpen });
  }

  #join(client: number): void {
    this.#scene.objects(client);
    this.#scene.ask(client, "join", { room: ROOM, password: "key" });
    if (this.#scene.objects(client).some(({ type }) => type === "entered")) {
      this.#members.add(client);
    }
  }

  #set(setting: string): void {
    this.#scene.ask(9, "room", { room: ROOM, text: setting });
    if (setting === "private" || setting === "public") this.#isPrivate = setting === "private";
    else this.#hasPassword = setting !== "password -";
    if (this.#isOpen) return;
    for (const line of this.#lines) line.isOpen = false;
  }

  get #isOpen(): boolean {
    return !this.#isPrivate && !this.#hasPassword;
  }

  #check(client: number): void {
    const readable = this.#lines.filter(({ heardBy, isOpen }) =>
      heardBy.has(client) || (isOpen && this.#isOpen)
    ).map(({ text }) => text);
    const isReader = this.#isOpen || this.#members.has(client);
    this.#scene.objects(client);
    this.#scene.ask(client, "history", { room: ROOM, limit: 200 });
    const [answer] = this.#scene.objects(client);
    if (isReader) assertEquals(textsOf(answer?.events), readable);
    else assert(answer?.code === "no-such-room" || answer?.code === "not-in-room");
    assertEquals(this.#searched(client), isReader ? readable : []);
  }

  /** What a search would go through: in memory, or on disk from a number on. */
  #searched(client: number): string[] {
    this.#scene.wait(60_000);
    this.#scene.ask(client, "search", { words: "line" });
    const ask = this.#scene.effects.findLast((effect) => effect.kind === "ask");
    assert(ask?.question.kind === "search");
    this.#scene.wait(5000);
    const { places, remembered } = ask.question;
    const kept = this.#scene.chat.snapshot().ledger.rooms.find(({ room }) => room === ROOM);
    const onDisk = places.find(({ room }) => room === ROOM);
    const inMemory = remembered.find(({ room }) => room === ROOM);
    const events = onDisk === undefined
      ? [...inMemory?.events ?? []]
      : kept?.remembered.map(({ event }) => event).filter(({ seq }) => seq >= onDisk.from);
    return textsOf(events?.filter(({ kind }) => kind === "message"));
  }
}

function textsOf(events: unknown): string[] {
  return ((events ?? []) as { text: string }[]).map(({ text }) => text);
}

for (const isRecording of [false, true]) {
  Deno.test(`a client reads what it may and nothing else, ${isRecording ? "with" : "without"} a store`, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: "max" }), (steps) => {
        const account = new Account(isRecording);
        for (const each of steps) account.take(each);
        for (const client of CLIENTS) account.take({ kind: "ask", id: client });
      }),
      { numRuns: 150 },
    );
  });
}
