/**
 * A chat with devices that lose their connections and resume: runs of random steps, each checked by a
 * listener as it is told.
 *
 * @module
 */

import { assert, assertEquals, fail } from "@std/assert";
import { Chat } from "../../lib/core/chat.ts";
import type { ResumePoint, RoomsWanted } from "../../lib/core/command.ts";
import type { Ask, ChatEvent, Effect } from "../../lib/core/event.ts";
import type { ChatSettings } from "../../lib/core/chat_settings.ts";
import type { Answer, Question } from "../../lib/core/questions/question.ts";
import { startData } from "../../lib/core/rules/starting.ts";
import { clientId } from "../../lib/core/units.ts";
import { asks, connected, disconnected, PROGRAM_DIALECT, SETTINGS, START } from "./happenings.ts";
import { Listener, type Mark } from "./resuming_listener.ts";
import { DEVICES, ROOMS, type Step } from "./resuming_steps.ts";
import { type TrueRoom, Truth } from "./resuming_truth.ts";

/** What differs between runs. */
export interface Rules {
  readonly remember: number;
  readonly isRecording: boolean;
}

/** A program that comes back. */
interface Device {
  readonly marks: Map<string, Mark>;
  listener?: Listener | undefined;
  /** Whether it is to be told of the page that it has read. */
  isPaced: boolean;
}

