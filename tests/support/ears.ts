/**
 * What everybody hears: carries out effects as the fan-out does, without bytes, and keeps what each
 * client is told.
 *
 * @module
 */

import { type Detail, hearingOf } from "../../lib/core/dialect.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import type { LeaveReason, Message } from "../../lib/core/message.ts";
import type { RoomName } from "../../lib/core/units.ts";
import { textCodec } from "../../lib/wire/text/codec.ts";

/** One client, connected or gone. */
export interface Ear {
  /** How it listens. */
  detail: Detail;
  /** The rooms that it hears. */
  readonly rooms: Set<RoomName>;
  /** Why it is gone; undefined as long as it is here. */
  gone: LeaveReason | undefined;
  /** How often it began and ceased to hear a room. */
  joins: number;
  /** See `joins`. */
  parts: number;
  /** Everything it was told. */
  readonly heard: Message[];
}

/** All clients by id. */
export class Ears {
  readonly #ears = new Map<number, Ear>();

  /** The client with this id. Throws if it never connected. */
  of(id: number): Ear {
    const ear = this.#ears.get(id);
    if (ear === undefined) throw new Error(`client ${id} never connected`);
    return ear;
  }

  /** All clients, by order of connection. */
  all(): IterableIterator<[number, Ear]> {
    return this.#ears.entries();
  }

  /** What a client was told since the last time, as lines for people. */
  lines(id: number): string[] {
    const text = this.of(id).heard.splice(0).map(textCodec.encode).join("");
    return text === "" ? [] : text.slice(0, -1).split("\n");
  }

  /** Takes note of who connects, and carries out what follows. */
  take(event: ChatEvent, effects: readonly Effect[]): void {
    if (event.kind === "connected") {
      const { detail } = event.hearing;
      this.#ears.set(event.client, {
        detail,
        rooms: new Set(),
        gone: undefined,
        joins: 0,
        parts: 0,
        heard: [],
      });
    }
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "publish":
        for (const [id, ear] of this.#ears) {
          const isMeant = (effect.detail ?? ear.detail) === ear.detail &&
            effect.except?.some((client) => client === id) !== true;
          if (ear.rooms.has(effect.room) && isMeant) ear.heard.push(effect.message);
        }
        break;
      case "send":
        this.of(effect.to).heard.push(effect.message);
        break;
      case "describe":
        this.of(effect.to).heard.push(effect.message);
        break;
      case "join":
        this.of(effect.client).rooms.add(effect.room);
        this.of(effect.client).joins++;
        break;
      case "part":
        if (this.of(effect.client).rooms.delete(effect.room)) this.of(effect.client).parts++;
        break;
      case "speak":
        this.of(effect.client).detail = hearingOf(effect.dialect).detail;
        break;
      case "drop":
        this.of(effect.client).gone = effect.reason;
        break;
      case "wake":
      case "pace":
      case "ask":
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
}
