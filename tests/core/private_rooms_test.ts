/**
 * What an outsider can learn of a private room: nothing. Whatever it sends, through every door and in
 * every dialect, it is told the same, to the byte, in two chats: in one the room exists and is private,
 * in the other it does not exist and no room can be made.
 *
 * @module
 */

import { assertEquals, assertNotEquals } from "@std/assert";
import { commands } from "../../lib/core/commands/mod.ts";
import { CoreStage } from "../support/core_stage.ts";
import { configOf } from "../support/house.ts";
import { RoomScene } from "../support/room_scene.ts";

/** The room that the outsider asks for. */
const ROOM = "modern";
/** Ways to write its name, and one name that looks like it. */
const SPELLINGS = ["modern", "#modern", "MODERN", "modem"];

/** How the outsider comes: the first line, or none. */
type Door = string | undefined;

const PEOPLE: Readonly<Record<string, Door>> = {
  "English": "/nick out",
  "Chinese": "/nick out",
  "telnet": undefined,
};

const PROGRAMS: Readonly<Record<string, Door>> = {
  "JSON": '{"hello":1,"nick":"out"}',
  "JSON, with rooms": `{"hello":1,"nick":"out","rooms":["${ROOM}","modem","#MODERN"]}`,
  "JSON, without the lobby": `{"hello":1,"nick":"out","rooms":["${ROOM}"],"lobby":false}`,
};

/** Everything that a command may be given, by the fields of all rows. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  room: SPELLINGS,
  name: ["ann", "#modern", "modern"],
  to: ["ann", "#modern", "modern"],
  nick: ["modern", "modem"],
  text: ["hi", "-", "private", "public", "password right", "password -"],
  password: ["right", "wrong", ""],
  reason: ["hi"],
  token: ["modern"],
  in: SPELLINGS,
  words: ["hi", "in:modern plans", "from:ann"],
  from: ["ann", "modern"],
  limit: ["5"],
  before: ["41"],
  history: ["5"],
  lang: ["en"],
};

/** Lines for people: every command with up to three arguments that name the room or a member. */
function typedLines(): string[] {
  const words = [...SPELLINGS, "ann", "right", "private", "password right"];
  const lines = [...SPELLINGS, "who", "rename|modern"];
  for (const name of commands.keys()) {
    if (name === "quit") continue;
    lines.push(`/${name}`, ...words.map((word) => `/${name} ${word}`));
    for (const word of words) {
      for (const spelling of SPELLINGS) {
        lines.push(`/${name} ${word} ${spelling}`, `/${name} ${spelling} ${word}`);
      }
    }
  }
  return lines;
}

/** Objects for programs: every command with every combination of the values of its fields. */
function objects(): string[] {
  const lines: string[] = [];
  for (const [type, { params }] of commands) {
    if (type === "quit") continue;
    let combinations: Record<string, string>[] = [{}];
    for (const { field } of params) {
      combinations = combinations.flatMap((fields) => [
        fields,
        ...(VALUES[field] ?? []).map((value) => ({ ...fields, [field]: value })),
      ]);
    }
    lines.push(...combinations.map((fields) => JSON.stringify({ type, ...fields })));
  }
  return lines;
}

/** Two chats that an outsider must not be able to tell apart. */
class Twins {
  readonly #stages: readonly CoreStage[];

  private constructor(stages: readonly CoreStage[]) {
    this.#stages = stages;
  }

  /** Ann and bob are in a room of the first name in one chat, and of the second in the other. */
  static async open(rooms: readonly [string, string], isPrivate: boolean): Promise<Twins> {
    const stages = await Promise.all(rooms.map(async (room) => {
      const stage = new CoreStage(configOf(["--names", "guest", "--max-rooms", "1"]));
      await stage.enter("ann", "/nick ann");
      await stage.enter("bob", "/nick bob");
      await stage.type("ann", `/join ${room}`);
      await stage.type("bob", `/join ${room}`);
      await stage.type("ann", `/topic plans`);
      if (isPrivate) await stage.type("ann", "/room private");
      await stage.type("ann", "the plans of modern");
      return stage;
    }));
    return new Twins(stages);
  }

  /** Lets the outsider come and returns what it is told in each chat. */
  enter(first: Door): Promise<string[][]> {
    return this.#each(async (stage) => {
      await stage.enter("out", first);
      return await heard(stage);
    });
  }

  /** Lets time pass in each chat. */
  async passTime(millis: number): Promise<void> {
    for (const stage of this.#stages) await stage.passTime(millis);
  }

  /** Lets somebody type a line; returns what the outsider is told in each chat. */
  type(actor: string, line: string): Promise<string[][]> {
    return this.#each(async (stage) => {
      await stage.type(actor, line);
      return await heard(stage);
    });
  }

  #each(act: (stage: CoreStage) => Promise<string[]>): Promise<string[][]> {
    return Promise.all(this.#stages.map(act));
  }
}

