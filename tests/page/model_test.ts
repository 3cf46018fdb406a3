/**
 * The model of the page: rooms, people, history, commands.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { COMMAND_READER } from "../../lib/page/model/commands.ts";
import { Model } from "../../lib/page/model/model.ts";
import { AT, COMMANDS, message, ModelScene, shortLines } from "./model_scene.ts";

Deno.test("hello wants the name, gathered arrivals, the language, and a page of history", () => {
  const { model } = new ModelScene({ nick: "ann", language: "zh", rooms: ["dev"], open: "ops" });
  assertEquals(model.hello(), {
    hello: 1,
    nick: "ann",
    rooms: ["dev", "ops"],
    history: 50,
    arrivals: "gathered",
    lang: "zh",
    client: "hubbub-page",
  });
});

Deno.test("without a name hello asks for none, and the daemon gives one", () => {
  const scene = new ModelScene({ nick: "" });
  assertEquals("nick" in scene.model.hello(), false);
  scene.enter({ you: "guest-7", members: ["guest-7"] });
  assertEquals(scene.model.you, "guest-7");
});

Deno.test("what is said stands in the talk in the order of its numbers, each once", () => {
  const scene = new ModelScene().enter();
  scene.hear(message(2, "bob", "one"), message(3, "bob", "two"), message(2, "bob", "one"));
  assertEquals(shortLines(scene.talk()), ["bob: one", "bob: two"]);
});

Deno.test("a page of history stands before what was heard, as one change", () => {
  const scene = new ModelScene().enter({ seq: 9 });
  scene.hear(message(11, "bob", "now"));
  scene.takeKinds();
  scene.hear({
    type: "history",
    events: [message(4, "bob", "a"), message(7, "cy", "b")],
    more: true,
  });
  assertEquals(shortLines(scene.talk()), ["bob: a", "cy: b", "bob: now"]);
  assertEquals(scene.takeKinds(), ["older", "marks"]);
  assertEquals(scene.talk().hasEarlier, true);
  assertEquals(scene.talk().unread, 0);
});

Deno.test("earlier lines are asked for once, before the first", () => {
  const scene = new ModelScene().enter({ seq: 9 });
  scene.hear({ type: "history", events: [message(4, "bob", "a")], more: true });
  scene.takeSent();
  scene.act({ kind: "earlier", talk: "#lobby" }, { kind: "earlier", talk: "#lobby" });
  assertEquals(scene.takeSent(), [{ type: "history", room: "lobby", limit: 100, before: 4 }]);
  assertEquals(scene.talk().isLoading, true);
  scene.hear({ type: "history", events: [message(2, "bob", "first")], more: false });
  scene.act({ kind: "earlier", talk: "#lobby" });
  assertEquals(shortLines(scene.talk()), ["bob: first", "bob: a"]);
  assertEquals(scene.takeSent(), []);
  assertEquals(scene.talk().isLoading, false);
});

Deno.test("a page of which nothing may be shown goes on before the number that it names", () => {
  const scene = new ModelScene().enter({ seq: 9 });
  scene.hear({ type: "history", events: [message(8, "bob", "a")], more: true });
  scene.act({ kind: "earlier", talk: "#lobby" });
  scene.hear({ type: "history", events: [], more: true, before: 3 });
  scene.takeSent();
  scene.act({ kind: "earlier", talk: "#lobby" });
  assertEquals(scene.takeSent(), [{ type: "history", room: "lobby", limit: 100, before: 3 }]);
});

Deno.test("a talk forgets its oldest lines above 5100, and says how many", () => {
  const scene = new ModelScene().enter();
  for (let seq = 2; seq <= 5101; seq += 1) scene.hear(message(seq, "bob", String(seq)));
  assertEquals(scene.talk().lines.length, 5000);
  assertEquals(shortLines(scene.talk())[0], "bob: 102");
  const forgotten = scene.changes.filter(({ kind }) => kind === "forgotten");
  assertEquals(forgotten.map((change) => change.kind === "forgotten" && change.count), [100]);
});

Deno.test("arrivals, departures, renames and crowds change who is here and how many", () => {
  const scene = new ModelScene().enter({ members: ["bob", "ann"], people: 2 });
  scene.hear(
    { type: "joined", seq: 2, name: "cy" },
    { type: "crowd", verb: "arrived", count: 30 },
    { type: "left", seq: 40, name: "bob", reason: "", by: "member", code: "quit" },
    { type: "renamed", seq: 41, from: "cy", to: "cyd" },
  );
  assertEquals(scene.talk().people.map(({ name }) => name), ["ann", "cyd"]);
  assertEquals([scene.talk().population, scene.talk().isStale], [32, false]);
  scene.hear({ type: "crowd", verb: "left", count: 25 });
  assertEquals([scene.talk().population, scene.talk().isStale], [7, true]);
  scene.hear({
    type: "members",
    members: [{ name: "ann" }, { name: "eve", away: "tea" }],
    more: 5,
  });
  assertEquals(scene.talk().people.map(({ name, away }) => [name, away]), [
    ["ann", undefined],
    ["eve", "tea"],
  ]);
  assertEquals([scene.talk().population, scene.talk().isStale], [7, false]);
});

Deno.test("the answer to who tells ranks and voices, and takes back what it does not tell", () => {
  const scene = new ModelScene().enter({ members: ["ann", "bob", "eve"] });
  const known = () => scene.talk().people.map(({ name, rank, hasVoice }) => [name, rank, hasVoice]);
  scene.hear({
    type: "members",
    members: [{ name: "ann", rank: "owner" }, { name: "bob", rank: "moderator" }, {
      name: "eve",
      voice: true,
    }],
  });
  assertEquals(known(), [["ann", "owner", false], ["bob", "moderator", false], [
    "eve",
    "member",
    true,
  ]]);
  scene.hear({
    type: "members",
    members: [{ name: "ann", rank: "owner" }, { name: "bob" }, { name: "eve" }],
  });
  assertEquals(known(), [["ann", "owner", false], ["bob", "member", false], [
    "eve",
    "member",
    false,
  ]]);
});

Deno.test("a crowd among what was missed is counted by `people`, and the next hello goes on after it", () => {
  const scene = new ModelScene().enter({ people: 1 }).lose();
  scene.enter({ seq: 70, people: 31 }, [
    { type: "crowd", verb: "arrived", count: 60, seq: 61 },
    { type: "crowd", verb: "left", count: 30, seq: 70 },
  ]);
  assertEquals(scene.talk().population, 31);
  assertEquals(shortLines(scene.talk()), ["60 arrived", "30 left"]);
  scene.hear({ type: "crowd", verb: "arrived", count: 21 });
  assertEquals(scene.talk().population, 52);
  assertEquals(scene.model.hello().resume, { lobby: { seq: 71, epoch: "e1" } });
});

Deno.test("the user's own arrival makes no line and does not count twice", () => {
  const scene = new ModelScene().enter({ members: ["bob", "ann"], people: 2 });
  assertEquals(shortLines(scene.talk()), []);
  assertEquals(scene.talk().population, 2);
});

Deno.test("topic, settings and ranks are those that the daemon told last", () => {
  const scene = new ModelScene().enter({ topic: "old", members: ["bob", "ann"] });
  assertEquals(scene.talk().topic, "old");
  scene.hear(
    { type: "topic", seq: 2, from: "bob", text: "new" },
    {
      ...{ type: "room", private: false, password: true, topicLock: false },
      ...{ moderated: false, keep: false },
    },
    { type: "room", seq: 3, from: "bob", setting: "moderated", value: true },
    { type: "room", seq: 4, from: "bob", setting: "rank", name: "ann", value: "moderator" },
    { type: "room", seq: 5, from: "ann", setting: "voice", name: "bob", value: true },
  );
  assertEquals(scene.talk().topic, "new");
  assertEquals(scene.talk().settings, {
    isPrivate: false,
    hasPassword: true,
    isTopicLocked: false,
    isModerated: true,
    isKept: false,
  });
  assertEquals(scene.talk().rank, "moderator");
  assertEquals(scene.talk().people.map(({ name, rank, hasVoice }) => [name, rank, hasVoice]), [
    ["bob", "member", true],
    ["ann", "moderator", false],
  ]);
});

Deno.test("the user's own ranks are asked for at the welcome, and the answer is for no panel", () => {
  const scene = new ModelScene().enter();
  assertEquals(scene.sent.splice(0), [{ type: "whois", name: "ann" }]);
  const answer = {
    ...{ type: "whois", name: "ann", id: 1, operator: true, since: "", idle: 0 },
    rooms: [{ room: "lobby", rank: "owner" }],
  };
  scene.hear(answer);
  assertEquals([scene.model.isOperator, scene.talk().rank], [true, "owner"]);
  assertEquals(scene.takeKinds().includes("answer"), false);
  scene.act({ kind: "ask", object: { type: "whois", name: "ann" } }).hear(answer);
  assertEquals(scene.takeKinds().includes("answer"), true);
});

Deno.test("a room that the user asks for is looked at as soon as it is entered", () => {
  const scene = new ModelScene().enter();
  scene.takeSent();
  scene.enters("/join dev geheim");
  assertEquals(scene.takeSent(), [{ type: "join", room: "dev", password: "geheim", history: 50 }]);
  scene.hear({ type: "entered", room: "dev", seq: 3, epoch: "d", members: ["ann"], people: 1 });
  assertEquals(scene.model.current?.id, "#dev");
  assertEquals(scene.model.talks.map(({ id }) => id), ["#lobby", "#dev"]);
  assertEquals(scene.model.rooms, ["dev"]);
});

Deno.test("a room that the hello asks for is not turned to, but the one of the address is", () => {
  const scene = new ModelScene({ rooms: ["dev"], open: "ops" }).enter();
  scene.hear({ type: "entered", room: "dev", seq: 0, epoch: "d", members: ["ann"] });
  assertEquals(scene.model.current?.id, "#lobby");
  scene.hear({ type: "entered", room: "ops", seq: 0, epoch: "o", members: ["ann"] });
  assertEquals(scene.model.current?.id, "#ops");
});

Deno.test("after the user's own departure the room is gone, after being put out it stays to be read", () => {
  const scene = new ModelScene().enter();
  for (const room of ["dev", "ops"]) {
    scene.hear({ type: "entered", room, seq: 0, epoch: "d", members: ["ann"] });
    scene.hear({ type: "joined", room, seq: 1, name: "ann" });
  }
  scene.takeSent();
  scene.act({ kind: "close", talk: "#dev" });
  assertEquals(scene.takeSent(), [{ type: "part", room: "dev" }]);
  scene.hear({ type: "left", room: "dev", seq: 2, name: "ann", by: "member", code: "part" });
  scene.hear({ type: "left", room: "ops", seq: 2, name: "ann", by: "daemon", code: "kicked" });
  assertEquals(scene.model.talks.map(({ id }) => id), ["#lobby", "#ops"]);
  assertEquals(scene.talk("#ops").isPresent, false);
  assertEquals(scene.changes.at(-1)?.kind, "talks");
  assertEquals(shortLines(scene.talk("#ops")), ["ann left"]);
  scene.takeSent();
  assertEquals(reloaded(scene), ["#lobby"]);
  scene.act({ kind: "enter", talk: "#ops", text: "why?" });
  assertEquals(scene.takeSent(), []);
  assertEquals(scene.talk("#ops").draft, "why?");
  assertEquals(shortLines(scene.talk("#ops")), ["ann left", "outside #ops"]);
  // What was typed outlives a reload all the same.
  assertEquals(reloaded(scene), ["#lobby", "#ops"]);
  scene.act({ kind: "close", talk: "#ops" });
  assertEquals(scene.model.talks.map(({ id }) => id), ["#lobby"]);
});

Deno.test("a user whose node was given up for dead stays in the rooms", () => {
  const scene = new ModelScene().enter();
  scene.hear({ type: "entered", room: "dev", seq: 0, epoch: "d", members: ["ann", "bob"] });
  scene.hear({ type: "joined", room: "dev", seq: 1, name: "ann" });
  scene.hear({ type: "left", room: "dev", seq: 2, name: "ann", by: "daemon", code: "node-lost" });
  assertEquals(scene.talk("#dev").isPresent, true);
  scene.hear({ type: "joined", room: "dev", seq: 3, name: "ann" });
  assertEquals(scene.talk("#dev").people.map(({ name }) => name).sort(), ["ann", "bob"]);
});

Deno.test("a refused name is told where it was chosen: in the dialog, or in the log", () => {
  const refused = { type: "notice", code: "name-taken", text: "taken" };
  const scene = new ModelScene().enter();
  scene.act({ kind: "name", name: "bob" }).hear(refused);
  assertEquals([shortLines(scene.talk()), scene.takeKinds().includes("notice")], [[], true]);
  scene.enters("/nick bob").hear(refused);
  assertEquals(shortLines(scene.talk()).length, 1);
});

Deno.test("nobody is listed of a room that the user was put out of", () => {
  const scene = new ModelScene().enter({ members: ["ann", "bob"], people: 2 });
  const fields = { room: "dev", epoch: "d", seq: 0, members: ["ann", "bob"], people: 2 };
  scene.hear({ type: "entered", ...fields });
  scene.hear({ type: "left", room: "dev", seq: 2, name: "ann", by: "daemon", code: "kicked" });
  const { people, population, isPresent } = scene.talk("dev");
  assertEquals([people, population, isPresent], [[], 0, false]);
});

Deno.test("lines in earlier pages are the user's own under the names that the user had then", () => {
  const scene = new ModelScene({ nick: "zed" }).enter({ you: "zed", seq: 10 });
  const renamed = { type: "renamed", seq: 8, from: "ann", to: "zed" };
  scene.hear({ type: "renamed", seq: 12, from: "zed", to: "zoe" });
  const events = [message(7, "zed", "not mine"), renamed, message(9, "zed", "mine")];
  scene.hear({ type: "history", events, more: true });
  scene.hear({ type: "history", events: [message(5, "ann", "mine"), message(6, "bob", "no")] });
  const own = scene.talk().lines.map((line) => line.kind === "message" ? line.isOwn : line.kind);
  assertEquals(own, [true, false, false, "renamed", true, "renamed"]);
});

Deno.test("a command stays in the box until there is a reader of commands", () => {
  const model = new Model({ nick: "ann", language: "en", rooms: [] });
  model.linked({ kind: "open", host: "" });
  model.hello();
  model.apply({ type: "welcome", you: "ann", room: "lobby", commands: COMMANDS }, AT);
  model.apply({ type: "joined", seq: 1, name: "ann" }, AT);
  const act = { kind: "enter", talk: "#lobby", text: "hello\n/me waves" } as const;
  const said = { type: "say", room: "lobby", text: "hello" };
  assertEquals(model.act(act, AT).send.map(({ token: _, ...rest }) => rest), [said]);
  assertEquals([model.current?.draft, model.commands.length], ["/me waves", 0]);
  model.learn(COMMAND_READER);
  const { send } = model.act({ ...act, text: "/me waves" }, AT);
  assertEquals(send.map(({ type }) => type), ["me"]);
  assertEquals(model.commands.length, COMMANDS.length);
});

for (
  const [typed, sent] of [
    ["hello", { type: "say", room: "lobby", text: "hello" }],
    ["//join", { type: "say", room: "lobby", text: "/join" }],
    [" /join x", { type: "say", room: "lobby", text: " /join x" }],
    ["/me waves ", { type: "me", room: "lobby", text: "waves" }],
    ["/say  two", { type: "say", room: "lobby", text: " two" }],
    ["／me 挥手", { type: "me", room: "lobby", text: "挥手" }],
    ["／x", { type: "say", room: "lobby", text: "／x" }],
    ["/NICK zed", { type: "nick", nick: "zed", room: "lobby" }],
    ["/mute bob for 10m", { type: "mute", name: "bob", for: "10m", room: "lobby" }],
    ["/mute bob", { type: "mute", name: "bob", room: "lobby" }],
    ["/who #dev", { type: "who", room: "#dev" }],
  ] as const
) {
  Deno.test(`"${typed}" is sent as ${JSON.stringify(sent)}`, () => {
    const scene = new ModelScene().enter();
    scene.takeSent();
    const objects = scene.enters(typed).takeSent();
    assertEquals(objects.map(({ token: _, ...rest }) => rest), [sent]);
    assertEquals(scene.talk().draft, "");
  });
}

for (
  const [typed, line] of [
    ["/regster x", "unknown /regster"],
    ["/nick", "/nick NICK"],
    ["/mute bob 10m", "/mute NAME [for DUR]"],
    ["/mute bob for", "/mute NAME [for DUR]"],
    ["/msg bob", "/msg TO TEXT"],
  ] as const
) {
  Deno.test(`"${typed}" is not sent, and answered by: ${line}`, () => {
    const scene = new ModelScene().enter();
    scene.takeSent();
    scene.enters(typed);
    assertEquals(scene.takeSent(), []);
    assertEquals(shortLines(scene.talk()), [line.replace("NICK", "NAME")]);
  });
}

Deno.test("several lines are several texts, and with isLiteral none is a command", () => {
  const scene = new ModelScene().enter();
  scene.takeSent();
  scene.act({ kind: "enter", talk: "#lobby", text: "a\n\n/me b\n", isLiteral: true });
  assertEquals(scene.takeSent().map(({ type, text }) => [type, text]), [
    ["say", "a"],
    ["say", "/me b"],
  ]);
});

Deno.test("a line with one byte too many stays in the box, as do the lines behind it", () => {
  const scene = new ModelScene().enter({ maxLine: 6 });
  scene.takeSent();
  scene.enters("你好\n你好x\nok");
  assertEquals(scene.takeSent().map(({ text }) => text), ["你好"]);
  assertEquals(scene.talk().draft, "你好x\nok");
});

Deno.test("private words of both sides stand in one talk, which follows a change of name", () => {
  const scene = new ModelScene().enter({ members: ["bob", "ann"] });
  scene.hear({ type: "private", from: "bob", to: "ann", text: "psst", id: 1, room: undefined });
  scene.hear({ type: "renamed", seq: 2, from: "bob", to: "rob" });
  const talk = scene.talk("rob");
  assertEquals([talk.kind, talk.unread, talk.mentions], ["private", 1, 1]);
  scene.enters("yes?", talk.id);
  const [sent] = scene.takeSent().filter(({ type }) => type === "private");
  assertEquals(sent?.to, "rob");
  scene.hear({ type: "private", from: "ann", to: "rob", text: "yes?", id: 2, token: sent?.token });
  assertEquals(shortLines(talk), ["bob: psst", "ann: yes?"]);
  assertEquals(talk.pending, []);
});

Deno.test("`/msg` opens the conversation; in it `/me` is a private word, and `/part` closes it", () => {
  const scene = new ModelScene().enter();
  scene.takeSent();
  scene.enters("/msg bob hi there");
  const id = scene.model.current?.id ?? "";
  assertEquals(scene.talk(id).name, "bob");
  scene.enters("/me waves", id);
  assertEquals(scene.takeSent().map(({ type, to, text }) => [type, to, text]), [
    ["private", "bob", "hi there"],
    ["private", "bob", "* waves"],
  ]);
  scene.enters("/part", id);
  assertEquals(scene.takeSent(), []);
  assertEquals(scene.model.talks.length, 1);
});

Deno.test("a 101st talk takes the place of the oldest conversation in which nothing waits", () => {
  const scene = new ModelScene().enter();
  for (let each = 1; each <= 99; each += 1) scene.act({ kind: "talk-to", name: `p${each}` });
  scene.act({ kind: "draft", talk: scene.talk("p1").id, text: "kept" });
  assertEquals(scene.model.talks.length, 100);
  scene.act({ kind: "talk-to", name: "one-more" });
  const names = scene.model.talks.map(({ name }) => name);
  assertEquals(names.length, 100);
  assertEquals(["p1", "p2", "one-more"].map((name) => names.includes(name)), [true, false, true]);
});

Deno.test("away is told, shown, and said again after a loss", () => {
  const scene = new ModelScene().enter();
  scene.hear({ type: "notice", code: "away", why: "set", away: "tea", text: "you are away: tea" });
  assertEquals(scene.model.away, "tea");
  scene.lose().enter({ epoch: "e1", seq: 5 });
  const away = scene.takeSent().filter(({ type }) => type === "away");
  assertEquals(away, [{ type: "away", text: "tea" }]);
  scene.hear({ type: "notice", code: "away", why: "back", text: "you are back" });
  assertEquals(scene.model.away, undefined);
});

Deno.test("people whom the user ignores are marked, and what the daemon tells of them is left out", () => {
  const scene = new ModelScene().enter({ members: ["bob", "ann"] });
  scene.hear({ type: "notice", code: "ignore", why: "begun", name: "bob", text: "" });
  assertEquals(scene.talk().people.map(({ isIgnored }) => isIgnored), [true, false]);
  scene.hear(message(3, "bob", "rude"), message(4, "cy", "kind"));
  scene.hear({ type: "private", from: "bob", to: "ann", text: "rude", id: 1 });
  assertEquals(shortLines(scene.talk()), ["-- ", "cy: kind"]);
  assertEquals(scene.model.talks.length, 1);
  scene.hear({ type: "renamed", seq: 5, from: "bob", to: "rob" }, message(6, "rob", "again"));
  assertEquals(shortLines(scene.talk()), ["-- ", "cy: kind", "bob is rob"]);
  scene.hear({ type: "notice", code: "ignore", why: "ended", name: "rob", text: "" });
  assertEquals(scene.talk().people.map(({ isIgnored }) => isIgnored), [false, false]);
});

Deno.test("the list of commands has no columns, which only a terminal can show", () => {
  const scene = new ModelScene().enter();
  const usage = "/quit [REASON]";
  scene.hear({ type: "notice", code: "help", usage, text: `${usage}     leave; with words` });
  assertEquals(shortLines(scene.talk()), ["-- /quit [REASON]: leave; with words"]);
});

Deno.test("an idle warning is answered, and not shown", () => {
  const scene = new ModelScene().enter();
  scene.takeSent();
  scene.hear({ type: "notice", code: "idle-warning", left: 1000, text: "soon" });
  assertEquals(scene.takeSent(), [{ type: "ping" }]);
  assertEquals(shortLines(scene.talk()), []);
});

Deno.test("damaged and unknown objects change nothing and throw nothing", () => {
  const scene = new ModelScene().enter();
  const before = shortLines(scene.talk());
  const odd = [
    {},
    { type: 1 },
    { type: "of-tomorrow" },
    { type: "history", events: 7 },
    {
      type: "found",
      events: [null],
    },
    { type: "members", members: ["x"] },
    { type: "whois" },
    { type: "rooms", rooms: {} },
    {
      type: "topic",
    },
    { type: "bans" },
    { type: "message", room: "nowhere", seq: 9, from: "x", text: "y" },
  ];
  for (const object of odd) scene.hear(object as Record<string, unknown>);
  assertEquals(shortLines(scene.talk()), before);
});

Deno.test("the talk that the user looks at is not opened anew when the connection comes back", () => {
  const scene = new ModelScene().enter();
  assertEquals(scene.takeKinds().filter((kind) => kind === "current").length, 1);
  scene.lose().enter({ seq: 5 });
  assertEquals(scene.takeKinds().includes("current"), false);
});

/** The talks after a reload of the tab. */
function reloaded(scene: ModelScene): string[] {
  return new ModelScene({ kept: scene.model.kept() }).model.talks.map(({ id }) => id);
}
