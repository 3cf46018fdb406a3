/**
 * Reads what stands on the wire, as far as the checker needs it. Each text is read once, however many
 * people heard it.
 *
 * @module
 */

/** An event of a room: it has a number. */
export interface RoomEvent {
  /** What it is. */
  readonly kind: "event";
  /** The text of the line. */
  readonly line: string;
  /** `message`, `joined`, `left` and so on. */
  readonly type: string;
  /** The room. */
  readonly room: string;
  /** Its number in the room. */
  readonly seq: number;
  /** When it was, by the chat's clock. */
  readonly time: string;
  /** Who said it; of a rename, the old name. */
  readonly from: string | undefined;
  /** Whose arrival or departure it is. */
  readonly name: string | undefined;
  /** Of a rename: the new name. */
  readonly to: string | undefined;
  /** Of a departure: why. */
  readonly code: string | undefined;
  /** The first word of what was said. */
  readonly token: string | undefined;
}

/** The answer to an entry: the state of a room at that place of the order. */
export interface Entered {
  /** What it is. */
  readonly kind: "entered";
  /** The room. */
  readonly room: string;
  /** The epoch of its numbers. */
  readonly epoch: string;
  /** The last number before one's own arrival. */
  readonly seq: number;
  /** One's own name, in `welcome`. */
  readonly you: string | undefined;
}

/** What a line says. */
export type Told =
  | RoomEvent
  | Entered
  /** Events are missing, and the daemon says so. */
  | { readonly kind: "gap"; readonly room: string; readonly from: number; readonly to: number }
  /** The daemon has left lines out for a slow reader. */
  | { readonly kind: "skipped"; readonly room: string; readonly count: number }
  /** A notice. */
  | { readonly kind: "notice"; readonly code: string; readonly text: string }
  /** Anything else: of no concern to the order of a room. */
  | { readonly kind: "other"; readonly type: string };

/** Reads lines, and remembers what it has read. */
export class TellingReader {
  readonly #known = new Map<string, Told>();

  /** What a line says. One that is no JSON object is `other` with the type `text`. */
  read(line: string): Told {
    let told = this.#known.get(line);
    if (told === undefined) this.#known.set(line, told = read(line));
    return told;
  }
}

function read(line: string): Told {
  if (!line.startsWith("{")) return { kind: "other", type: "text" };
  const told = JSON.parse(line);
  const { type, room } = told;
  switch (type) {
    case "welcome":
    case "entered":
      return { kind: "entered", room, epoch: told.epoch, seq: told.seq, you: told.you };
    case "gap":
      return { kind: "gap", room, from: told.from, to: told.to };
    case "skipped":
      return { kind: "skipped", room, count: told.count };
    case "notice":
      return { kind: "notice", code: told.code, text: told.text };
  }
  if (typeof told.seq !== "number") return { kind: "other", type };
  const { seq, time, from, name, to, code, text } = told;
  const token = typeof text === "string" ? text.split(" ", 1)[0] : undefined;
  return { kind: "event", line, type, room, seq, time, from, name, to, code, token };
}
