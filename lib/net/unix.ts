/**
 * Unix sockets. A path belongs to whoever made it: it is taken only if nobody listens there and nothing
 * but a dead socket is in the way, and given back only while it is still the listener's own.
 *
 * The runtime removes the path that a listener was bound to when the listener is closed, whosever it is
 * by then. So a socket is bound under a draft name, and a hard link gives it its path: that is refused
 * where there is something already, and the mode is set before anybody knows the name.
 *
 * @module
 */

/** What stands at the path of a socket, and is none. */
export type Obstacle = "file" | "folder" | "link" | "other";

/** Something is at the path that is no socket; it is left alone. */
export class PathOccupied extends Error {
  /** The name in stack traces. */
  override readonly name: string = "PathOccupied";
  /** What is there. */
  readonly obstacle: Obstacle;

  /** Made of what is there. */
  constructor(obstacle: Obstacle) {
    super(`there is a ${obstacle}`);
    this.obstacle = obstacle;
  }
}

/** A socket that is listened on, and its path. Whoever holds it closes it. */
export interface UnixSocket {
  /** Accepts connections. Its own `close` leaves the path where it is. */
  readonly listener: Deno.Listener<Deno.UnixConn>;
  /** Removes the path, if it still leads to this socket, and accepts no more. May be called again. */
  close(): void;
}

/** The longest path of a Unix socket on Linux, without its final NUL. */
const MAX_PATH_BYTES = 107;
/** What is added to the name of a draft: a dot before and after, and so many letters. */
const DRAFT_LETTERS = 6;

/** Two daemons that take the path of a dead socket at once may get in each other's way this often. */
const ATTEMPTS = 3;

/**
 * Listens at a path, with this mode for the file, or what the umask leaves. A socket that nobody listens
 * on any more is replaced. Rejects with `PathOccupied`, with `Deno.errors.AddrInUse` if somebody listens
 * there, and with the error of the system.
 */
export async function listenUnix(path: string, mode?: number): Promise<UnixSocket> {
  const draft = draftOf(path);
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

/** Gives the socket its path, where there is nothing or a dead socket, and takes its draft name away. */
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

/** Removes a socket that nobody listens on; rejects if there is anything else. */
async function removeDead(path: string): Promise<void> {
  const found = lstat(path);
  if (found === undefined) return;
  if (await isAnswering(path, found)) throw new Deno.errors.AddrInUse("somebody listens there");
  if (!found.isSocket) throw new PathOccupied(obstacleOf(found));
  // Another daemon may have done the same meanwhile, and listen there. What is moved away is looked at
  // before it is removed.
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

/** Whether somebody listens on the socket, or on one that a link leads to. A dead one refuses. */
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
    // What cannot be removed is left as a dead socket, which the next start replaces.
    if (!(error instanceof Error)) throw error;
  }
  listener[Symbol.dispose]();
}

/** A free name in the folder of a path that is no longer than a path may be. */
function draftOf(path: string): string {
  const slash = path.lastIndexOf("/") + 1;
  const [folder, name] = [path.slice(0, slash), path.slice(slash)];
  const random = crypto.getRandomValues(new Uint8Array(DRAFT_LETTERS));
  const letters = Array.from(random, (byte) => (byte % 36).toString(36)).join("");
  const draft = `${folder}.${name}.${letters}`;
  if (byteLength(draft) <= MAX_PATH_BYTES) return draft;
  return folder + letters.slice(0, MAX_PATH_BYTES - byteLength(folder));
}

function obstacleOf({ isFile, isDirectory, isSymlink }: Deno.FileInfo): Obstacle {
  if (isFile) return "file";
  if (isDirectory) return "folder";
  return isSymlink ? "link" : "other";
}

/** What is there, a link not followed; undefined if there is nothing. */
function lstat(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return undefined;
  }
}

/** The number of a file that is gone may be given to a new one, which was made later. */
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
