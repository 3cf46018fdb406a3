/**
 * Keys: makes the strings by which names are compared, and looks up those that were made before.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import { skeleton } from "../../text/skeleton.ts";
import type { Title } from "../state/room.ts";
import type { Name } from "../state/taken_names.ts";
import type { RoomName } from "../units.ts";
import type { Form, Forms } from "./form.ts";
import { isNoName, type Nick, parseNick, parseRoom } from "./names.ts";

/** A name with the strings that it is compared by. Never throws. */
export function nameOf(nick: Nick): Name {
  return { nick, fold: fold(nick), skeleton: skeleton(nick) };
}

/** The name of a room with the strings that it is compared by. Never throws. */
export function titleOf(room: RoomName): Title {
  return { room, fold: fold(room), skeleton: skeleton(room) };
}

/**
 * A name of a person folded for case and width, to compare it with others; empty for a text that is too long
 * for any name. Never throws.
 */
export function foldOf(name: string): string {
  return isNoName(name) ? "" : fold(name);
}

/** Makes each form when it is asked for: for an event that never leaves this process. Never throws. */
export const NEW_FORMS: Forms = {
  foldOf,
  roomOf(text) {
    const room = parseRoom(text);
    return typeof room === "string" ? { room, fold: fold(room) } : room;
  },
  titleOf(text) {
    const room = parseRoom(text);
    return typeof room === "string" ? titleOf(room) : room;
  },
  nameOf(text) {
    const nick = parseNick(text);
    return typeof nick === "string" ? nameOf(nick) : nick;
  },
};

/** The forms that an event brings with it. They throw for a text that the event has no form of. */
export class KeptForms implements Forms {
  readonly #forms: readonly Form[];

  /** Those of one event. */
  constructor(forms: readonly Form[]) {
    this.#forms = forms;
  }

  /** See {@linkcode Forms}. */
  foldOf(text: string): string {
    const form = this.#find("person", text);
    return "fold" in form ? form.fold : missing("person", text);
  }

  /** See {@linkcode Forms}. */
  roomOf(text: string): ReturnType<Forms["titleOf"]> {
    return this.titleOf(text);
  }

  /** See {@linkcode Forms}. */
  titleOf(text: string): ReturnType<Forms["titleOf"]> {
    const form = this.#find("room", text);
    return "problem" in form ? form.problem : "title" in form ? form.title : missing("room", text);
  }

  /** See {@linkcode Forms}. */
  nameOf(text: string): ReturnType<Forms["nameOf"]> {
    const form = this.#find("name", text);
    return "problem" in form ? form.problem : "name" in form ? form.name : missing("name", text);
  }

  #find(as: Form["as"], text: string): Form {
    return this.#forms.find((form) => form.as === as && form.text === text) ?? missing(as, text);
  }
}

function missing(as: Form["as"], text: string): never {
  throw new Error(`The event has no form of the ${as} ${JSON.stringify(text)}`);
}
