import { assertEquals } from "@std/assert";
import { PROGRAM } from "../../../lib/client/connection/link.ts";
import type { FakePeer } from "../../support/fake_server.ts";
import { play } from "../../support/piped.ts";

const COMMANDS = {
  commands: [
    { name: "history", params: [{ field: "text", shape: "rest", optional: true }] },
    { name: "search", params: [{ field: "words", shape: "rest" }] },
  ],
};

const OLD = {
  ...{ type: "message", seq: 4, time: "2026-11-26T14:02:09.000Z", room: "lobby" },
  ...{ from: "bob", text: "old" },
};
const PAGE = { type: "history", room: "lobby", events: [OLD], more: true };

async function welcome(peer: FakePeer): Promise<Record<string, unknown>> {
  const hello = await peer.hearObject();
  const time = "2026-11-27T14:00:00.000Z";
  await peer.say({ type: "welcome", you: "ann", room: "lobby", seq: 9, time, ...COMMANDS });
  return hello;
}

Deno.test("in a pipe nothing of what was said before is asked for", async () => {
  const { out } = await play(async (peer, client) => {
    assertEquals(await welcome(peer), { hello: 1, client: PROGRAM, nick: "ann" });
    client.end();
    peer.close();
  });
  assertEquals(out, "You are ann\nNobody else is here\n");
});

Deno.test("--history in a pipe shows what was said before, between marks; nothing is no line", async () => {
  const { out } = await play(
    async (peer, client) => {
      assertEquals((await welcome(peer)).history, 5);
      await peer.say(PAGE);
      await client.until("end of history");
      client.end();
      peer.close();
    },
    "typed",
    { history: 5 },
  );
  assertEquals(out.split("\n").slice(2), [
    "-- history: 1 line since 2026-11-26 14:02 UTC",
    "[14:02] bob: old",
    "-- end of history",
    "",
  ]);
  const { out: none } = await play(
    async (peer, client) => {
      await welcome(peer);
      await peer.say({ ...PAGE, events: [] });
      client.end();
      peer.close();
    },
    "typed",
    { history: 5 },
  );
  assertEquals(none, "You are ann\nNobody else is here\n");
});

Deno.test("with --timestamps each line of history has its own time", async () => {
  const { out } = await play(
    async (peer, client) => {
      await welcome(peer);
      await peer.say(PAGE);
      await client.until("end of history");
      client.end();
      peer.close();
    },
    "typed",
    { history: 5, timestamps: "full" },
  );
  const [line = ""] = out.split("\n").filter((line) => line.endsWith("bob: old"));
  assertEquals(/^2026-11-2\d \d\d:\d\d:09 bob: old$/.test(line), true, line);
});

Deno.test("/history and /search in a pipe are sent, and answered as to people with nc", async () => {
  const { out, err, code } = await play(async (peer, client) => {
    await welcome(peer);
    client.type("/history 3\n/search tea from:bob\n/history of art\n");
    assertEquals(await peer.hearObject(), { type: "history", room: "lobby", limit: 3 });
    assertEquals(await peer.hearObject(), { type: "search", words: "tea from:bob" });
    await peer.say(PAGE, { type: "found", events: [OLD], more: false });
    client.end();
    assertEquals(await peer.hear(), undefined);
    peer.close();
  });
  assertEquals(out.split("\n").slice(2), [
    "-- history: 1 line since 2026-11-26 14:02 UTC",
    "[14:02] bob: old",
    "-- end of history",
    "-- [2026-11-26 14:02] bob: old",
    "",
  ]);
  assertEquals([err, code], ["hubbub: usage: /history [TEXT]\n", 1]);
});

Deno.test("programs are passed the history as it comes, also where there is none", async () => {
  const { out } = await play(
    async (peer, client) => {
      assertEquals((await welcome(peer)).history, 5);
      await peer.say({ ...PAGE, events: [] });
      client.end();
      peer.close();
    },
    "json",
    { history: 5 },
  );
  assertEquals(out.split("\n")[1], '{"type":"history","room":"lobby","events":[],"more":true}');
});
