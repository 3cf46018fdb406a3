/** @module */

import { assert, assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import type { LeaveReason, RoomMessage } from "../../lib/core/message.ts";
import { Database } from "../../lib/store/sql/database.ts";
import { Engine } from "../../lib/store/sql/engine.ts";
import { FolderLock } from "../../lib/store/lock.ts";
import { isAbout } from "../../lib/upkeep/about.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { nick, oneOfEach, said } from "../support/store_samples.ts";
import { Folder } from "../support/upkeep_scene.ts";

const forget = (person: string) => ({ name: "forget", person }) as const;

/** What somebody said, and what others did around it. */
function talk(): RoomMessage[] {
  const stamp = (seq: number) => ({ seq, time: 1_000_000 + seq, room: said(1, "").room });
  const kicked: LeaveReason = { by: "daemon", code: "kicked", from: "Zoë", text: "vexillum" };
  return [
    { ...stamp(1), kind: "joined", name: nick("Zoë") },
    { ...stamp(2), kind: "message", from: nick("Zoë"), text: "zanzibarx and 珊瑚礁石" },
    { ...stamp(3), kind: "message", from: nick("ann"), text: "hello" },
    { ...stamp(4), kind: "renamed", from: nick("guest-7"), to: nick("ZOË") },
    { ...stamp(5), kind: "action", from: nick("zoë"), text: "quibbles" },
    { ...stamp(6), kind: "left", name: nick("bob"), reason: kicked },
    { ...stamp(7), kind: "topic", from: nick("Zoë"), text: "topicword" },
    { ...stamp(8), kind: "room", setting: "owner", value: nick("Zoë") },
    { ...stamp(9), kind: "message", from: nick("bob"), text: "bye" },
  ];
}

const TRACES = [
  "zanzibarx",
  "ibarx",
  "珊瑚",
  "瑚礁",
  "quibbles",
  "vexillum",
  "topicword",
  "Zoë",
  "zoë",
  "ZOË",
];

Deno.test("forget takes all of a person along, whatever the case, and leaves the others", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", talk(), { topic: "topicword", reserved: 20 });
  folder.addRoom("dev", "e-1", [said(1, "kept"), said(2, "gone", { from: nick("zoë") })], {
    closed: 5_000,
  });
  assertEquals(await folder.run(forget("ZoË")), {
    code: 0,
    out: 'forgot 8 events of "ZoË"\n',
    err: "",
  });
  const lines = (await folder.exported()).trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines.map(({ room, seq, text }) => [room, seq, text]), [
    ["lobby", 9, undefined],
    ["dev", 2, undefined],
    ["lobby", 3, "hello"],
    ["lobby", 9, "bye"],
    ["dev", 1, "kept"],
  ]);
  assertEquals([lines[0].topic, lines[0].reserved, lines[1].closed], [
    undefined,
    20,
    "1970-01-01T00:00:05.000Z",
  ]);
  assertEquals((await folder.run({ name: "check" })).code, 0);
});

Deno.test("forget leaves no byte of it in any file of the folder", async () => {
  using folder = new Folder();
  // Many others, so that what is forgotten stands in the middle of pages and of the index.
  const others = Array.from({ length: 3000 }, (_, i) => said(i + 10, `word${i} and more of it`));
  folder.addRoom("lobby", "e", [...talk(), ...others], { topic: "topicword" });
  const found = TRACES.filter((trace) => folder.filesWith(trace).length > 0);
  // The search folds some of them; at least these have to be there for the test to mean something.
  for (const trace of ["zanzibarx", "珊瑚", "vexillum", "Zoë", "topicword"]) {
    assert(found.includes(trace), trace);
  }
  assertEquals((await folder.run(forget("zoë"))).code, 0);
  assertEquals(TRACES.filter((trace) => folder.filesWith(trace).length > 0), []);
  assertEquals(folder.filesWith("word2999 and more").length, 1);
});

Deno.test("forget clears traces also if the event itself is gone already", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello"), said(2, "zanzibarx")]);
  const db = new DatabaseSync(`${folder.path}/hubbub.db`);
  db.exec("PRAGMA secure_delete = OFF; DELETE FROM event WHERE text = 'zanzibarx'");
  db.exec("INSERT INTO word (word) VALUES ('delete-all'); UPDATE place SET kept = 1");
  db.close();
  assertEquals(folder.filesWith("zanzibarx"), ["hubbub.db"]);
  assertEquals((await folder.run(forget("zoe"))).out, 'forgot 0 events of "zoe"\n');
  assertEquals(folder.filesWith("zanzibarx"), []);
});

Deno.test("forget is refused while another process reads the file, whose log has to end", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", talk());
  const before = await folder.exported();
  using reader = Database.open(folder.path, { patience: 0, isReadOnly: true });
  reader.db.exec("BEGIN; SELECT * FROM event");
  assertEquals(await folder.run(forget("zoë")), {
    code: 1,
    out: "",
    err: `hubbubd: cannot use the data in "${folder.path}": another program has locked hubbub.db\n`,
  });
  assertEquals(await folder.exported(), before);
});

