/**
 * Runs another program to its end and brings back what it wrote.
 *
 * @module
 */

import { BuildFailure } from "./failure.ts";

/** How Deno and npm begin such a line; npm tells an error's code and number in lines before it. */
const ERROR_LINE = /^(?:error: |npm error (?!code |errno |syscall |type ))/;

/** How a program ended. */
export interface CommandResult {
  /** Whether the exit status was 0. */
  readonly isSuccess: boolean;
  /** What it wrote on its standard output. */
  readonly stdout: string;
  /** What it wrote on its standard error. */
  readonly stderr: string;
}

/** Where a program runs and what it finds in its environment beside what is there. */
export interface CommandPlace {
  /** The working directory. */
  readonly cwd: string;
  /** Environment variables that are added. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program without a shell; resolves when it has ended, whatever its exit status.
 *
 * Both certificate stores are named because Deno before 2.9 knows only its bundled one, and
 * colours are off because the output is read by a program.
 *
 * @throws {BuildFailure} if the program is not installed.
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  place: CommandPlace,
): Promise<CommandResult> {
  const env = { DENO_TLS_CA_STORE: "system,mozilla", NO_COLOR: "1", ...place.env };
  const streams = { stdin: "null", stdout: "piped", stderr: "piped" } as const;
  const command = new Deno.Command(program, { args: [...args], cwd: place.cwd, env, ...streams });
  try {
    const { success, stdout, stderr } = await command.output();
    const decoder = new TextDecoder();
    return { isSuccess: success, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new BuildFailure("no-base", `cannot run "${program}": it is not on the PATH`);
  }
}

/**
 * What went wrong, for a message of one sentence: the first line in which Deno or npm names an
 * error, otherwise the last that says something.
 */
export function causeOf(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const named = lines.find((line) => ERROR_LINE.test(line));
  return named?.replace(ERROR_LINE, "") ?? lines.at(-1) ?? "it does not say why";
}
