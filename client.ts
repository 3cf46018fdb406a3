/**
 * `hubbub`, the client: reads its arguments, runs, and exits with a code that says how it went. The
 * only file of the client that may end the process.
 *
 * @module
 */

import { type ClientConfig, variableWarnings } from "./lib/client/settings/config.ts";
import { readConfigText } from "./lib/client/settings/config_text.ts";
import { EXIT } from "./lib/client/connection/ending.ts";
import { runClient } from "./lib/client/run.ts";
import { type ClientStartup, startClient } from "./lib/client/settings/startup.ts";
import { findLoginName } from "./lib/client/settings/login_name.ts";
import { environment } from "./lib/program/environment.ts";
import { languageFor } from "./lib/options/language.ts";
import { bufferedOutput } from "./lib/program/buffered_output.ts";
import { complain, printText } from "./lib/program/standard_streams.ts";

if (import.meta.main) {
  Deno.exit(await main());
}

async function main(): Promise<number> {
  const login = await findLoginName();
  const startup = await startClient(Deno.args, {
    env: environment,
    loginName: () => login,
    os: Deno.build.os,
    readFile: readConfigText,
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
      for (const warning of warningsOf(startup, startup.config)) {
        await complain(Deno.stderr, `hubbub: ${warning}`);
      }
      return await runClient(startup.config);
    default:
      return startup satisfies never;
  }
}

/** A hint is for a person at a terminal: the log of a job has no use for it. */
function warningsOf(
  { warning, hint }: ClientStartup,
  { language }: ClientConfig,
): readonly string[] {
  return [
    ...variableWarnings(environment, language),
    ...(warning === undefined ? [] : [warning]),
    ...(hint === undefined || !Deno.stderr.isTerminal() ? [] : [hint]),
  ];
}
