/**
 * Rooms in a pipe, against a scripted daemon: what is for one room is said in that room or nowhere.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { PROGRAM } from "../../../lib/client/connection/link.ts";
import { ENTRY_TOKEN } from "../../../lib/client/rooms/room_entry.ts";
import type { FakePeer } from "../../support/fake_server.ts";
import { play } from "../../support/piped.ts";

const COMMANDS = {
  commands: [
    { name: "join", params: [{ field: "room", shape: "room" }] },
    { name: "part", params: [{ field: "room", shape: "room", optional: true }] },
    { name: "me", params: [{ field: "text", shape: "rest" }] },
    {
      name: "msg",
      params: [{ field: "to", shape: "nick" }, { field: "text", shape: "rest" }],
    },
  ],
};

const ASKED = { type: "ping", token: ENTRY_TOKEN };
const ANSWERED = { type: "pong", token: ENTRY_TOKEN };

function entered(room: string, ...others: string[]): object {
  return { type: "entered", room, members: [...others, "ann"], seq: 1, public: true };
}

/** Lets a client in that asked for the room ci alone. */
async function letIn(peer: FakePeer): Promise<void> {
  await peer.welcome([], { ...COMMANDS, room: "ci" });
  await peer.say(entered("ci"));
  assertEquals(await peer.hearObject(), ASKED);
}

Deno.test("--room with --say relays into that room, and the lobby is left out", async () => {
  const { code, out, err } = await play(
    async (peer, client) => {
      client.type("/quit is not a command here\nbuild 7 passed\n");
      client.end();
      assertEquals(await peer.hearObject(), {
        hello: 1,
        client: PROGRAM,
        nick: "ann",
        rooms: ["ci"],
        lobby: false,
      });
      await peer.say({ type: "welcome", you: "ann", room: "ci", members: ["ann"], ...COMMANDS });
      await peer.say(entered("ci"));
      assertEquals(await peer.hearObject(), ASKED);
      await peer.say(ANSWERED);
      assertEquals(await peer.hearObject(), {
        type: "say",
        room: "ci",
        text: "/quit is not a command here",
      });
      assertEquals(await peer.hearObject(), { type: "say", room: "ci", text: "build 7 passed" });
      await peer.say({ type: "message", room: "ci", seq: 3, from: "ann", text: "build 7 passed" });
      assertEquals(await peer.hear(), undefined);
      await peer.bye("end-of-input");
    },
    "said",
    { rooms: ["ci"] },
  );
  assertEquals([code, err], [0, ""]);
  assertEquals(out.endsWith("#ci ann: build 7 passed\n"), true);
});

for (const kind of ["said", "typed", "json"] as const) {
  Deno.test(`a room that refuses the client is told, nothing is sent, and it gives 3: ${kind}`, async () => {
    const { code, out, err } = await play(
      async (peer, client) => {
        client.type('{"type":"say","text":"the secret"}\n');
        client.end();
        await peer.welcome([], COMMANDS);
        assertEquals(await peer.hearObject(), ASKED);
        await peer.say({ type: "notice", code: "room-private", room: "ci", text: "no" }, ANSWERED);
        assertEquals(await peer.hear(), undefined);
      },
      kind,
      { rooms: ["ci"] },
    );
    assertEquals(code, 3);
    assertEquals(out.includes("you speak in"), false);
    assertEquals(err.includes("hubbub: cannot enter #ci: nothing was said\n"), true);
  });

  Deno.test(`a daemon without rooms is told, nothing is sent, and it gives 1: ${kind}`, async () => {
    const { code, err } = await play(
      async (peer, client) => {
        client.type('{"type":"say","text":"the secret"}\n');
        client.end();
        await peer.welcome();
        assertEquals(await peer.hear(), undefined);
      },
      kind,
      { rooms: ["ci"] },
    );
    assertEquals([code, err], [1, "hubbub: this server has no rooms\n"]);
  });
}

/** The daemon's words to a client that was put out of its only room: it is in the lobby now. */
const PUT_OUT = [
  { type: "entered", room: "lobby", members: ["ann"], seq: 1, public: true },
  {
    type: "left",
    room: "ci",
    seq: 4,
    name: "ann",
    reason: "kicked by bob: enough",
    by: "daemon",
    code: "kicked",
    from: "bob",
    text: "enough",
  },
];

for (const kind of ["said", "typed", "json"] as const) {
  Deno.test(`put out of its room, a client says nothing more, and gives 3: ${kind}`, async () => {
    const first = { type: "say", room: "ci", text: "first" };
    const lineOf = (text: string) =>
      kind === "json" ? `${JSON.stringify({ ...first, text })}\n` : `${text}\n`;
    const { code, out, err } = await play(
      async (peer, client) => {
        client.type(lineOf("first"));
        await letIn(peer);
        await peer.say(ANSWERED);
        assertEquals(await peer.hearObject(), first);
        await peer.say(...PUT_OUT);
        await client.until("enough");
        client.type(lineOf("second"));
        client.end();
        assertEquals(await peer.hear(), undefined);
      },
      kind,
      { rooms: ["ci"] },
    );
    assertEquals([code, err], [
      3,
      "hubbub: put out of #ci (kicked by bob: enough): nothing more is said\n",
    ]);
    assertEquals(out.includes("enough"), true);
    assertEquals(out.includes("you speak in"), false);
  });
}

