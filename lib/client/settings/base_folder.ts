/**
 * The folders of a user, as the environment names them. Pure.
 *
 * @module
 */

/** The kind of a file: configuration, or state such as the lines sent. */
export type Keeping = "config" | "state";

interface Place {
  /** The variable that names a folder. */
  readonly variable: string;
  /** The client's own folder below that. */
  readonly below: string;
  /** Whether that folder is made if it is missing, as the XDG base directory specification demands. */
  readonly isMade?: true;
}

/** The client's own folder, as the environment names it. */
export interface ClientFolder {
  /** Its path, without a separator at its end. */
  readonly path: string;
  /** The folder that must be there before this one is made, such as the home; undefined if there is no such one. */
  readonly base: string | undefined;
}

/**
 * The client's own folder for a kind of file, without a separator at its end; undefined if the environment
 * names none. A relative path is ignored, as the XDG base directory specification demands; otherwise a
 * stranger could put a configuration into a folder in which the client is started. Never throws.
 */
export function clientFolder(
  keeping: Keeping,
  env: (name: string) => string | undefined,
  os: typeof Deno.build.os,
): string | undefined {
  return folderFor(keeping, env, os)?.path;
}

/** The same, with the folder that must be there. Never throws. */
export function folderFor(
  keeping: Keeping,
  env: (name: string) => string | undefined,
  os: typeof Deno.build.os,
): ClientFolder | undefined {
  const isAbsolute = os === "windows" ? isAbsoluteOnWindows : isAbsoluteElsewhere;
  for (const { variable, below, isMade } of places(keeping, os)) {
    const base = env(variable) ?? "";
    if (isAbsolute(base)) return { path: `${base}${below}`, base: isMade ? undefined : base };
  }
  return undefined;
}

/**
 * The paths where the client looks for its configuration on this platform: first the one that is TOML for certain;
 * none if the environment does not name a folder. Never throws.
 */
export function configPaths(
  env: (name: string) => string | undefined,
  os: typeof Deno.build.os,
): readonly string[] {
  const folder = clientFolder("config", env, os);
  if (folder === undefined) return [];
  const path = `${folder}${os === "windows" ? "\\" : "/"}config`;
  return [`${path}.toml`, path];
}

function places(keeping: Keeping, os: typeof Deno.build.os): readonly Place[] {
  switch (os) {
    case "windows":
      return [{ variable: keeping === "config" ? "APPDATA" : "LOCALAPPDATA", below: "\\hubbub" }];
    case "darwin":
      return [{ variable: "HOME", below: "/Library/Application Support/hubbub" }];
    default:
      return keeping === "config"
        ? [
          { variable: "XDG_CONFIG_HOME", below: "/hubbub" },
          { variable: "HOME", below: "/.config/hubbub" },
        ]
        : [
          { variable: "XDG_STATE_HOME", below: "/hubbub", isMade: true },
          { variable: "HOME", below: "/.local/state/hubbub" },
        ];
  }
}

/** `C:\Users`, or `\\server\share`; not `C:Users`, nor `\Users`, whose drive is the current one. */
function isAbsoluteOnWindows(path: string): boolean {
  return /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(path);
}

function isAbsoluteElsewhere(path: string): boolean {
  return path.startsWith("/");
}
