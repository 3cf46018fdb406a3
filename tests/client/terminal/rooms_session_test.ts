/**
 * Rooms and private words on a terminal, against a scripted daemon.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { PROGRAM } from "../../../lib/client/connection/link.ts";
import { ENTRY_TOKEN } from "../../../lib/client/rooms/room_entry.ts";
import type { FakePeer } from "../../support/fake_server.ts";
import { type Scene, scene, type SceneOptions } from "../../support/terminal_scene.ts";

const ASKED = { type: "ping", token: ENTRY_TOKEN };
const ANSWERED = { type: "pong", token: ENTRY_TOKEN };

const COMMANDS = {
  commands: [
    {
      name: "join",
      params: [{ field: "room", shape: "room" }, {
        field: "password",
        shape: "word",
        optional: true,
      }],
    },
    { name: "part", params: [{ field: "room", shape: "room", optional: true }] },
    { name: "msg", params: [{ field: "to", shape: "nick" }, { field: "text", shape: "rest" }] },
    { name: "reply", params: [{ field: "text", shape: "rest" }] },
  ],
};

const WIDE: SceneOptions = { columns: 70, rows: 16, welcome: COMMANDS };

function entered(room: string, ...others: string[]): object {
  return { type: "entered", room, members: [...others, "ann"], seq: 1, public: true };
}

function said(room: string, from: string, text: string, seq = 9): object {
  return { type: "message", seq, time: new Date().toISOString(), room, from, text };
}

function whispered(from: string, to: string, text: string): object {
  return { type: "private", from, to, text, time: new Date().toISOString(), id: 1 };
}

/** Enters a room by a command, with the daemon's answer. */
async function join({ terminal, peer }: Scene, room: string, ...others: string[]): Promise<void> {
  await terminal.enter(`/join ${room}`);
  assertEquals(await peer.hearObject(), { type: "join", history: 50, room });
  assertEquals(await peer.hearObject(), ASKED);
  await peer.say(entered(room, ...others), ANSWERED);
  await terminal.waitFor((screen) => screen.endsWith(`ann #${room}>`));
}

scene("rooms stand in the prompt, and keys and /join turn between them", async (s) => {
  await join(s, "dev", "bob");
  await join(s, "ops");
  await s.peer.say(said("dev", "bob", "one"), said("lobby", "bob", "hey ann"));
  await s.terminal.waitFor((screen) => screen.endsWith("ann #ops (1 #lobby +1 !1, 2 #dev +1)>"));
  await s.terminal.press("M-2");
  await s.terminal.waitFor((screen) => screen.endsWith("ann #dev (1 #lobby +1 !1)>"));
  await s.terminal.press("M-Left");
  await s.terminal.waitFor((screen) => screen.endsWith("ann #lobby>"));
  await s.terminal.press("M-Left");
  await s.terminal.waitFor((screen) => screen.endsWith("ann #ops>"));
  await s.terminal.press("F1");
  await s.terminal.waitFor((screen) => screen.endsWith("ann #lobby>"));
  await s.terminal.enter("/join #DEV");
  await s.terminal.waitFor((screen) => screen.endsWith("ann #dev>"));
  await s.terminal.enter("hi");
  assertEquals(await s.peer.hear(), '{"type":"say","room":"dev","text":"hi"}');
}, WIDE);

scene(
  "lines of the room where one speaks are plain, those of others have their room",
  async (s) => {
    await join(s, "dev", "bob");
    await s.peer.say(said("dev", "bob", "hi"), said("lobby", "cay", "hello"));
    await s.terminal.waitFor((screen) => screen.includes("#lobby cay: hello\n"));
    assertEquals((await s.terminal.screen()).includes("\nbob: hi\n"), true);
    assertEquals((await s.terminal.colors()).includes("\x1b[2m#lobby cay: hello"), true);
    await s.terminal.enter("/only");
    await s.terminal.waitFor((screen) => screen.includes("other rooms are hidden"));
    await s.peer.say(said("lobby", "cay", "unseen"), said("dev", "bob", "seen"));
    await s.terminal.waitFor((screen) => screen.endsWith("bob: seen\nann #dev (1 #lobby +2)>"));
    assertEquals((await s.terminal.screen()).includes("unseen"), false);
  },
  WIDE,
);

