/**
 * A chat whose programs resume, told in a few words: `lobby 4`, `gap lobby 2-3`, `welcome lobby 7`.
 *
 * @module
 */

import type { Chat } from "../../lib/core/chat.ts";
import type { ResumePoint } from "../../lib/core/command.ts";
import type { Detail } from "../../lib/core/dialect.ts";
import type { ChatSettings } from "../../lib/core/chat_settings.ts";
import type { Ask, ChatEvent } from "../../lib/core/event.ts";
import type { Message } from "../../lib/core/message.ts";
import type { Answer } from "../../lib/core/questions/question.ts";
import { clientId } from "../../lib/core/units.ts";
import { Ears } from "./ears.ts";
import { asks, connected, disconnected, newChat, START } from "./happenings.ts";

/** How a program comes. */
export interface Coming {
  /** The points to resume from, as `room`, or `room` and epoch; the default epoch is the lobby's. */
  readonly resume?: readonly ResumePoint[];
  /** Rooms to enter. */
  readonly rooms?: readonly string[];
  /** Whether it enters the lobby; true by default. */
  readonly hasLobby?: boolean;
  /** How it is told arrivals; every one by default. */
  readonly detail?: Detail;
}

/** The epoch of the lobby, and the beginning of all others. */
export const EPOCH = "e1";

/** A point to resume from. */
export function point(seq: number, room = "lobby", epoch = EPOCH): ResumePoint {
  return { room, seq, epoch };
}

/** Everything at one time, until a test says otherwise. */
export class ResumingScene {
  readonly chat: Chat;
  readonly ears = new Ears();
  /** The clients that are to be sent `more` when they have read everything. */
  readonly paced: number[] = [];
  /** What the store was asked, in order. */
  readonly questions: Ask[] = [];
  at = START;

  constructor(settings?: Partial<ChatSettings>) {
    this.chat = newChat({ epoch: EPOCH, ...settings });
  }

  /** Applies an event. */
  apply(event: ChatEvent): void {
    const effects = this.chat.apply(event, this.at);
    this.ears.take(event, effects);
    for (const effect of effects) {
      if (effect.kind === "pace") this.paced.push(effect.client);
      if (effect.kind === "ask") this.questions.push(effect);
    }
  }

  /** A program enters. */
  enter(id: number, { resume, rooms = [], hasLobby = true, detail = "every" }: Coming = {}): void {
    const wanted = { rooms, hasLobby, ...(resume && { resume }) };
    this.apply(connected(id, { detail, isProgram: true, nick: `p${id}`, wanted }));
  }

  /** A client leaves. */
  leave(id: number): void {
    this.apply(disconnected(id, "lost"));
  }

  /** A client asks for something, with fields. */
  ask(id: number, name: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.apply(asks(id, name, fields));
  }

  /** A client says so many lines in a room. */
  talk(id: number, count: number, room = "lobby"): void {
    for (let i = 1; i <= count; i++) this.ask(id, "say", { room, text: `${room} line ${i}` });
  }

  /** A client has read all that it was sent. */
  read(id: number): void {
    this.apply({ kind: "more", client: clientId(id) });
  }

  /** The store answers the last question of a client. */
  answer(id: number, answer: Answer): void {
    const asked = this.questions.findLast(({ client }) => client === id);
    if (asked !== undefined) {
      this.apply({ kind: "answer", client: asked.client, id: asked.id, answer });
    }
  }

  /** What a client was told since the last time, in a few words. Runs of one room are told as ranges. */
  told(id: number): string[] {
    return inRuns(this.ears.of(id).heard.splice(0).map(wordsFor));
  }
}

/** A program is in the lobby, and has said so many lines there: 1 + `count` events. */
export function talkative(count: number, settings?: Partial<ChatSettings>) {
  const scene = new ResumingScene(settings);
  scene.enter(1);
  scene.talk(1, count);
  return scene;
}

function wordsFor(message: Message): string {
  switch (message.kind) {
    case "welcome":
    case "entered":
      return `${message.kind} ${message.room} ${message.seq}`;
    case "gap":
      return `gap ${message.room} ${message.from}-${message.to}`;
    case "crowd":
      return `${message.count} ${message.verb} in ${message.room}, up to ${message.seq}`;
    case "notice":
      return JSON.stringify(message.notice);
    default:
      return "seq" in message ? `${message.room} ${message.seq}` : message.kind;
  }
}

/** `lobby 1`, `lobby 2`, `lobby 3` are `lobby 1-3`. */
function inRuns(words: readonly string[]): string[] {
  const runs: string[] = [];
  for (const word of words) {
    const [, room, seq] = /^(\S+) (\d+)$/.exec(word) ?? [];
    const [whole, first, last] = /^\S+ (\d+)(?:-(\d+))?$/.exec(runs.at(-1) ?? "") ?? [];
    const follows = whole?.startsWith(`${room} `) && Number(last ?? first) + 1 === Number(seq);
    if (room !== undefined && follows) runs[runs.length - 1] = `${room} ${first}-${seq}`;
    else runs.push(word);
  }
  return runs;
}
