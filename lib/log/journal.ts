/**
 * Whether stderr goes to systemd's journal, which takes the priority of a record from a prefix.
 *
 * @module
 */

import { fstatSync } from "node:fs";

const STDERR = 2;

/**
 * Whether `JOURNAL_STREAM`, which is `DEVICE:INODE`, names what stderr is. The variable is handed on
 * to children, whose stderr may be something else; so both are compared. Never throws.
 */
export function isJournal(journalStream: string | undefined): boolean {
  if (journalStream === undefined) return false;
  try {
    const { dev, ino } = fstatSync(STDERR);
    return journalStream === `${dev}:${ino}`;
  } catch {
    return false;
  }
}