/** One run. */
export class ResumingRun {
  readonly truth: Truth;
  /** How many events were replayed, and how many were in gaps. */
  readonly counts = { replayed: 0, gaps: 0, asked: 0 };
  readonly #rules: Rules;
  #chat: Chat;
  #twin: Chat;
  readonly #devices: Device[] = Array.from(
    { length: DEVICES },
    () => ({ marks: new Map(), isPaced: false }),
  );
  readonly #byClient = new Map<number, Device>();
  readonly #hears = new Map<number, Set<string>>();
  readonly #questions: Ask[] = [];
  /** Clients whose store has failed once: they are told gaps. */
  readonly #deaf = new Set<number>();
  #at = START;
  #lastId = 0;
  #talker = 0;
  #starts = 1;
  #lastQuestion = 0;

  constructor(rules: Rules, steps: readonly Step[]) {
    this.#rules = rules;
    this.#chat = new Chat(this.#settings);
    this.#twin = new Chat(this.#settings);
    this.truth = new Truth(rules.remember);
    this.#seatTalker();
    for (const step of steps) this.#take(step);
    this.#settle();
  }

  get #settings(): ChatSettings {
    return { ...SETTINGS, ...this.#rules, epoch: `e${this.#starts}` };
  }

  #seatTalker(): void {
    this.#talker = ++this.#lastId;
    const wanted = { rooms: ["dev", "ops"], hasLobby: true };
    this.#apply(connected(this.#talker, { detail: "every", nick: "talker", wanted }));
  }

  /** Kills the daemon, and starts it again with what the store has. */
  #crash(lost: number): void {
    for (const device of this.#devices) this.#lose(device, lost);
    const places = this.#rules.isRecording ? this.truth.crash(lost) : (this.truth.crash(0), []);
    this.#starts++;
    const settings = this.#settings;
    this.#chat = new Chat(settings, startData(settings, places));
    this.#twin = new Chat(settings, startData(settings, places));
    this.#questions.length = 0;
    this.#hears.clear();
    this.#lastQuestion = 0;
    this.#seatTalker();
  }

  #take(step: Step): void {
    switch (step.kind) {
      case "connect":
        return this.#connect(step);
      case "cut":
        return this.#cut(this.#device(step.who), step.lost);
      case "ask": {
        const client = step.who < 0 ? this.#talker : this.#device(step.who).listener?.client;
        if (client !== undefined) this.#apply(asks(client, step.name, step.input));
        return;
      }
      case "talk":
        for (let i = 0; i < step.count; i++) {
          this.#apply(asks(this.#talker, "say", { room: step.room, text: `${i}` }));
        }
        return;
      case "read":
        return this.#read(this.#device(step.who));
      case "answer":
        return this.#answer(step.isFailing);
      case "forget":
        for (const room of this.truth.rooms.values()) forget(room, step.count);
        return;
      case "wait":
        this.#at += step.millis;
        if (step.millis >= 5000) {
          for (const { client } of this.#questions) {
            this.#deaf.add(client);
          }
        }
        return this.#apply({ kind: "tick" });
      case "restore":
        this.#twin = new Chat(this.#settings, structuredClone(this.#twin.snapshot()));
        return;
      case "crash":
        return this.#crash(step.lost);
      default:
        step satisfies never;
    }
  }

  #connect({ who, rooms, hasLobby, isLate, oddPoint }: Step & { kind: "connect" }): void {
    const device = this.#device(who);
    if (device.listener !== undefined) this.#cut(device, 0);
    const client = ++this.#lastId;
    const points: ResumePoint[] = [...device.marks.values()];
    if (oddPoint !== undefined) points.unshift(oddPoint);
    const wanted: RoomsWanted = { rooms, hasLobby, resume: points };
    const isOrdered = !this.#rules.isRecording;
    const listener = new Listener(client, this.truth, isOrdered);
    Object.assign(device, { listener, isPaced: false });
    const nick = `d${who}`;
    if (isLate) {
      this.#apply(connected(client, { nick }));
      this.#byClient.set(client, device);
      listener.hello(points);
      this.#apply({
        kind: "command",
        client: clientId(client),
        command: { kind: "hello", wanted, dialect: PROGRAM_DIALECT },
      });
    } else {
      this.#byClient.set(client, device);
      listener.hello(points);
      this.#apply(connected(client, { detail: "every", nick, wanted }));
    }
    listener.hasEntered();
  }

  #cut(device: Device, lost: number): void {
    const { listener } = device;
    if (listener === undefined) return;
    this.#lose(device, lost);
    this.#apply(disconnected(listener.client, "lost"));
  }

  /** A device keeps what it was told but for the last so many lines, which did not arrive. */
  #lose(device: Device, lost: number): void {
    const marks = device.listener?.marks ?? [];
    Object.assign(device, { listener: undefined, isPaced: false });
    for (const mark of marks.slice(0, Math.max(0, marks.length - lost))) {
      device.marks.set(mark.room.toLowerCase(), mark);
    }
  }

  #read(device: Device): void {
    const { listener, isPaced } = device;
    if (listener === undefined || !isPaced) return;
    device.isPaced = false;
    this.#apply({ kind: "more", client: clientId(listener.client) });
  }

  #answer(isFailing: boolean): void {
    const asked = this.#questions.shift();
    if (asked === undefined) return;
    const { client, id, question } = asked;
    if (isFailing) this.#deaf.add(client);
    const answer = isFailing ? FAILED : answerOf(question, this.truth);
    this.#apply({ kind: "answer", client, id, answer });
  }

  /** Everybody reads and every question is answered; then everybody has heard everything. */
  #settle(): void {
    for (let i = 0; i < 10_000; i++) {
      const isBusy = this.#questions.length > 0 || this.#devices.some(({ isPaced }) => isPaced);
      if (!isBusy) break;
      this.#answer(false);
      for (const device of this.#devices) this.#read(device);
    }
    for (const { listener } of this.#devices) {
      if (listener === undefined) continue;
      const seat = this.#chat.snapshot().desk.seats.find(({ client }) =>
        client === listener.client
      );
      assertEquals(seat?.resuming, undefined);
      const ends = listener.ends();
      for (const [{ room, events }, next] of ends) assertEquals(next, events.length + 1, room);
      assertEquals(ends.map(([{ room }]) => room).toSorted(), [...seat?.rooms ?? []].toSorted());
    }
  }

  #device(who: number): Device {
    const device = this.#devices[who];
    if (device === undefined) throw new Error(`there is no device ${who}`);
    return device;
  }

  #apply(event: ChatEvent): void {
    const effects = this.#chat.apply(event, this.#at);
    assertEquals(this.#twin.apply(event, this.#at), effects, "the twin differs");
    let lines = 0;
    for (const effect of effects) {
      if (effect.kind === "send" && isReplay(effect)) lines++;
      this.truth.take(effect);
      this.#hear(effect);
    }
    assert(lines <= 200 + ROOMS.length, `a page has ${lines} lines`);
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
        if (effect.message.kind === "crowd" || effect.detail === "gathered") return;
        for (const { listener } of this.#devices) {
          if (listener === undefined || effect.except?.some((each) => each === listener.client)) {
            continue;
          }
          const isHeard = this.#roomsOf(listener.client).has(effect.room);
          if (isHeard) listener.take(effect.message, { isReplayed: false, hasStore: false });
        }
        return;
      case "send": {
        const listener = this.#byClient.get(effect.to)?.listener;
        if (listener?.client !== effect.to) return;
        if (isReplay(effect)) this.counts.replayed++;
        if (effect.message.kind === "gap") this.counts.gaps++;
        const hasStore = this.#rules.isRecording && !this.#deaf.has(effect.to);
        return listener.take(effect.message, { isReplayed: true, hasStore });
      }
      case "pace": {
        const device = this.#byClient.get(effect.client);
        if (device?.listener?.client === effect.client) device.isPaced = true;
        return;
      }
      case "ask":
        this.counts.asked++;
        assert(effect.id > this.#lastQuestion, `question ${effect.id} is asked twice`);
        this.#lastQuestion = effect.id;
        this.#questions.push(effect);
        return;
    }
  }

  #roomsOf(client: number): Set<string> {
    let rooms = this.#hears.get(client);
    if (rooms === undefined) this.#hears.set(client, rooms = new Set());
    return rooms;
  }
}

const FAILED: Answer = { kind: "failed", why: "unavailable" };

/** The answer of a store that has what the truth says. */
function answerOf(question: Question, truth: Truth): Answer {
  if (question.kind !== "page" || question.said) return fail("not a question of this test");
  const { epoch, from, after = 0, limit } = question;
  const { events, stored } = truth.roomOf(epoch);
  const found = events.filter((event) => event !== undefined)
    .filter(({ seq }) => seq >= from && seq > after && stored.has(seq));
  return { kind: "page", events: found.slice(0, limit), hasMore: found.length > limit };
}

/** The store keeps the first so many events of a room no more. */
function forget({ stored }: TrueRoom, count: number): void {
  for (const seq of [...stored].toSorted((a, b) => a - b).slice(0, count)) stored.delete(seq);
}

function isReplay({ message }: Effect & { kind: "send" }): boolean {
  return message.kind === "gap" ||
    ("seq" in message && message.kind !== "welcome" && message.kind !== "entered");
}
