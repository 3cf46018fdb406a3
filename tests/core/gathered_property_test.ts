/**
 * Programs that hear arrivals gathered, such as the page, among people and programs that come and go in
 * crowds: they are told all that is said, in order and each once, also when they lose their connection
 * and resume; and by counting they know how many people are there.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import type { Message, RoomMessage } from "../../lib/core/message.ts";
import { clientId } from "../../lib/core/units.ts";
import { GatheredListener, type Mark } from "../support/gathered_listener.ts";
import { asks, connected, disconnected, newChat, START } from "../support/happenings.ts";

type Manner = "person" | "program" | "page";

type Verb = "say" | "join" | "part" | "nick" | "who" | "kick";

/** Something that happens; `who` picks one of those who are here. */
type Step =
  | {
    readonly kind: "come";
    readonly manner: Manner;
    readonly count: number;
    readonly isDev: boolean;
  }
  | { readonly kind: "go"; readonly who: number; readonly count: number }
  | {
    readonly kind: "ask";
    readonly who: number;
    readonly verb: Verb;
    readonly count: number;
  }
  /** A page loses its connection, with the last messages on their way, and comes back. */
  | { readonly kind: "return"; readonly who: number; readonly lost: number }
  /** A page has read what it was sent. */
  | { readonly kind: "read" }
  | { readonly kind: "wait"; readonly millis: number };

const who = fc.nat({ max: 100 });
const count = fc.constantFrom(1, 1, 2, 24, 60);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("come" as const),
      manner: fc.constantFrom<Manner>("person", "program", "page", "page"),
      count,
      isDev: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("go" as const), who, count }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      who,
      verb: fc.constantFrom<Verb>("say", "say", "join", "part", "nick", "who", "kick"),
      count: fc.constantFrom(1, 1, 1, 30, 260),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("return" as const),
      who,
      lost: fc.constantFrom(0, 0, 1, 5, 100, 1000),
    }),
  },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: "read" }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      millis: fc.constantFrom(0, 30, 100),
    }),
  },
);
const steps = fc.array(step, { minLength: 10, maxLength: 40, size: "max" });

/** Is in all rooms from beginning to end, so that none vanishes. */
const HOST = 1;

/** One run. */
class Run {
  /** How many crowds and replayed events pages were told, and how many tokens they got back. */
  readonly counts = { crowds: 0, replayed: 0, tokens: 0 };
  readonly #chat = newChat({ remember: 100_000 });
  readonly #told = new Map<string, RoomMessage[]>();
  readonly #here = new Map<number, Manner>();
  readonly #pages = new Map<number, GatheredListener>();
  readonly #hears = new Map<number, Set<string>>();
  readonly #paced = new Set<number>();
  #at = START;
  #lastId = 0;
  #said = 0;

  constructor(list: readonly Step[]) {
    this.#enter("person", new Map(), true);
    for (const step of list) this.#take(step);
    this.#settle();
  }

  #take(step: Step): void {
    switch (step.kind) {
      case "come":
        for (let n = 0; n < step.count; n++) this.#enter(step.manner, new Map(), step.isDev);
        return;
      case "go":
        for (let n = 0; n < step.count; n++) this.#leave(this.#pick(step.who + n));
        return;
      case "ask":
        for (let n = 0; n < step.count; n++) this.#ask(this.#pick(step.who + n), step.verb);
        return;
      case "return": {
        const ids = [...this.#pages.keys()];
        const id = ids[step.who % Math.max(1, ids.length)];
        const page = id === undefined ? undefined : this.#pages.get(id);
        if (id === undefined || page === undefined) return;
        const marks = page.marks(step.lost);
        this.#leave(id);
        this.#enter("page", marks, marks.has("dev"));
        return;
      }
      case "read":
        return this.#read();
      case "wait":
        return this.#wait(step.millis);
    }
  }

  #enter(manner: Manner, marks: ReadonlyMap<string, Mark>, isDev: boolean): void {
    const id = ++this.#lastId;
    const resume = Array.from(marks, ([room, mark]) => ({ room, ...mark }));
    const wanted = {
      rooms: isDev ? ["dev"] : [],
      hasLobby: true,
      ...(marks.size > 0 && { resume }),
    };
    const detail = manner === "program" ? "every" : "gathered";
    this.#here.set(id, manner);
    const page = new GatheredListener(this.#told, marks);
    if (manner === "page") this.#pages.set(id, page);
    this.#apply(connected(id, { detail, isProgram: manner !== "person", wanted, history: 3 }));
    page.hasEntered();
    if (manner === "person" && isDev) this.#apply(asks(id, "join", "dev"));
  }

