/**
 * What the nodes of a cluster keep: each has a store of its own, answers from it, and after a time away says
 * what it does not have.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { DataFolder, Program, type Told } from "./support/data_folder.ts";
import { House } from "./support/house.ts";
import { MemoryEngine } from "./support/memory_engine.ts";

const REMEMBERED = 5;

/** A node that remembers little and keeps its data in a folder. */
function openNode(node: string, engine: MemoryEngine, folder: DataFolder): Promise<House> {
  const options = ["--remember", String(REMEMBERED), "--data", folder.data];
  return House.openNode(node, engine, { options });
}

/** Says lines with these numbers, and returns the place of the last. */
async function sayLines(address: string, from: number, to: number) {
  using ann = await Program.enter(address, "ann");
  let last: Told = {};
  for (let line = from; line <= to; line++) last = await ann.say(`line ${line}`);
  return { seq: last.seq, epoch: ann.welcome.epoch };
}

/** Resumes in the lobby, and returns what was missed: messages and gaps. */
async function missed(address: string, place: unknown): Promise<unknown[]> {
  using bob = await Program.enter(address, "bob", { resume: { lobby: place } });
  await bob.ask({ type: "ping", token: "end" });
  const heard = await bob.hearUntil(({ type }) => type === "pong");
  return heard.filter(({ type }) => type === "message" || type === "gap")
    .map(({ type, text }) => type === "message" ? text : type);
}

function lines(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
}

Deno.test("a program resumes at the other node, from the store there, without a gap", async () => {
  using folders = twoFolders();
  const [a, b] = folders;
  const engine = new MemoryEngine();
  await using one = await openNode("one", engine, a);
  await using two = await openNode("two", engine, b);
  const place = await sayLines(one.address, 1, 1);
  await sayLines(one.address, 2, 40);
  assertEquals(await missed(two.address, place), lines(2, 40));
});

Deno.test("a node that is started again keeps each event once, and answers without a gap", async () => {
  using folders = twoFolders();
  const [a, b] = folders;
  const engine = new MemoryEngine();
  await using one = await openNode("one", engine, a);
  let place;
  {
    await using two = await openNode("two", engine, b);
    place = await sayLines(two.address, 1, 3);
    await sayLines(two.address, 4, 20);
    await b.has("line 20");
  }
  await sayLines(one.address, 21, 40);
  // Without the snapshots the node reads the whole log again.
  engine.snapshots = [];
  await using two = await openNode("two", engine, b);
  assertEquals(await missed(two.address, place), lines(4, 40));
  await b.has("line 40");
  const kept = b.written().filter((row) => / line \d+$/.test(row));
  assertEquals(kept.map((row) => row.replace(/^lobby \d+ /, "")), lines(1, 40));
});

Deno.test("a node that was away for longer than the log reaches tells of a gap", async () => {
  using folders = twoFolders();
  const [a, b] = folders;
  const engine = new MemoryEngine();
  let place;
  {
    await using _one = await openNode("one", engine, a);
    await using two = await openNode("two", engine, b);
    place = await sayLines(two.address, 1, 3);
    await sayLines(two.address, 4, 10);
    await b.has("line 10");
  }
  {
    await using one = await openNode("one", engine, a);
    await sayLines(one.address, 11, 40);
  }
  const { position = 0 } = engine.snapshots.at(-1) ?? {};
  engine.expire(position + 1);
  await using two = await openNode("two", engine, b);
  const found = await missed(two.address, place);
  assertEquals(found, [...lines(4, 10), "gap", ...lines(40 - REMEMBERED + 1, 40)]);
});

function twoFolders(): readonly [DataFolder, DataFolder] & Disposable {
  const folders = [new DataFolder(), new DataFolder()] as const;
  const dispose = () => folders.forEach((folder) => folder[Symbol.dispose]());
  return Object.assign(folders, { [Symbol.dispose]: dispose });
}
