/**
 * Every command that takes a room, with every kind of bad argument: a clear answer to the client that
 * asked, and not a word to anybody else.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { RoomScene } from "../support/room_scene.ts";

const BOT = 3;

/** Commands of programs by how they take a room, and what they need besides. */
const COMMANDS: Readonly<Record<string, Record<string, unknown>>> = {
  say: { text: "hi" },
  me: { text: "waves" },
  topic: { text: "parsers" },
  who: {},
  part: {},
  join: {},
  room: { text: "private" },
  invite: { name: "ann" },
  kick: { name: "ann" },
};

/** The code of the answer to each bad room; `join` makes rooms that are not there. */
const BAD: readonly (readonly [room: unknown, code: string])[] = [
  ["", "name-empty"],
  ["#", "name-empty"],
  ["##lobby", "name-bad-character"],
  ["lobby lobby", "name-bad-character"],
  ["lobby,dev", "name-bad-character"],
  ["lobby\u0000", "name-bad-character"],
  ["\u001b[2J", "name-bad-character"],
  ["77", "name-no-letter"],
  ["\u0301x", "name-bad-character"],
  ["lоbby", "name-mixed-scripts"],
  ["x".repeat(33), "name-too-long"],
  ["x".repeat(4096), "name-too-long"],
  ["1obby", "no-such-room"],
  ["nowhere", "no-such-room"],
  ["ann", "no-such-room"],
  ["dev", "not-in-room"],
  [7, "bad-field"],
  [null, "bad-field"],
  [["lobby"], "bad-field"],
  [{ room: "lobby" }, "bad-field"],
  [true, "bad-field"],
];

for (const [command, fields] of Object.entries(COMMANDS)) {
  Deno.test(`${command} answers a bad room with a notice, and tells nobody else`, () => {
    for (const [room, code] of BAD) {
      const scene = RoomScene.withProgram(BOT);
      scene.ask(BOT, command, { ...fields, room });
      const answers = scene.objects(BOT);
      const expected = expectedOf(command, room, code);
      if (expected !== undefined) {
        assertEquals(answers.map((answer) => answer.code), [expected], JSON.stringify(room));
        scene.wait();
        assertEquals([scene.lines(1), scene.lines(2)], [[], []], JSON.stringify(room));
      }
      assertEquals(scene.rooms().includes("lobby"), true);
    }
  });
}

/** What a command answers to a bad room; undefined if the room is not bad for it. */
function expectedOf(command: string, room: unknown, code: string): string | undefined {
  if (command === "join") {
    if (room === "1obby") return "room-private";
    return code === "no-such-room" || code === "not-in-room" ? undefined : code;
  }
  // Who is in a room that everybody may enter, everybody may ask.
  return command === "who" && code === "not-in-room" ? undefined : code;
}

Deno.test("a room that one left in the same turn is a room that one is not in", () => {
  const scene = RoomScene.withProgram(BOT);
  scene.ask(BOT, "join", { room: "dev" });
  scene.ask(BOT, "part", { room: "dev" });
  scene.objects(BOT);
  for (const command of ["say", "me", "topic", "part", "room", "invite", "kick"]) {
    scene.ask(BOT, command, { ...COMMANDS[command], room: "dev" });
    assertEquals(scene.objects(BOT).map(({ code }) => code), ["not-in-room"], command);
  }
  scene.wait();
  assertEquals(scene.lines(2), ["#dev robo has arrived", "#dev robo has left"]);
});

Deno.test("a typed command without its room, or with more than a room, is answered by how to use it", () => {
  const scene = RoomScene.of("ann", "bob");
  assertEquals(scene.answers(1, "join"), ["-- usage: /join ROOM [PASSWORD]"]);
  assertEquals(scene.answers(1, "join", "  "), ["-- usage: /join ROOM [PASSWORD]"]);
  assertEquals(scene.answers(1, "part", "lobby dev"), [
    "-- only letters, digits and - _ . can be in a name, not a space",
  ]);
  assertEquals(scene.answers(1, "who", "lobby dev"), [
    "-- only letters, digits and - _ . can be in a name, not a space",
  ]);
  // A password that no room asks for is not looked at, and not said.
  assertEquals(scene.answers(1, "join", "dev secret words").at(-1), "-- you speak in #dev now");
  scene.wait();
  assertEquals(scene.lines(2), []);
});

Deno.test("people and rooms do not share their names", () => {
  const scene = RoomScene.of("dev", "bob");
  assertEquals(scene.answers(2, "join", "dev"), [
    "-- #dev: nobody else is here",
    "-- you speak in #dev now",
  ]);
  assertEquals(scene.answers(2, "nick", "lobby"), [
    "bob is now known as lobby",
    "#dev bob is now known as lobby",
  ]);
});

Deno.test("a thousand rooms that one person asks for: refused at the bound, a line each", () => {
  const scene = RoomScene.of("ann");
  const answers = Array.from({ length: 1000 }, (_, n) => scene.answers(1, "join", `r${n}`));
  assertEquals(answers.filter((lines) => lines.length === 2).length, 19);
  assertEquals(answers.slice(19).filter((lines) => lines.length !== 1), []);
  assertEquals(scene.rooms().length, 20);
});
