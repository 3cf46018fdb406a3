/**
 * A chat with rooms, for tests of the rules: who is told what, as lines for people or as objects for
 * programs.
 *
 * @module
 */

import type { Chat } from "../../lib/core/chat.ts";
import type { ChatSettings } from "../../lib/core/chat_settings.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import type { Message } from "../../lib/core/message.ts";
import { jsonCodec } from "../../lib/wire/json/codec.ts";
import { Ears } from "./ears.ts";
import { asks, connected, disconnected, type Entrance, newChat, START } from "./happenings.ts";

/** A chat, and what everybody in it was told. */
export class RoomScene {
  readonly ears = new Ears();
  readonly chat: Chat;
  /** All effects so far. */
  readonly effects: Effect[] = [];
  #at = START;

  /** An empty chat with these rules. */
  constructor(settings?: Partial<ChatSettings>) {
    this.chat = newChat(settings);
  }

  /** A chat where these people are in the lobby and have been told of each other; ids from 1. */
  static of(...nicks: string[]): RoomScene {
    const scene = new RoomScene();
    for (const [index, nick] of nicks.entries()) scene.enter(index + 1, { nick });
    scene.wait();
    for (const index of nicks.keys()) scene.lines(index + 1);
    return scene;
  }

  /** A person in the lobby, one who is in `dev` as well, and a program in the lobby with this id. */
  static withProgram(id: number): RoomScene {
    const scene = RoomScene.of("ann", "bob");
    scene.ask(2, "join", "dev");
    scene.enter(id, { nick: "robo", detail: "every" });
    scene.wait();
    for (const person of [1, 2]) scene.lines(person);
    scene.objects(id);
    return scene;
  }

  /** Somebody connects. */
  enter(id: number, entrance?: Entrance): void {
    this.apply(connected(id, entrance));
  }

  /** Somebody asks for a command, typed or with fields. */
  ask(id: number, name: string, input: string | Readonly<Record<string, unknown>> = ""): void {
    this.apply(asks(id, name, input));
  }

  /** Somebody's connection ends. */
  leave(id: number): void {
    this.apply(disconnected(id));
  }

  /** Time passes, so that everything held is told. */
  wait(millis = 100): void {
    this.#at += millis;
    this.apply({ kind: "tick" });
  }

  /** Applies an event. */
  apply(event: ChatEvent): void {
    const effects = this.chat.apply(event, this.#at);
    this.effects.push(...effects);
    this.ears.take(event, effects);
  }

  /** What a person was told since the last time. */
  lines(id: number): string[] {
    return this.ears.lines(id);
  }

  /** What a person is told when it asks for a command. */
  answers(id: number, name: string, input: string = ""): string[] {
    this.lines(id);
    this.ask(id, name, input);
    return this.lines(id);
  }

  /** What a program was told since the last time, without times and the table of commands. */
  objects(id: number): Record<string, unknown>[] {
    return this.ears.of(id).heard.splice(0).map(objectOf);
  }

  /** The names of the rooms that there are. */
  rooms(): string[] {
    return this.chat.snapshot().ledger.rooms.map(({ room }) => room);
  }
}

function objectOf(message: Message): Record<string, unknown> {
  const { time: _time, commands: _commands, ...object } = JSON.parse(jsonCodec.encode(message));
  return object;
}
