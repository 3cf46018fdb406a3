/**
 * The folder of finished executables: filled by renaming, so that a file in it is always whole.
 *
 * @module
 */

import { sha256 } from "./npm_base.ts";
import { PROGRAMS } from "./programs.ts";
import { fileName, hostTarget, TARGETS } from "./targets.ts";

/** The name of the file that lists the hashes of all executables beside and below it. */
export const SUMS_FILE = "SHA256SUMS";

/**
 * Moves finished files into the folder and then writes {@linkcode SUMS_FILE}, in the form that
 * `sha256sum --check` reads, over every executable that is there.
 *
 * @param stagingDir holds the files under the paths that they get; on the same file system.
 * @param paths relative to both folders.
 */
export async function publish(
  stagingDir: string,
  outputDir: string,
  paths: readonly string[],
): Promise<void> {
  await Deno.mkdir(outputDir, { recursive: true });
  for (const path of paths) {
    const parent = path.split("/").slice(0, -1).join("/");
    await Deno.mkdir(`${outputDir}/${parent}`, { recursive: true });
    await Deno.rename(`${stagingDir}/${path}`, `${outputDir}/${path}`);
  }
  await Deno.writeTextFile(`${stagingDir}/${SUMS_FILE}`, await sumsOf(outputDir));
  await Deno.rename(`${stagingDir}/${SUMS_FILE}`, `${outputDir}/${SUMS_FILE}`);
}

async function sumsOf(outputDir: string): Promise<string> {
  let sums = "";
  for (const path of executablePaths()) {
    const bytes = await readIfThere(`${outputDir}/${path}`);
    if (bytes !== undefined) sums += `${await sha256(bytes)}  ${path}\n`;
  }
  return sums;
}

/** Every path at which an executable may lie: the host's at the top, others below their target. */
function executablePaths(): string[] {
  const here = PROGRAMS.map((program) => fileName(program.name, hostTarget()));
  const below = TARGETS.flatMap((target) =>
    PROGRAMS.map((program) => `${target}/${fileName(program.name, target)}`)
  );
  return [...here, ...below];
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
