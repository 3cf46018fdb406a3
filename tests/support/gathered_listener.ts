/**
 * A program that hears arrivals gathered, and checks what it is told: what was said comes in order and
 * each once, its numbers rise, and by counting it knows how many people are in each room.
 *
 * @module
 */

import { assert, assertEquals, fail } from "@std/assert";
import type { Message, RoomMessage } from "../../lib/core/message.ts";

/** All that was told, by room; the event with `seq` N is at N - 1. */
export type Told = ReadonlyMap<string, readonly RoomMessage[]>;

/** The last that a program was told of a room. */
export interface Mark {
  readonly seq: number;
  readonly epoch: string;
}

/** The stay in one room, as far as the program was told of it. */
interface Stay {
  readonly epoch: string;
  /** The last number before its own arrival. */
  readonly before: number;
  /** It was told every event up to this number, in another connection. */
  readonly from: number;
  last: number;
  people: number;
  /** How many arrivals and departures from before its own arrival it was told as crowds. */
  gathered: number;
  readonly heard: Set<number>;
}

/** One connection of a program. */
export class GatheredListener {
  /** All that it was told, in order. */
  readonly heard: Message[] = [];
  readonly #told: Told;
  readonly #points: ReadonlyMap<string, Mark>;
  readonly #stays = new Map<string, Stay>();
  #isEntering = true;
  /** Its name; undefined before its welcome. */
  you: string | undefined;
  /** The tokens that it was given back, with the texts. */
  readonly tokens: string[] = [];

  constructor(told: Told, points: ReadonlyMap<string, Mark>) {
    this.#told = told;
    this.#points = points;
  }

  /** Its entry is over: from here on it resumes no room. */
  hasEntered(): void {
    this.#isEntering = false;
  }

  /** Takes what it is told. */
  take(message: Message): void {
    this.heard.push(message);
    switch (message.kind) {
      case "welcome":
      case "entered":
        return this.#enter(message);
      case "crowd": {
        const { room, verb, count, seq } = message;
        const stay = this.#stayIn(room);
        assert(count > 0, "a crowd of nobody");
        if (seq !== undefined) {
          assert(seq > stay.last, `${room}: a crowd up to ${seq} after ${stay.last}`);
          stay.last = seq;
        }
        const isCounted = seq === undefined || seq > stay.before + 1;
        if (isCounted) stay.people += verb === "arrived" ? count : -count;
        else stay.gathered += count;
        return;
      }
      case "members": {
        const stay = this.#stays.get(message.room);
        if (stay !== undefined) {
          assertEquals(stay.people, message.members.length + message.more, "who is here");
        }
        return;
      }
      case "own":
        if (message.token !== undefined && "text" in message.event) {
          assertEquals(message.token, `token of ${message.event.text}`);
          this.tokens.push(message.token);
        }
        return this.#event(message.event);
      case "gap":
        return fail(`${message.room} lacks ${message.from} to ${message.to}`);
      default:
        if ("seq" in message) this.#event(message);
    }
  }

  /** The last that it was told of each room, if the last so many messages did not arrive. */
  marks(lost: number): Map<string, Mark> {
    const marks = new Map(this.#points);
    const epochs = new Map<string, string>();
    for (const message of this.heard.slice(0, Math.max(0, this.heard.length - lost))) {
      const event = message.kind === "own" ? message.event : message;
      if (event.kind === "welcome" || event.kind === "entered") {
        epochs.set(event.room, event.tally.epoch);
        if (!marks.has(event.room)) {
          marks.set(event.room, { seq: event.seq, epoch: event.tally.epoch });
        }
      } else if ("seq" in event && "room" in event && event.seq !== undefined) {
        marks.set(event.room, { seq: event.seq, epoch: epochs.get(event.room) ?? "" });
      }
    }
    return marks;
  }

  /** Everything held is told: it has heard all, and counts right. */
  checkEnd(people: ReadonlyMap<string, number>): void {
    for (const [room, stay] of this.#stays) {
      this.#checkHeard(room, stay, Infinity);
      assertEquals(stay.people, people.get(room), `people in ${room}`);
    }
  }

  #enter(message: Message & { kind: "welcome" | "entered" }): void {
    const { kind, room, you, seq, population, tally: { epoch } } = message;
    const stay = this.#stays.get(room);
    if (stay !== undefined) {
      assertEquals(kind, "entered");
      assertEquals(stay.people, population, `people in ${room}, which is entered again`);
      return;
    }
    this.you = you;
    const point = this.#isEntering ? this.#points.get(room) : undefined;
    const from = point?.epoch === epoch ? point.seq : seq;
    const heard = new Set<number>();
    this.#stays.set(room, {
      epoch,
      before: seq,
      from,
      last: from,
      people: population,
      gathered: 0,
      heard,
    });
  }

  #event(event: RoomMessage): void {
    const { room, seq } = event;
    const stay = this.#stayIn(room);
    assert(seq > stay.last, `${room}: ${seq} after ${stay.last}`);
    assert(this.#told.get(room)?.[seq - 1] === event, `${room} ${seq} is another event`);
    stay.last = seq;
    stay.heard.add(seq);
    const isCounted = seq > stay.before + 1;
    if (isCounted && event.kind === "joined") stay.people++;
    if (isCounted && event.kind === "left") stay.people--;
    if (isCounted && event.kind === "renamed" && event.from === this.you) this.you = event.to;
    const isOver = isCounted && event.kind === "left" && event.name === this.you;
    if (!isOver) return;
    this.#checkHeard(room, stay, seq);
    this.#stays.delete(room);
  }

  /** All that was said since its entry, and all that it resumed, up to this number. */
  #checkHeard(room: string, { from, before, heard, gathered }: Stay, upTo: number): void {
    let unheard = 0;
    for (const { kind, seq } of this.#told.get(room) ?? []) {
      if (seq <= from || seq > upTo || heard.has(seq)) continue;
      assert(kind === "joined" || kind === "left", `${room}: ${kind} ${seq} is missing`);
      if (seq <= before + 1) unheard++;
    }
    assertEquals(unheard, upTo < before + 1 ? unheard : gathered, `missed in ${room}`);
  }

  #stayIn(room: string): Stay {
    return this.#stays.get(room) ?? fail(`${room} is told to a program that is not in it`);
  }
}