scene("a line behind /join is for that room, also if the daemon refuses it", async (s) => {
  await s.terminal.enter("/join dev hunter2");
  assertEquals(await s.peer.hearObject(), {
    type: "join",
    history: 50,
    room: "dev",
    password: "hunter2",
  });
  assertEquals(await s.peer.hearObject(), ASKED);
  // The daemon has not answered yet.
  await s.terminal.enter("for dev alone");
  assertEquals(await s.peer.hear(), '{"type":"say","room":"dev","text":"for dev alone"}');
  await s.peer.say({ type: "notice", code: "of-tomorrow", text: "no", token: "1" }, ANSWERED);
  await s.terminal.waitFor((screen) => screen.endsWith("-- no\nann>"));
}, WIDE);

scene("private words are marked, and answered by Tab and /reply", async (s) => {
  await s.peer.say(whispered("zoe", "ann", "are you there?"));
  await s.terminal.waitFor((screen) => screen.includes("» *zoe -> ann* are you there?"));
  await s.terminal.press("Tab");
  await s.terminal.waitFor((screen) => screen.includes("\nann> /msg zoe\n"));
  await s.terminal.enter("yes");
  assertEquals(await s.peer.hear(), '{"type":"private","to":"zoe","text":"yes"}');
  await s.peer.say(whispered("ann", "zoe", "yes"));
  await s.terminal.waitFor((screen) => screen.includes("\n*ann -> zoe* yes\n"));
  await s.terminal.enter("/reply and you?");
  assertEquals(await s.peer.hear(), '{"type":"reply","text":"and you?"}');
}, WIDE);

scene("/reply does not go to somebody who has written since it was begun", async (s) => {
  await s.peer.say(whispered("bob", "ann", "and?"));
  await s.terminal.waitFor((screen) => screen.includes("*bob -> ann* and?"));
  await s.terminal.type("/reply for bob alone");
  await s.terminal.waitFor((screen) => screen.includes("ann> /reply for bob alone"));
  await s.peer.say(whispered("小明", "ann", "hi"));
  await s.terminal.waitFor((screen) => screen.includes("*小明 -> ann* hi"));
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) =>
    screen.includes("-- 小明 has written to you since") &&
    screen.includes("\nann> /reply for bob alone")
  );
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"reply","text":"for bob alone"}');
}, WIDE);

scene("/msg to a name that has gone is never said in the room", async (s) => {
  await join(s, "dev", "bob");
  await s.peer.say({ type: "left", room: "dev", seq: 10, name: "bob", by: "member", code: "quit" });
  await s.terminal.waitFor((screen) => screen.includes("bob has left"));
  await s.terminal.enter("/msg bob the key is under the mat");
  assertEquals(await s.peer.hearObject(), {
    type: "private",
    to: "bob",
    text: "the key is under the mat",
  });
  await s.peer.say({ type: "notice", code: "of-tomorrow", text: "nobody here is called bob" });
  await s.terminal.waitFor((screen) => screen.includes("-- nobody here is called bob"));
  await s.terminal.enter("next");
  assertEquals(await s.peer.hearObject(), { type: "say", room: "dev", text: "next" });
}, WIDE);

scene(
  "a reconnect comes back to all rooms, with passwords, and speaks in the same one",
  async (s) => {
    await join(s, "dev", "bob");
    await s.terminal.enter("/join ops hunter2");
    assertEquals((await s.peer.hearObject()).password, "hunter2");
    await s.peer.hear();
    await s.peer.say({ ...entered("ops"), public: false }, ANSWERED);
    await s.terminal.waitFor((screen) => screen.endsWith("ann #ops>"));
    await s.terminal.press("M-2");
    await s.terminal.waitFor((screen) => screen.endsWith("ann #dev>"));
    s.peer.close();
    const again = await s.server.accept();
    const resume = { lobby: { seq: 41, epoch: "fake" } };
    assertEquals(await again.hearObject(), {
      hello: 1,
      client: PROGRAM,
      nick: "ann",
      rooms: ["dev"],
      resume,
    });
    await letBackIn(again);
    assertEquals(await again.hearObject(), {
      type: "join",
      history: 50,
      room: "ops",
      password: "hunter2",
    });
    assertEquals(await again.hearObject(), ASKED);
    await again.say(entered("ops"), ANSWERED);
    await s.terminal.waitFor((screen) =>
      screen.includes("-- #ops is public now; it was not before the connection was lost\n") &&
      screen.endsWith("\nann #dev>")
    );
    await s.terminal.enter("back");
    assertEquals(await again.hear(), '{"type":"say","room":"dev","text":"back"}');
  },
  WIDE,
);

