/**
 * Every command that takes a person, with every kind of bad argument: a clear answer to the client that
 * asked, and not a word to anybody else.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { RoomScene } from "../support/room_scene.ts";

const BOT = 3;

/** Commands by the key of the person, and what they need besides. */
const COMMANDS: Readonly<Record<string, readonly [key: string, fields: Record<string, unknown>]>> =
  {
    private: ["to", { text: "hi" }],
    msg: ["to", { text: "hi" }],
    ignore: ["name", {}],
    unignore: ["name", {}],
  };

/** The code of the answer to each bad person. */
const BAD: readonly (readonly [person: unknown, code: string])[] = [
  ["nobody", "no-such-name"],
  ["ann ann", "no-such-name"],
  ["ann,bob", "no-such-name"],
  [" ann", "no-such-name"],
  ["an", "no-such-name"],
  ["аnn", "no-such-name"],
  ["dev", "no-such-name"],
  ["lobby", "no-such-name"],
  ["__proto__", "no-such-name"],
  ["\u001b[2J", "no-such-name"],
  ["x".repeat(4096), "no-such-name"],
  [7, "bad-field"],
  [null, "bad-field"],
  [["ann"], "bad-field"],
  [{ name: "ann" }, "bad-field"],
  [true, "bad-field"],
];

for (const [command, [key, fields]] of Object.entries(COMMANDS)) {
  Deno.test(`${command} answers a bad person with a notice, and tells nobody else`, () => {
    const scene = RoomScene.withProgram(BOT);
    for (const [person, code] of BAD) {
      scene.ask(BOT, command, { ...fields, [key]: person });
      const answers = scene.objects(BOT).map((answer) => answer.code);
      assertEquals(answers, [code], JSON.stringify(person));
    }
    scene.wait();
    assertEquals([scene.lines(1), scene.lines(2)], [[], []]);
  });
}

Deno.test("msg to a bad room is answered by a notice, and nobody else is told", () => {
  const scene = RoomScene.withProgram(BOT);
  const bad = [
    ["#", "name-empty"],
    ["#nowhere", "no-such-room"],
    ["##lobby", "name-bad-character"],
    [
      "#dev",
      "not-in-room",
    ],
    ["#ann", "no-such-room"],
    [`#${"x".repeat(33)}`, "name-too-long"],
  ] as const;
  for (const [to, code] of bad) {
    scene.ask(BOT, "msg", { to, text: "hi" });
    assertEquals(scene.objects(BOT).map((answer) => answer.code), [code], to);
    scene.ask(BOT, "private", { to, text: "hi" });
    assertEquals(scene.objects(BOT).map((answer) => answer.code), ["no-such-name"], to);
  }
  scene.wait();
  assertEquals([scene.lines(1), scene.lines(2)], [[], []]);
});

Deno.test("a typed command without its arguments is answered by how to use it", () => {
  const scene = RoomScene.withProgram(BOT);
  for (const line of ["", " ", "bob", "#dev", "bob "]) {
    assertEquals(scene.answers(1, "msg", line), ["-- usage: /msg NAME TEXT"], line);
  }
  assertEquals(scene.answers(1, "reply", " "), ["-- usage: /reply TEXT"]);
  assertEquals(scene.answers(1, "unignore"), ["-- usage: /unignore NAME"]);
  assertEquals(scene.answers(1, "ignore", "bob bob"), ["-- nobody here is called bob bob"]);
  scene.wait();
  assertEquals(scene.lines(2), []);
});

Deno.test("a person who has left in the same turn is a person who is not here", () => {
  const scene = RoomScene.withProgram(BOT);
  scene.ask(2, "msg", "ann bye");
  scene.ask(2, "quit", "");
  scene.lines(1);
  const last = (command: string, line: string) => scene.answers(1, command, line).at(-1);
  for (const name of ["bob", "BOB"]) {
    assertEquals(last("msg", `${name} hi`), `-- nobody here is called ${name}`);
  }
  assertEquals(last("reply", "hi"), "-- bob, who wrote to you last, has left");
  assertEquals(last("ignore", "bob"), "-- nobody here is called bob");
});
