/**
 * What is said is kept, over stops and crashes of the daemon.
 *
 * @module
 */

import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { CannotStart } from "../lib/program/cannot_start.ts";
import { runProgram, startDaemon } from "./support/binaries.ts";
import { DataFolder, Program, type Told } from "./support/data_folder.ts";
import { House } from "./support/house.ts";
import { sourceDaemon } from "./support/source_daemon.ts";

const ANY_PORT = ["--listen", "127.0.0.1:0", "--rate", "0"];

Deno.test("with --data the lobby goes on after a stop: epoch, numbers, count and topic", async () => {
  using folder = new DataFolder();
  let first: Told;
  {
    await using house = await folder.open();
    using ann = await Program.enter(house.address, "ann");
    await ann.ask({ type: "topic", text: "tea" });
    await ann.say("one");
    first = { ...ann.welcome, last: (await ann.say("two")).seq };
    await house.server.stop();
  }
  await using house = await folder.open();
  using ann = await Program.enter(house.address, "ann");
  const { epoch, said, topic, recorded, seq } = ann.welcome;
  assertEquals({ epoch, said, topic, recorded, seq }, {
    epoch: first.epoch,
    said: 2,
    topic: "tea",
    recorded: true,
    seq: first.last,
  });
});

Deno.test("without --data nothing is kept, and no file is made", async () => {
  await using house = await House.open();
  using ann = await Program.enter(house.address, "ann");
  assertEquals(ann.welcome.recorded, false);
});

Deno.test("a public room goes on with who enters it first after a stop", async () => {
  using folder = new DataFolder();
  let epoch;
  {
    await using house = await folder.open();
    using ann = await Program.enter(house.address, "ann");
    await ann.ask({ type: "join", room: "dev" });
    epoch = (await ann.hear("entered")).epoch;
    await ann.say("hello", "dev");
  }
  await using house = await folder.open();
  using bob = await Program.enter(house.address, "bob");
  await bob.ask({ type: "join", room: "dev" });
  const entered = await bob.hear("entered");
  assertEquals([entered.epoch, entered.said], [epoch, 1]);
});

Deno.test("a room that its last member has left is not gone on with", async () => {
  using folder = new DataFolder();
  await using house = await folder.open();
  using ann = await Program.enter(house.address, "ann");
  const epochs = [];
  for (let time = 0; time < 2; time++) {
    await ann.ask({ type: "join", room: "dev" });
    epochs.push((await ann.hear("entered")).epoch);
    await ann.ask({ type: "part", room: "dev" });
    await ann.hear("left");
  }
  assert(epochs[0] !== epochs[1]);
});

// Ergo #959: words for a few that a history tells to all.
Deno.test("nothing private is written: no private word, no private room, no password", async () => {
  using folder = new DataFolder();
  {
    await using house = await folder.open();
    using ann = await Program.enter(house.address, "ann");
    await ann.ask({ type: "private", to: "ann", text: "zanzibarword" });
    await ann.ask({ type: "join", room: "vault", password: "zanzibarkey" });
    await ann.hear("entered");
    await ann.say("zanzibarroom", "vault");
    await ann.ask({ type: "join", room: "den" });
    await ann.hear("entered");
    await ann.ask({ type: "room", room: "den", text: "private" });
    await ann.hear("room");
    await ann.say("zanzibarden", "den");
    await ann.say("openword");
    await folder.has("openword");
    assertEquals(folder.holds("openword"), true);
    assertEquals(folder.holds("zanzibar"), false);
  }
  assertEquals(folder.holds("zanzibar"), false);
});

Deno.test("after kill -9 the lobby goes on, and what was told for more than 50 ms is there", async () => {
  using folder = new DataFolder();
  const command = sourceDaemon(...ANY_PORT, "--data", folder.data);
  let epoch, last;
  {
    await using daemon = await startDaemon(command);
    using ann = await Program.enter(daemon.address, "ann");
    epoch = ann.welcome.epoch;
    last = (await ann.say("before the crash")).seq;
    await folder.has("before the crash");
    await daemon.stop("SIGKILL");
  }
  await using daemon = await startDaemon(command);
  using bob = await Program.enter(daemon.address, "bob");
  assertEquals([bob.welcome.epoch, bob.welcome.said], [epoch, 1]);
  assert(Number(bob.welcome.seq) > Number(last));
});

Deno.test("with --durable on, what was told is on the disk, whenever the daemon is killed", async () => {
  using folder = new DataFolder();
  const command = sourceDaemon(...ANY_PORT, "--data", folder.data, "--durable", "on");
  await using daemon = await startDaemon(command);
  using ann = await Program.enter(daemon.address, "ann");
  for (let line = 1; line <= 20; line++) await ann.say(`line ${line}`);
  await daemon.stop("SIGKILL");
  assertEquals(folder.written().at(-1)?.endsWith(" line 20"), true);
});

