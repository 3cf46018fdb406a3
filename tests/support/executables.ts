/**
 * The compiled programs for tests: those of `HUBBUB_DIST` if that names a folder, otherwise made
 * once for each state of the sources and kept in `.cache`.
 *
 * @module
 */

import { build } from "../../tools/compile/build.ts";
import { SUMS_FILE } from "../../tools/compile/dist.ts";
import { BuildFailure } from "../../tools/compile/failure.ts";
import { sha256 } from "../../tools/compile/npm_base.ts";
import { fileName, hostTarget } from "../../tools/compile/targets.ts";
import { filesBelow, projectRoot } from "./source.ts";

/** The paths of the compiled programs. */
export interface Programs {
  /** `hubbubd`. */
  readonly daemon: string;
  /** `hubbub`. */
  readonly client: string;
}

/** Where the compiled programs are, or why there are none. */
export type Executables =
  | { readonly kind: "ready" } & Programs
  | { readonly kind: "missing"; readonly reason: string };

/** Everything that decides what is compiled. */
const SOURCES = ["lib", "tools"];
const SOURCE_FILES = ["main.ts", "client.ts", "deno.json", "deno.lock"];
const FOLDER_PREFIX = "executables-";
const KEPT_MILLIS = 15 * 60 * 1000;

/**
 * Finds or makes the compiled programs. Takes some seconds when the sources have changed.
 *
 * @throws {BuildFailure} if the sources do not compile; a base runtime that cannot be had is no
 * fault of theirs and comes back as `missing`.
 */
export async function findExecutables(): Promise<Executables> {
  const dist = Deno.env.get("HUBBUB_DIST");
  if (dist !== undefined) return executablesIn(dist);
  const cacheDir = `${projectRoot()}.cache`;
  const outputDir = `${cacheDir}/${FOLDER_PREFIX}${await sourcesKey()}`;
  try {
    if (!isThere(`${outputDir}/${SUMS_FILE}`)) {
      const projectDir = projectRoot();
      await build({ projectDir, outputDir, targets: [], report: () => {} });
      removeOld(cacheDir, outputDir);
    }
    return executablesIn(outputDir);
  } catch (error) {
    if (!(error instanceof BuildFailure) || error.kind !== "no-base") throw error;
    return { kind: "missing", reason: error.message };
  }
}

/**
 * Registers a test of the compiled programs. Without them the test is ignored, and in CI, where
 * nothing may be left out, it fails.
 */
export function executableTest(
  executables: Executables,
  name: string,
  body: (programs: Programs) => Promise<void>,
): void {
  const mustRun = Deno.env.get("CI") === "true";
  register(executables, body, { name, ignore: executables.kind === "missing" && !mustRun });
}

/** The same for a test that needs Unix sockets or signals: ignored on Windows. */
export function posixTest(
  executables: Executables,
  name: string,
  body: (programs: Programs) => Promise<void>,
): void {
  if (Deno.build.os === "windows") register(executables, body, { name, ignore: true });
  else executableTest(executables, name, body);
}

function register(
  executables: Executables,
  body: (programs: Programs) => Promise<void>,
  options: { readonly name: string; readonly ignore: boolean },
): void {
  Deno.test({
    ...options,
    fn: async () => {
      if (executables.kind === "missing") throw new Error(executables.reason);
      await body(executables);
    },
  });
}

function executablesIn(folder: string): Executables {
  const [daemon, client] = ["hubbubd", "hubbub"].map((name) =>
    Deno.realPathSync(`${folder}/${fileName(name, hostTarget())}`)
  );
  if (daemon === undefined || client === undefined) throw new Error(`nothing in ${folder}`);
  return { kind: "ready", daemon, client };
}

async function sourcesKey(): Promise<string> {
  const paths = [...SOURCE_FILES, ...SOURCES.flatMap(filesBelow)];
  const parts = [Deno.version.deno, Deno.env.get("DENORT_BIN") ?? ""];
  for (const path of paths) parts.push(path, await Deno.readTextFile(projectRoot() + path));
  return (await sha256(new TextEncoder().encode(parts.join("\0")))).slice(0, 16);
}

/** Executables of earlier sources go, but not so soon that another run may be using them. */
function removeOld(cacheDir: string, current: string): void {
  for (const entry of Deno.readDirSync(cacheDir)) {
    const path = `${cacheDir}/${entry.name}`;
    if (!entry.name.startsWith(FOLDER_PREFIX) || path === current) continue;
    const age = Date.now() - (Deno.statSync(path).mtime?.getTime() ?? 0);
    if (age > KEPT_MILLIS) Deno.removeSync(path, { recursive: true });
  }
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
