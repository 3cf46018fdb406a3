/**
 * The subcommands with what was decided to keep order.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import type { OrderChange } from "../../lib/core/order.ts";
import { Database } from "../../lib/store/sql/database.ts";
import { projectRoot } from "../support/source.ts";
import { banOf, keptRoom, oneOfEach, roomName, said } from "../support/store_samples.ts";
import { Folder } from "../support/upkeep_scene.ts";

const DIGEST = "0123456789abcdef".repeat(4);
const DEV = roomName("dev");

const DECISIONS: readonly OrderChange[] = [
  { kind: "lockdown", isOn: true },
  {
    ...{ kind: "room", ...keptRoom("dev", { isPrivate: true, isTopicLocked: true }) },
    ...{ password: DIGEST, openFrom: 7 },
  },
  { kind: "room", ...keptRoom("lobby", { isModerated: true }) },
  { kind: "ban", ...banOf("192.0.2.0/24", { name: "bob", until: 2_000_000 }) },
  { kind: "ban", ...banOf("2001:db8::/64", { room: DEV, by: "", reason: "" }) },
  { kind: "mute", ...banOf("192.0.2.7", { until: 3_000_000, reason: 'a "b" 李' }) },
];

const LINES = [
  '{"type":"lockdown"}',
  `{"type":"kept","room":"dev","private":true,"topicLock":true,"password":"${DIGEST}","openFrom":7}`,
  '{"type":"kept","room":"lobby","moderated":true}',
  '{"type":"ban","room":"lobby","network":"192.0.2.0/24","name":"bob",' +
  '"until":"1970-01-01T00:33:20.000Z","by":"ann","reason":"spam",' +
  '"since":"1970-01-01T00:16:40.000Z"}',
  '{"type":"ban","room":"dev","network":"2001:db8::/64","since":"1970-01-01T00:16:40.000Z"}',
  '{"type":"mute","room":"lobby","network":"192.0.2.7","until":"1970-01-01T00:50:00.000Z",' +
  '"by":"ann","reason":"a \\"b\\" 李","since":"1970-01-01T00:16:40.000Z"}',
];

function filled(): Folder {
  const folder = new Folder();
  folder.addRoom("lobby", "e", oneOfEach());
  folder.addRoom("dev", "e-1", [said(1, "hello")]);
  folder.decide(...DECISIONS);
  return folder;
}

Deno.test("export has what was decided between the rooms and their events", async () => {
  using folder = filled();
  const lines = (await folder.exported()).trimEnd().split("\n");
  assertEquals(lines.slice(2, 8), LINES);
  assertEquals(lines.length, 2 + 6 + 11);
});

Deno.test("export of one room has what was decided about it, and of the lobby what is the daemon's", async () => {
  using folder = filled();
  const lines = async (room: string) => {
    const { out } = await folder.run({ name: "export", room, format: "jsonl" });
    return out.trimEnd().split("\n").filter((line) => LINES.includes(line));
  };
  assertEquals(await lines("DEV"), [LINES[1], LINES[4]]);
  assertEquals(await lines("lobby"), [LINES[0], LINES[2], LINES[3], LINES[5]]);
});

Deno.test("export as text has what was said alone", async () => {
  using folder = filled();
  const { out } = await folder.run({ name: "export", room: undefined, format: "text" });
  assertEquals(out.includes("192.0.2"), false);
  assertEquals(out.trimEnd().split("\n").length, 11);
});

Deno.test("export, import, export is the same text, decisions included", async () => {
  using from = filled();
  const exported = await from.exported();
  using to = new Folder();
  assertEquals(await to.run({ name: "import" }, { input: exported }), {
    code: 0,
    out: "imported 11 events of 2 rooms, and 6 decisions of operators\n",
    err: "",
  });
  assertEquals(await to.exported(), exported);
  assertEquals((await to.run({ name: "check" })).code, 0);
});

Deno.test("import takes decisions without rooms, and a folder that has the key", async () => {
  using to = new Folder();
  Deno.mkdirSync(to.path);
  Deno.writeFileSync(`${to.path}/hubbub.key`, new Uint8Array(32));
  const { code } = await to.run({ name: "import" }, { input: `${LINES[0]}\n` });
  assertEquals(code, 0);
  assertEquals(await to.exported(), `${LINES[0]}\n`);
  assertEquals(Deno.readFileSync(`${to.path}/hubbub.key`).length, 32);
});

const BAN = '{"type":"ban","room":"lobby","network":"192.0.2.7","since":"2026-11-26T12:00:00Z"}';

Deno.test("import refuses a decision with a wrong field, and names it", async () => {
  const wrong: ReadonlyArray<readonly [string, string]> = [
    [BAN.replace("192.0.2.7", "192.0.2.7/24"), "network"],
    [BAN.replace("192.0.2.7", "::ffff:192.0.2.7"), "network"],
    [BAN.replace("192.0.2.7", "ann"), "network"],
    [BAN.replace('"lobby"', '"a b"'), "room"],
    [BAN.replace('"lobby"', "7"), "room"],
    [BAN.replace("2026-11-26T", "2026-02-30T"), "since"],
    [BAN.replace('"since"', '"until":"soon","since"'), "until"],
    [BAN.replace('"since"', '"by":"a b","since"'), "by"],
    [BAN.replace('"since"', '"name":7,"since"'), "name"],
    [BAN.replace('"since"', '"reason":7,"since"'), "reason"],
    ['{"type":"kept","room":"dev","private":1}', "private"],
    ['{"type":"kept","room":"dev","topicLock":"on"}', "topicLock"],
    ['{"type":"kept","room":"dev","moderated":null}', "moderated"],
    ['{"type":"kept","room":"dev","password":"open sesame"}', "password"],
    ['{"type":"kept","room":"dev","openFrom":-1}', "openFrom"],
    ['{"type":"kept"}', "room"],
  ];
  for (const [line, field] of wrong) {
    using to = new Folder();
    const { code, err } = await to.run({ name: "import" }, { input: `${line}\n` });
    const why = `line 1 of standard input: its field "${field}" is missing or wrong`;
    assertEquals([code, err], [1, `hubbubd: ${why}; nothing is imported\n`], line);
  }
});

Deno.test("import makes the reason of a ban safe to show", async () => {
  using to = new Folder();
  const line = BAN.replace('"since"', '"reason":"a\\u001b[2Jb","since"');
  await to.run({ name: "import" }, { input: `${line}\n` });
  assertEquals(JSON.parse(await to.exported()).reason, "a\ufffd[2Jb");
});

Deno.test("forget takes a person out of bans, which stay in force", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  folder.decide(
    { kind: "ban", ...banOf("192.0.2.7", { by: "Zoë", name: "bob", reason: "vexillum" }) },
    { kind: "mute", ...banOf("192.0.2.8", { name: "ZOË", until: 9_000_000 }) },
    { kind: "room", ...keptRoom("dev") },
  );
  assertEquals((await folder.run({ name: "forget", person: "zoë" })).code, 0);
  assertEquals(folder.filesWith("vexillum"), []);
  assertEquals([...folder.filesWith("Zoë"), ...folder.filesWith("ZOË")], []);
  using database = Database.open(folder.path, { patience: 0 });
  const { bans, mutes, rooms } = database.order.inForce(0);
  assertEquals(bans, [banOf("192.0.2.7", { by: "", name: "bob", reason: "" })]);
  assertEquals(mutes, [banOf("192.0.2.8", { until: 9_000_000 })]);
  assertEquals(rooms, [keptRoom("dev")]);
});

Deno.test("check finds decisions that have no meaning", async () => {
  const damages: ReadonlyArray<readonly [sql: string, finding: string]> = [
    [
      "UPDATE sentence SET network = '192.0.2.9/24' WHERE id = 1",
      'the ban or mute of "192.0.2.9/24" in "lobby" has no meaning',
    ],
    [
      "UPDATE sentence SET since = 9000000000000000 WHERE id = 3",
      'the ban or mute of "192.0.2.7" in "lobby" has no meaning',
    ],
    [
      "UPDATE kept_room SET password = 'sesame' WHERE room = 'dev'",
      'the settings of "dev" have no meaning',
    ],
  ];
  for (const [sql, finding] of damages) {
    using folder = filled();
    const db = new DatabaseSync(`${folder.path}/hubbub.db`);
    db.exec(sql);
    db.close();
    const { code, err } = await folder.run({ name: "check" });
    assertEquals([code, err.split("\n")[1]], [1, `  ${finding}`]);
  }
});

Deno.test("a backup has what was decided, and no key", async () => {
  using folder = filled();
  const file = `${folder.path}/copy.db`;
  assertEquals((await folder.run({ name: "backup", file })).code, 0);
  using copy = new Folder();
  Deno.mkdirSync(copy.path);
  Deno.copyFileSync(file, `${copy.path}/hubbub.db`);
  assertEquals(await copy.exported(), await folder.exported());
});

Deno.test("a file of version 1 can be exported, checked and backed up as it is", async () => {
  using folder = new Folder();
  Deno.mkdirSync(folder.path);
  const file = `${folder.path}/hubbub.db`;
  Deno.copyFileSync(`${projectRoot()}tests/store/fixtures/v1.db`, file);
  const before = Deno.readFileSync(file);
  assertEquals((await folder.exported()).trimEnd().split("\n").length, 2 + 11);
  assertEquals((await folder.run({ name: "check" })).code, 0);
  const copy = `${folder.path}/copy.db`;
  assertEquals((await folder.run({ name: "backup", file: copy })).code, 0);
  assertEquals(Deno.readFileSync(file), before);
  assertEquals(Deno.readFileSync(copy).subarray(60, 64), new Uint8Array([0, 0, 0, 1]));
});
