/**
 * A whole build: from the sources to executables that were looked at before anybody gets them.
 *
 * @module
 */

import { causeOf, runCommand } from "./command.ts";
import { Compiler, denoFailure, type Job } from "./compiler.ts";
import { publish } from "./dist.ts";
import { BuildFailure } from "./failure.ts";
import { writeProgramLock } from "./lock.ts";
import { type Program, PROGRAMS } from "./programs.ts";
import { SHARE_FOLDER, writeShare } from "./share.ts";
import { fileName, FORMAT_BYTES, hostTarget, type Target, targetOf } from "./targets.ts";

/** What is built, and where it goes. */
export interface BuildRequest {
  /** The project's root, with a slash at its end. */
  readonly projectDir: string;
  /** Gets the executables, their manual pages and their completions; on the project's file system. */
  readonly outputDir: string;
  /** Each goes to its own folder below; with none, this machine's executables go to the top. */
  readonly targets: readonly Target[];
  /** Tells the person who waits what is done, one line a call. */
  readonly report: (line: string) => void;
}

/**
 * Builds both programs for every target, or nothing: the output folder is touched only once all
 * of them are made and, where they run on this machine, have been started.
 *
 * @returns the paths of the executables, and of the folder of what comes with them, relative to the
 * output folder.
 * @throws {BuildFailure} if anything could not be made.
 */
export async function build(request: BuildRequest): Promise<readonly string[]> {
  const cacheDir = `${request.projectDir}.cache`;
  await Deno.mkdir(cacheDir, { recursive: true });
  const stagingDir = await Deno.makeTempDir({ dir: cacheDir, prefix: "compile-" });
  try {
    const lockFile = `${stagingDir}/deno.lock`;
    await writeProgramLock(request.projectDir, lockFile);
    await checkTypes(request.projectDir, lockFile);
    for (const program of PROGRAMS) {
      await writeProgramLock(request.projectDir, lockOf(program, stagingDir), [program]);
    }
    const compiler = new Compiler({ ...request, cacheDir });
    const paths: string[] = [];
    for (const { path, ...job } of plan(request, stagingDir)) {
      request.report(`compiling ${job.program.entry} for ${job.target}`);
      await compiler.compile(job);
      await inspect(job);
      paths.push(path);
    }
    const shared = await writeShare(stagingDir);
    await publish(stagingDir, request.outputDir, [...paths, ...shared]);
    return [...paths, SHARE_FOLDER];
  } finally {
    await Deno.remove(stagingDir, { recursive: true });
  }
}

function plan(request: BuildRequest, stagingDir: string): Array<Job & { readonly path: string }> {
  const place = (target: Target, folder: string) =>
    PROGRAMS.map((program) => {
      const path = folder + fileName(program.name, target);
      const lockFile = lockOf(program, stagingDir);
      return { program, target, path, lockFile, output: `${stagingDir}/${path}` };
    });
  if (request.targets.length === 0) return place(hostTarget(), "");
  return request.targets.flatMap((target) => place(target, `${target}/`));
}

function lockOf({ name }: Program, stagingDir: string): string {
  return `${stagingDir}/${name}.lock`;
}

/**
 * Checks the types of both programs by the running Deno, which is the one that they are written
 * for; the base runtime from npm comes with an older one.
 */
async function checkTypes(projectDir: string, lockFile: string): Promise<void> {
  const entries = PROGRAMS.flatMap(({ entry, workers = [] }) => [entry, ...workers]);
  const args = ["check", "--quiet", `--lock=${lockFile}`, "--frozen", ...entries];
  const result = await runCommand(Deno.execPath(), args, { cwd: projectDir });
  if (!result.isSuccess) throw denoFailure(result.stderr, "cannot compile what does not check");
}

/** Refuses an executable that is for another machine or that does not start. */
async function inspect(job: Job): Promise<void> {
  const found = targetOf(await readHead(job.output));
  if (found !== job.target) {
    throw new BuildFailure(
      "failed",
      `cannot use what was compiled for ${job.target}: it is for ${found ?? "no known target"}; ` +
        "look at DENORT_BIN",
    );
  }
  if (job.target !== hostTarget()) return;
  const result = await runCommand(job.output, ["--version"], { cwd: "." });
  if (!result.isSuccess) {
    const cause = causeOf(result.stderr);
    throw new BuildFailure(
      "failed",
      `cannot start what was compiled of ${job.program.entry}: ${cause}`,
    );
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  using file = await Deno.open(path);
  const head = new Uint8Array(FORMAT_BYTES);
  return head.subarray(0, await file.read(head) ?? 0);
}
