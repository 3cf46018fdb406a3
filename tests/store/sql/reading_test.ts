/** @module */

import { assertEquals } from "@std/assert";
import type { PageQuestion } from "../../../lib/core/questions/question.ts";
import { Database } from "../../../lib/store/sql/database.ts";
import { PAGE_LIMIT, pageOf } from "../../../lib/store/sql/reading.ts";
import { writePlace } from "../../../lib/store/sql/writing.ts";
import { DataFolder } from "../../support/data_folder.ts";
import { roomName, said } from "../../support/store_samples.ts";

const QUESTION: PageQuestion = {
  kind: "page",
  room: roomName("dev"),
  epoch: "e1",
  from: 0,
  limit: 200,
  said: false,
};

/** The numbers of a page of four messages, each so long. */
function seqsOf(length: number, parts: Partial<PageQuestion> = {}): [number[], boolean] {
  using folder = new DataFolder();
  using database = Database.open(folder.data, { patience: 0 });
  // The name counts as well.
  const events = [1, 2, 3, 4].map((seq) => said(seq, "x".repeat(length - "ann".length)));
  const counts = { seq: 4, said: 4, openFrom: 0, topic: "" };
  writePlace(database, { room: QUESTION.room, epoch: "e1", ...counts, events }, false);
  const page = pageOf(database, { ...QUESTION, ...parts });
  return [page.events.map(({ seq }) => seq), page.hasMore];
}

Deno.test("a page ends before its texts are too long together, and says that there is more", () => {
  assertEquals(seqsOf(PAGE_LIMIT / 4), [[1, 2, 3, 4], false]);
  assertEquals(seqsOf(PAGE_LIMIT / 4 + 1), [[2, 3, 4], true]);
  assertEquals(seqsOf(PAGE_LIMIT / 4 + 1, { after: 0 }), [[1, 2, 3], true]);
});

Deno.test("a page has at least one event, however long", () => {
  assertEquals(seqsOf(PAGE_LIMIT * 2), [[4], true]);
});
