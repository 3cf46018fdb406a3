import { assert, assertEquals, assertRejects } from "@std/assert";
import { loadHistory, rememberLine } from "../../../../lib/client/terminal/typing/history_file.ts";
import type { StateFile } from "../../../../lib/client/settings/state_file.ts";

function inFolder(folder: string): StateFile {
  return { path: `${folder}/history`, folder, base: undefined };
}

Deno.test("history comes back in another run, and is nobody else's to read", async () => {
  const home = await Deno.makeTempDir();
  const file = inFolder(`${home}/hubbub`);
  const { path } = file;
  await rememberLine(file, "one");
  await rememberLine(file, "two");
  const history = await loadHistory(path);
  assertEquals([history.up(""), history.up("")], ["two", "one"]);
  if (Deno.build.os !== "windows") {
    assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
  }
  await Deno.remove(home, { recursive: true });
});

Deno.test("a history that cannot be read is an empty one", async () => {
  assertEquals((await loadHistory("/nowhere/at/all")).up(""), undefined);
});

Deno.test("what may carry a secret is not in the file, nor stays if it was", async () => {
  const home = await Deno.makeTempDir();
  const path = `${home}/history`;
  await Deno.writeTextFile(path, "one\n/msg nickserv identify hunter3\nmy password is hunter2\n");
  const history = await loadHistory(path);
  assertEquals([history.up(""), history.up("")], ["one", undefined]);
  await rememberLine(inFolder(home), "/ns identify hunter5");
  await rememberLine(inFolder(home), "two");
  assertEquals(await Deno.readTextFile(path), "one\ntwo\n");
});

Deno.test("a history that cannot be written is told to the caller", async () => {
  const file = await Deno.makeTempFile();
  await assertRejects(() => rememberLine(inFolder(file), "one"));
  await Deno.remove(file);
});

Deno.test("a history that is too long is cut, and a disk without room for that loses nothing", async () => {
  const home = await Deno.makeTempDir();
  const path = `${home}/history`;
  const text = Array.from({ length: 2001 }, (_, index) => `line ${index}\n`).join("");
  await Deno.writeTextFile(path, text);
  // A folder in the way stands for the full disk.
  await Deno.mkdir(`${path}.new/x`, { recursive: true });
  assertEquals((await loadHistory(path)).up(""), "line 2000");
  assertEquals(await Deno.readTextFile(path), text);
  await Deno.remove(`${path}.new`, { recursive: true });
  assertEquals((await loadHistory(path)).up(""), "line 2000");
  assertEquals((await Deno.readTextFile(path)).split("\n").length, 1001);
  assertEquals([...Deno.readDirSync(home)].map(({ name }) => name), ["history"]);
  await Deno.remove(home, { recursive: true });
});

Deno.test("clients that start at once cut a history, and keep each line that another adds meanwhile", async () => {
  const home = await Deno.makeTempDir();
  const file = inFolder(home);
  const { path } = file;
  for (let round = 0; round < 5; round++) {
    await Deno.writeTextFile(path, "an old line of some length\n".repeat(2001));
    const added = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const adding = (async () => {
      for (const line of added) await rememberLine(file, line);
    })();
    await Promise.all([adding, ...added.slice(0, 3).map(() => loadHistory(path))]);
    const kept = (await Deno.readTextFile(path)).split("\n").slice(0, -1);
    // What is carried over may stand behind a line that was added a moment later.
    assertEquals(kept.filter((line) => line.startsWith("line ")).sort(), added.toSorted());
    assert(kept.length >= 1000 && kept.length <= 1040, `${kept.length} lines`);
    assertEquals([...Deno.readDirSync(home)].map(({ name }) => name), ["history"]);
  }
  await Deno.remove(home, { recursive: true });
});

Deno.test("what a client left behind when it was killed does not keep a history from being cut", async () => {
  const home = await Deno.makeTempDir();
  const path = `${home}/history`;
  const text = "an old line\n".repeat(2001);
  await Deno.writeTextFile(path, text);
  await Deno.writeTextFile(`${path}.new`, "an o");
  // Another client may be at it now.
  await loadHistory(path);
  assertEquals(await Deno.readTextFile(path), text);
  assertEquals(await Deno.readTextFile(`${path}.new`), "an o");
  const before = new Date(Date.now() - 3_600_000);
  await Deno.utime(`${path}.new`, before, before);
  await loadHistory(path);
  assertEquals((await Deno.readTextFile(path)).split("\n").length, 1001);
  assertEquals([...Deno.readDirSync(home)].map(({ name }) => name), ["history"]);
  await Deno.remove(home, { recursive: true });
});
