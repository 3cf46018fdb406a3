/**
 * What a fuzzer reports, and what it has done so far.
 *
 * @module
 */

/** Something that must not happen has happened; the message says what, in one sentence. */
export class Finding extends Error {
  /** The name in reports. */
  override readonly name: string = "Finding";
}

/** What was done; the figures of a report. */
export class Tally {
  /** Conversations from beginning to end. */
  runs = 0;
  /** Connections that were opened. */
  connections = 0;
  /** Lines that were meant to be read. */
  lines = 0;
  /** Inputs that no client of good will sends. */
  badInputs = 0;
  /** Lines that the healthy read and found in order. */
  heard = 0;
  /** Lines that slow readers were told they had missed. */
  skipped = 0;

  /** The figures as one line. */
  toString(): string {
    return `${this.runs} conversations, ${this.connections} connections opened, ` +
      `${this.lines} lines sent, ${this.badInputs} bad inputs tried, ` +
      `${this.heard} lines checked, ${this.skipped} skipped for slow readers`;
  }
}

/** Longer than anything takes, also on a machine that does much else. */
const PATIENCE_MILLIS = 20_000;

/** Waits for what must come; whatever does not come in time is a finding. */
export async function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Finding(`waited in vain: ${what}`)), PATIENCE_MILLIS);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
