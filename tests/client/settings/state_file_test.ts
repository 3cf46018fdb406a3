import { assertEquals, assertRejects } from "@std/assert";
import { appendState, stateFile } from "../../../lib/client/settings/state_file.ts";

function under(variables: Record<string, string>) {
  return (name: string) => variables[name];
}

Deno.test("state is kept where the platform keeps it", () => {
  const pathOf = (variables: Record<string, string>, os: typeof Deno.build.os) =>
    stateFile("history", under(variables), os)?.path;
  assertEquals(pathOf({ HOME: "/h" }, "linux"), "/h/.local/state/hubbub/history");
  assertEquals(pathOf({ HOME: "/h", XDG_STATE_HOME: "/s" }, "linux"), "/s/hubbub/history");
  assertEquals(pathOf({ HOME: "/h" }, "darwin"), "/h/Library/Application Support/hubbub/history");
  assertEquals(pathOf({ LOCALAPPDATA: "C:\\l" }, "windows"), "C:\\l\\hubbub\\history");
  assertEquals(pathOf({}, "linux"), undefined);
});

Deno.test("a home that is missing is not made; a folder for state is", async () => {
  const folder = await Deno.makeTempDir();
  const [away, home] = [`${folder}/away`, `${folder}/home`];
  const append = async (variables: Record<string, string>) => {
    const file = stateFile("history", under(variables), "linux");
    if (file !== undefined) await appendState(file, "one\n");
  };
  await assertRejects(() => append({ HOME: away }), Deno.errors.NotFound);
  await assertRejects(() => Deno.stat(away), Deno.errors.NotFound);
  await Deno.mkdir(home);
  await append({ HOME: home });
  await append({ HOME: home });
  assertEquals(await Deno.readTextFile(`${home}/.local/state/hubbub/history`), "one\none\n");
  await append({ HOME: away, XDG_STATE_HOME: `${folder}/deep/state` });
  assertEquals(await Deno.readTextFile(`${folder}/deep/state/hubbub/history`), "one\n");
  if (Deno.build.os !== "windows") {
    assertEquals(((await Deno.stat(`${folder}/deep/state/hubbub`)).mode ?? 0) & 0o777, 0o700);
  }
  await Deno.remove(folder, { recursive: true });
});
