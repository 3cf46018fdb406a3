/**
 * Texts on their way: told, refused, lost with the connection, kept over a reload.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { message, ModelScene, shortLines } from "./model_scene.ts";

const BOTH = { members: ["bob", "ann"], people: 2 };

/** The texts of the objects that were sent, and the token of each. */
function said(scene: ModelScene): [texts: unknown[], tokens: unknown[]] {
  const sent = scene.takeSent().filter(({ type }) =>
    type === "say" || type === "me" || type === "private"
  );
  return [sent.map(({ text }) => text), sent.map(({ token }) => token)];
}

function waiting(scene: ModelScene, id = "#lobby"): string[] {
  return scene.talk(id).pending.map(({ text, state }) => `${text} (${state})`);
}

Deno.test("a text waits until the daemon tells it with its token", () => {
  const scene = new ModelScene().enter().enters("one").enters("two");
  const [texts, tokens] = said(scene);
  assertEquals(texts, ["one", "two"]);
  assertEquals(waiting(scene), ["one (sent)", "two (sent)"]);
  scene.hear(message(2, "ann", "one", { token: tokens[0] }));
  assertEquals(waiting(scene), ["two (sent)"]);
  scene.hear(message(3, "ann", "two", { token: tokens[1] }));
  assertEquals(waiting(scene), []);
  assertEquals(shortLines(scene.talk()), ["ann: one", "ann: two"]);
});

Deno.test("a refused text goes back into the box, before what stands there, as it was typed", () => {
  const scene = new ModelScene().enter().enters("//deal").enters("/me waves");
  const [, tokens] = said(scene);
  scene.act({ kind: "draft", talk: "#lobby", text: "more" });
  scene.hear({ type: "notice", code: "muted", why: "refused", text: "muted", token: tokens[1] });
  scene.hear({ type: "notice", code: "muted", why: "refused", text: "muted", token: tokens[0] });
  assertEquals(scene.talk().draft, "//deal\n/me waves\nmore");
  assertEquals(waiting(scene), []);
  assertEquals(shortLines(scene.talk()), ["-- muted", "-- muted"]);
});

Deno.test("what is typed without a connection waits for it, and a command stays in the box", () => {
  const scene = new ModelScene().enter().lose().enters("one").enters("/nick zed");
  assertEquals(said(scene), [[], []]);
  assertEquals(scene.talk().draft, "/nick zed");
  scene.enter({ seq: 5 });
  assertEquals(said(scene)[0], ["one"]);
});

Deno.test("a text that was said before the loss is found among what was missed", () => {
  const scene = new ModelScene().enter().enters("one").enters("two");
  said(scene);
  scene.lose();
  scene.act({ kind: "enter", talk: "#lobby", text: "three" });
  // The daemon has heard the first only.
  enterMissing(scene, message(2, "ann", "one"), 3);
  assertEquals(said(scene)[0], ["two", "three"]);
  assertEquals(shortLines(scene.talk()), ["ann: one"]);
  assertEquals(scene.talk().lines.map((line) => line.kind === "message" && line.isOwn), [true]);
});

Deno.test("a text that the daemon made safe is found as well", () => {
  const scene = new ModelScene().enter().enters("a\u200bb");
  scene.lose();
  enterMissing(scene, message(2, "ann", "a\ufffdb"), 3);
  assertEquals(said(scene)[0], ["a\u200bb"]);
  assertEquals(waiting(scene), []);
});

Deno.test("while the connection before may still speak, what it has sent is not sent again", () => {
  const scene = new ModelScene().enter(BOTH).enters("one").enters("two");
  said(scene);
  scene.lose();
  scene.enter({ seq: 2, you: "guest-3", members: ["bob", "ann", "guest-3"], people: 3 });
  assertEquals(said(scene)[0], []);
  assertEquals(waiting(scene), ["one (sent)", "two (sent)"]);
  scene.hear(message(4, "ann", "one"));
  assertEquals(waiting(scene), ["two (sent)"]);
  scene.hear({ type: "left", seq: 5, name: "ann", reason: "", by: "member", code: "lost" });
  assertEquals(scene.sent.splice(0).map(({ type, text, nick }) => [type, text ?? nick]), [
    ["say", "two"],
    ["nick", "ann"],
  ]);
  assertEquals(shortLines(scene.talk()), ["ann: one", "ann left"]);
});

Deno.test("what somebody else says under the old name is not taken for the user's own", () => {
  const scene = new ModelScene().enter(BOTH).enters("one");
  said(scene);
  scene.lose();
  scene.enter({ seq: 5, you: "guest-3", members: ["bob", "ann", "guest-3"], people: 3 }, [
    { type: "left", seq: 2, name: "ann", reason: "", by: "member", code: "lost" },
    { type: "joined", seq: 3, name: "ann" },
    message(4, "ann", "one"),
  ]);
  assertEquals(said(scene)[0], ["one"]);
  assertEquals(waiting(scene), ["one (sent)"]);
});

