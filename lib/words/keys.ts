/**
 * The keys of the client on a terminal, for `/help keys` and its manual page. What each does is in the
 * languages.
 *
 * @module
 */

/** What a key or a few keys do together. */
export type KeyName =
  | "complete"
  | "room"
  | "neighbour"
  | "recall"
  | "search"
  | "ends"
  | "characters"
  | "words"
  | "cut"
  | "cut-word"
  | "restore"
  | "swap"
  | "undo"
  | "clear"
  | "interrupt"
  | "leave"
  | "suspend"
  | "escape"
  | "mark";

/** What each key does, in one language: sentences without a capital letter and a full stop. */
export type KeyWords = Readonly<Record<KeyName, string>>;

/** One row of the list of keys. */
export interface KeyRow {
  /** The keys, as people write them, with commas between them. */
  readonly keys: string;
  /** What they do. */
  readonly name: KeyName;
}

/** All keys, in the order in which they are listed. */
export const KEY_ROWS: readonly KeyRow[] = [
  { keys: "Tab, Shift-Tab", name: "complete" },
  { keys: "Up, Down", name: "recall" },
  { keys: "Ctrl-R", name: "search" },
  { keys: "Alt-1 … Alt-9", name: "room" },
  { keys: "Alt-Left, Alt-Right", name: "neighbour" },
  { keys: "Ctrl-A, Ctrl-E", name: "ends" },
  { keys: "Ctrl-B, Ctrl-F", name: "characters" },
  { keys: "Alt-B, Alt-F", name: "words" },
  { keys: "Ctrl-K, Ctrl-U", name: "cut" },
  { keys: "Ctrl-W, Alt-D", name: "cut-word" },
  { keys: "Ctrl-Y", name: "restore" },
  { keys: "Ctrl-T", name: "swap" },
  { keys: "Ctrl-_", name: "undo" },
  { keys: "Escape", name: "escape" },
  { keys: "Alt-M", name: "mark" },
  { keys: "Ctrl-L", name: "clear" },
  { keys: "Ctrl-Z", name: "suspend" },
  { keys: "Ctrl-C", name: "interrupt" },
  { keys: "Ctrl-D", name: "leave" },
];
