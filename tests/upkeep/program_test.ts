/**
 * The subcommands as a process, with the permissions of the executable: arguments, streams, exit codes and
 * signals.
 *
 * @module
 */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { runProgram, type Surroundings } from "../support/binaries.ts";
import { WITHOUT_CACHE_WORDS } from "../support/runtime_words.ts";
import { sourceDaemon } from "../support/source_daemon.ts";
import { oneOfEach } from "../support/store_samples.ts";
import { Folder } from "../support/upkeep_scene.ts";

const ROOM = '{"type":"room","room":"lobby","epoch":"e","seq":9}\n';

function run(args: readonly string[], surroundings: Surroundings = {}) {
  return runProgram(sourceDaemon(...args), surroundings);
}

Deno.test("every subcommand works as a process", async () => {
  using from = new Folder();
  using to = new Folder();
  from.addRoom("lobby", "e", oneOfEach());
  const exported = await run(["export", "--data", from.path]);
  assertEquals([exported.code, exported.stderr], [0, ""]);
  assertEquals(exported.stdout, await from.exported());
  const imported = await run(["import"], {
    stdin: exported.stdout,
    env: { HUBBUB_DATA: to.path },
  });
  assertEquals(imported, { code: 0, stdout: "imported 10 events of 1 room\n", stderr: "" });
  const file = `${to.path}/copy.db`;
  assertEquals((await run(["backup", file, "--data", to.path])).code, 0);
  const forgotten = await run(["forget", "Bob", "--data", to.path]);
  assertEquals(forgotten, { code: 0, stdout: 'forgot 6 events of "Bob"\n', stderr: "" });
  const checked = await run(["check", "--data", to.path, "--lang", "zh"]);
  assertEquals([checked.code, checked.stderr], [0, ""]);
  assertStringIncludes(checked.stdout, "完好：1 个房间，4 个事件");
});

Deno.test("mistakes exit with 2 and texts with 0, in the language of the locale", async () => {
  assertEquals(await run(["exprot"]), {
    code: 2,
    stdout: "",
    stderr: 'hubbubd: unknown subcommand "exprot"; did you mean export?\n',
  });
  const chinese = await run(["check"], { env: { LC_ALL: "zh_CN.UTF-8" } });
  assertEquals([chinese.code, chinese.stderr], [2, "hubbubd: check 需要 --data DIR\n"]);
  const help = await run(["backup", "--help"]);
  assertEquals([help.code, help.stderr], [0, ""]);
  assertMatch(help.stdout, /^Usage: hubbubd backup FILE --data DIR\n/);
});

Deno.test({
  name: "a signal ends an import with its code, and leaves nothing",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
      using folder = new Folder();
      Deno.mkdirSync(folder.path);
      using watcher = Deno.watchFs(folder.path);
      const [program = "", ...args] = sourceDaemon("import", "--data", folder.path);
      const child = new Deno.Command(program, {
        args,
        env: { LC_ALL: "C", ...WITHOUT_CACHE_WORDS },
        stdin: "piped",
        stdout: "null",
        stderr: "piped",
      }).spawn();
      const input = child.stdin.getWriter();
      await input.write(new TextEncoder().encode(ROOM));
      // The signals have their meaning by the time the first file is made.
      for await (const { kind } of watcher) if (kind === "create") break;
      child.kill(signal);
      const [stderr, status] = await Promise.all([
        new Response(child.stderr).text(),
        child.status,
      ]);
      await input.abort().catch(() => {});
      assertEquals([stderr, status.code, status.signal], [
        "hubbubd: stopped; nothing is imported\n",
        code,
        null,
      ]);
      assertEquals([...folder.files().keys()], []);
    }
  },
});
