/**
 * English: what the keys of the client do.
 *
 * @module
 */

import type { KeyWords } from "../keys.ts";

/** What each key does, in English. */
export const ENGLISH_KEYS: KeyWords = {
  "complete": "complete a name, room or command; again: the next",
  "recall": "go through the lines that you sent",
  "search": "search sent lines; again: an older one",
  "room": "speak in the room with this number; or F1 to F9",
  "neighbour": "speak in the room before, in the next one",
  "ends": "go to the beginning, to the end; or Home, End",
  "characters": "go a character back, forward; or the arrows",
  "words": "go a word back, forward; or Ctrl and the arrows",
  "cut": "cut to the end, to the beginning of the line",
  "cut-word": "cut a word back, forward",
  "restore": "put back what was cut",
  "swap": "swap the two characters around the cursor",
  "undo": "take back the last change, then the one before",
  "mark": "mark where you stop reading, for /since",
  "escape": "close a question or a search",
  "clear": "clear the screen; the scrollback keeps the talk",
  "suspend": "suspend the client; fg in the shell continues it",
  "interrupt": "empty the line, or stop a paste; twice: leave",
  "leave": "on an empty line: leave when all is answered",
};
