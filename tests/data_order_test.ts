/**
 * What operators decide is kept, over stops of the daemon, and operators are told when it cannot be.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { DataFolder, Program, type Told } from "./support/data_folder.ts";
import { House } from "./support/house.ts";
import { LineClient } from "./support/line_client.ts";

/** What somebody is told of the rooms: each with how many are there. */
async function roomsOf(program: Program): Promise<unknown[]> {
  await program.ask({ type: "rooms" });
  const { rooms } = await program.hear("rooms");
  return (rooms as Told[]).map(({ room, people }) => [room, people]);
}

Deno.test("a kept room is there after a stop, with its topic, numbers and password", async () => {
  using folder = new DataFolder();
  let last;
  {
    await using house = await folder.open(...folder.adminOptions);
    using op = await Program.enter(folder.admin, "op");
    using ann = await Program.enter(house.address, "ann");
    await ann.ask({ type: "join", room: "dev" });
    await ann.ask({ type: "topic", room: "dev", text: "tea" });
    await ann.ask({ type: "room", room: "dev", text: "password open sesame" });
    await ann.hear("room");
    await op.ask({ type: "room", room: "dev", text: "keep on" });
    await ann.hear("room");
    last = (await ann.say("behind the door", "dev")).seq;
    await house.server.stop();
  }
  await using house = await folder.open(...folder.adminOptions);
  using bob = await Program.enter(house.address, "bob");
  assertEquals(await roomsOf(bob), [["lobby", 1]]);
  await bob.ask({ type: "join", room: "dev", password: "open pumpkin" });
  assertEquals((await bob.hear("notice")).code, "room-password");
  await bob.ask({ type: "join", room: "dev", password: "open sesame", history: 10 });
  const { topic, recorded, seq } = await bob.hear("entered");
  assertEquals({ topic, recorded, seq }, { topic: "tea", recorded: true, seq: last });
  // What was said before is not for those who come later.
  assertEquals((await bob.hear("history")).events, []);
});

Deno.test("an empty kept room is listed after a stop, and one that is kept no more is not", async () => {
  using folder = new DataFolder();
  {
    await using house = await folder.open(...folder.adminOptions);
    using op = await Program.enter(folder.admin, "op");
    for (const room of ["dev", "ops"]) {
      await op.ask({ type: "join", room });
      await op.hear("entered");
      await op.ask({ type: "room", room, text: "keep on" });
      await op.hear("room");
      await op.ask({ type: "part", room });
      await op.hear("left");
    }
    await op.ask({ type: "room", room: "ops", text: "keep off" });
    assertEquals(await roomsOf(op), [["lobby", 1], ["dev", 0]]);
    await house.server.stop();
  }
  await using _ = await folder.open(...folder.adminOptions);
  using op = await Program.enter(folder.admin, "op");
  assertEquals(await roomsOf(op), [["lobby", 1], ["dev", 0]]);
});

Deno.test("without --data a kept room lasts as long as the daemon", async () => {
  using folder = new DataFolder();
  await using _ = await House.open(folder.adminOptions);
  using op = await Program.enter(folder.admin, "op");
  await op.ask({ type: "join", room: "dev" });
  await op.ask({ type: "room", room: "dev", text: "keep on" });
  await op.hear("room");
  await op.ask({ type: "part", room: "dev" });
  await op.hear("left");
  assertEquals(await roomsOf(op), [["lobby", 1], ["dev", 0]]);
});

Deno.test("operators, and nobody else, are told that the disk cannot be written, and when it can", async () => {
  using folder = new DataFolder();
  await using house = await folder.open(...folder.adminOptions);
  using op = await Program.enter(folder.admin, "op");
  using ann = await Program.enter(house.address, "ann");
  await ann.say("one");
  await folder.has("one");
  const other = new DatabaseSync(folder.file, { timeout: 5000 });
  other.exec("BEGIN IMMEDIATE");
  await ann.say("two");
  const failed = await op.hear("notice");
  assertEquals([failed.code, failed.problem], ["store-failed", "locked"]);
  // The act is told all the same, and is written later.
  await op.ask({ type: "room", text: "moderated on" });
  await op.hear("room");
  other.exec("ROLLBACK");
  other.close();
  assertEquals((await op.hear("notice")).code, "store-works");
  const heard = await (async () => {
    await ann.ask({ type: "ping", token: "now" });
    return await ann.hearUntil(({ type }) => type === "pong");
  })();
  assertEquals(heard.filter(({ type }) => type === "notice"), []);
  using db = new DatabaseSync(folder.file, { readOnly: true });
  assertEquals(db.prepare("SELECT room FROM kept_room").all().map(({ room }) => room), ["lobby"]);
});

Deno.test("what is decided is on the disk when the operator is told of it", async () => {
  using folder = new DataFolder();
  await using _ = await folder.open(...folder.adminOptions);
  using op = await Program.enter(folder.admin, "op");
  await op.ask({ type: "join", room: "dev" });
  await op.hear("entered");
  using db = new DatabaseSync(folder.file, { readOnly: true });
  const kept = db.prepare("SELECT count(*) AS n FROM kept_room");
  for (let round = 0; round < 20; round++) {
    const isOn = round % 2 === 0;
    await op.ask({ type: "room", room: "dev", text: `keep ${isOn ? "on" : "off"}` });
    await op.hear("room");
    assertEquals(kept.get()?.["n"], isOn ? 1 : 0);
  }
});

/** What somebody from this address is told first who connects through a proxy. */
async function greetingFrom(address: string, ip: string): Promise<string | undefined> {
  using client = await LineClient.connect(address);
  await client.send(`PROXY TCP4 ${ip} 192.0.2.1 40000 4000\r`);
  await client.send("/nick someone");
  return await client.line();
}

Deno.test("a ban and the lockdown are in force after a stop, until they are taken back", async () => {
  using folder = new DataFolder();
  const options = [...folder.adminOptions, "--trust-proxy", "127.0.0.1"];
  {
    await using house = await folder.open(...options);
    using op = await Program.enter(folder.admin, "op");
    await op.ask({ type: "ban", name: "203.0.113.0/24", reason: "spam" });
    assertEquals((await op.hear("notice")).code, "ban-set");
    await op.ask({ type: "lockdown", text: "on" });
    assertEquals((await op.hear("notice")).code, "lockdown");
    await house.server.stop();
  }
  {
    await using house = await folder.open(...options);
    assertEquals(
      await greetingFrom(house.address, "203.0.113.7"),
      "-- you are banned: spam",
    );
    assertEquals((await greetingFrom(house.address, "198.51.100.7"))?.startsWith("-- "), true);
    using op = await Program.enter(folder.admin, "op");
    const lockdown = await op.hear("notice");
    assertEquals([lockdown.code, lockdown.why], ["lockdown", "already-on"]);
    await op.ask({ type: "unban", name: "203.0.113.0/24" });
    assertEquals((await op.hear("notice")).code, "ban-ended");
    await op.ask({ type: "lockdown", text: "off" });
    assertEquals((await op.hear("notice")).code, "lockdown");
    await house.server.stop();
  }
  await using house = await folder.open(...options);
  assertEquals(await greetingFrom(house.address, "203.0.113.7"), "You are someone");
});
