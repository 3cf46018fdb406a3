/**
 * The chat goes on in memory while what is said cannot be kept, and what memory holds is written when it
 * can be again.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { DataFolder, Program, SmallDisk } from "./support/data_folder.ts";
import type { House } from "./support/house.ts";

const FULL = "x".repeat(2000);

/** Waits until the log says that the store fails, and returns why. */
async function failure(house: House): Promise<unknown> {
  return (await house.logged("store-failed")).at(-1)?.problem;
}

Deno.test("a file that is gone is made anew, with what the rooms remember", async () => {
  using folder = new DataFolder();
  await using house = await folder.open();
  using ann = await Program.enter(house.address, "ann");
  await ann.say("one");
  await folder.has("one");
  Deno.removeSync(folder.file);
  await ann.say("two");
  assertEquals(await failure(house), "gone");
  await house.logged("store-works");
  assertEquals(folder.written(), ["lobby 1 ", "lobby 2 one", "lobby 3 two"]);
});

Deno.test("a folder that is gone is made anew as well, and has its lock again", async () => {
  using folder = new DataFolder();
  await using house = await folder.open();
  using ann = await Program.enter(house.address, "ann");
  await ann.say("one");
  await folder.has("one");
  Deno.removeSync(folder.data, { recursive: true });
  await ann.say("two");
  await house.logged("store-works");
  assertEquals(folder.written().length, 3);
  assertEquals(Deno.readTextFileSync(`${folder.data}/hubbub.pid`), `${Deno.pid}\n`);
});

Deno.test("while another program has locked the file the chat goes on, and all is written later", async () => {
  using folder = new DataFolder();
  await using house = await folder.open();
  using ann = await Program.enter(house.address, "ann");
  await ann.say("one");
  await folder.has("one");
  const other = new DatabaseSync(folder.file, { timeout: 5000 });
  other.exec("BEGIN IMMEDIATE");
  await ann.say("two");
  assertEquals(await failure(house), "locked");
  await ann.say("three");
  other.exec("ROLLBACK");
  other.close();
  await house.logged("store-works");
  assertEquals(folder.written().slice(-3), ["lobby 2 one", "lobby 3 two", "lobby 4 three"]);
});

Deno.test("with --durable on the chat goes on as well while the file is locked", async () => {
  using folder = new DataFolder();
  await using house = await folder.open("--durable", "on");
  using ann = await Program.enter(house.address, "ann");
  const other = new DatabaseSync(folder.file, { timeout: 5000 });
  other.exec("BEGIN IMMEDIATE");
  await ann.say("one");
  await ann.say("two");
  other.exec("ROLLBACK");
  other.close();
  await house.logged("store-works");
  await folder.has("two");
});

/** A test with a disk of its own, where one can be had. */
function diskTest(sentence: string, kib: number, act: (disk: SmallDisk) => Promise<void>): void {
  const probe = SmallDisk.make(64);
  probe?.[Symbol.dispose]();
  Deno.test({
    name: sentence,
    ignore: probe === undefined,
    fn: async () => {
      using disk = SmallDisk.make(kib);
      if (disk !== undefined) await act(disk);
    },
  });
}

diskTest(
  "on a full disk the chat goes on, and all is written when there is room",
  512,
  async (disk) => {
    using folder = new DataFolder(disk.path);
    const ballast = `${disk.path}/ballast`;
    await using house = await folder.open();
    using ann = await Program.enter(house.address, "ann");
    await ann.say("first");
    await folder.has("first");
    fill(ballast);
    for (let line = 1; line <= 30; line++) await ann.say(`${FULL} ${line}`);
    assertEquals(await failure(house), "full");
    await ann.say("last");
    Deno.removeSync(ballast);
    await house.logged("store-works");
    await folder.has("last");
    const numbers = folder.written().map((row) => Number(row.split(" ")[1]));
    assertEquals(numbers, Array.from({ length: 33 }, (_, index) => index + 1));
  },
);

diskTest(
  "while the file system is read-only the chat goes on, and all is written later",
  4096,
  async (disk) => {
    using folder = new DataFolder(disk.path);
    await using house = await folder.open();
    using ann = await Program.enter(house.address, "ann");
    await ann.say("one");
    await folder.has("one");
    // A file that is open for writing keeps a disk from becoming read-only: it is closed when it is gone.
    Deno.removeSync(folder.data, { recursive: true });
    await ann.say("two");
    await house.logged("store-failed");
    assertEquals(disk.setWritable(false), true);
    const problems = (await house.logged("store-failed", 2)).map(({ problem }) => problem);
    assertEquals(problems, ["gone", "denied"]);
    disk.setWritable(true);
    await house.logged("store-works");
    assertEquals(folder.written().slice(-2), ["lobby 2 one", "lobby 3 two"]);
  },
);

/** Takes all the room that is left. */
function fill(path: string): void {
  const bytes = new Uint8Array(1024);
  using file = Deno.openSync(path, { create: true, write: true });
  try {
    while (file.writeSync(bytes) > 0);
  } catch {
    // The disk is full.
  }
}
