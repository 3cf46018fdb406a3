/**
 * Readers: what the row of a command may ask about its texts while its event is read. One reader makes the
 * forms of the names at once, for an event that leaves this process; the other leaves them to the loop.
 *
 * @module
 */

import { parseMoment } from "../../text/moment.ts";
import { isBlank, searchQuery } from "../../text/search_terms.ts";
import type { Millis } from "../units.ts";
import type { Form, NameText, PersonText, RoomText } from "./form.ts";
import { foldOf, NEW_FORMS } from "./keys.ts";

/** Begins the name of a room, and no name of a person. */
const ROOM_MARK = "#";

/** Reads the texts of one event. */
export interface Reader {
  /** The text means a person. */
  person(text: string): PersonText;
  /** The text means a room. */
  room(text: string): RoomText;
  /** The text is wanted as a name. */
  name(text: string): NameText;
  /** The instant that a text says, since the epoch; undefined if it says none. */
  moment(text: string): Millis | undefined;
  /** Whether there is anything in these words to search for. */
  hasTerms(words: string): boolean;
  /** Whether the text begins with the mark of rooms. */
  hasRoomMark(text: string): boolean;
}

/** Leaves the forms of the names to be made when they are needed. Never throws. */
export const QUICK_READER: Reader = {
  person: (text) => text as PersonText,
  room: (text) => text as RoomText,
  name: (text) => text as NameText,
  moment: parseMoment,
  hasTerms,
  hasRoomMark,
};

/** Makes the form of each name, once. Never throws. */
export class FullReader implements Reader {
  readonly #forms = new Map<string, Form>();

  /** The forms of all that was read, in the order of reading. */
  get forms(): readonly Form[] {
    return [...this.#forms.values()];
  }

  /** See {@linkcode Reader}. */
  person(text: string): PersonText {
    return this.#keep("person", text as PersonText, (text) => {
      return { as: "person", text, fold: foldOf(text) };
    });
  }

  /** See {@linkcode Reader}. */
  room(text: string): RoomText {
    return this.#keep("room", text as RoomText, (text) => {
      const title = NEW_FORMS.titleOf(text);
      return "code" in title ? { as: "room", text, problem: title } : { as: "room", text, title };
    });
  }

  /** See {@linkcode Reader}. */
  name(text: string): NameText {
    return this.#keep("name", text as NameText, (text) => {
      const name = NEW_FORMS.nameOf(text);
      return "code" in name ? { as: "name", text, problem: name } : { as: "name", text, name };
    });
  }

  /** See {@linkcode Reader}. */
  readonly moment: typeof parseMoment = parseMoment;

  /** See {@linkcode Reader}. */
  readonly hasTerms: (words: string) => boolean = hasTerms;

  /** See {@linkcode Reader}. */
  readonly hasRoomMark: (text: string) => boolean = hasRoomMark;

  #keep<T extends string>(as: Form["as"], text: T, make: (text: T) => Form): T {
    const key = `${as} ${text}`;
    if (!this.#forms.has(key)) this.#forms.set(key, make(text));
    return text;
  }
}

function hasTerms(words: string): boolean {
  return !isBlank(searchQuery(words));
}

/** A full-width mark, as Chinese keyboards type it, is one as well. */
function hasRoomMark(text: string): boolean {
  return text.normalize("NFKC").startsWith(ROOM_MARK);
}
