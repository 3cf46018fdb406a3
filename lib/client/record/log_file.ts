/**
 * One file of the log of a talk: opens it so that it certainly is a plain file at that path, and appends to it.
 *
 * @module
 */

/** What is at a path where no log can be. */
export type NoLog = "link" | "folder" | "not-a-file";

/** At the path is something that the client does not write into. */
export class NotALog extends Error {
  /** The name in stack traces. */
  override readonly name: string = "NotALog";
  /** What is there. */
  readonly found: NoLog;

  /** For what was found. */
  constructor(found: NoLog) {
    super(`the path of the log is no plain file: ${found}`);
    this.found = found;
  }
}

/** A file to which bytes are appended. */
export interface LogFile {
  /** Writes some of the bytes; resolves with how many. Rejects as the system does. */
  write(bytes: Uint8Array): Promise<number>;
  /** Whether the file is still the one at its path. Rejects with {@linkcode NotALog} if something else is. */
  isInPlace(): Promise<boolean>;
  /** Has the system put what was written on the disk. Rejects as the system does. */
  sync(): Promise<void>;
  /** Closes the file. Never throws. */
  close(): void;
}

const LF = 10;

/**
 * Opens a file to append to; a new one can be read by its owner alone. Ends a line that an earlier run could not
 * end. Follows no link at the end of the path. The caller closes it. Rejects with {@linkcode NotALog}, or as the
 * system does.
 */
export async function openLogFile(path: string): Promise<LogFile> {
  const before = await identityAt(path);
  const file = before === undefined
    ? await Deno.open(path, { read: true, append: true, createNew: true, mode: 0o600 })
    : await Deno.open(path, { read: true, append: true });
  try {
    const now = identityOf(await file.stat());
    // Between the two looks the path may have become a link.
    if (before !== undefined && now !== before) throw new NotALog("link");
    await endLine(file);
    return {
      write: (bytes) => file.write(bytes),
      isInPlace: async () => await identityAt(path) === now,
      sync: () => file.syncData(),
      close: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** What tells the file at a path from others; undefined if there is none. */
async function identityAt(path: string): Promise<string | undefined> {
  try {
    return identityOf(await Deno.lstat(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function identityOf({ isSymlink, isDirectory, isFile, dev, ino }: Deno.FileInfo): string {
  if (isSymlink) throw new NotALog("link");
  if (isDirectory) throw new NotALog("folder");
  if (!isFile) throw new NotALog("not-a-file");
  return `${dev}:${ino}`;
}

async function endLine(file: Deno.FsFile): Promise<void> {
  const { size } = await file.stat();
  if (size === 0) return;
  const last = new Uint8Array(1);
  await file.seek(-1, Deno.SeekMode.End);
  await file.read(last);
  if (last[0] !== LF) await file.write(Uint8Array.of(LF));
}
