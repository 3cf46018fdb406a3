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

/** The lines of the history, and the position of the person in them. */
export class History {
  readonly #lines: string[];
  #place: number;
  #draft = "";

  /** Begins with lines of earlier runs, oldest first. */
  constructor(lines: readonly string[] = []) {
    this.#lines = lines.slice(-MAX_HISTORY);
    this.#place = this.#lines.length;
  }

  /** Adds a sent line, and moves to the end; false if the line must not be kept. */
  add(line: string): boolean {
    this.#place = this.#lines.length;
    if (!isMemorable(line) || this.#lines.at(-1) === line) return false;
    this.#lines.push(line);
    if (this.#lines.length > MAX_HISTORY) this.#lines.shift();
    this.#place = this.#lines.length;
    return true;
  }

  /** The line before; undefined at the oldest. The draft is kept for the way back. */
  up(draft: string): string | undefined {
    if (this.#place === 0) return undefined;
    if (this.#place === this.#lines.length) this.#draft = draft;
    this.#place -= 1;
    return this.#lines[this.#place];
  }

  /** The line after, in the end the draft; undefined below that. */
  down(): string | undefined {
    if (this.#place === this.#lines.length) return undefined;
    this.#place += 1;
    return this.#place === this.#lines.length ? this.#draft : this.#lines[this.#place];
  }

  /**
   * The newest line that contains the query, whatever its case, skipping as many different ones as
   * were found before; undefined if there is none.
   */
  search(query: string, skip: number): string | undefined {
    if (query === "") return undefined;
    const wanted = query.toLowerCase();
    const found = new Set(
      this.#lines.filter((line) => line.toLowerCase().includes(wanted)).reverse(),
    );
    return [...found][skip];
  }
}