Deno.test("put out of a room that was typed after /join, a client says nothing more", async () => {
  const { code, err } = await play(async (peer, client) => {
    client.type("/join ci\n");
    await peer.welcome([], COMMANDS);
    assertEquals(await peer.hearObject(), { type: "join", room: "ci" });
    assertEquals(await peer.hearObject(), ASKED);
    await peer.say(entered("ci"), ANSWERED, PUT_OUT[1] ?? {});
    await client.until("enough");
    client.type("second\n");
    assertEquals(await peer.hear(), undefined);
  });
  assertEquals([code, err], [
    3,
    "hubbub: put out of #ci (kicked by bob: enough): nothing more is said\n",
  ]);
});

Deno.test("a room that a client leaves by itself does not end it", async () => {
  const { code, err } = await play(
    async (peer, client) => {
      client.type("/join dev\n/part ci\nhello\n");
      client.end();
      await letIn(peer);
      await peer.say(ANSWERED);
      assertEquals(await peer.hearObject(), { type: "join", room: "dev" });
      await peer.hear();
      assertEquals(await peer.hearObject(), { type: "part", room: "ci" });
      await peer.say(entered("dev"), ANSWERED);
      await peer.say({ type: "left", room: "ci", seq: 4, name: "ann", by: "member", code: "part" });
      assertEquals(await peer.hearObject(), { type: "say", room: "dev", text: "hello" });
      assertEquals(await peer.hear(), undefined);
      await peer.bye("end-of-input");
    },
    "typed",
    { rooms: ["ci"] },
  );
  assertEquals([code, err], [0, ""]);
});

Deno.test("a client that only listens does not stay where its room is not", async () => {
  const { code } = await play(
    async (peer) => {
      await peer.welcome([], COMMANDS);
      assertEquals(await peer.hearObject(), ASKED);
      await peer.say(ANSWERED);
      assertEquals(await peer.hear(), undefined);
    },
    "said",
    { rooms: ["ci"], isListenOnly: true },
  );
  assertEquals(code, 3);
});

Deno.test("a link that ends before the room was entered holds up no input", async () => {
  const { code } = await play(
    async (peer, client) => {
      client.type("the secret\n");
      await peer.welcome([], COMMANDS);
      assertEquals(await peer.hearObject(), ASKED);
      peer.close();
      assertEquals(await peer.hear(), undefined);
    },
    "said",
    { rooms: ["ci"] },
  );
  assertEquals(code, 1);
});

Deno.test("--json shows the events of rooms as they are, without its own question", async () => {
  const { out } = await play(
    async (peer, client) => {
      client.type('{"type":"say","room":"ci","text":"x"}\n');
      await letIn(peer);
      await peer.say(ANSWERED);
      assertEquals(await peer.hear(), '{"type":"say","room":"ci","text":"x"}');
      await peer.bye("quit");
    },
    "json",
    { rooms: ["ci"] },
  );
  assertEquals(out.split("\n").map((line) => line && JSON.parse(line).type), [
    "welcome",
    "entered",
    "bye",
    "",
  ]);
});

Deno.test("lines behind a typed /join are for that room, also if the daemon refuses it", async () => {
  const { out } = await play(async (peer, client) => {
    client.type("/join #dev\nhello\n/me waves\n/msg bob psst\n/msg #ops hi\n/part\n");
    client.end();
    await peer.welcome([], COMMANDS);
    const heard = [];
    for (let line = await peer.hear(); line !== undefined; line = await peer.hear()) {
      heard.push(JSON.parse(line));
    }
    assertEquals(heard, [
      { type: "join", room: "dev" },
      ASKED,
      { type: "say", room: "dev", text: "hello" },
      { type: "me", room: "dev", text: "waves" },
      { type: "private", to: "bob", text: "psst" },
      { type: "say", room: "ops", text: "hi" },
      { type: "part", room: "dev" },
    ]);
    await peer.say({ type: "notice", code: "of-tomorrow", text: "no" }, ANSWERED);
    await peer.bye("end-of-input");
  });
  assertEquals(out.endsWith("-- no\n-- you speak in #lobby now\n"), true);
});

Deno.test("commands about rooms are told of where there are none, and give 1", async () => {
  const { code, err } = await play(async (peer, client) => {
    client.type("/join dev\nhello\n");
    client.end();
    await peer.welcome([], { commands: [{ name: "me", params: [] }] });
    assertEquals(await peer.hearObject(), { type: "say", text: "hello" });
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  });
  assertEquals([code, err], [1, "hubbub: this server has no rooms\n"]);
});
