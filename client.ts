/**
 * `hubbub`, the client: reads its arguments, runs, and exits with a code that says how it went. The
 * only file of the client that may end the process.
 *
 * @module
 */

import { variableWarnings } from "./lib/client/settings/config.ts";
import { EXIT } from "./lib/client/connection/ending.ts";
import { runClient } from "./lib/client/run.ts";
import { startClient } from "./lib/client/settings/startup.ts";
import { loginName } from "./lib/client/settings/login_name.ts";
import { environment } from "./lib/program/environment.ts";
import { languageFor } from "./lib/options/language.ts";
import { bufferedOutput } from "./lib/program/buffered_output.ts";
import { complain, printText } from "./lib/program/standard_streams.ts";

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
      return await printText(`${(await startup.text()).trimEnd()}\n`, {
        program: "hubbub",
        language: languageFor(Deno.args, environment),
        out: bufferedOutput(Deno.stdout),
        err: Deno.stderr,
      });
    case "problem":
      await complain(Deno.stderr, `hubbub: ${startup.problem}`);
      return EXIT.usage;
    case "run":
      for (const warning of variableWarnings(environment, startup.config.language)) {
        await complain(Deno.stderr, `hubbub: ${warning}`);
      }
      return await runClient(startup.config);
    default:
      return startup satisfies never;
  }
}