scene(
  "a room that cannot be entered again is told, and no line goes elsewhere unseen",
  async (s) => {
    await join(s, "dev", "bob");
    s.peer.close();
    const again = await s.server.accept();
    await again.hear();
    await again.say({ type: "welcome", you: "ann", room: "lobby", members: ["ann"], ...COMMANDS });
    assertEquals(await again.hearObject(), ASKED);
    await s.terminal.waitFor((screen) => screen.endsWith("\nann #dev>"));
    await s.terminal.enter("for dev alone");
    assertEquals(await again.hear(), '{"type":"say","room":"dev","text":"for dev alone"}');
    await again.say({ type: "notice", code: "of-tomorrow", text: "no", token: "1" }, ANSWERED);
    await s.terminal.waitFor((screen) => screen.endsWith("-- you speak in #lobby now\nann>"));
  },
  WIDE,
);

scene("a half-typed line does not follow its writer out of a room", async (s) => {
  await join(s, "dev", "bob");
  await join(s, "ops", "bob");
  await s.terminal.type("the key is hunter2");
  await s.terminal.waitFor((screen) => screen.endsWith("ann #ops> the key is hunter2"));
  await s.peer.say({
    type: "left",
    room: "ops",
    seq: 10,
    name: "ann",
    reason: "kicked by bob",
    by: "daemon",
    code: "kicked",
    from: "bob",
    text: "",
  });
  await s.terminal.waitFor((screen) => screen.endsWith("ann #dev> the key is hunter2"));
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) =>
    screen.includes("-- this was written for #ops; the same key again sends it to #dev\n") &&
    screen.endsWith("ann #dev> the key is hunter2")
  );
  await s.terminal.press("M-1");
  await s.terminal.waitFor((screen) => screen.endsWith("ann #lobby> the key is hunter2"));
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hearObject(), { type: "say", text: "the key is hunter2" });
}, WIDE);

scene("a daemon without rooms is told where rooms are asked for, and stays usable", async (s) => {
  await s.terminal.waitFor((screen) => screen.includes("-- this server has no rooms"));
  await s.terminal.enter("/join dev");
  await s.terminal.waitFor((screen) => screen.split("this server has no rooms").length === 3);
  await s.terminal.enter("hi");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"hi"}');
}, { columns: 70, rows: 16, args: ["--room", "dev", "--lang", "en"], ready: "ann>" });

scene("--plain names the room of each line outside of the lobby", async (s) => {
  await s.terminal.enter("/join dev");
  assertEquals(await s.peer.hearObject(), { type: "join", history: 50, room: "dev" });
  await s.peer.hear();
  await s.peer.say(entered("dev", "bob"), ANSWERED);
  await s.terminal.waitFor((screen) => screen.endsWith("-- you speak in #dev now"));
  await s.peer.say(said("dev", "bob", "hi"), said("lobby", "cay", "hello"));
  await s.terminal.waitFor((screen) => screen.endsWith("#dev bob: hi\ncay: hello"));
  await s.terminal.enter("yes");
  assertEquals(await s.peer.hear(), '{"type":"say","room":"dev","text":"yes"}');
}, { ...WIDE, args: ["--plain"], ready: "Also here: bob" });

/** The daemon's answer to a hello that asked for dev. */
async function letBackIn(peer: FakePeer): Promise<void> {
  await peer.say(
    { type: "welcome", you: "ann", room: "lobby", members: ["ann"], ...COMMANDS },
    entered("dev", "bob"),
  );
}
