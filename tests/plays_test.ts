/**
 * Performs every play of `tests/plays/` on the pure core and on a server in process, and those in which
 * the clock stands still on a stage for them.
 *
 * @module
 */

import { fail } from "@std/assert";
import { type Config, parseConfig } from "../lib/config/config.ts";
import { CoreStage } from "./support/core_stage.ts";
import { parsePlay, perform, performOn } from "./support/play.ts";
import { playFiles } from "./support/play_files.ts";
import { PipeStage } from "./support/pipe_stage.ts";
import { serverStage } from "./support/server_stage.ts";

function configOf(options: readonly string[]): Config {
  const rate = options.includes("--rate") ? [] : ["--rate", "0"];
  const startup = parseConfig([...rate, ...options], () => undefined);
  return startup.kind === "run" ? startup.config : fail(`bad options: ${options}`);
}

for (const { name, source } of playFiles()) {
  const play = parsePlay(source);
  if (play.isStill) {
    Deno.test(`play: ${name}, while the clock stands still`, async () => {
      await using stage = new PipeStage(configOf(play.options));
      await perform(play, stage);
    });
    continue;
  }
  Deno.test(`play: ${name}, on the core`, async () => {
    await using stage = new CoreStage(configOf(play.options));
    await perform(play, stage);
  });
  Deno.test(`play: ${name}, on a server`, async () => {
    await performOn(() => serverStage(configOf(play.options)), play);
  });
}
