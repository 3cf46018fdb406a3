/**
 * Lines that the daemon has not answered, on a terminal, against a scripted daemon: shown until they are said,
 * offered again after a cut, and sent one after the other if they were pasted.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { type FakePeer, FakeServer } from "../../support/fake_server.ts";
import { type Scene, scene, type SceneOptions, stamp } from "../../support/terminal_scene.ts";

const WIDE: SceneOptions = { columns: 80, rows: 20 };
const PLAIN: SceneOptions = { ...WIDE, args: ["--plain"], ready: "Also here: bob" };
const TEN = Array.from({ length: 10 }, (_, index) => `row ${index}`).join("\n");

/** Says the next line of the client, as a daemon does: with the token. */
async function echo(peer: FakePeer, seq: number): Promise<string> {
  const { text, token } = await peer.hearWholeObject();
  await peer.say({ type: "message", ...stamp(seq), from: "ann", text, token });
  return String(text);
}

/** The client comes back; it has missed these events. */
async function welcomeBack(
  server: FakeServer,
  events: readonly object[],
  seq: number,
): Promise<FakePeer> {
  const peer = await server.accept();
  const said = 7 + events.filter((event) => "text" in event).length;
  await peer.welcome(["bob"], { seq, said });
  await peer.say(...events, { type: "joined", ...stamp(seq + 1), name: "ann" });
  return peer;
}

const LEFT = { type: "left", by: "daemon", code: "lost", name: "ann" };

scene(
  "a line is shown as pending until it is said; what a cut has lost is sent again",
  async (s) => {
    const { port } = s.server;
    await s.terminal.enter("one");
    await s.terminal.waitFor((screen) => screen.includes("… one"));
    await s.terminal.enter("two");
    await s.terminal.shows(`
    You are ann
    Also here: bob
    … one
    … two
    ann>
  `);
    await s.peer.hear();
    await s.server[Symbol.asyncDispose]();
    await using again = new FakeServer(port);
    const one = { type: "message", ...stamp(42), from: "ann", text: "one" };
    const peer = await welcomeBack(again, [one, { ...LEFT, ...stamp(43) }], 43);
    await s.terminal.waitFor((screen) =>
      screen.endsWith("! two\n1 line was not delivered: [s]end again, [e]dit, [d]rop?")
    );
    await s.terminal.enter("dear all");
    assertEquals(await echo(peer, 45), "dear all");
    await s.terminal.waitFor((screen) => screen.endsWith("[d]rop?"));
    await s.terminal.press("Escape");
    await s.terminal.waitFor((screen) => screen.endsWith("/resend drop forgets"));
    await s.terminal.enter("/resend");
    assertEquals(await echo(peer, 46), "two");
    await s.terminal.waitFor((screen) => screen.endsWith("ann: two\nann>"));
  },
  WIDE,
);

scene(
  "a paste is sent as it is said, shows how far it is, and Ctrl-C stops the rest",
  async (s) => {
    await s.terminal.paste(TEN);
    await s.terminal.waitFor((screen) => screen.includes("10 lines were pasted"));
    await s.terminal.answer("s");
    await s.terminal.waitFor((screen) =>
      screen.endsWith("ann>\n0 of 10 lines sent; Ctrl-C stops the rest")
    );
    assertEquals(await echo(s.peer, 42), "row 0");
    await s.terminal.waitFor((screen) =>
      screen.endsWith("\n1 of 10 lines sent; Ctrl-C stops the rest")
    );
    await s.terminal.enter("me too");
    await s.terminal.press("C-c");
    await s.terminal.waitFor((screen) => screen.includes("-- stopped after 5 of 10 lines"));
    const heard = [];
    for (let seq = 43; seq <= 45; seq++) heard.push(await echo(s.peer, seq));
    // Between the lines there is the ping for a daemon that gives no tokens back.
    assertEquals((await s.peer.hearWholeObject()).type, "ping");
    heard.push(await echo(s.peer, 46), await echo(s.peer, 47));
    assertEquals(heard, ["row 1", "row 2", "row 3", "row 4", "me too"]);
    await s.terminal.waitFor((screen) => screen.endsWith("ann: me too\nann>"));
  },
  WIDE,
);

