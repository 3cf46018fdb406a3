/**
 * The lockfile that the executables are made with.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { packagesOf, trimLock, writeProgramLock } from "../../../tools/compile/lock.ts";
import { PROGRAMS } from "../../../tools/compile/programs.ts";
import { projectRoot } from "../../support/source.ts";

Deno.test("docs/third-party.md names every package that the executables contain", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeProgramLock(projectRoot(), `${folder}/deno.lock`);
    const { npm } = JSON.parse(await Deno.readTextFile(`${folder}/deno.lock`));
    const text = await Deno.readTextFile(`${projectRoot()}docs/third-party.md`);
    assert(Object.keys(npm).length > 0);
    assertEquals(Object.keys(npm).filter((id) => !text.includes(`\`${id}\``)), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the client has nothing of what only the daemon needs", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const programs = PROGRAMS.filter(({ name }) => name === "hubbub");
    await writeProgramLock(projectRoot(), `${folder}/deno.lock`, programs);
    const { npm } = JSON.parse(await Deno.readTextFile(`${folder}/deno.lock`));
    const names = Object.keys(npm);
    assert(names.some((id) => id.startsWith("string-width@")));
    assertEquals(names.filter((id) => id.startsWith("@nats-io/")), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("packagesOf() finds the packages that are imported and those that they need", () => {
  const graph = {
    modules: [{ npmPackage: "a@1.0.0" }, {}],
    npmPackages: {
      "a@1.0.0": { dependencies: ["b@2.0.0"] },
      "b@2.0.0": { dependencies: ["a@1.0.0"] },
      "only-tests@3.0.0": { dependencies: [] },
    },
  };
  assertEquals(packagesOf(graph), new Set(["a@1.0.0", "b@2.0.0"]));
});

Deno.test("trimLock() keeps what is needed and whatever is not of npm", () => {
  const lock = {
    version: "5",
    specifiers: {
      "jsr:@std/cli@1": "1.0.0",
      "npm:a@^1": "1.0.0",
      "npm:@scope/c@1": "1.2.0",
      "npm:only-tests@3.0.0": "3.0.0",
    },
    npm: {
      "a@1.0.0": { integrity: "x" },
      "@scope/c@1.2.0": { integrity: "y" },
      "only-tests@3.0.0": { integrity: "z" },
    },
    workspace: { links: {} },
  };
  assertEquals(trimLock(lock, new Set(["a@1.0.0", "@scope/c@1.2.0"])), {
    version: "5",
    specifiers: { "jsr:@std/cli@1": "1.0.0", "npm:a@^1": "1.0.0", "npm:@scope/c@1": "1.2.0" },
    npm: { "a@1.0.0": { integrity: "x" }, "@scope/c@1.2.0": { integrity: "y" } },
    workspace: { links: {} },
  } as ReturnType<typeof trimLock>);
});
