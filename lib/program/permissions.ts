/**
 * What the daemon gives up after its start: permissions of the runtime that nothing in it needs any more. A
 * bug in it can then do no more than the ones that are left allow.
 *
 * @module
 */

/** What of a configuration needs permissions after the start. */
export interface LastingNeeds {
  /** Listeners over TLS: each connection to them is carried over one of the daemon to itself. */
  readonly hasTls: boolean;
  /** Unix sockets, which are removed at the stop. */
  readonly hasUnixSockets: boolean;
  /** Other nodes: the connection to the engine is made again whenever it is lost. */
  readonly hasCluster: boolean;
  /** A folder of data. */
  readonly hasData: boolean;
  /** Files that a reload reads again: a configuration file, or a message of the day. */
  readonly hasFiles: boolean;
}

/** A permission that can be given up. */
export type Permission = "net" | "read" | "write" | "env";

const PERMISSIONS: readonly Permission[] = ["net", "read", "write", "env"];

/** The permissions that must stay. A connection is accepted without any. Never throws. */
export function permissionsNeeded(needs: LastingNeeds): Permission[] {
  const { hasTls, hasUnixSockets, hasCluster, hasData, hasFiles } = needs;
  const isNeeded: Readonly<Record<Permission, boolean>> = {
    net: hasTls || hasCluster,
    read: hasTls || hasUnixSockets || hasData || hasFiles,
    write: hasUnixSockets || hasData,
    // What a reload needs of the environment was remembered at the start.
    env: false,
  };
  return PERMISSIONS.filter((name) => isNeeded[name]);
}

/** Gives up all other permissions. Resolves with those that the runtime still grants then. Never rejects. */
export async function giveUpPermissions(needs: LastingNeeds): Promise<readonly Permission[]> {
  const needed = permissionsNeeded(needs);
  for (const name of PERMISSIONS) {
    if (!needed.includes(name)) await Deno.permissions.revoke({ name });
  }
  const kept: Permission[] = [];
  for (const name of PERMISSIONS) {
    if (await isGranted(name)) kept.push(name);
  }
  return kept;
}

async function isGranted(name: Permission): Promise<boolean> {
  // Of the environment a part is granted, and only a part can be asked for.
  const descriptor = name === "env" ? { name, variable: "HUBBUB_LISTEN" } as const : { name };
  return (await Deno.permissions.query(descriptor)).state === "granted";
}