scene("a paste goes on after a reconnect, without a line lost or said twice", async (s) => {
  const { port } = s.server;
  await s.terminal.paste(TEN);
  await s.terminal.waitFor((screen) => screen.includes("10 lines were pasted"));
  await s.terminal.answer("s");
  const first = await echo(s.peer, 42);
  await s.terminal.waitFor((screen) => screen.includes("1 of 10"));
  await s.server[Symbol.asyncDispose]();
  await using again = new FakeServer(port);
  const next = { type: "message", ...stamp(43), from: "ann", text: "row 1" };
  const peer = await welcomeBack(again, [next, { ...LEFT, ...stamp(44) }], 44);
  const heard = [first, "row 1"];
  for (let seq = 46; heard.length < 10; seq++) heard.push(await echoPastPings(peer, seq));
  assertEquals(heard.join("\n"), TEN);
  await s.terminal.waitFor((screen) => screen.endsWith("ann: row 9\nann>"));
}, WIDE);

scene(
  "Ctrl-D says what it waits for, and Ctrl-C then leaves and shows what was not said",
  async (s) => {
    await s.terminal.paste(TEN);
    await s.terminal.waitFor((screen) => screen.includes("10 lines were pasted"));
    await s.terminal.answer("s");
    await s.terminal.press("C-d");
    await s.terminal.waitFor((screen) =>
      screen.endsWith("ann>\nleaving when 10 lines are delivered; Ctrl-C leaves at once")
    );
    await s.terminal.press("C-c");
    await s.terminal.waitFor((screen) => screen.endsWith("row 9\nleft 130\n$"));
    assertEquals(
      (await s.terminal.screen()).includes(
        "-- 10 lines may not have been delivered:\nrow 0\nrow 1",
      ),
      true,
    );
  },
  WIDE,
);

scene("--plain says which lines were not delivered, and /resend sends them", async (s) => {
  const { port } = s.server;
  await s.terminal.enter("one");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"one"}');
  await s.server[Symbol.asyncDispose]();
  await resendsOne(s, port);
}, PLAIN);

scene("--plain keeps what is typed offline, and refuses commands", async (s) => {
  const { port } = s.server;
  await s.server[Symbol.asyncDispose]();
  await s.terminal.waitFor((screen) => screen.includes("connection refused"));
  await s.terminal.enter("one");
  await s.terminal.waitFor((screen) => screen.includes("-- not connected: the line is kept"));
  await s.terminal.enter("/nick zoe");
  await s.terminal.waitFor((screen) => screen.includes("-- not connected: the line was not sent"));
  await resendsOne(s, port);
}, PLAIN);

/** The daemon is back on this port: the line `one` is listed, and `/resend` says it. */
async function resendsOne(s: Scene, port: number): Promise<void> {
  await using again = new FakeServer(port);
  const peer = await welcomeBack(again, [{ ...LEFT, ...stamp(42) }], 42);
  await s.terminal.waitFor((screen) =>
    screen.endsWith(
      "-- 1 line was not delivered; /resend sends again, /resend drop forgets:\none",
    )
  );
  await s.terminal.enter("/resend");
  assertEquals(await echo(peer, 44), "one");
  await s.terminal.waitFor((screen) => screen.endsWith("ann: one"));
}

async function echoPastPings(peer: FakePeer, seq: number): Promise<string> {
  const { type, text, token } = await peer.hearWholeObject();
  if (type === "ping") return await echoPastPings(peer, seq);
  await peer.say({ type: "message", ...stamp(seq), from: "ann", text, token });
  return String(text);
}