Deno.test("where a gap hides whether a text was said, the user decides", () => {
  const scene = new ModelScene().enter().enters("one").enters("two");
  said(scene);
  scene.lose();
  scene.enter({ seq: 40 }, [{ type: "gap", from: 2, to: 30 }]);
  assertEquals(said(scene)[0], []);
  assertEquals(waiting(scene), ["one (unsure)", "two (unsure)"]);
  const [first, second] = scene.talk().pending;
  scene.act({ kind: "resend", talk: "#lobby", key: first?.key ?? 0 });
  scene.act({ kind: "take-back", talk: "#lobby", key: second?.key ?? 0 });
  assertEquals(said(scene)[0], ["one"]);
  assertEquals(waiting(scene), ["one (sent)"]);
  assertEquals(scene.talk().draft, "two");
});

Deno.test("after a restart without a store the user decides, and what was not sent is sent", () => {
  const scene = new ModelScene().enter().enters("one");
  said(scene);
  scene.lose().enters("two");
  scene.enter({ seq: 0, epoch: "e2" }, [{ type: "gap", from: 2, to: 0 }]);
  assertEquals(waiting(scene), ["one (unsure)", "two (sent)"]);
  assertEquals(said(scene)[0], ["two"]);
});

Deno.test("private words that were on their way are the user's to decide, others are sent", () => {
  const scene = new ModelScene().enter().act({ kind: "talk-to", name: "bob" });
  const { id } = scene.talk("bob");
  scene.enters("one", id);
  said(scene);
  scene.lose().enters("two", id);
  scene.enter({ seq: 3 });
  assertEquals(said(scene)[0], ["two"]);
  assertEquals(waiting(scene, id), ["one (unsure)", "two (sent)"]);
});

Deno.test("a private word to nobody goes back into the box", () => {
  const scene = new ModelScene().enter().act({ kind: "talk-to", name: "bob" });
  const { id } = scene.talk("bob");
  scene.enters("one", id);
  const [, [token]] = said(scene);
  scene.hear({
    type: "notice",
    code: "no-such-name",
    why: "unknown",
    name: "bob",
    text: "no",
    token,
  });
  assertEquals([scene.talk(id).draft, waiting(scene, id)], ["one", []]);
  assertEquals(scene.talk(id).isPresent, false);
  assertEquals(shortLines(scene.talk(id)), ["-- no"]);
});

Deno.test("a text whose echo was skipped is the user's to decide, if what is remembered has it not", () => {
  const scene = new ModelScene().enter().enters("one").enters("two").enters("three");
  const [, tokens] = said(scene);
  scene.hear({ type: "skipped", count: 9 });
  const asked = scene.takeSent();
  assertEquals(asked, [
    { type: "history", room: "lobby", limit: 200 },
    { type: "who", room: "lobby" },
  ]);
  scene.hear({ type: "history", events: [message(5, "bob", "x"), message(6, "ann", "one")] });
  scene.hear(message(12, "ann", "three", { token: tokens[2] }));
  assertEquals(waiting(scene), ["two (unsure)"]);
  assertEquals(shortLines(scene.talk()), ["9 skipped", "bob: x", "ann: one", "ann: three"]);
});

Deno.test("a text that is sent again behind a later one is not in doubt when the later one is told", () => {
  const scene = new ModelScene().enter(BOTH).enters("one").lose();
  scene.enters("two");
  scene.enter({ seq: 2, you: "guest-3", members: ["bob", "ann", "guest-3"], people: 3 });
  scene.hear({ type: "left", seq: 4, name: "ann", reason: "", by: "member", code: "lost" });
  const [texts, tokens] = said(scene);
  assertEquals(texts.slice(-2), ["two", "one"]);
  scene.hear(message(5, "guest-3", "two", { token: tokens.at(-2) }));
  assertEquals(waiting(scene), ["one (sent)"]);
  scene.hear(message(6, "guest-3", "one", { token: tokens.at(-1) }));
  assertEquals(waiting(scene), []);
});

Deno.test("a text that the user sends again is not in doubt when one before it is told", () => {
  const scene = new ModelScene().enter().enters("one").lose();
  scene.enter({ seq: 40 }, [{ type: "gap", from: 2, to: 30 }]).enters("two");
  scene.act({ kind: "resend", talk: "#lobby", key: scene.talk().pending[0]?.key ?? 0 });
  const [texts, tokens] = said(scene);
  assertEquals(texts.slice(-2), ["two", "one"]);
  scene.hear(message(42, "ann", "two", { token: tokens.at(-2) }));
  assertEquals(waiting(scene), ["one (sent)"]);
  scene.hear(message(43, "ann", "one", { token: tokens.at(-1) }));
  assertEquals(waiting(scene), []);
});

