/**
 * Unread counts, mentions, the mark "new", the title and notifications.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Change } from "../../lib/page/model/change.ts";
import { message, ModelScene, welcomeOf } from "./model_scene.ts";

const AWAY = { kind: "look", isVisible: false, isAtEnd: true } as const;
const BACK = { kind: "look", isVisible: true, isAtEnd: true } as const;
const UP = { kind: "look", isVisible: true, isAtEnd: false } as const;

function marks(scene: ModelScene, id = "#lobby"): unknown[] {
  const talk = scene.talk(id);
  const line = talk.lines.find(({ key }) => key === talk.firstUnread);
  return [talk.unread, talk.mentions, line?.seq];
}

function titles(changes: readonly Change[]): unknown[] {
  return changes.flatMap((change) =>
    change.kind === "title" ? [[change.unread, change.mentions]] : []
  );
}

Deno.test("what comes while the user reads at the end is read", () => {
  const scene = new ModelScene().enter().act(BACK).hear(message(2, "bob", "hi ann"));
  assertEquals(marks(scene), [0, 0, undefined]);
  assertEquals(titles(scene.changes), []);
});

Deno.test("what comes on a hidden page is unread from a mark on, and read when the user is back", () => {
  const scene = new ModelScene().enter().act(AWAY);
  scene.hear(message(2, "bob", "one"), message(3, "bob", "ann: two"));
  assertEquals(marks(scene), [2, 1, 2]);
  scene.act(BACK);
  assertEquals(marks(scene), [0, 0, 2]);
  assertEquals(titles(scene.changes), [[1, 0], [2, 1], [0, 0]]);
});

Deno.test("the mark stays while the user reads on, and goes when the user says something", () => {
  const scene = new ModelScene().enter().act(AWAY).hear(message(2, "bob", "one")).act(BACK);
  scene.hear(message(3, "bob", "two"));
  assertEquals(marks(scene), [0, 0, 2]);
  scene.enters("yes");
  assertEquals(marks(scene), [0, 0, undefined]);
});

Deno.test("the mark moves when all before it was read", () => {
  const scene = new ModelScene().enter().act(AWAY).hear(message(2, "bob", "one")).act(BACK, AWAY);
  scene.hear(message(3, "bob", "two"));
  assertEquals(marks(scene), [1, 0, 3]);
});

Deno.test("what comes while the user has scrolled up is unread", () => {
  const scene = new ModelScene().enter().act(UP).hear(message(2, "bob", "one"));
  assertEquals(marks(scene), [1, 0, 2]);
});

Deno.test("what comes in another talk is unread until the user looks at it", () => {
  const scene = new ModelScene().enter().act(BACK);
  scene.hear({ type: "entered", room: "dev", seq: 0, epoch: "d", members: ["ann"] });
  scene.hear(message(2, "bob", "here", { room: "dev" }));
  assertEquals(marks(scene, "#dev"), [1, 0, 2]);
  scene.act({ kind: "open", talk: "#dev" });
  assertEquals(marks(scene, "#dev"), [1, 0, 2]);
  scene.act(BACK);
  assertEquals(marks(scene, "#dev"), [0, 0, 2]);
  scene.act({ kind: "open", talk: "#lobby" });
  assertEquals(marks(scene, "#dev"), [0, 0, undefined]);
});

Deno.test("the user's own lines, arrivals and notices are no news", () => {
  const scene = new ModelScene().enter().act(AWAY);
  scene.hear(
    message(2, "ann", "ann"),
    { type: "joined", seq: 3, name: "bob" },
    { type: "notice", code: "announcement", text: "ann!" },
    { type: "crowd", verb: "arrived", count: 30 },
  );
  assertEquals(marks(scene), [0, 0, undefined]);
});

Deno.test("a notification is for a mention or a private word, while the page is hidden", () => {
  const scene = new ModelScene({ watched: ["release"] }).enter().act(AWAY);
  scene.hear(
    message(2, "bob", "nothing"),
    message(3, "bob", "Ann?"),
    message(4, "bob", "a release!"),
    { type: "private", from: "bob", to: "ann", text: "psst", id: 1 },
  ).act(BACK).hear(message(5, "bob", "ann again"));
  const told = scene.changes.flatMap((change) => change.kind === "notify" ? change.line.text : []);
  assertEquals(told, ["Ann?", "a release!", "psst"]);
});

Deno.test("a name that another name begins with is no mention", () => {
  const scene = new ModelScene().enter().act(AWAY).hear(message(2, "bob", "annex, joanna"));
  assertEquals(marks(scene), [1, 0, 2]);
});

Deno.test("what was missed is marked as new, also for a user who looks at the end", () => {
  const scene = new ModelScene().enter().act(BACK).hear(message(2, "bob", "seen")).lose();
  scene.enter({ seq: 4 });
  scene.hear(message(3, "bob", "missed"), message(4, "bob", "missed too"));
  assertEquals(marks(scene), [0, 0, 3]);
  scene.hear(message(6, "bob", "live"));
  assertEquals(marks(scene), [0, 0, 3]);
});

Deno.test("after a reload the mark stands where the user stopped reading", () => {
  const first = new ModelScene().enter({ seq: 10 }).act(BACK).hear(message(12, "bob", "read"));
  first.act(AWAY).hear(message(13, "bob", "not read"));
  const scene = new ModelScene({ kept: first.model.kept() });
  assertEquals(scene.model.hello().resume, { lobby: { seq: 12, epoch: "e1" } });
  scene.act(AWAY).enter({ seq: 14 });
  scene.hear({
    type: "history",
    events: [message(12, "bob", "read"), message(13, "bob", "not read"), message(14, "cy", "ann")],
  });
  assertEquals(marks(scene), [2, 1, 13]);
});

Deno.test("after a reload a look at the end reads nothing that was missed", () => {
  const first = new ModelScene().enter({ seq: 10 }).act(BACK).hear(message(12, "bob", "read"));
  first.act(AWAY).hear(message(13, "bob", "not read"));
  const scene = new ModelScene({ kept: first.model.kept() });
  scene.model.linked({ kind: "open", host: "" });
  scene.model.hello();
  scene.hear({ ...welcomeOf({ seq: 13 }) }).act(BACK);
  scene.hear(message(13, "bob", "not read"), { type: "joined", seq: 14, name: "ann" });
  assertEquals(marks(scene), [0, 0, 13]);
});

Deno.test("at the first visit nothing of the past is unread", () => {
  const scene = new ModelScene().enter({ seq: 10 }).act(AWAY);
  scene.hear({ type: "history", events: [message(9, "bob", "ann")] });
  assertEquals(marks(scene), [0, 0, undefined]);
});

Deno.test("what was read in another tab is read in this one, up to the same number", () => {
  const scene = new ModelScene().enter().act(AWAY);
  scene.hear(message(2, "bob", "one"), message(3, "bob", "ann"), message(4, "bob", "ann"));
  const other = new ModelScene().enter().act(AWAY);
  other.hear(message(2, "bob", "one"), message(3, "bob", "ann")).act(BACK);
  const [read] = other.changes.flatMap((change) => change.kind === "read" ? [change] : []);
  assertEquals(read, { kind: "read", room: "lobby", epoch: "e1", seq: 3 });
  scene.act({ kind: "read-elsewhere", room: "lobby", epoch: "e1", seq: 3 });
  assertEquals(scene.talk().unread, 1);
  assertEquals(titles(scene.changes).at(-1), [1, 1]);
  assertEquals(scene.changes.filter(({ kind }) => kind === "notify").length, 2);
  scene.act({ kind: "read-elsewhere", room: "lobby", epoch: "of another daemon", seq: 9 });
  assertEquals(scene.talk().unread, 1);
});