Deno.test("a second process is told who has the folder, and the first goes on", async () => {
  using folder = new DataFolder();
  await using house = await folder.open();
  const command = sourceDaemon(...ANY_PORT, "--data", folder.data);
  const { code, stderr } = await runProgram(command);
  assertEquals(code, 1);
  assertEquals(stderr, `hubbubd: ${folder.data} is in use by process ${Deno.pid}\n`);
  using ann = await Program.enter(house.address, "ann");
  await ann.say("still here");
  await folder.has("still here");
});

Deno.test("a file of another program is refused in a sentence, and stays as it was", async () => {
  using folder = new DataFolder();
  Deno.mkdirSync(folder.data);
  Deno.writeTextFileSync(folder.file, "my notes");
  const error = await assertRejects(() => folder.open(), CannotStart);
  assertStringIncludes(error.message, "hubbub.db is not a file of hubbub; it was not changed");
  assertEquals(Deno.readTextFileSync(folder.file), "my notes");
});

Deno.test("a damaged file is refused in a sentence", async () => {
  using folder = new DataFolder();
  {
    await using house = await folder.open();
    using ann = await Program.enter(house.address, "ann");
    for (let line = 0; line < 100; line++) await ann.say("x".repeat(1000));
  }
  const bytes = Deno.readFileSync(folder.file);
  // The first pages say what the tables are; the others are what they hold.
  bytes.fill(0xa5, 12 * 4096);
  Deno.writeFileSync(folder.file, bytes);
  const error = await assertRejects(() => folder.open(), CannotStart);
  assertStringIncludes(error.message, "hubbub.db is damaged");
});

Deno.test("a listener that cannot be opened leaves the folder free", async () => {
  using folder = new DataFolder();
  await using taken = await House.open();
  await assertRejects(() => folder.open("--listen", taken.address), CannotStart);
  await using _ = await folder.open();
});

Deno.test("a folder that cannot be made is told in a sentence", async () => {
  const error = await assertRejects(() => House.open(["--data", "/proc/hubbub"]), CannotStart);
  assertStringIncludes(error.message, 'cannot use the data in "/proc/hubbub": ');
});

Deno.test("what was said before a restart is found, and paged through beyond what is remembered", async () => {
  using folder = new DataFolder();
  {
    await using house = await folder.open("--remember", "2");
    using ann = await Program.enter(house.address, "ann");
    for (const text of ["昨天的会议改期了", "two", "three", "four"]) await ann.say(text);
    await ann.ask({ type: "join", room: "dev" });
    await ann.hear("entered");
    await ann.say("会议在 dev", "dev");
    await house.server.stop();
  }
  await using house = await folder.open("--remember", "2");
  using bob = await Program.enter(house.address, "bob");
  await bob.ask({ type: "search", words: "会议" });
  const before = (await bob.hear("found")).events as Told[];
  // Nobody has entered the other room since.
  assertEquals(before.map(({ room, text }) => `${room} ${text}`), ["lobby 昨天的会议改期了"]);
  await bob.ask({ type: "join", room: "dev" });
  await bob.hear("entered");
  await bob.ask({ type: "search", words: "会议" });
  const after = (await bob.hear("found")).events as Told[];
  assertEquals(after.map(({ room, text }) => `${room} ${text}`), [
    "dev 会议在 dev",
    "lobby 昨天的会议改期了",
  ]);
  await bob.ask({ type: "history", room: "lobby", limit: 3, before: 5 });
  const page = (await bob.hear("history")).events as Told[];
  assertEquals(page.map(({ text }) => text), ["昨天的会议改期了", "two", "three"]);
});

Deno.test("what is remembered over a restart is shown again, each event once", async () => {
  using folder = new DataFolder();
  let epoch;
  {
    await using house = await folder.open();
    using ann = await Program.enter(house.address, "ann");
    epoch = ann.welcome.epoch;
    for (const text of ["one", "two", "three"]) await ann.say(text);
    await house.server.stop();
  }
  await using house = await folder.open();
  using bob = await Program.enter(house.address, "bob");
  await bob.ask({ type: "history", limit: 10 });
  const { events } = await bob.hear("history");
  assertEquals((events as Told[]).map(({ text }) => text), ["one", "two", "three"]);
  assertEquals(bob.welcome.epoch, epoch);
});

Deno.test("a search while the store fails says so, and the chat goes on", async () => {
  using folder = new DataFolder();
  await using house = await folder.open();
  using ann = await Program.enter(house.address, "ann");
  await ann.say("tea");
  await folder.has("tea");
  Deno.removeSync(folder.data, { recursive: true });
  Deno.writeTextFileSync(folder.data, "in the way");
  await ann.ask({ type: "search", words: "tea" });
  assertEquals((await ann.hear("notice")).code, "store-unavailable");
  await ann.say("goes on");
  Deno.removeSync(folder.data);
});
