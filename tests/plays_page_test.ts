/**
 * Performs the plays in which programs act once more, with the programs at the WebSocket of the page.
 *
 * @module
 */

import { assertGreater, fail } from "@std/assert";
import { type Config, parseConfig } from "../lib/config/config.ts";
import { PageStage } from "./support/page_stage.ts";
import { parsePlay, perform } from "./support/play.ts";
import { playFiles } from "./support/play_files.ts";

const HELLO_FIRST = /^\w+ enters with \s*\{.*"hello"\s*:\s*\d/m;

/** Plays that cannot be performed there, and why. */
const NOT_THERE: Readonly<Record<string, string>> = {
  "lang_default": "a daemon with a page tells a browser at the port of lines where the page is",
};

function configOf(options: readonly string[]): Config {
  const rate = options.includes("--rate") ? [] : ["--rate", "0"];
  const startup = parseConfig([...rate, ...options], () => undefined);
  return startup.kind === "run" ? startup.config : fail(`bad options: ${options}`);
}

for (const { name, source } of playFiles()) {
  const play = parsePlay(source);
  if (play.isStill || !HELLO_FIRST.test(source) || Object.hasOwn(NOT_THERE, name)) continue;
  Deno.test(`play: ${name}, at the page`, async () => {
    await using stage = await PageStage.open(configOf(play.options));
    await perform(play, stage);
    assertGreater(stage.pageCount, 0);
  });
}
