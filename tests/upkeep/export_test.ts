/** @module */

import { assertEquals } from "@std/assert";
import { oneOfEach, said } from "../support/store_samples.ts";
import { Closed, Folder } from "../support/upkeep_scene.ts";

const ALL = { name: "export", room: undefined, format: "jsonl" } as const;

Deno.test("export writes the rooms, and then their events as programs were told them", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(3, "hello"), said(5, "bye")], { topic: "tea", reserved: 9 });
  folder.addRoom("dev", "e-1", [said(1, "first")], { closed: 1_002_000 });
  assertEquals(await folder.run(ALL), {
    code: 0,
    err: "",
    out: [
      '{"type":"room","room":"lobby","epoch":"e","seq":5,"said":2,"topic":"tea","reserved":9}',
      '{"type":"room","room":"dev","epoch":"e-1","seq":1,"said":1,' +
      '"closed":"1970-01-01T00:16:42.000Z"}',
      '{"type":"message","seq":3,"time":"1970-01-01T00:16:43.000Z","room":"lobby","from":"ann",' +
      '"text":"hello"}',
      '{"type":"message","seq":5,"time":"1970-01-01T00:16:45.000Z","room":"lobby","from":"ann",' +
      '"text":"bye"}',
      '{"type":"message","seq":1,"time":"1970-01-01T00:16:41.000Z","room":"dev","from":"ann",' +
      '"text":"first"}',
      "",
    ].join("\n"),
  });
});

Deno.test("export of one room has all rooms of that name, whatever their case", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  folder.addRoom("dev", "e-1", [said(1, "old")], { closed: 5 });
  folder.addRoom("Dev", "e-2", [said(1, "new")]);
  for (const room of ["dev", "#DEV"]) {
    const { out } = await folder.run({ ...ALL, room });
    const texts = [...out.matchAll(/"text":"(\w+)"/g)].map(([, text]) => text);
    assertEquals(texts, ["old", "new"]);
    assertEquals(out.split("\n").filter((line) => line.includes('"type":"room"')).length, 2);
  }
  assertEquals(await folder.run({ ...ALL, room: "#de" }), {
    code: 1,
    out: "",
    err: 'hubbubd: no room "#de" is kept\n',
  });
});

Deno.test("export as text has the lines that people were told, in their language", async () => {
  using folder = new Folder();
  folder.addRoom("dev", "e", oneOfEach().slice(0, 3));
  const wanted = { name: "export", room: undefined, format: "text" } as const;
  assertEquals(
    (await folder.run(wanted)).out,
    "[1970-01-01 00:16:40] #dev ann has arrived\n" +
      "[1970-01-01 00:16:40] #dev ann: hello\n" +
      "[1970-01-01 00:16:40] #dev * ann waves\n",
  );
  const chinese = await folder.run(wanted, { language: "zh" });
  assertEquals(chinese.out.split("\n")[0], "[1970-01-01 00:16:40] #dev ann 来了");
});

Deno.test("export goes on over as many pages as there are", async () => {
  using folder = new Folder();
  const events = Array.from({ length: 1201 }, (_, i) => said(2 * i + 1, `m${i}`));
  folder.addRoom("lobby", "e", events);
  const lines = (await folder.exported()).trimEnd().split("\n").slice(1);
  assertEquals(lines.map((line) => JSON.parse(line).text), events.map((_, i) => `m${i}`));
});

Deno.test("export to a reader that has gone is a normal end", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  assertEquals(await folder.run(ALL, { out: new Closed() }), { code: 0, out: "", err: "" });
});

Deno.test("without a file there is nothing to export, and none is made", async () => {
  using folder = new Folder();
  const { code, err } = await folder.run(ALL);
  assertEquals([code, err], [1, `hubbubd: there is no file "${folder.path}/hubbub.db"\n`]);
  assertEquals((await folder.run(ALL, { language: "zh" })).err.includes("没有文件"), true);
});

Deno.test("a signal ends an export between two pages, which is said", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", Array.from({ length: 600 }, (_, i) => said(i + 1, "x")));
  const stop = new AbortController();
  let lines = 0;
  const out = {
    write(bytes: Uint8Array) {
      lines += new TextDecoder().decode(bytes).split("\n").length - 1;
      if (lines > 500) stop.abort();
      return Promise.resolve(bytes.length);
    },
  };
  const { code, err } = await folder.run(ALL, { out, signal: stop.signal });
  assertEquals([code, err], ["stopped", "hubbubd: stopped; the output is not complete\n"]);
  assertEquals(lines, 501);
});
