/**
 * Performs the plays of `tests/plays/` on the compiled daemon, but for those that need a clock
 * which can be moved.
 *
 * @module
 */

import { executableTest, findExecutables } from "./support/executables.ts";
import { parsePlay, performOn } from "./support/play.ts";
import { playFiles } from "./support/play_files.ts";
import { isShort, programStage } from "./support/program_stage.ts";

const executables = await findExecutables();

for (const { name, source } of playFiles()) {
  const play = parsePlay(source);
  if (!isShort(play)) continue;
  executableTest(executables, `play: ${name}, on the executable`, async ({ daemon }) => {
    await performOn(() => programStage(daemon, play.options), play);
  });
}
