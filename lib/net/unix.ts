/**
 * Unix sockets. A listener takes a path only if it is free, or has a dead socket on which no process
 * listens. It removes the path only while the path still leads to its own socket.
 *
 * When a listener is closed, the runtime removes its path, even if another process has taken the path.
 * So a socket is bound under a draft name, and a hard link gives it its path. The link fails if the path
 * exists. A socket with a mode of its own is bound in a folder that only this user can enter, so that
 * nobody can connect before the mode is set.
 *
 * @module
 */

/** What exists at the path of a socket and is not a socket. */
export type Obstacle = "file" | "folder" | "link" | "other";

/** The path exists and is not a socket; it is not changed. */
export class PathOccupied extends Error {
  /** The name in stack traces. */
  override readonly name: string = "PathOccupied";
  /** The type of the existing file. */
  readonly obstacle: Obstacle;

  /** Made of the type of the existing file. */
  constructor(obstacle: Obstacle) {
    super(`there is a ${obstacle}`);
    this.obstacle = obstacle;
  }
}

/** A listening socket and its path. The owner closes it. */
export interface UnixSocket {
  /** Accepts connections. Its own `close` does not remove the path. */
  readonly listener: Deno.Listener<Deno.UnixConn>;
  /** Removes the path, if it still leads to this socket, and accepts no more. May be called again. */
  close(): void;
}

/** The longest path of a Unix socket on Linux, without its final NUL. */
const MAX_PATH_BYTES = 107;
/** The number of random letters in a draft name, which also has a dot before and after. */
const DRAFT_LETTERS = 6;

/** The draft name of a socket in a folder of its own. */
const NAME_IN_CELL = "/s";

/** The most attempts, because two daemons may replace the same dead socket at once. */
const ATTEMPTS = 3;

/**
 * Listens at a path, with this mode for the file, or that of the umask. Replaces a dead socket. Rejects
 * with `PathOccupied`, with `Deno.errors.AddrInUse` if another process listens there, or with the error
 * of the system.
 */
export async function listenUnix(path: string, mode?: number): Promise<UnixSocket> {
  if (mode === undefined) return await listenAt(draftOf(path), path);
  const cell = draftOf(path, NAME_IN_CELL.length);
  Deno.mkdirSync(cell, { mode: 0o700 });
  try {
    return await listenAt(cell + NAME_IN_CELL, path, mode);
  } finally {
    Deno.removeSync(cell);
  }
}

/** Binds a socket under its draft name, and gives it its path. */
async function listenAt(draft: string, path: string, mode?: number): Promise<UnixSocket> {
  const listener = Deno.listen({ transport: "unix", path: draft });
  try {
    if (mode !== undefined) Deno.chmodSync(draft, mode);
    const own = Deno.lstatSync(draft);
    await publish(draft, path);
    return { listener, close: once(() => closeOwn(listener, path, own)) };
  } catch (error) {
    listener.close();
    throw error;
  }
}

/** Links the socket to its path, replacing a dead socket, and removes its draft name. */
async function publish(draft: string, path: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      Deno.linkSync(draft, path);
      return Deno.removeSync(draft);
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
    await removeDead(path);
  }
  throw new Deno.errors.AddrInUse("somebody else was quicker");
}

/** Removes a dead socket; rejects if there is anything else. */
async function removeDead(path: string): Promise<void> {
  const found = lstat(path);
  if (found === undefined) return;
  if (await isAnswering(path, found)) throw new Deno.errors.AddrInUse("somebody listens there");
  if (!found.isSocket) throw new PathOccupied(obstacleOf(found));
  // Another daemon may have replaced the socket meanwhile, and listen there. So the file is first moved
  // aside and checked, and then removed.
  const aside = draftOf(path);
  try {
    Deno.renameSync(path, aside);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  const isDead = isSame(Deno.lstatSync(aside), found);
  if (!isDead) Deno.linkSync(aside, path);
  Deno.removeSync(aside);
  if (!isDead) throw new Deno.errors.AddrInUse("somebody else was quicker");
}

/** Whether a process listens on the socket, or on the target of a link. A dead socket refuses. */
async function isAnswering(path: string, found: Deno.FileInfo): Promise<boolean> {
  if (!found.isSocket && !found.isSymlink) return false;
  try {
    (await Deno.connect({ transport: "unix", path })).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) throw error;
    const isNobody = error instanceof Deno.errors.ConnectionRefused ||
      error instanceof Deno.errors.NotFound;
    return !isNobody && found.isSocket === true;
  }
}

function closeOwn(listener: Deno.Listener, path: string, own: Deno.FileInfo): void {
  try {
    const found = lstat(path);
    if (found !== undefined && isSame(found, own)) Deno.removeSync(path);
  } catch (error) {
    // If the path cannot be removed, it stays as a dead socket, which the next start replaces.
    if (!(error instanceof Error)) throw error;
  }
  listener[Symbol.dispose]();
}

/** A free name in the folder of a path, so many bytes below the length limit of a path. */
function draftOf(path: string, room = 0): string {
  const slash = path.lastIndexOf("/") + 1;
  const [folder, name] = [path.slice(0, slash), path.slice(slash)];
  const random = crypto.getRandomValues(new Uint8Array(DRAFT_LETTERS));
  const letters = Array.from(random, (byte) => (byte % 36).toString(36)).join("");
  const draft = `${folder}.${name}.${letters}`;
  const most = MAX_PATH_BYTES - room;
  if (byteLength(draft) <= most) return draft;
  // With no byte left for a name, the system refuses the path as too long.
  return folder + letters.slice(0, Math.max(1, most - byteLength(folder)));
}

function obstacleOf({ isFile, isDirectory, isSymlink }: Deno.FileInfo): Obstacle {
  if (isFile) return "file";
  if (isDirectory) return "folder";
  return isSymlink ? "link" : "other";
}

/** Information about a path, without following a link; undefined if it does not exist. */
function lstat(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return undefined;
  }
}

/** Also compares the modification time, because a new file may reuse the inode of a removed one. */
function isSame(a: Deno.FileInfo, b: Deno.FileInfo): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.mtime?.getTime() === b.mtime?.getTime();
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
