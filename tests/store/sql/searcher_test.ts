/** @module */

import { assertEquals } from "@std/assert";
import type { SearchQuestion } from "../../../lib/core/questions/question.ts";
import { Database } from "../../../lib/store/sql/database.ts";
import { SEARCH_LIMIT, Searcher } from "../../../lib/store/sql/searcher.ts";
import { writePlace } from "../../../lib/store/sql/writing.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { roomName, said } from "../../support/store_samples.ts";

const DEV = roomName("dev");
const QUESTION: SearchQuestion = {
  kind: "search",
  terms: "tea",
  places: [{ room: DEV, epoch: "e1", from: 0 }],
  remembered: [],
  limit: 300,
};

/** A database whose room `dev` was told messages with these numbers, all `tea`. */
function told(folder: DataFolder, seqs: readonly number[], text = "tea"): Database {
  const database = Database.open(folder.data, { patience: 0 });
  const events = seqs.map((seq) => said(seq, text));
  const counts = { seq: seqs.at(-1) ?? 0, said: seqs.length, openFrom: 0, topic: "" };
  const place = { room: DEV, epoch: "e1", ...counts, events };
  database.transact(() => writePlace(database, place, false));
  for (const row of database.places.unindexed()) database.events.index(row);
  return database;
}

function seqsOf(searcher: Searcher, parts: Partial<SearchQuestion> = {}): number[] | string {
  const answer = searcher.search({ ...QUESTION, ...parts });
  return answer.kind === "found" ? answer.events.map(({ seq }) => seq) : answer.why;
}

Deno.test("Searcher finds results that are far apart, and many that are close", () => {
  using folder = new DataFolder();
  const close = Array.from({ length: 200 }, (_, index) => 300_000 + index);
  using database = told(folder, [1, 65_536, 65_537, 131_072, ...close]);
  const searcher = new Searcher(database, () => 0);
  assertEquals(seqsOf(searcher), [...close.reverse(), 131_072, 65_537, 65_536, 1]);
});

Deno.test("Searcher gives up after its time, and not before", () => {
  using folder = new DataFolder();
  using database = told(folder, [1, 2, 200_000]);
  let now = 0;
  const after = (millis: number) => new Searcher(database, () => (now += millis));
  assertEquals(seqsOf(after(SEARCH_LIMIT / 10)), [200_000, 2, 1]);
  assertEquals(seqsOf(after(SEARCH_LIMIT)), "too-long");
});

Deno.test("Searcher looks at the text where the index has the pairs only", () => {
  using folder = new DataFolder();
  using database = told(folder, [1], "你好，好吗");
  assertEquals(seqsOf(new Searcher(database, () => 0), { terms: "你好吗" }), []);
  assertEquals(seqsOf(new Searcher(database, () => 0), { terms: "你好 好吗" }), [1]);
});

Deno.test("Searcher takes more words than it asks the index for", () => {
  using folder = new DataFolder();
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`);
  using database = told(folder, [1], words.join(" "));
  const searcher = new Searcher(database, () => 0);
  assertEquals(seqsOf(searcher, { terms: words.join(" ") }), [1]);
  assertEquals(seqsOf(searcher, { terms: `${words.join(" ")} other` }), []);
});

Deno.test("Searcher leaves out an entry of the index whose event is gone", () => {
  using folder = new DataFolder();
  using database = told(folder, [1, 2]);
  database.db.exec("DELETE FROM event WHERE id & 0xffffffff = 1");
  assertEquals(seqsOf(new Searcher(database, () => 0)), [2]);
});
