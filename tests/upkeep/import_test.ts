/** @module */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { Database } from "../../lib/store/sql/database.ts";
import { eventId } from "../../lib/store/sql/event_row.ts";
import { indexTerms, searchQuery } from "../../lib/text/search_terms.ts";
import { oneOfEach, said } from "../support/store_samples.ts";
import { Folder } from "../support/upkeep_scene.ts";

const IMPORT = { name: "import" } as const;
const ROOM = '{"type":"room","room":"lobby","epoch":"e","seq":9}\n';
const HELLO = '{"type":"message","seq":1,"time":"2026-11-26T12:00:00Z","room":"lobby",' +
  '"from":"ann","text":"hello"}\n';

Deno.test("export, import, export is the same text", async () => {
  using from = new Folder();
  from.addRoom("lobby", "e", oneOfEach(), { topic: 'a "b" 李', reserved: 10_000, openFrom: 4 });
  from.addRoom("dev", "e-1", [said(7, "old")], { closed: 9_000 });
  from.addRoom("Dev", "e-2", [said(7, "new"), said(4_294_967_295, "last")], { said: 70 });
  from.addRoom("empty", "e-3", []);
  from.addRoom("dev", "e-4", [said(7, "newer")]);
  const exported = await from.exported();
  using to = new Folder();
  assertEquals(await to.run(IMPORT, { input: exported }), {
    code: 0,
    out: "imported 14 events of 5 rooms\n",
    err: "",
  });
  assertEquals(await to.exported(), exported);
  assertEquals((await to.run({ name: "check" })).code, 0);
});

Deno.test("export, import, export is the same text, whatever was said", async () => {
  const texts = fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(texts, async (each) => {
      using from = new Folder();
      // What a daemon keeps is sanitised; the first import does that.
      from.addRoom("lobby", "e", each.map((text, i) => said(i + 1, text)));
      using first = new Folder();
      await first.run(IMPORT, { input: await from.exported() });
      using second = new Folder();
      await second.run(IMPORT, { input: await first.exported() });
      assertEquals(await second.exported(), await first.exported());
    }),
    { numRuns: 5 },
  );
});

Deno.test("what is imported is found by a search, and belongs to its owner alone", async () => {
  using folder = new Folder();
  await folder.run(IMPORT, { input: ROOM + HELLO.replace("hello", "今天天气 Größe") });
  using database = Database.open(folder.path, { patience: 0 });
  for (const words of ["天天", "GROSSE", "groesse"]) {
    const terms = indexTerms(searchQuery(words));
    const range = { first: eventId(1, 0), last: eventId(1, 9), limit: 9 };
    const ids = database.index.find({ terms }, range);
    assertEquals(ids.length, words === "groesse" ? 0 : 1, words);
  }
  const modeOf = (path: string) => (Deno.statSync(path).mode ?? 0) & 0o777;
  assertEquals(modeOf(folder.path), 0o700);
  assertEquals(modeOf(`${folder.path}/hubbub.db`), 0o600);
});

Deno.test("texts of an import are made safe to show", async () => {
  using folder = new Folder();
  await folder.run(IMPORT, { input: ROOM + HELLO.replace("hello", "a\\u001b[2Jb\\u202e") });
  const { out } = await folder.run({ name: "export", room: undefined, format: "text" });
  assertEquals(out, "[2026-11-26 12:00:00] ann: a\ufffd[2Jb\ufffd\n");
});

Deno.test("a bad line is refused with its number, and nothing is left", async () => {
  for (
    const [line, why] of [
      ["ann: hello", "it is not one JSON object"],
      [HELLO.replace('"ann"', '"a b"').trimEnd(), 'its field "from" is missing or wrong'],
      [HELLO.trimEnd(), "its seq 1 is not above 1, the one before"],
    ]
  ) {
    using folder = new Folder();
    const input = `${ROOM}\n${HELLO}${line}\n${HELLO.replace("1", "2")}`;
    assertEquals(await folder.run(IMPORT, { input }), {
      code: 1,
      out: "",
      err: `hubbubd: line 4 of standard input: ${why}; nothing is imported\n`,
    });
    assertEquals(isThere(folder.path), false);
  }
});

Deno.test("a bad line far behind leaves nothing either, also in a folder that was there", async () => {
  using folder = new Folder();
  Deno.mkdirSync(folder.path);
  const line = (seq: number) => HELLO.replace('"seq":1', `"seq":${seq}`);
  const many = Array.from({ length: 2500 }, (_, i) => line(i + 1)).join("");
  const input = `${ROOM.replace("9", "9999")}${many}x\n`;
  const { err } = await folder.run(IMPORT, { input });
  assertEquals(err.startsWith("hubbubd: line 2502 of"), true, err);
  assertEquals([...folder.files().keys()], []);
});

Deno.test("an input without a line is refused", async () => {
  for (const input of ["", "\n \n"]) {
    using folder = new Folder();
    const { code, err } = await folder.run(IMPORT, { input });
    assertEquals([code, err], [1, "hubbubd: standard input has nothing to import\n"]);
    assertEquals(isThere(folder.path), false);
  }
});

Deno.test("a folder with contents is refused, and stays as it is", async () => {
  using folder = new Folder();
  folder.addRoom("lobby", "e", [said(1, "hello")]);
  const before = folder.files();
  assertEquals(await folder.run(IMPORT, { input: ROOM }), {
    code: 1,
    out: "",
    err: `hubbubd: the folder "${folder.path}" is not empty; import needs an empty or a new one\n`,
  });
  assertEquals(folder.files(), before);
});

Deno.test("a file in place of the folder is refused", async () => {
  using folder = new Folder();
  Deno.writeTextFileSync(folder.path, "x");
  const { code, err } = await folder.run(IMPORT, { input: ROOM });
  assertEquals(code, 1);
  assertEquals(err.includes("there is a file where a folder should be"), true, err);
});

Deno.test("a signal ends an import that waits for input, and nothing is left", async () => {
  using folder = new Folder();
  const stop = new AbortController();
  const reading = Promise.withResolvers<void>();
  const never = Promise.withResolvers<never>();
  async function* input(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(ROOM + HELLO);
    reading.resolve();
    yield await never.promise;
  }
  const ended = folder.run(IMPORT, { input: input(), signal: stop.signal });
  await reading.promise;
  stop.abort();
  assertEquals(await ended, {
    code: "stopped",
    out: "",
    err: "hubbubd: stopped; nothing is imported\n",
  });
  assertEquals(isThere(folder.path), false);
});

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
