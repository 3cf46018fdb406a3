/**
 * The configuration file of the client as a program, from its sources and as the executable.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { clientPrograms } from "../support/clients.ts";
import { WITHOUT_CACHE_WORDS } from "../support/runtime_words.ts";

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the client with a folder of configuration that has these files; `DIR` in an argument is the folder. */
async function run(
  command: readonly string[],
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Result> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/hubbub`);
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/hubbub/${name}`, text);
    }
    const [program = "", ...first] = command;
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: [...first, ...args.map((each) => each.replace("DIR", `${folder}/hubbub`))],
      env: { ...WITHOUT_CACHE_WORDS, LC_ALL: "C.UTF-8", NO_COLOR: "", XDG_CONFIG_HOME: folder },
      stdin: "null",
    }).output();
    const [out, err] = [stdout, stderr].map((bytes) =>
      new TextDecoder().decode(bytes).replaceAll(folder, "")
    );
    return { code, out: out ?? "", err: err ?? "" };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const ignore = Deno.build.os !== "linux";

for (const { label, command } of await clientPrograms()) {
  Deno.test({
    name: `--convert-config prints TOML, and the client reads what it printed${label}`,
    ignore,
    async fn() {
      const old = "# mine\nnick = ann\n[work]\naddress = unix:/nowhere/at.all\nrooms = dev, ops\n";
      const { code, out, err } = await run(command, { "config": old }, "--convert-config");
      assertEquals([code, err], [0, ""]);
      assertEquals(
        out,
        '# mine\nnick = "ann"\n[work]\naddress = "unix:/nowhere/at.all"\nrooms = ["dev", "ops"]\n',
      );
      const away = "hubbub: cannot connect to unix:/nowhere/at.all: no such file or directory; " +
        "is hubbubd running there?\n";
      for (const files of [{ "config": old }, { "config.toml": out, "config": "nonsense" }]) {
        assertEquals(await run(command, files, "work"), { code: 1, out: "", err: away });
      }
    },
  });

  Deno.test({
    name: `a mistake in the file has its line and column, and gives 2${label}`,
    ignore,
    async fn() {
      const files = { "config.toml": 'nick = "ann"\ncolor = "blue"\n' };
      const { code, out, err } = await run(command, files);
      assertEquals([code, out], [2, ""]);
      const sentence = 'color "blue" is not one of auto, always, never';
      assertEquals(err, `hubbub: /hubbub/config.toml:2:9: ${sentence}\n`);
    },
  });

  Deno.test({
    name: `--config reads a pipe, as a shell makes one${label}`,
    ignore,
    async fn() {
      const shell = ["/bin/bash", "-c", `exec "$@" --config <(echo 'history = 500')`, "bash"];
      const { code, err } = await run([...shell, ...command], {});
      const sentence = err.replace(/^hubbub: \/dev\/fd\/\d+:/, "");
      assertEquals([code, sentence], [
        2,
        '1:11: history "500" is not a whole number from 0 to 200\n',
      ]);
    },
  });
}
