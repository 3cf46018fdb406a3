/**
 * Every test in several processes: each test runs once, a process that fails or dies is noticed, and the
 * output reads as if they had run in turn.
 *
 * @module
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { portionsOf, runSideBySide, testFiles } from "../../../tools/test/side_by_side.ts";

const ARGS = ["test", "--no-check", "--no-lock"];

Deno.test("each file is in one portion, and none has two more than another", () => {
  const files = Array.from({ length: 11 }, (_, n) => `f${String(n).padStart(2, "0")}`);
  const parts = portionsOf(files.toReversed(), 4);
  assertEquals(parts.map((part) => part.length), [3, 3, 3, 2]);
  assertEquals(parts.flat().sort(), files);
  assertEquals(portionsOf(files, 4), parts);
  assertEquals(portionsOf(["a", "b"], 4), [["a"], ["b"]]);
  assertEquals(portionsOf([], 4), []);
});

Deno.test("test files are found in folders of folders, and nothing else is", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/a/b`, { recursive: true });
    for (const path of ["a/b/x_test.ts", "y_test.ts", "a/support.ts", "z_test.md"]) {
      await Deno.writeTextFile(`${folder}/${path}`, "");
    }
    assertEquals(testFiles(folder).sort(), [`${folder}/a/b/x_test.ts`, `${folder}/y_test.ts`]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a process that fails and one that dies are counted, and the others are heard out", async () => {
  const { failed, text } = await run({
    a_test: `Deno.test("first", () => new Promise((done) => setTimeout(done, 300)));`,
    b_test: `Deno.test("second", () => { throw new Error("wrong"); });`,
    c_test: `import { kill } from "node:process"; kill(Deno.pid, "SIGKILL");`,
    d_test: `Deno.test("fourth", () => {});`,
  }, 4);
  assertEquals(failed, 2);
  assertEquals(text.match(/^(ok|FAILED) \| .*passed/gm)?.length, 3);
  // The first takes the longest, and comes first all the same.
  assertMatch(text, /first[^]*second[^]*fourth/);
});

Deno.test("a process with much to say does not wait for one before it", async () => {
  const line = "x".repeat(1000);
  const { failed, text } = await run({
    // It ends only when the other has: if that one had to wait, both would for ever.
    a_test: `Deno.test("a", async () => {
      while (await Deno.stat("done").catch(() => undefined) === undefined) {
        await new Promise((next) => setTimeout(next, 20));
      }
    });`,
    b_test: `Deno.test("b", async () => {
      for (let n = 0; n < 1000; n++) console.log("${line}");
      await Deno.writeTextFile("done", "");
    });`,
  }, 2);
  assertEquals(failed, 0);
  assert(text.length > 1_000_000);
});

Deno.test("no more run at once than are allowed, and a free place is taken at once", async () => {
  const note = (sign: string) => `await Deno.writeTextFile("log", "${sign}", { append: true });`;
  const quick = `Deno.test("quick", async () => { ${note("+")} ${note("-")} });`;
  const { failed, log } = await run({
    // It ends when all others have ended, which need the second place in turn.
    a_test: `Deno.test("slow", async () => {
      ${note("+")}
      while ((await Deno.readTextFile("log")).split("-").length <= 4) {
        await new Promise((next) => setTimeout(next, 20));
      }
      ${note("-")}
    });`,
    b_test: quick,
    c_test: quick,
    d_test: quick,
    e_test: quick,
  }, 2);
  assertEquals(failed, 0);
  assertEquals([...log].filter((sign) => sign === "+").length, 5);
  let running = 0;
  for (const sign of log) {
    running += sign === "+" ? 1 : -1;
    assert(running <= 2, log);
  }
});

/** Runs tests in a folder of their own, and resolves with what was printed, and with what they wrote into `log`. */
async function run(
  sources: Readonly<Record<string, string>>,
  processes: number,
): Promise<{ failed: number; text: string; log: string }> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, source] of Object.entries(sources)) {
      await Deno.writeTextFile(
        `${folder}/${name}.ts`,
        `Deno.chdir(${JSON.stringify(folder)});\n${source}`,
      );
    }
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const output = new WritableStream<Uint8Array>({
      write: (chunk) => void chunks.push(new Uint8Array(chunk)),
    });
    const args = [...ARGS, "-A"];
    const failed = await runSideBySide({ files: testFiles(folder), processes, args, output });
    const log = await Deno.readTextFile(`${folder}/log`).catch(() => "");
    return { failed, text: await new Blob(chunks).text(), log };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
