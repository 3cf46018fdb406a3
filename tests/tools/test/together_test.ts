/** Several test files in one isolate: all are run, and those of a browser have an isolate of their own. */

import { assertEquals, assertMatch } from "@std/assert";
import { Together } from "../../../tools/test/together.ts";

Deno.test("all files are imported by one module, but for those that need to be alone", async () => {
  using together = new Together();
  const [first, ...rest] = together.modulesOf(["tests/a_test.ts", "tests/browser/b_test.ts"]);
  assertEquals(rest, ["tests/browser/b_test.ts"]);
  assertMatch(
    await Deno.readTextFile(first ?? ""),
    /^import "file:\/\/\/.*\/property_seed\.ts";\nimport "file:\/\/\/.*\/tests\/a_test\.ts";\n$/,
  );
});

Deno.test("where all files need to be alone, there is no module", () => {
  using together = new Together();
  assertEquals(together.modulesOf(["tests/browser/b_test.ts"]), ["tests/browser/b_test.ts"]);
  assertEquals(together.modulesOf([]), []);
});

Deno.test("the modules are removed in the end", async () => {
  const together = new Together();
  const [path = ""] = together.modulesOf(["tests/a_test.ts"]);
  together[Symbol.dispose]();
  assertEquals(await Deno.stat(path).catch(() => undefined), undefined);
});
