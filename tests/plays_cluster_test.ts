/**
 * Performs the plays of `tests/plays/` on two nodes of one chat. An actor that hears another has heard it
 * through the log, unless both are on one node.
 *
 * @module
 */

import { assertEquals, fail } from "@std/assert";
import { type Config, parseConfig } from "../lib/config/config.ts";
import { ClusterStage } from "./support/cluster_stage.ts";
import { parsePlay, performOn } from "./support/play.ts";
import { playFiles } from "./support/play_files.ts";

/** The plays that cannot be performed on several nodes, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "entry_wait": "is about instants of a clock that stands still between steps",
  "idle_crowd": "is about instants of a clock that stands still between steps",
  "idle_instants": "is about instants of a clock that stands still between steps",
  "lingering": "is about instants of a clock that stands still between steps",
  "rate": "is about instants of a clock that stands still between steps",
};

function configOf(options: readonly string[]): Config {
  const rate = options.includes("--rate") ? [] : ["--rate", "0"];
  const startup = parseConfig([...rate, ...options], () => undefined);
  return startup.kind === "run" ? startup.config : fail(`bad options: ${options}`);
}

const plays = playFiles();

for (const { name, source } of plays) {
  if (name in LEFT_OUT) continue;
  const play = parsePlay(source);
  Deno.test(`play: ${name}, on two nodes`, async () => {
    await performOn(() => ClusterStage.open(configOf(play.options)), play);
  });
}

Deno.test("only plays of a clock that stands still are left out, and each is there", () => {
  const still = plays.filter(({ source }) => parsePlay(source).isStill).map(({ name }) => name);
  assertEquals(Object.keys(LEFT_OUT), still);
});
