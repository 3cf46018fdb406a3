import { assertEquals, assertRejects } from "@std/assert";
import {
  historyPath,
  loadHistory,
  rememberLine,
} from "../../../lib/client/terminal/history_file.ts";

Deno.test("history is kept where the platform keeps state", () => {
  const env = (variables: Record<string, string>) => (name: string) => variables[name];
  assertEquals(historyPath(env({ HOME: "/h" }), "linux"), "/h/.local/state/hubbub/history");
  assertEquals(
    historyPath(env({ HOME: "/h", XDG_STATE_HOME: "/s" }), "linux"),
    "/s/hubbub/history",
  );
  assertEquals(
    historyPath(env({ HOME: "/h" }), "darwin"),
    "/h/Library/Application Support/hubbub/history",
  );
  assertEquals(historyPath(env({ LOCALAPPDATA: "C:\\l" }), "windows"), "C:\\l\\hubbub\\history");
  assertEquals(historyPath(env({}), "linux"), undefined);
});

Deno.test("history comes back in another run, and is nobody else's to read", async () => {
  const home = await Deno.makeTempDir();
  const path = `${home}/hubbub/history`;
  await rememberLine(path, "one");
  await rememberLine(path, "two");
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
  await rememberLine(path, "/ns identify hunter5");
  await rememberLine(path, "two");
  assertEquals(await Deno.readTextFile(path), "one\ntwo\n");
});

Deno.test("a history that cannot be written is told to the caller", async () => {
  const file = await Deno.makeTempFile();
  await assertRejects(() => rememberLine(`${file}/history`, "one"));
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