  #leave(id: number): void {
    if (id === HOST) return;
    this.#here.delete(id);
    this.#pages.delete(id);
    this.#paced.delete(id);
    this.#apply(disconnected(id, "lost"));
  }

  #ask(id: number, verb: Verb): void {
    // A session posts nothing of a client that is still told what it resumes; who is there would be told early.
    if (this.#paced.has(id) && verb !== "say") return;
    switch (verb) {
      case "say": {
        const text = `${++this.#said}`;
        const token = this.#said % 2 === 0 ? { token: `token of ${text}` } : {};
        return this.#apply(asks(id, "say", { text, ...token }));
      }
      case "nick":
        return this.#apply(asks(id, "nick", { nick: `n${++this.#said}` }));
      case "kick": {
        const name = this.#pages.get(id)?.you;
        if (name !== undefined) this.#apply(asks(HOST, "kick", { room: "dev", name }));
        return;
      }
      default:
        if (id === HOST && verb === "part") return;
        return this.#apply(asks(id, verb, { room: "dev" }));
    }
  }

  #wait(millis: number): void {
    this.#at += millis;
    this.#apply({ kind: "tick" });
  }

  #read(): void {
    const paced = [...this.#paced];
    this.#paced.clear();
    for (const id of paced) this.#apply({ kind: "more", client: clientId(id) });
  }

  #settle(): void {
    while (this.#paced.size > 0) this.#read();
    this.#wait(100);
    const { rooms } = this.#chat.snapshot().ledger;
    for (const [id, page] of this.#pages) {
      const people = rooms.filter(({ members }) => members.some(([member]) => member === id));
      page.checkEnd(new Map(people.map(({ room, members }) => [room, members.length])));
      this.counts.tokens += page.tokens.length;
    }
  }

  #pick(who: number): number {
    const ids = [...this.#here.keys()];
    return ids[who % ids.length] ?? HOST;
  }

  #apply(event: ChatEvent): void {
    const effects = this.#chat.apply(event, this.#at);
    for (const effect of effects) {
      if (effect.kind !== "publish" || effect.message.kind === "crowd") continue;
      const { message, detail } = effect;
      if (detail === "gathered") continue;
      const told = this.#roomOf(message.room);
      assertEquals(told.push(message), message.seq);
    }
    for (const effect of effects) this.#hear(effect);
  }

  #roomOf(room: string): RoomMessage[] {
    let told = this.#told.get(room);
    if (told === undefined) this.#told.set(room, told = []);
    return told;
  }

  #hear(effect: Effect): void {
    switch (effect.kind) {
      case "join":
        this.#roomsOf(effect.client).add(effect.room);
        return;
      case "part":
        this.#roomsOf(effect.client).delete(effect.room);
        return;
      case "publish":
        for (const [id, page] of this.#pages) {
          const isMeant = effect.detail !== "every" && this.#roomsOf(id).has(effect.room) &&
            effect.except?.some((each) => each === id) !== true;
          if (isMeant) this.#tell(page, effect.message);
        }
        return;
      case "send": {
        const page = this.#pages.get(effect.to);
        if (page === undefined) return;
        if ("seq" in effect.message) this.counts.replayed++;
        return this.#tell(page, effect.message);
      }
      case "pace":
        if (this.#pages.has(effect.client)) this.#paced.add(effect.client);
        return;
    }
  }

  #tell(page: GatheredListener, message: Message): void {
    if (message.kind === "crowd") this.counts.crowds++;
    page.take(message);
  }

  #roomsOf(client: number): Set<string> {
    let rooms = this.#hears.get(client);
    if (rooms === undefined) this.#hears.set(client, rooms = new Set());
    return rooms;
  }
}

Deno.test("property: a page is told all that is said, in order and once, and can count", () => {
  const sum = { crowds: 0, replayed: 0, tokens: 0 };
  fc.assert(
    fc.property(steps, (steps) => {
      const { counts } = new Run(steps);
      sum.crowds += counts.crowds;
      sum.replayed += counts.replayed;
      sum.tokens += counts.tokens;
    }),
    { numRuns: 150 },
  );
  assert(sum.crowds > 100 && sum.replayed > 100 && sum.tokens > 20, JSON.stringify(sum));
});
