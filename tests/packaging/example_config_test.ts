import { assertEquals } from "@std/assert";
import { startDaemon } from "../../lib/config/file.ts";
import { DAEMON_OPTIONS } from "../../lib/options/daemon.ts";
import { readFileValues } from "../../lib/options/file_values.ts";
import { fileOptions } from "../../lib/options/option.ts";
import { isMistake } from "../../lib/options/startup.ts";
import { ENGLISH_OPTIONS } from "../../lib/words/en/options.ts";
import { EXAMPLE_PATH, exampleConfig } from "../../tools/example_config.ts";

const OPTIONS = fileOptions(DAEMON_OPTIONS);

Deno.test("the example of a configuration is what the options say: deno run -A tools/example_config.ts", async () => {
  assertEquals(await Deno.readTextFile(EXAMPLE_PATH), exampleConfig());
});

Deno.test("the example starts a daemon as no file does", async () => {
  const args = ["--config", EXAMPLE_PATH];
  const withFile = await startDaemon(args, () => undefined);
  const without = await startDaemon([], () => undefined);
  assertEquals(
    withFile.kind === "run" && withFile.config,
    without.kind === "run" && without.config,
  );
});

Deno.test("every line of the example can be put in force, and gives the default", () => {
  const all = exampleConfig().replace(/^# ([a-z-]+ = )/gm, "$1");
  const values = readFileValues(all, { path: "example", options: OPTIONS });
  if (isMistake(values)) throw new Error(values.say(ENGLISH_OPTIONS));
  assertEquals([...values.keys()], Object.keys(OPTIONS));
  for (const [name, { texts }] of values) {
    const fallback = OPTIONS[name]?.default;
    if (fallback !== undefined) assertEquals(texts, [fallback], name);
  }
});
