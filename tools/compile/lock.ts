/**
 * The lockfile of the executables: `deno.lock` without what only tests import.
 *
 * `deno compile` embeds every npm package of the lockfile that it is given, used or not, so with
 * the project's own the test libraries would be shipped.
 *
 * @module
 */

import { causeOf, runCommand } from "./command.ts";
import { BuildFailure } from "./failure.ts";
import { type Program, PROGRAMS } from "./programs.ts";

/** The parts of a lockfile that depend on what is imported; the rest is passed through. */
export interface Lock {
  /** Specifier, e.g. `npm:name@^1`, to the version that it stands for. */
  readonly specifiers?: Readonly<Record<string, string>>;
  /** Package id, e.g. `name@1.2.3`, to its integrity and dependencies. */
  readonly npm?: Readonly<Record<string, unknown>>;
}

/** The parts that are read of what `deno info --json` writes. */
export interface ModuleGraph {
  /** All modules of the graph; those of npm name their package's id. */
  readonly modules: ReadonlyArray<{ readonly npmPackage?: string }>;
  /** All packages of the lockfile, each with the ids of those that it needs. */
  readonly npmPackages: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
}

/**
 * Writes to `path` the part of the project's lockfile that these programs need, which is what an executable
 * gets: `deno compile` embeds every package of its lockfile.
 *
 * @throws {BuildFailure} if the programs' imports cannot be resolved.
 */
export async function writeProgramLock(
  projectDir: string,
  path: string,
  programs: readonly Program[] = PROGRAMS,
): Promise<void> {
  const needed = new Set<string>();
  for (const module of programs.flatMap(({ entry, workers = [] }) => [entry, ...workers])) {
    const args = ["info", "--json", "--lock=deno.lock", "--frozen", module];
    const result = await runCommand(Deno.execPath(), args, { cwd: projectDir });
    if (!result.isSuccess) {
      const cause = causeOf(result.stderr);
      throw new BuildFailure("failed", `cannot resolve what ${module} imports: ${cause}`);
    }
    for (const id of packagesOf(JSON.parse(result.stdout))) needed.add(id);
  }
  const lock = JSON.parse(await Deno.readTextFile(`${projectDir}deno.lock`));
  await Deno.writeTextFile(path, JSON.stringify(trimLock(lock, needed), null, 2) + "\n");
}

/** The ids of the npm packages that a graph uses, those that they need included. */
export function packagesOf(graph: ModuleGraph): Set<string> {
  const found = new Set<string>();
  const waiting = graph.modules.flatMap((module) => module.npmPackage ?? []);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...graph.npmPackages[id]?.dependencies ?? []);
  }
  return found;
}

/** A lockfile without the npm packages that are not needed; everything else stays. */
export function trimLock(lock: Lock, needed: ReadonlySet<string>): Lock {
  const isKept = ([specifier, version]: [string, string]) =>
    !specifier.startsWith("npm:") || needed.has(`${packageName(specifier)}@${version}`);
  const specifiers = Object.entries(lock.specifiers ?? {}).filter(isKept);
  const npm = Object.entries(lock.npm ?? {}).filter(([id]) => needed.has(id));
  return { ...lock, specifiers: Object.fromEntries(specifiers), npm: Object.fromEntries(npm) };
}

function packageName(specifier: string): string {
  const text = specifier.slice("npm:".length);
  const versionStart = text.indexOf("@", 1);
  return versionStart === -1 ? text : text.slice(0, versionStart);
}
