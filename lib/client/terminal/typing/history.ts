/**
 * The history of sent lines: stepping up and down, which keeps the draft, and searching. Pure;
 * history_file.ts saves it across runs.
 *
 * @module
 */

import { isSecretCommand, mayCarrySecret } from "./secret_line.ts";

/** The most lines in the history. */
export const MAX_HISTORY: number = 1000;

/** Whether a line may be called back in this run. */
export function isMemorable(line: string): boolean {
  return line.trim() !== "" && !isSecretCommand(line);
}

/** Whether a line may be kept for later runs as well. */
export function isKeepable(line: string): boolean {
  return isMemorable(line) && !mayCarrySecret(line);
}

/** A line of the history. */
interface Entry {
  /** As it was sent. */
  readonly sent: string;
  /** As it is now, if it was changed and not sent. */
  edited?: string | undefined;
}

/**
 * The lines of the history, and the position of the person in them. A line that is changed, and left for another
 * one, keeps the change for this run, as with readline; when it is sent, the line that was sent before is there
 * again, and the changed one follows at the end.
 */
export class History {
  readonly #entries: Entry[];
  #place: number;
  #draft = "";

  /** Begins with lines of earlier runs, oldest first. */
  constructor(lines: readonly string[] = []) {
    this.#entries = lines.slice(-MAX_HISTORY).map((sent) => ({ sent }));
    this.#place = this.#entries.length;
  }

  /** Adds a sent line, and moves to the end; false if the line must not be kept. */
  add(line: string): boolean {
    const from = this.#entries[this.#place];
    if (from?.edited === line) from.edited = undefined;
    this.leave();
    if (!isMemorable(line) || this.#entries.at(-1)?.sent === line) return false;
    this.#entries.push({ sent: line });
    if (this.#entries.length > MAX_HISTORY) this.#entries.shift();
    this.#place = this.#entries.length;
    return true;
  }

  /** The line before; undefined at the oldest. What is there of the present line is kept for the way back. */
  up(present: string): string | undefined {
    if (this.#place === 0) return undefined;
    this.#keep(present);
    this.#place -= 1;
    return textOf(this.#entries[this.#place]);
  }

  /** The line after, in the end the draft; undefined below that. What is there of the present line is kept. */
  down(present: string): string | undefined {
    if (this.#place === this.#entries.length) return undefined;
    this.#keep(present);
    this.#place += 1;
    return this.#place === this.#entries.length ? this.#draft : textOf(this.#entries[this.#place]);
  }

  /** The present line is given up: the next `up` begins at the newest. */
  leave(): void {
    this.#place = this.#entries.length;
    this.#draft = "";
  }

  /**
   * The newest line that contains the query, whatever its case, skipping as many different ones as
   * were found before; undefined if there is none.
   */
  search(query: string, skip: number): string | undefined {
    if (query === "") return undefined;
    const wanted = query.toLowerCase();
    const found = new Set(
      this.#entries.map(textOf).filter((line) => line.toLowerCase().includes(wanted)).reverse(),
    );
    return [...found][skip];
  }

  #keep(present: string): void {
    const entry = this.#entries[this.#place];
    if (entry === undefined) this.#draft = present;
    // An emptied line would only hide the one that was sent.
    else entry.edited = present.trim() === "" || present === entry.sent ? undefined : present;
  }
}

function textOf(entry: Entry | undefined): string {
  return entry?.edited ?? entry?.sent ?? "";
}
