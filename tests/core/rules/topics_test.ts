/** @module */
import { assertEquals } from "@std/assert";
import { RoomScene } from "../../support/room_scene.ts";

Deno.test("setTopic() tells the room, and showTopic() shows it as entry does", () => {
  const scene = RoomScene.of("ann", "bob");
  assertEquals(scene.answers(1, "topic"), ["-- #lobby has no topic"]);
  assertEquals(scene.answers(1, "topic", " be  kind "), ["ann changed the topic to: be  kind"]);
  assertEquals(scene.lines(2), ["ann changed the topic to: be  kind"]);
  assertEquals(scene.answers(2, "topic"), ["-- #lobby topic: be  kind"]);
  assertEquals(scene.answers(2, "topic", "-"), ["bob removed the topic"]);
  assertEquals(scene.answers(2, "topic"), ["-- #lobby has no topic"]);
});

Deno.test("setTopic() tells nobody of a topic that would not change", () => {
  const scene = RoomScene.of("ann", "bob");
  assertEquals(scene.answers(1, "topic", "-"), ["-- #lobby has no topic"]);
  scene.ask(1, "topic", "be kind");
  scene.lines(2);
  assertEquals(scene.answers(1, "topic", "be kind"), ["-- #lobby topic: be kind"]);
  assertEquals(scene.lines(2), []);
});

Deno.test("setTopic() takes 400 bytes and no more, and nothing that may not reach a screen", () => {
  const scene = RoomScene.of("ann");
  const longest = "é".repeat(200);
  assertEquals(scene.answers(1, "topic", longest), [`ann changed the topic to: ${longest}`]);
  assertEquals(scene.answers(1, "topic", `${longest}x`), [
    "-- that topic is too long: at most 400 bytes",
  ]);
  assertEquals(scene.answers(1, "topic"), [`-- #lobby topic: ${longest}`]);
  assertEquals(scene.answers(1, "topic", "a\x1b[2J"), ["ann changed the topic to: a\ufffd[2J"]);
});

Deno.test("a program sets and asks for topics in the dialect's words", () => {
  const scene = new RoomScene();
  scene.enter(1, { nick: "robo", detail: "every" });
  scene.ask(1, "join", { room: "dev" });
  scene.objects(1);
  scene.ask(1, "topic", { room: "dev", text: "parsers" });
  scene.ask(1, "topic", { room: "dev" });
  scene.ask(1, "topic", { room: "dev", text: "" });
  scene.ask(1, "topic", {});
  assertEquals(scene.objects(1), [
    { type: "topic", seq: 2, room: "dev", from: "robo", text: "parsers" },
    { type: "topic", room: "dev", text: "parsers" },
    { type: "topic", seq: 3, room: "dev", from: "robo", text: "" },
    { type: "topic", room: "lobby", text: "" },
  ]);
});

Deno.test("a program sets a topic without the blanks around it, and blanks alone remove it", () => {
  const scene = new RoomScene();
  scene.enter(1, { nick: "robo", detail: "every" });
  scene.objects(1);
  const texts = (text: string) => {
    scene.ask(1, "topic", { text });
    return scene.objects(1).map(({ text }) => text);
  };
  assertEquals(texts("  be kind "), ["be kind"]);
  assertEquals(texts("   "), [""]);
  assertEquals(texts("be kind"), ["be kind"]);
  assertEquals(texts(" - "), [""]);
});
