/**
 * A program that listens on one connection, and checks what it is told: of each room every event from
 * where it resumed, in order, each once, or a gap where there is a reason for one.
 *
 * @module
 */

import { assert, assertEquals, fail } from "@std/assert";
import type { ResumePoint } from "../../lib/core/command.ts";
import type { Message, RoomMessage } from "../../lib/core/message.ts";
import { isOpen, type TrueRoom, type Truth } from "./resuming_truth.ts";

/** The last that a client was told of a room. */
export interface Mark {
  readonly room: string;
  readonly epoch: string;
  readonly seq: number;
}

/** The time from an entry to the departure, as far as it was told. */
interface Stay {
  readonly room: TrueRoom;
  /** The first event of the client's own stay. */
  readonly since: number;
  /** Whether it came as a person, and was told its arrival then. */
  readonly isLate: boolean;
  next: number;
  /** The gap that must be told because the client comes from another epoch. */
  foreign?: { readonly from: number; readonly to: number } | undefined;
}

/** What a listener is told by. */
export interface Told {
  /** Whether it came as a message to this client alone. */
  readonly isReplayed: boolean;
  /** Whether the store would have answered. */
  readonly hasStore: boolean;
}

/** One connection of a program. */
export class Listener {
  readonly client: number;
  /** All that it was told, in order. */
  readonly marks: Mark[] = [];
  /** How many points it was told are not good. */
  refused = 0;
  /** Whether the order of lines of different rooms is checked. */
  readonly #isOrdered: boolean;
  readonly #truth: Truth;
  #points: readonly ResumePoint[];
  readonly #stays: Stay[] = [];
  #last = -1;
  #badPoints = 0;

  constructor(client: number, truth: Truth, isOrdered: boolean) {
    this.client = client;
    this.#truth = truth;
    this.#isOrdered = isOrdered;
    this.#points = [];
  }

  /** It says hello, and resumes from these points. */
  hello(points: readonly ResumePoint[]): void {
    this.#points = points;
  }

  /** Its hello is carried out: from here on it resumes nothing more. */
  hasEntered(): void {
    this.#points = [];
    assertEquals(this.refused, this.#badPoints, "notices of points that are not good");
  }

  /** Takes what it is told. */
  take(message: Message, how: Told): void {
    switch (message.kind) {
      case "welcome":
      case "entered":
        return this.#enter(message);
      case "gap":
        return this.#gap(message, how);
      case "notice":
        if (message.notice.code === "bad-field" && message.notice.why === "resume-seq") {
          this.refused++;
        }
        return;
      case "message":
      case "action":
      case "joined":
      case "left":
      case "renamed":
      case "topic":
      case "room":
        if ("seq" in message) this.#event(message, how.isReplayed);
        return;
    }
  }

  /** The next number in each of its rooms. */
  ends(): [TrueRoom, number][] {
    return this.#stays.map((stay) => {
      this.#passMissed(stay, stay.room.events.length + 1);
      return [stay.room, stay.next];
    });
  }

  #enter({ room: name, seq, tally: { epoch } }: Message & { kind: "welcome" | "entered" }): void {
    const room = this.#truth.roomOf(epoch, name);
    const isHere = room.members.has(this.client);
    const isKnown = this.#stays.some((stay) =>
      stay.room === room && (isHere || stay.since === seq + 1)
    );
    if (isKnown) return;
    const own = room.events.findLast((event) =>
      event?.kind === "joined" && this.#truth.isOwn(event, this.client)
    );
    const since = isHere && own ? own.seq : seq + 1;
    const stay: Stay = { room, since, isLate: isHere, next: seq + 1 };
    this.#stays.push(stay);
    const point = this.#points.find((each) => foldOf(each.room) === foldOf(name));
    if (point !== undefined && point.epoch !== epoch) {
      stay.foreign = { from: point.seq + 1, to: seq };
    } else if (point !== undefined && point.seq > seq) this.#badPoints++;
    else if (point !== undefined) stay.next = point.seq + 1;
    if (stay.next === seq + 1 && stay.foreign === undefined) {
      this.marks.push({ room: name, epoch, seq });
    }
  }

  #gap({ room, from, to }: Message & { kind: "gap" }, { hasStore }: Told): void {
    const stay = this.#stayIn(room);
    if (stay.foreign !== undefined) {
      assertEquals({ from, to }, stay.foreign);
      stay.foreign = undefined;
    } else {
      this.#passMissed(stay, from);
      assertEquals(from, stay.next, `the gap in ${room}`);
      assert(to >= from, `${room}: ${from} to ${to}`);
      for (let seq = from; seq <= to; seq++) this.#checkMissing(stay, seq, hasStore);
      stay.next = to + 1;
    }
    this.marks.push({ room, epoch: stay.room.epoch, seq: to });
  }

  #checkMissing(stay: Stay, seq: number, hasStore: boolean): void {
    const { room, since, isLate } = stay;
    const event = room.events[seq - 1];
    assert(seq <= room.events.length, `${room.room} ${seq} was never told`);
    const isOwn = seq >= since && this.#truth.isOwn(event, this.client);
    assert(!isOwn || (event?.kind === "joined" && isLate), "its own event is in a gap");
    if (!mayRead(stay, seq) || !this.#truth.isThere(room)) return;
    assert(!this.#truth.isRemembered(room, seq), `${room.room} ${seq} is remembered`);
    const isKept = hasStore && isOpen(room) && room.stored.has(seq);
    assert(!isKept, `${room.room} ${seq} is stored`);
  }

  #event(event: RoomMessage, isReplayed: boolean): void {
    const stay = this.#stayIn(event.room);
    const { room: { room, epoch, events } } = stay;
    this.#passMissed(stay, event.seq);
    assertEquals(event.seq, stay.next, `${room} for ${this.client}`);
    assert(events[event.seq - 1] === event, `${room} ${event.seq} is another event`);
    if (isReplayed) assert(mayRead(stay, event.seq), `${room} ${event.seq} must not be read`);
    else assert(!this.#truth.isMissedBy(event, this.client), "it is ignored");
    assertEquals(stay.foreign, undefined);
    stay.next++;
    this.marks.push({ room, epoch, seq: event.seq });
    const index = this.#truth.order.get(event) ?? fail("an unknown event");
    if (this.#isOrdered) assert(index > this.#last, `${room} ${event.seq} comes too late`);
    this.#last = index;
    const isOver = event.kind === "left" && event.seq >= stay.since &&
      this.#truth.isOwn(event, this.client);
    if (isOver) this.#stays.splice(this.#stays.indexOf(stay), 1);
  }

  /** Up to this number, exclusive, it misses what it ignores. */
  #passMissed(stay: Stay, before: number): void {
    const { events } = stay.room;
    while (stay.next < before && this.#truth.mayMiss(events[stay.next - 1], this.client)) {
      stay.next++;
    }
  }

  /** The stay that is told first, of those in this room. */
  #stayIn(room: string): Stay {
    return this.#stays.find((stay) => stay.room.room === room) ?? fail(`${room} is told`);
  }
}

function mayRead({ room, since }: Stay, seq: number): boolean {
  return seq >= since || (isOpen(room) && seq >= room.openFrom);
}

/** The names of rooms in these tests are plain. */
function foldOf(name: string): string {
  return name.replace("#", "").toLowerCase();
}