Deno.test("forget copies what it has nothing to do with, and removes what a killed run left", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  {
    using database = Database.open(folder.path, { patience: 0 });
    database.db.exec("INSERT INTO setting VALUES ('later', 'x')");
  }
  Deno.mkdirSync(`${folder.path}/hubbub.unfinished`);
  Deno.writeTextFileSync(`${folder.path}/hubbub.unfinished/hubbub.db`, "half");
  assertEquals((await folder.run(forget("zoe"))).code, 0);
  using database = Database.open(folder.path, { patience: 0 });
  const settings = database.db.prepare("SELECT key FROM setting ORDER BY key").all();
  assertEquals(settings.map(({ key }) => key), ["later", "search"]);
  assertEquals([...folder.files().keys()].includes("hubbub.unfinished"), false);
});

Deno.test({
  name: "forget leaves the file to its owner, with its mode, also behind a symbolic link",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    using folder = new Folder();
    folder.addRoom("lobby", "e", talk());
    const [path, real] = [`${folder.path}/hubbub.db`, `${folder.path}/real.db`];
    Deno.renameSync(path, real);
    Deno.symlinkSync("real.db", path);
    Deno.chmodSync(real, 0o640);
    const isRoot = Deno.uid() === 0;
    if (isRoot) Deno.chownSync(real, 12345, 12346);
    assertEquals((await folder.run(forget("zoë"))).code, 0);
    const { uid, gid, mode } = Deno.statSync(real);
    assertEquals((mode ?? 0) & 0o777, 0o640);
    if (isRoot) assertEquals([uid, gid], [12345, 12346]);
    assertEquals(Deno.lstatSync(path).isSymlink, true);
    assertEquals(folder.filesWith("zanzibarx"), []);
  },
});

Deno.test("forget names older copies in the folder, which it leaves alone", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  Deno.writeTextFileSync(`${folder.path}/hubbub.db.v1`, "old");
  assertEquals(
    (await folder.run(forget("zoe"))).out,
    'forgot 0 events of "zoe"; older copies in the folder may have them: "hubbub.db.v1"\n',
  );
  assertEquals(Deno.readTextFileSync(`${folder.path}/hubbub.db.v1`), "old");
});

Deno.test("forget takes the topic only if the person has set it", async () => {
  using folder = new Folder();
  const stamp = { time: 1_000_000, room: said(1, "").room, kind: "topic" } as const;
  folder.addRoom("lobby", "e", [
    { ...stamp, seq: 1, from: nick("zoe"), text: "zebra" },
    { ...stamp, seq: 2, from: nick("ann"), text: "tea" },
  ], { topic: "tea" });
  await folder.run(forget("zoe"));
  assertEquals((await folder.exported()).includes('"topic":"tea"'), true);
});

Deno.test("forget is refused beside a daemon, and nothing is changed", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", talk());
  using _ = FolderLock.take(folder.path);
  const before = folder.files().get("hubbub.db");
  assertEquals(await folder.run(forget("zoë")), {
    code: 1,
    out: "",
    err: `hubbubd: ${folder.path} is in use by process ${Deno.pid}\n`,
  });
  assertEquals(folder.files().get("hubbub.db"), before);
});

Deno.test("a signal stops forgetting between two steps, and the folder is as it was", async () => {
  using folder = new Folder();
  const others = Array.from({ length: 9000 }, (_, i) => said(i + 10, "x"));
  folder.addRoom("lobby", "e", [...talk(), ...others]);
  const before = await folder.exported();
  const stop = new AbortController();
  // The first events are copied: now it is under way.
  const pacer = new FakePacer();
  const report = pacer.now.bind(pacer);
  pacer.now = () => {
    stop.abort();
    return report();
  };
  assertEquals(await folder.run(forget("zoë"), { signal: stop.signal, pacer }), {
    code: "stopped",
    out: "",
    err: "hubbubd: stopped; nothing is forgotten\n",
  });
  assertEquals(await folder.exported(), before);
  const names = [...folder.files().keys()].filter((name) => !/\.(?:lock|db(?:-\w+)?)$/.test(name));
  assertEquals(names, []);
});

Deno.test("isAbout() knows every kind of event by each name in it", () => {
  const abouts = oneOfEach().map((event) =>
    ["ann", "bob", "eve"].filter((name) => isAbout(event, name)).join(" ")
  );
  assertEquals(abouts, [
    "ann",
    "ann",
    "ann",
    "ann",
    "ann bob",
    "bob",
    "bob",
    "bob",
    "ann bob",
    "bob",
  ]);
});

Deno.test("of a node of several, forget says who else has it, and the log does not bring it back", async () => {
  using folder = new Folder();
  const lines = (engine: Engine) => {
    const events = [said(1, "zanzibarx", { from: nick("zoe") }), said(2, "hello")];
    const [{ room }] = events as [RoomMessage];
    const place = { room, epoch: "e", topic: "", seq: 2, said: 2, openFrom: 0, events };
    engine.write({ places: [place], isSynced: false, isFinal: false });
  };
  const run = (act: (engine: Engine) => void) => {
    const engine = new Engine({ folder: folder.path, remember: 9, maxRooms: 9, isShared: true });
    engine.open(0);
    act(engine);
    engine.close();
  };
  run(lines);
  assertEquals(
    (await folder.run(forget("zoe"))).out,
    'forgot 1 event of "zoe"; the other nodes have them too: forget on each node. What the ' +
      'log of the cluster has is removed by "hubbubd cluster-forget"\n',
  );
  run(lines);
  assertEquals(folder.filesWith("zanzibarx"), []);
});