/** Everything that the outsider is told until nothing more comes. */
async function heard(stage: CoreStage): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const line = await stage.hear("out");
    if (line === undefined) return lines;
    lines.push(line);
  }
}

/** What happens in the room, and what ends it. */
const INSIDE = [
  "hello",
  "/me waves",
  "/topic other plans",
  "/room password right",
  "/room public",
  "/room private",
  "/invite bob",
  "/kick bob away",
  "/part",
];

async function assertAlike(door: Door, lines: readonly string[], opening?: string): Promise<void> {
  const twins = await Twins.open([ROOM, "other"], true);
  const [first, second] = await twins.enter(door);
  assertEquals(first, second, `on entry with ${door}`);
  if (opening !== undefined) await twins.type("out", opening);
  for (const line of lines) {
    const [there, nowhere] = await twins.type("out", line);
    assertEquals(there, nowhere, line);
  }
}

for (const [name, door] of Object.entries(PEOPLE)) {
  Deno.test(`an outsider learns nothing of a private room by any line: ${name}`, async () => {
    await assertAlike(door, typedLines(), name === "Chinese" ? "/lang zh" : undefined);
  });
}

for (const [name, door] of Object.entries(PROGRAMS)) {
  Deno.test(`an outsider learns nothing of a private room by any object: ${name}`, async () => {
    await assertAlike(door, objects());
  });
}

Deno.test("an outsider learns nothing of a private room by a late hello", async () => {
  const hello = `{"hello":1,"rooms":["${ROOM}"],"lobby":false}`;
  await assertAlike(undefined, [hello, ...objects()]);
});

/** Questions for what was said, as people and as programs ask. */
const RECALLING: readonly string[] = SPELLINGS.flatMap((room) => [
  `/search plans in:${room}`,
  `/search from:ann in:${room}`,
  `{"type":"search","words":"plans","in":"${room}"}`,
  `{"type":"history","room":"${room}"}`,
  `{"type":"history","room":"${room}","before":"2999-01-01"}`,
  `{"type":"join","room":"${room}","history":9}`,
]);

Deno.test("an outsider finds nothing of what was said in a private room", async () => {
  for (const door of [...Object.values(PEOPLE), ...Object.values(PROGRAMS)]) {
    const twins = await Twins.open([ROOM, "other"], true);
    await twins.enter(door);
    for (const line of ["/search plans", `{"type":"search","words":"plans"}`, ...RECALLING]) {
      // A client searches five times a minute.
      await twins.passTime(60_000);
      const [there, nowhere] = await twins.type("out", line);
      assertEquals(there, nowhere, line);
      assertEquals(JSON.stringify(there).includes("the plans of"), false, line);
      assertEquals(JSON.stringify(there).includes("search-limit"), false, line);
    }
  }
});

// Ergo #2382, #2405: rooms that are hidden and are told of all the same.
Deno.test("an outsider is told nothing of what happens in a private room", async () => {
  for (const door of [...Object.values(PEOPLE), ...Object.values(PROGRAMS)]) {
    const twins = await Twins.open([ROOM, "other"], true);
    await twins.enter(door);
    for (const line of INSIDE.filter((each) => each !== "/room public")) {
      assertEquals(await twins.type("ann", line), [[], []], line);
    }
  }
});

Deno.test("the twins are told apart if the room is not private", async () => {
  for (const line of [`/join ${ROOM}`, `/who ${ROOM}`, "/rooms"]) {
    const twins = await Twins.open([ROOM, "other"], false);
    await twins.enter("/nick out");
    const [there, nowhere] = await twins.type("out", line);
    assertNotEquals(there, nowhere, line);
  }
});

Deno.test("rooms that are private or have a password are not counted in the cost of a command", () => {
  const scene = RoomScene.of("ann");
  assertEquals(scene.chat.publicRooms, 1);
  for (const room of ["open", "hidden", "locked"]) scene.ask(1, "join", room);
  scene.ask(1, "room", { room: "hidden", text: "private" });
  scene.ask(1, "room", { room: "locked", text: "password d1" });
  assertEquals(scene.rooms(), ["lobby", "open", "hidden", "locked"]);
  assertEquals(scene.chat.publicRooms, 2);
});
