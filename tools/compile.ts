/**
 * `deno task compile`: makes the two executables, `hubbubd` and `hubbub`, and their SHA256SUMS.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { fileURLToPath } from "node:url";
import { build } from "./compile/build.ts";
import { SUMS_FILE } from "./compile/dist.ts";
import { BuildFailure } from "./compile/failure.ts";
import { isTarget, type Target, TARGETS } from "./compile/targets.ts";
import { KnownOnly, taskArguments } from "./task_arguments.ts";

const USAGE = `deno task compile [--target TARGET]...

Makes hubbubd and hubbub in dist, and dist/SHA256SUMS; in dist/share their
manual pages and completions. With --target, which may
be repeated, they are made for that target instead, in dist/TARGET.

Targets: ${TARGETS.join("\n         ")}

DENORT_BIN names a file to use as base runtime; without it Deno fetches its own.`;

/** What the command line asks for. */
interface Request {
  readonly isHelpWanted: boolean;
  readonly targets: readonly Target[];
}

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  const request = parseRequest(args);
  if (typeof request === "string") return say(request, 2);
  if (request.isHelpWanted) return say(USAGE, 0);
  const projectDir = fileURLToPath(new URL("../", import.meta.url));
  try {
    const paths = await build({
      projectDir,
      outputDir: `${projectDir}dist`,
      targets: request.targets,
      report: (line) => say(line, 0),
    });
    return say(`wrote ${[...paths, SUMS_FILE].map((path) => `dist/${path}`).join(", ")}`, 0);
  } catch (error) {
    if (error instanceof BuildFailure) return say(error.message, 1);
    throw error;
  }
}

/** The request, or a sentence on what is wrong with it. */
function parseRequest(args: string[]): Request | string {
  const known = new KnownOnly();
  const flags = parseArgs(taskArguments(args), {
    string: ["target"],
    collect: ["target"],
    boolean: ["help"],
    unknown: known.check,
  });
  if (known.unknown !== undefined) return `unknown argument "${known.unknown}"; see --help`;
  const targets: Target[] = [];
  for (const text of Array.isArray(flags["target"]) ? flags["target"] : []) {
    if (!isTarget(text)) return `--target "${text}" is none of ${TARGETS.join(", ")}`;
    if (!targets.includes(text)) targets.push(text);
  }
  return { isHelpWanted: flags["help"] === true, targets };
}

/** Writes a line, on standard error if it explains a failure, and returns the exit status. */
function say(line: string, exitStatus: number): number {
  const stream = exitStatus === 0 ? Deno.stdout : Deno.stderr;
  stream.writeSync(new TextEncoder().encode(`${line}\n`));
  return exitStatus;
}
