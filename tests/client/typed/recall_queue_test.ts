import { assertEquals } from "@std/assert";
import { Recall } from "../../../lib/client/typed/recall.ts";
import { RecallQueue } from "../../../lib/client/typed/recall_queue.ts";
import type { RoomEvent } from "../../../lib/wire/json/daemon_event.ts";

function said(seq: number, room = "dev"): RoomEvent {
  return { kind: "message", room, seq, from: "bob", text: "x" };
}

function begin(): { recall: Recall; questions: RecallQueue } {
  const recall = new Recall();
  recall.noteEntry("dev", 40);
  return { recall, questions: new RecallQueue(recall) };
}

const PAGE = { type: "history", room: "dev", limit: 20 };

Deno.test("pages that are asked for without waiting follow each other, and none comes twice", () => {
  const { recall, questions } = begin();
  assertEquals(questions.ask("/history", "dev"), [{ ...PAGE, before: 41 }]);
  assertEquals(questions.ask("/history", "dev"), []);
  assertEquals(questions.ask("/history 5", "ops"), []);
  recall.noteHistory("dev", [said(21), said(40)]);
  assertEquals(questions.noteAnswer(), [{ ...PAGE, before: 21 }]);
  recall.noteHistory("dev", []);
  assertEquals(questions.noteAnswer(), [{ type: "history", room: "ops", limit: 5 }]);
  assertEquals(questions.noteAnswer(), []);
  assertEquals(questions.ask("/history", "dev"), [{ ...PAGE, before: 21 }]);
});

Deno.test("a result is opened for its own page, also behind another question", () => {
  const { recall, questions } = begin();
  questions.ask("/search x", "dev");
  assertEquals(questions.ask("/history 1", "dev"), []);
  recall.noteFound([said(30, "ops")]);
  assertEquals(questions.noteAnswer(), [{
    ...{ type: "history", room: "ops", limit: 41, before: 61 },
  }]);
  // The page of an entry that comes meanwhile is not the answer.
  recall.noteEntryPage("ops", [said(29, "ops"), said(30, "ops")]);
  assertEquals(recall.noteHistory("ops", [said(30, "ops")]).opened, 30);
});

Deno.test("what cannot be used is refused at once, also while a question is open", () => {
  const { questions } = begin();
  questions.ask("/history", "dev");
  assertEquals(questions.ask("/history x", "dev"), undefined);
  assertEquals(questions.ask("/search ", "dev"), undefined);
});

Deno.test("sixteen questions wait, one more is asked at once, and a new connection forgets them", () => {
  const { questions } = begin();
  questions.ask("/history", "dev");
  for (let count = 0; count < 16; count++) assertEquals(questions.ask("/history", "dev"), []);
  assertEquals(questions.ask("/history 3", "dev"), [{ ...PAGE, limit: 3, before: 41 }]);
  questions.restart();
  assertEquals(questions.noteAnswer(), []);
  assertEquals(questions.ask("/history", "dev"), [{ ...PAGE, before: 41 }]);
});
