/** @module */

import { assertEquals, assertMatch } from "@std/assert";
import { Database } from "../../lib/store/sql/database.ts";
import { FolderLock } from "../../lib/store/lock.ts";
import { oneOfEach, said } from "../support/store_samples.ts";
import { Folder } from "../support/upkeep_scene.ts";

const backup = (file: string) => ({ name: "backup", file }) as const;

function modeOf(path: string): number {
  return (Deno.statSync(path).mode ?? 0) & 0o777;
}

Deno.test("a backup has the same contents, and is for its owner alone", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", oneOfEach(), { topic: "tea", reserved: 30 });
  const file = `${folder.path}/copy.db`;
  const { code, out, err } = await folder.run(backup(file));
  assertEquals([code, err], [0, ""]);
  assertMatch(out, /^copied to ".*\/copy\.db": [\d.]+ kB\n$/);
  assertEquals(modeOf(file), 0o600);
  using restored = new Folder();
  Deno.mkdirSync(restored.path);
  Deno.copyFileSync(file, `${restored.path}/hubbub.db`);
  assertEquals(await restored.exported(), await folder.exported());
  assertEquals((await restored.run({ name: "check" })).code, 0);
});

Deno.test("a backup beside a daemon has what is in the log only, and leaves it to the daemon", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "before")]);
  using _ = FolderLock.take(folder.path);
  using daemon = Database.open(folder.path, { patience: 0 });
  daemon.transact(() => {
    daemon.events.insert(1, { ...said(2, "after"), room: said(1, "").room });
    const state = { topic: "", seq: 2, reserved: 2, said: 2, openFrom: 0 };
    daemon.places.update(1, state);
  });
  using restored = new Folder();
  Deno.mkdirSync(restored.path);
  assertEquals((await folder.run(backup(`${restored.path}/hubbub.db`))).code, 0);
  for (const each of [folder, restored]) {
    assertMatch(await each.exported(), /"text":"before".*"text":"after"/s);
    assertEquals((await each.run({ name: "check" })).code, 0);
  }
  // The daemon still writes.
  daemon.transact(() => daemon.places.countKept(1, 0));
});

Deno.test("a file that exists is refused, and stays as it is", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  const file = `${folder.path}/copy.db`;
  Deno.writeTextFileSync(file, "precious");
  assertEquals(await folder.run(backup(file)), {
    code: 1,
    out: "",
    err: `hubbubd: the file "${file}" is there already\n`,
  });
  assertEquals(Deno.readTextFileSync(file), "precious");
});

Deno.test("a copy that fails leaves no file", async () => {
  using folder = new Folder();
  Deno.mkdirSync(folder.path);
  Deno.writeTextFileSync(`${folder.path}/hubbub.db`, "a letter");
  const { code } = await folder.run(backup(`${folder.path}/copy.db`));
  assertEquals([code, [...folder.files().keys()]], [1, ["hubbub.db"]]);
});

Deno.test("a folder that is missing is named", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  const { code, err } = await folder.run(backup(`${folder.path}/no/copy.db`));
  assertEquals(code, 1);
  assertEquals(
    err,
    `hubbubd: cannot write the copy "${folder.path}/no/copy.db": it cannot be opened\n`,
  );
});

Deno.test("a signal ends a copy at once, and no file is left", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  const { code, err } = await folder.run(backup(`${folder.path}/copy.db`), {
    signal: AbortSignal.abort(),
  });
  assertEquals([code, err], ["stopped", "hubbubd: stopped; no copy is left\n"]);
  assertEquals([...folder.files().keys()].includes("copy.db"), false);
});
