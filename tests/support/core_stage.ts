/**
 * A stage without sockets, streams or time: the pure core, and the codecs around it.
 *
 * @module
 */

import type { Chat } from "../../lib/core/chat.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import { type ClientId, clientId, type RoomName } from "../../lib/core/units.ts";
import type { Config } from "../../lib/config/config.ts";
import type { Inbound } from "../../lib/doors/door.ts";
import { plainOpening, readOpening } from "../../lib/doors/opening.ts";
import { PlainReader } from "../../lib/doors/plain_reader.ts";
import type { Codec } from "../../lib/wire/codec.ts";
import { scanAtOnce } from "../../lib/store/scan.ts";
import { jsonCodecs } from "../../lib/wire/json/codec.ts";
import type { Line } from "../../lib/wire/lines.ts";
import { textCodecs } from "../../lib/wire/text/codec.ts";
import { newChat } from "./happenings.ts";
import type { Stage } from "./play.ts";
import { originOf } from "./origins.ts";

interface Actor {
  readonly id: ClientId;
  readonly address: string;
  codec: Codec;
  readonly rooms: Set<RoomName>;
  hasEnded: boolean;
  readonly reader: PlainReader;
  readonly lines: string[];
}

/** Performs on the pure core. */
export class CoreStage implements Stage {
  readonly hasRealTime = false;
  readonly #chat: Chat;
  readonly #isNamedByAddress: boolean;
  readonly #maxLine: number;
  readonly #people: Codec;
  readonly #actors = new Map<string, Actor>();
  #at = 1_000_000;

  constructor(config: Config) {
    const { idleTimeout, maxLine, maxRooms, maxRoomsPerPerson, names, remember, history } = config;
    this.#maxLine = maxLine;
    this.#people = textCodecs[config.language];
    this.#isNamedByAddress = names !== "guest";
    this.#chat = newChat({
      ...{ idleTimeout, maxLineBytes: maxLine, maxRooms, maxRoomsPerPerson, remember, history },
    });
  }

  enter(name: string, first: string | undefined): Promise<void> {
    const lines = first === undefined ? [] : [this.#lineOf(first)];
    const opening = readOpening(lines, this.#people) ?? plainOpening(this.#people);
    const id = clientId(this.#actors.size + 1);
    const address = `127.0.0.1:${40000 + id}`;
    const codec = opening.kind === "enter" ? opening.codec : this.#people;
    const actor: Actor = {
      id,
      address,
      codec,
      rooms: new Set(),
      hasEnded: false,
      reader: new PlainReader(codec, this.#maxLine),
      lines: [],
    };
    this.#actors.set(name, actor);
    if (opening.kind === "refuse") {
      const { protocol } = opening;
      const refusal = { kind: "notice", notice: { code: "refused", why: protocol } } as const;
      this.#tell(actor, codec.encode(refusal));
      actor.hasEnded = true;
      return Promise.resolve();
    }
    const origin = originOf({ address, isNamedByAddress: this.#isNamedByAddress });
    const { hearing } = codec;
    const { nick, wanted, history } = opening;
    this.#apply({ kind: "connected", client: id, origin, hearing, nick, wanted, history });
    this.#handle(actor, actor.reader.begin(opening, lines));
    return Promise.resolve();
  }

  type(name: string, line: string): Promise<void> {
    const actor = this.#actor(name);
    this.#handle(actor, actor.reader.read([this.#lineOf(line)]));
    return Promise.resolve();
  }

  hear(name: string): Promise<string | undefined> {
    const actor = this.#actor(name);
    if (actor.lines.length === 0 && !actor.hasEnded) this.#advance(100);
    return Promise.resolve(actor.lines.shift());
  }

  close(name: string): Promise<void> {
    const reason = { by: "member", code: "end-of-input" } as const;
    this.#apply({ kind: "disconnected", client: this.#actor(name).id, reason });
    return Promise.resolve();
  }

  vanish(name: string): Promise<void> {
    const reason = { by: "member", code: "lost" } as const;
    this.#apply({ kind: "disconnected", client: this.#actor(name).id, reason });
    return Promise.resolve();
  }

  passTime(millis: number): Promise<void> {
    this.#advance(millis);
    return Promise.resolve();
  }

  addressOf(name: string): string {
    return this.#actor(name).address;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #lineOf(text: string): Line {
    const bytes = new TextEncoder().encode(text).length;
    return bytes > this.#maxLine ? { kind: "overlong", bytes } : { kind: "text", text };
  }

  #handle({ id }: Actor, read: Iterable<Inbound>): void {
    for (const inbound of read) {
      if (inbound.kind !== "line") continue;
      for (const command of inbound.commands) {
        this.#apply({ kind: "command", client: id, command });
      }
    }
  }

  #advance(millis: number): void {
    this.#at += millis;
    this.#apply({ kind: "tick" });
  }

  #apply(event: ChatEvent): void {
    const effects = this.#chat.apply(event, this.#at);
    for (const effect of effects) this.#carryOut(effect);
    // Everybody reads at once.
    for (const effect of effects) {
      if (effect.kind === "pace") this.#apply({ kind: "more", client: effect.client });
    }
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "publish":
        for (const actor of this.#actors.values()) {
          const { id, rooms, codec } = actor;
          const { detail } = codec.hearing;
          if (!rooms.has(effect.room) || effect.except?.includes(id)) continue;
          if ((effect.detail ?? detail) !== detail) continue;
          this.#tell(actor, codec.encode(effect.message));
        }
        break;
      case "send":
        for (const actor of this.#of(effect.to)) {
          this.#tell(actor, actor.codec.encode(effect.message));
        }
        break;
      case "describe":
        for (const actor of this.#of(effect.to)) {
          this.#tell(actor, actor.codec.encode(effect.message));
        }
        break;
      case "join":
        for (const actor of this.#of(effect.client)) actor.rooms.add(effect.room);
        break;
      case "part":
        for (const actor of this.#of(effect.client)) actor.rooms.delete(effect.room);
        break;
      case "speak":
        for (const actor of this.#of(effect.client)) {
          const { dialect } = effect;
          actor.codec = dialect.kind === "json"
            ? jsonCodecs[dialect.language][dialect.arrivals]
            : textCodecs[dialect.language];
        }
        break;
      case "drop":
        for (const actor of this.#of(effect.client)) actor.hasEnded = true;
        break;
      case "ask": {
        const { client, id, question } = effect;
        const answer = question.kind === "search"
          ? scanAtOnce(question)
          : { kind: "failed", why: "unavailable" } as const;
        this.#apply({ kind: "answer", client, id, answer });
        break;
      }
      case "wake":
      case "pace":
      case "closed":
      case "audit":
      case "order":
      case "stop":
      case "propose":
      case "peer-answer":
        break;
      default:
        effect satisfies never;
    }
  }

  #tell(actor: Actor, text: string): void {
    if (text !== "") actor.lines.push(...text.slice(0, -1).split("\n"));
  }

  #of(id: ClientId): Actor[] {
    return Array.from(this.#actors.values()).filter((actor) => actor.id === id);
  }

  #actor(name: string): Actor {
    const actor = this.#actors.get(name);
    if (actor === undefined) throw new Error(`${name} has not entered`);
    return actor;
  }
}
