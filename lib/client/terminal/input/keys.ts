/**
 * What a terminal sends, as keys: bytes cut anywhere become text, named keys and pastes. Knows the
 * encodings of the usual terminals; what it does not know it swallows whole, so that no unknown
 * sequence leaks into the text.
 *
 * @module
 */

/** One key, or one run of text. */
export interface Key {
  /**
   * `text`, `paste`, `enter`, `tab`, `shift-tab`, `escape`, `backspace`, `delete`, `up`, `down`,
   * `left`, `right`, `home`, `end`, `page-up`, `page-down`, `insert`; before it `ctrl-`, `alt-` or
   * `shift-`; `ctrl-a` and `alt-b` for letters.
   */
  readonly name: string;
  /** What was typed or pasted; empty for a named key. */
  readonly text: string;
}

const ESC = "\x1b";
const PASTE_END = "\x1b[201~";
/** A paste is cut here, in UTF-16 units. */
const MAX_PASTE = 256 * 1024;
/** No key is longer. */
const MAX_SEQUENCE = 32;

// deno-lint-ignore no-control-regex
const CSI = /^\x1b\[([0-9:;<=>?]*)([ -/]*)([@-~])/;
// deno-lint-ignore no-control-regex
const TEXT = /^[^\x00-\x1f\x7f]+/;

const LETTERS: ReadonlyMap<string, string> = new Map([
  ["A", "up"],
  ["B", "down"],
  ["C", "right"],
  ["D", "left"],
  ["H", "home"],
  ["F", "end"],
  ["Z", "shift-tab"],
  ["M", "enter"],
]);

const NUMBERS: ReadonlyMap<string, string> = new Map([
  ["1", "home"],
  ["2", "insert"],
  ["3", "delete"],
  ["4", "end"],
  ["5", "page-up"],
  ["6", "page-down"],
  ["7", "home"],
  ["8", "end"],
]);

/** Puts keys together from what is read. */
export class KeyDecoder {
  readonly #decoder = new TextDecoder();
  #pending = "";
  #paste: string | undefined;

  /** Whether bytes are held back that a following read, or {@linkcode flush}, will explain. */
  get isWaiting(): boolean {
    return this.#pending !== "" && this.#paste === undefined;
  }

  /** Takes what was read; returns the keys that are complete. Never throws. */
  feed(bytes: Uint8Array): Key[] {
    this.#pending += this.#decoder.decode(bytes, { stream: true });
    const keys: Key[] = [];
    while (this.#pending !== "") {
      const before = this.#pending.length;
      const key = this.#paste === undefined ? this.#next() : this.#continuePaste();
      if (key !== undefined) keys.push(key);
      if (this.#pending.length === before) break;
    }
    return keys;
  }

  /** Nothing followed for a while: an escape that was held back was the Escape key. */
  flush(): Key[] {
    if (!this.isWaiting) return [];
    const isEscape = this.#pending === ESC;
    this.#pending = "";
    return isEscape ? [key("escape")] : [];
  }

  #next(): Key | undefined {
    const text = TEXT.exec(this.#pending)?.[0];
    if (text !== undefined) {
      this.#take(text.length);
      return { name: "text", text };
    }
    if (this.#pending.startsWith(ESC)) return this.#escape();
    return key(controlName(this.#take(1)));
  }

  #escape(): Key | undefined {
    const second = this.#pending[1];
    if (second === undefined) return undefined;
    if (second === "[") return this.#csi();
    if (second === "O") {
      if (this.#pending.length < 3) return undefined;
      return named(LETTERS.get(this.#take(3)[2] ?? ""));
    }
    if (second === ESC) {
      this.#take(1);
      return key("escape");
    }
    this.#take(1);
    const [char = ""] = this.#pending;
    this.#take(char.length);
    return key(`alt-${char < " " || char === "\x7f" ? controlName(char) : char.toLowerCase()}`);
  }

  #csi(): Key | undefined {
    // The Linux console's function keys have a second bracket and one more letter.
    if (this.#pending.startsWith("\x1b[[")) {
      if (this.#pending.length >= 4) this.#take(4);
      return undefined;
    }
    const match = CSI.exec(this.#pending);
    if (match === null) {
      if (this.#pending.length > MAX_SEQUENCE) this.#take(this.#pending.length);
      return undefined;
    }
    const [sequence, parameters = "", , final = ""] = match;
    this.#take(sequence.length);
    if (sequence === "\x1b[200~") {
      this.#paste = "";
      return undefined;
    }
    const [number = "", modifiers] = parameters.split(";");
    return named(final === "~" ? NUMBERS.get(number) : LETTERS.get(final), modifiers);
  }

  #continuePaste(): Key | undefined {
    const end = this.#pending.indexOf(PASTE_END);
    // A part of the end mark may be at hand: it is held back.
    const safe = end < 0 ? Math.max(0, this.#pending.length - PASTE_END.length + 1) : end;
    const pasted = (this.#paste ?? "") + this.#take(safe);
    this.#paste = pasted.slice(0, MAX_PASTE);
    if (end < 0) return undefined;
    this.#take(PASTE_END.length);
    const text = this.#paste;
    this.#paste = undefined;
    return { name: "paste", text };
  }

  #take(length: number): string {
    const taken = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    return taken;
  }
}

function key(name: string): Key {
  return { name, text: "" };
}

/** A key with the modifiers that terminals count from 1: shift 1, alt 2, ctrl 4. */
function named(name: string | undefined, modifiers = "1"): Key | undefined {
  if (name === undefined) return undefined;
  const bits = (Number.parseInt(modifiers, 10) || 1) - 1;
  const prefix = bits & 4 ? "ctrl-" : bits & 2 ? "alt-" : bits & 1 ? "shift-" : "";
  return key(prefix + name);
}

function controlName(char: string): string {
  switch (char) {
    case "\r":
    case "\n":
      return "enter";
    case "\t":
      return "tab";
    case "\x7f":
    case "\b":
      return "backspace";
    default:
      return `ctrl-${String.fromCharCode(char.charCodeAt(0) + 64).toLowerCase()}`;
  }
}
