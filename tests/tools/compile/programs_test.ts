/**
 * What the executables, and the tasks that run the same programs from source, may do.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { PROGRAMS } from "../../../tools/compile/programs.ts";
import { codeOf, programFiles, projectRoot } from "../../support/source.ts";

/** `Deno.env.get("NAME")`, or `env("NAME")` where it was handed on. */
const READ_VARIABLE = /\benv(?:\.get)?\("([A-Z_]+)"\)/g;
const TASKS: Readonly<Record<string, string>> = { "main.ts": "start", "client.ts": "chat" };

Deno.test("no executable may load libraries or import code", () => {
  const kinds = PROGRAMS.flatMap(({ permissions }) =>
    permissions.map(({ flag }) => flag.replace(/=.*/, ""))
  );
  assertEquals([...new Set(kinds)].sort(), [
    "--allow-env",
    "--allow-net",
    "--allow-read",
    "--allow-run",
    "--allow-sys",
    "--allow-write",
    "--deny-import",
  ]);
});

Deno.test("no executable imports by a name that is computed, so no text can become code", () => {
  const computed = programFiles().filter(({ text }) =>
    /\bimport\((?!"")|\beval\(|\bnew Function\(/.test(codeOf(text))
  );
  assertEquals(computed.map(({ path }) => path), []);
});

Deno.test("no executable may run a program but the client kill, by its path", () => {
  const runs = PROGRAMS.flatMap(({ name, permissions }) =>
    permissions.filter(({ flag }) => flag.startsWith("--allow-run")).map(({ flag }) => [name, flag])
  );
  assertEquals(runs, [["hubbub", "--allow-run=/bin/kill"]]);
});

Deno.test("no executable may read the whole environment or learn all of the system", () => {
  const flags = PROGRAMS.flatMap(({ permissions }) => permissions.map(({ flag }) => flag));
  assertEquals(flags.filter((flag) => /^--allow-(?:env|sys)$/.test(flag)), []);
});

Deno.test("each permission of the executables has a reason", () => {
  for (const { name, permissions } of PROGRAMS) {
    for (const { flag, reason } of permissions) {
      assert(reason.length > 10, `${name} says nothing of ${flag}`);
    }
  }
});

/** What each program is made of beside what both share. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  hubbub: ["lib/client/", "lib/options/", "client.ts"],
  hubbubd: ["lib/options/", "lib/config/config.ts", "main.ts"],
};

for (const { name, permissions } of PROGRAMS) {
  Deno.test(`${name} may read each environment variable that its sources name`, () => {
    const places = SOURCES[name] ?? [];
    const sources = programFiles().filter(({ path }) =>
      places.some((place) => path.startsWith(place))
    );
    const named = sources.flatMap(({ text }) =>
      [...text.matchAll(READ_VARIABLE)].map(([, variable]) => variable ?? "")
    );
    const flags = permissions.map(({ flag }) => flag);
    const granted = flags.find((flag) => flag.startsWith("--allow-env="))?.slice(12).split(",");
    assert(named.length > 0, "the sources name no variable: is the test still of use?");
    const refused = named.filter((variable) => !variable.startsWith("HUBBUB_"))
      .filter((variable) => granted?.includes(variable) !== true);
    assertEquals(refused, []);
    assert(granted?.includes("HUBBUB_*"));
  });
}

for (const { name, entry, permissions } of PROGRAMS) {
  Deno.test(`the task that runs ${entry} grants what ${name} is compiled with`, async () => {
    const { tasks } = JSON.parse(await Deno.readTextFile(`${projectRoot()}deno.json`));
    const command: string = tasks[TASKS[entry] ?? ""].command;
    const granted = command.split(" ").map((word) => word.replaceAll("'", ""))
      .filter((word) => /^--(?:allow|deny)-/.test(word));
    assertEquals(granted, permissions.map(({ flag }) => flag));
  });
}

Deno.test("the task of the client fetches all before it runs: a progress bar would erase the greeting", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${projectRoot()}deno.json`));
  const [fetching = "", running = ""] = tasks.chat.command.split(" && ");
  assert(/ deno cache .*client\.ts$/.test(fetching), fetching);
  assert(/ deno run .*client\.ts$/.test(running), running);
});

Deno.test("every module that is started as a worker is compiled into its program", () => {
  const started = programFiles().flatMap(({ path, text }) =>
    [...text.matchAll(/new Worker\(\s*new URL\("(.*?)", import\.meta\.url\)/g)].map((
      [, module = ""],
    ) => new URL(module, `file:///${path}`).pathname.slice(1))
  );
  const compiled = PROGRAMS.flatMap(({ workers = [] }) => workers);
  assertEquals(started.sort(), [...compiled].sort());
});
