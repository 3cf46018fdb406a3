/**
 * Whether stderr goes to systemd's journal, which reads the priority of a record from a prefix.
 *
 * @module
 */

const STDERR = 2;

/**
 * Whether `JOURNAL_STREAM`, which is `DEVICE:INODE`, is the device and inode of stderr. Child processes
 * inherit the variable, but may have another stderr, so both are compared. Never rejects.
 */
export async function isJournal(journalStream: string | undefined): Promise<boolean> {
  if (journalStream === undefined) return false;
  try {
    // Loaded where it is needed: the module takes 7 MB.
    const { fstatSync } = await import("node:fs");
    const { dev, ino } = fstatSync(STDERR);
    return journalStream === `${dev}:${ino}`;
  } catch {
    return false;
  }
}
