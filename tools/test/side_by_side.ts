/**
 * Runs the tests in several processes at once: most of their time is spent on waiting. There are more processes
 * than run at once: when one ends the next begins, so that one with slow tests does not run alone at the end.
 * The output of each is printed as a whole, one after the other, so that it reads as if they had run in turn.
 *
 * @module
 */

import { Together } from "./together.ts";

/** What to run, and where its output goes. */
export interface TestRun {
  /** The test files. */
  readonly files: readonly string[];
  /** The most processes at once; at least 1. */
  readonly processes: number;
  /** The arguments of Deno before the files. */
  readonly args: readonly string[];
  /** Gets the output, error output included. */
  readonly output: WritableStream<Uint8Array>;
}

/** The paths of all test files in a folder and below. Throws if it cannot be read. */
export function testFiles(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return testFiles(path);
    return name.endsWith("_test.ts") ? [path] : [];
  });
}

/** A process costs a second to start, and may be the last one to run, alone. */
const PORTIONS_PER_PROCESS = 6;

/** The files in portions of about the same number, none of them empty, in a fixed order. */
export function portionsOf(files: readonly string[], most: number): string[][] {
  const sorted = [...files].sort();
  const count = Math.min(most, sorted.length);
  // Neighbours test the same part and take about the same time: each portion gets some of every part.
  return Array.from({ length: count }, (_, nth) => sorted.filter((_, at) => at % count === nth));
}

/**
 * Runs all of them, and resolves with the number of processes that did not succeed. A process that
 * takes its time holds back the output of later ones, not their tests. Rejects if Deno cannot be started.
 */
export async function runSideBySide(run: TestRun): Promise<number> {
  using together = new Together();
  const portions = portionsOf(run.files, run.processes * PORTIONS_PER_PROCESS);
  const starts = portions.map(() => Promise.withResolvers<Started>());
  let next = 0;
  const takeTurns = async () => {
    for (let nth = next++; nth < portions.length; nth = next++) {
      const started = start([...run.args, ...together.modulesOf(portions[nth] ?? [])]);
      starts[nth]?.resolve(started);
      await started.ended;
    }
  };
  const turns = Promise.all(Array.from({ length: run.processes }, takeTurns));
  const failed = printInOrder(starts.map(({ promise }) => promise), run.output);
  await Promise.race([turns, failed]);
  return await failed;
}

/** Resolves with the number that did not succeed. */
async function printInOrder(
  starts: readonly Promise<Started>[],
  output: WritableStream<Uint8Array>,
): Promise<number> {
  let failed = 0;
  for (const start of starts) {
    const { output: said, ended } = await start;
    await said.pipeTo(output, { preventClose: true });
    if (!(await ended).success) failed++;
  }
  return failed;
}

interface Started {
  readonly output: ReadableStream<Uint8Array>;
  readonly ended: Promise<Deno.CommandStatus>;
}

function start(args: readonly string[]): Started {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return { output: joined([child.stdout, child.stderr]), ended: child.status };
}

/** All that comes from the sources, in the order in which it comes; it is read at once, and kept until it is asked for. */
function joined(sources: readonly ReadableStream<Uint8Array>[]): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(
    undefined,
    undefined,
    // Without a bound: a process must not wait until the one before it has ended.
    { highWaterMark: Infinity },
  );
  const writer = writable.getWriter();
  const forward = async (source: ReadableStream<Uint8Array>) => {
    for await (const chunk of source) await writer.write(chunk);
  };
  Promise.all(sources.map(forward)).then(() => writer.close(), (error) => writer.abort(error));
  return readable;
}
