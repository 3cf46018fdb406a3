/** The seed of the tests of properties: the same for the same state of the project, and the tests obey it. */

import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { Together } from "../../../tools/test/together.ts";
import { committedTree, SEED_VARIABLE, seedOf } from "../../../tools/test/seed.ts";

/** The cases of a property that a test process tries with this seed. */
async function cases(seed: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(
      `${folder}/a_test.ts`,
      `import fc from "npm:fast-check@4.10.2";
      Deno.test("a", () => {
        const all: number[] = [];
        fc.assert(fc.property(fc.integer(), (n) => { all.push(n); }));
        console.log("cases " + all.join() + " end");
      });`,
    );
    using together = new Together();
    const files = together.modulesOf([`${folder}/a_test.ts`]);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-check", "--no-lock", "-A", ...files],
      env: { [SEED_VARIABLE]: seed, NO_COLOR: "1" },
      stderr: "null",
    }).output();
    return /cases (.*) end/.exec(new TextDecoder().decode(stdout))?.[1] ?? "";
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("tests of properties take the same cases from the same seed, and others from another", async () => {
  const [first, again, other] = await Promise.all([cases("5"), cases("5"), cases("6")]);
  assertEquals(first?.split(",").length, 100);
  assertEquals(again, first);
  assertNotEquals(other, first);
});

Deno.test("the seed is that of what is committed, and 1 without a repository", async () => {
  assertEquals(seedOf("0123456789abcdef0123456789abcdef01234567"), 0x0123456);
  assertEquals(seedOf("f".repeat(64)), 0xfffffff);
  for (const none of ["", "fatal: not a git repository", "0123456"]) assertEquals(seedOf(none), 1);
  assertMatch(await committedTree(), /^([0-9a-f]{40,64})?$/);
});