Deno.test("what was skipped is told again under the names of then: a namesake's departure ends nothing", () => {
  const scene = new ModelScene().enter({ you: "guest-1", members: ["guest-1"] }).enters("one");
  said(scene);
  const left = { type: "left", seq: 4, name: "ann", reason: "", by: "member", code: "quit" };
  const renamed = { type: "renamed", seq: 5, from: "guest-1", to: "ann" };
  scene.hear({ type: "joined", seq: 2, name: "ann" }, { type: "skipped", count: 1 }, left, renamed);
  const kept = scene.model.kept();
  const here = { seq: 5, you: "guest-2", members: ["ann", "guest-2"], people: 2 };
  for (const again of [scene.lose(), new ModelScene({ kept })]) {
    again.enter(here, [message(3, "ann", "hi"), left, renamed]);
    assertEquals(said(again)[0], []);
    assertEquals(waiting(again), ["one (sent)"]);
    again.hear(message(7, "ann", "one"));
    assertEquals(waiting(again), []);
    const lines = again.talk().lines.flatMap((line) => line.kind === "message" ? [line.isOwn] : []);
    assertEquals(lines, [false, true]);
  }
});

Deno.test("at most 50 texts wait in a talk; the others stay in the box", () => {
  const scene = new ModelScene().enter().lose();
  scene.enters(Array.from({ length: 52 }, (_, index) => `t${index}`).join("\n"));
  assertEquals(scene.talk().pending.length, 50);
  assertEquals(scene.talk().draft, "t50\nt51");
});

Deno.test("drafts and texts on their way outlive a reload", () => {
  const first = new ModelScene().enter({ seq: 7 }).enters("one");
  first.act({ kind: "draft", talk: "#lobby", text: "half a" }).lose().enters("two");
  first.act({ kind: "draft", talk: "#lobby", text: "half a" });
  const scene = new ModelScene({ kept: first.model.kept() });
  assertEquals(scene.talk().draft, "half a");
  assertEquals(waiting(scene), ["one (sent)", "two (sent)"]);
  scene.enter({ seq: 9 }, [message(9, "ann", "one")]);
  assertEquals(said(scene)[0], ["two"]);
  assertEquals(waiting(scene), ["two (sent)"]);
});

Deno.test("a user without a name is the same after a reload only if the connection before has left", () => {
  const guest = { you: "guest-3", members: ["guest-3"], people: 1 };
  const first = new ModelScene({ nick: "" }).enter(guest).enters("one");
  const scene = new ModelScene({ nick: "", kept: first.model.kept() });
  scene.enter({ seq: 5, you: "guest-4", members: ["guest-3", "guest-4"], people: 2 });
  assertEquals(said(scene)[0], []);
  scene.hear({ type: "left", seq: 7, name: "guest-3", reason: "", by: "member", code: "lost" });
  assertEquals(said(scene)[0], ["one"]);
});

Deno.test("if the connection before may have left in a crowd, the user decides", () => {
  const scene = new ModelScene({ nick: "" }).enter({ you: "guest-3", members: ["guest-3"] });
  scene.enters("one").lose();
  scene.enter({ seq: 5, you: "guest-4", members: ["guest-3", "guest-4"], people: 60 });
  said(scene);
  scene.hear({ type: "crowd", verb: "left", count: 30 });
  assertEquals(waiting(scene), ["one (unsure)"]);
});

Deno.test("what is kept has at most 262,144 units: what waits is kept before what does not", () => {
  const scene = new ModelScene().enter();
  for (let each = 0; each < 30; each += 1) {
    scene.act({ kind: "talk-to", name: `p${each}` });
    scene.act({ kind: "draft", talk: scene.talk(`p${each}`).id, text: "x".repeat(20_000) });
  }
  const kept = scene.model.kept();
  assertEquals(kept.length <= 262_144, true);
  const after = new ModelScene({ kept });
  assertEquals(after.talk("p0").draft.length, 20_000);
  assertEquals(after.model.talks.length, 13);
});

for (const kept of ["", "x", "[]", "7", '{"version":1,"talks":[7,{"name":1},{"name":"x"}]}']) {
  Deno.test(`kept text that is no kept text is ignored: ${kept}`, () => {
    assertEquals(new ModelScene({ kept }).model.hello().nick, "ann");
  });
}

/** The user comes back, and is told what it missed before its own arrival. */
function enterMissing(scene: ModelScene, missed: Record<string, unknown>, seq: number): void {
  scene.enter({ seq }, [missed]);
}
