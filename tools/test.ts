/**
 * Runs every test: `deno task test`. The tests wait for much of their time, for a timeout or for another
 * program, so they run in as many processes as there are processors. `deno test` runs some of them.
 *
 * @module
 */

import { committedTree, SEED_VARIABLE, seedOf } from "./test/seed.ts";
import { runSideBySide, testFiles } from "./test/side_by_side.ts";

/** With more of them, tests that hold a program to its times would wait for a processor too often. */
const PROCESSES_PER_PROCESSOR = 1;
const MOST_PROCESSES = 8;

/** The types are checked once, for all processes. */
const CHECK = ["check", "--quiet", "--lock=deno.lock", "--frozen", "tests/"];
const TEST = ["test", "--no-check", "--lock=deno.lock", "--frozen", "--no-prompt", "-A"];

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    const usage = "this runs every test; for some of them: deno test -A PATH, or --filter WORDS\n";
    Deno.stderr.writeSync(new TextEncoder().encode(usage));
    return 2;
  }
  const checked = await new Deno.Command(Deno.execPath(), { args: CHECK }).spawn().status;
  if (!checked.success) return 1;
  const processes = Math.min(
    MOST_PROCESSES,
    Math.ceil(PROCESSES_PER_PROCESSOR * navigator.hardwareConcurrency),
  );
  const seed = Deno.env.get(SEED_VARIABLE) ?? String(seedOf(await committedTree()));
  Deno.env.set(SEED_VARIABLE, seed);
  const told = `tests of properties: ${SEED_VARIABLE}=${seed}\n`;
  Deno.stdout.writeSync(new TextEncoder().encode(told));
  const files = testFiles("tests");
  const failed = await runSideBySide({
    files,
    processes,
    args: TEST,
    output: Deno.stdout.writable,
  });
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
