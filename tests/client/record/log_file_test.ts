import { assertEquals, assertRejects } from "@std/assert";
import { NotALog, openLogFile } from "../../../lib/client/record/log_file.ts";

async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await act(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function append(path: string, text: string): Promise<void> {
  const file = await openLogFile(path);
  await file.write(new TextEncoder().encode(text));
  await file.sync();
  file.close();
}

Deno.test("a new log is its owner's alone, and is appended to", () =>
  inFolder(async (folder) => {
    const path = `${folder}/talk.log`;
    await append(path, "one\n");
    await append(path, "two\n");
    assertEquals(await Deno.readTextFile(path), "one\ntwo\n");
    if (Deno.build.os === "windows") return;
    assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
  }));

Deno.test("a line that an earlier run could not end is ended", () =>
  inFolder(async (folder) => {
    const path = `${folder}/talk.log`;
    await Deno.writeTextFile(path, "hal");
    await append(path, "one\n");
    assertEquals(await Deno.readTextFile(path), "hal\none\n");
  }));

Deno.test("the mode of a file that is there stays", () =>
  inFolder(async (folder) => {
    if (Deno.build.os === "windows") return;
    const path = `${folder}/talk.log`;
    await Deno.writeTextFile(path, "", { mode: 0o640 });
    await append(path, "one\n");
    assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o640);
  }));

Deno.test("neither a link, also one to nothing, nor a folder nor a device is a log", () =>
  inFolder(async (folder) => {
    if (Deno.build.os === "windows") return;
    await Deno.writeTextFile(`${folder}/target`, "keep");
    await Deno.symlink(`${folder}/target`, `${folder}/link`);
    await Deno.symlink(`${folder}/nothing`, `${folder}/dangling`);
    const found = async (path: string) =>
      (await assertRejects(() => openLogFile(path), NotALog)).found;
    assertEquals(await found(`${folder}/link`), "link");
    assertEquals(await found(`${folder}/dangling`), "link");
    assertEquals(await found(folder), "folder");
    assertEquals(await found("/dev/null"), "not-a-file");
    assertEquals(await Deno.readTextFile(`${folder}/target`), "keep");
    await assertRejects(() => Deno.lstat(`${folder}/nothing`), Deno.errors.NotFound);
  }));

Deno.test("a log knows that it was moved away, or that something else is there now", () =>
  inFolder(async (folder) => {
    if (Deno.build.os === "windows") return;
    const path = `${folder}/talk.log`;
    const file = await openLogFile(path);
    assertEquals(await file.isInPlace(), true);
    await Deno.rename(path, `${path}.1`);
    assertEquals(await file.isInPlace(), false);
    await Deno.symlink(`${path}.1`, path);
    await assertRejects(() => file.isInPlace(), NotALog);
    file.close();
  }));
