/**
 * `hubbub`, the client: reads its arguments, runs, and exits with a code that says how it went. The
 * only file of the client that may end the process.
 *
 * @module
 */

import { EXIT } from "./lib/client/ending.ts";
import { sinkOf } from "./lib/client/output.ts";
import { runClient } from "./lib/client/run.ts";
import { startClient } from "./lib/client/startup.ts";
import { loginName } from "./lib/client/login_name.ts";
import { environment } from "./lib/environment.ts";

if (import.meta.main) {
  Deno.exit(await main());
}

async function main(): Promise<number> {
  const startup = await startClient(Deno.args, {
    env: environment,
    loginName,
    os: Deno.build.os,
    readFile: (path) => Deno.readTextFile(path),
  });
  switch (startup.kind) {
    case "show":
      await say(Deno.stdout, `${startup.text.trimEnd()}\n`);
      return EXIT.ok;
    case "problem":
      await say(Deno.stderr, `hubbub: ${startup.problem}\n`);
      return EXIT.usage;
    case "run":
      return await runClient(startup.config);
    default:
      return startup satisfies never;
  }
}

async function say(file: typeof Deno.stdout, text: string): Promise<void> {
  try {
    await sinkOf(file)(text);
  } catch {
    // Nobody listens: what was to be said has no reader, and the exit code says the rest.
  }
}
