/**
 * Which lines of the daemon's message of the day are new to the person: after a reconnect it comes again. Pure.
 *
 * @module
 */

/** The most lines in memory; a daemon may send as many as it likes. */
const MAX_LINES = 1000;

/** The message of the day across connections. */
export class Motd {
  readonly #before = new Set<string>();
  #now: string[] = [];

  /** A connection begins. */
  begin(): void {
    for (const line of this.#now) if (this.#before.size < MAX_LINES) this.#before.add(line);
    this.#now = [];
  }

  /** Notes a line; returns whether it came on no earlier connection. */
  note(line: string): boolean {
    if (this.#now.length < MAX_LINES) this.#now.push(line);
    return !this.#before.has(line);
  }
}
