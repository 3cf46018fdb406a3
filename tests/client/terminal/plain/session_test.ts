import { assertEquals } from "@std/assert";
import { ENTRY_TOKEN } from "../../../../lib/client/rooms/room_entry.ts";
import { FakeServer } from "../../../support/fake_server.ts";
import { scene, type SceneOptions, stamp } from "../../../support/terminal_scene.ts";

const PLAIN: SceneOptions = { args: ["--plain"], ready: "Also here: bob" };

scene("--plain sends what was typed, shows it once, and only appends", async (s) => {
  await s.terminal.type("ho");
  await s.terminal.press("BSpace");
  await s.terminal.type("i");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"hi"}');
  await s.peer.message("ann", "hi");
  await s.terminal.enter("/nick");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    hi
    /nick
    -- usage: /nick NAME
  `);
  assertEquals((await s.terminal.colors()).includes("\x1b["), false);
}, PLAIN);

scene("--plain glues nothing to a half-typed line, and Ctrl-C gives that up", async (s) => {
  await s.terminal.type("half ty");
  await s.terminal.waitFor((screen) => screen.endsWith("half ty"));
  await s.peer.message("bob", "hey");
  await s.terminal.enter("ped");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"half typed"}');
  await s.terminal.type("oops");
  await s.terminal.waitFor((screen) => screen.endsWith("oops"));
  await s.terminal.press("C-c");
  await s.terminal.enter("hi");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"hi"}');
  await s.terminal.shows(`
    You are ann
    Also here: bob
    half typed
    bob: hey
    oops^C
    hi
  `);
}, PLAIN);

scene(
  "--plain says at once that one was put out of the room that a half-typed line is for",
  async (s) => {
    await s.terminal.enter("/join dev");
    assertEquals((await s.peer.hearObject()).type, "join");
    assertEquals((await s.peer.hearObject()).type, "ping");
    await s.peer.say({
      type: "entered",
      room: "dev",
      members: ["bob", "ann"],
      seq: 1,
      public: true,
    }, { type: "pong", token: ENTRY_TOKEN });
    await s.terminal.waitFor((screen) => screen.endsWith("-- you speak in #dev now"));
    await s.terminal.type("half");
    await s.terminal.waitFor((screen) => screen.endsWith("half"));
    await s.peer.say({
      type: "left",
      ...stamp(2),
      room: "dev",
      name: "ann",
      reason: "kicked by bob",
      code: "kicked",
    }, { type: "message", ...stamp(3), from: "bob", text: "is held until a pause" });
    await s.terminal.waitFor((screen) => screen.endsWith("-- you speak in #lobby now\nhalf"));
  },
  {
    ...PLAIN,
    columns: 70,
    rows: 20,
    welcome: { commands: [{ name: "join", params: [{ field: "room", shape: "room" }] }] },
  },
);

scene("--plain leaves out of a line what the terminal itself has sent", async (s) => {
  await s.terminal.send("\x1b[<0;33;5Mhi\x1b[D\x1b]11;rgb:0/0/0\x07 bob\r");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"hi bob"}');
}, PLAIN);

scene("--plain has the client's own commands", async (s) => {
  await s.terminal.enter("/quiet");
  await s.terminal.waitFor((screen) => screen.endsWith("/quiet shows them again"));
  await s.peer.say({ type: "joined", ...stamp(1), name: "cid" });
  await s.terminal.enter("/clear");
  await s.terminal.waitFor((screen) => screen.endsWith("taken off the screen"));
  await s.terminal.enter("/reconnect");
  await s.terminal.waitFor((screen) => screen.endsWith("you are connected"));
  await s.terminal.enter("/lang zh");
  await s.terminal.waitFor((screen) => screen.endsWith("现在使用中文"));
  await s.terminal.enter("/quiet");
  await s.terminal.waitFor((screen) => screen.endsWith("已显示进出消息"));
  await s.peer.say({ type: "joined", ...stamp(2), name: "dan" });
  await s.terminal.shows(`
    You are ann
    Also here: bob
    /quiet
    -- arrivals and departures are hidden; /quiet shows them again
    /clear
    -- in this mode nothing is taken off the screen
    /reconnect
    -- you are connected
    /lang zh
    -- 现在使用中文
    /quiet
    -- 已显示进出消息
    dan 来了
  `);
}, { ...PLAIN, columns: 70, rows: 20 });

scene("--plain says of /only nothing about a prompt, because it has none", async (s) => {
  await s.terminal.enter("/only");
  await s.terminal.waitFor((screen) =>
    screen.endsWith("-- lines of other rooms are hidden; /only shows them again")
  );
}, { ...PLAIN, columns: 70 });

scene("--plain shows in quiet that somebody leaves whom one just spoke with", async (s) => {
  await s.terminal.enter("/quiet");
  await s.terminal.waitFor((screen) => screen.endsWith("/quiet shows them again"));
  await s.peer.message("ann", "hi bob", 1);
  await s.peer.message("bob", "hi Ann", 2);
  await s.peer.say({ type: "left", ...stamp(3), name: "cid" });
  await s.peer.say({ type: "left", ...stamp(4), name: "bob" });
  await s.terminal.shows(`
    You are ann
    Also here: bob
    /quiet
    -- arrivals and departures are hidden; /quiet shows them again
    ann: hi bob
    » bob: hi Ann
    bob has left
  `);
}, { ...PLAIN, columns: 70, rows: 20 });

scene("--plain does not say what looks like a mistyped command", async (s) => {
  // Each answer is waited for: until the client reads on, the terminal shows what is typed at once.
  await s.terminal.enter(" /quit");
  await s.terminal.waitFor((screen) => screen.endsWith("//quit to say it"));
  await s.terminal.enter("/qiut");
  await s.terminal.waitFor((screen) => screen.endsWith("Begin with // to say it"));
  await s.terminal.enter("//quit");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"/quit"}');
  await s.terminal.shows(`
    You are ann
    Also here: bob
     /quit
    -- not sent, because it looks like a command; type /quit to run it, or //quit to say it
    /qiut
    -- unknown command /qiut; did you mean /quit? Begin with // to say it
    //quit
  `);
}, { ...PLAIN, columns: 90, rows: 20 });

scene("--plain rings with --bell when one is spoken of, and then only", async (s) => {
  const written = await s.terminal.record();
  await s.peer.message("bob", "an annex", 1);
  await s.peer.message("bob", "hey ann", 2);
  const text = await written("\x07");
  assertEquals(text.replaceAll("\r", ""), "bob: an annex\n» bob: hey ann\n\x07");
}, { ...PLAIN, args: ["--plain --bell"] });

scene("--plain answers /help by itself, and has few keys", async (s) => {
  await s.terminal.enter("/help WHO");
  await s.terminal.waitFor((screen) => screen.endsWith("list who is here"));
  await s.terminal.enter("/help keys");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    /help WHO
    -- /who [ROOM]            list who is here
    /help keys
    -- Ctrl-W and Ctrl-U erase, Ctrl-C empties the line; Ctrl-D on an empty line leaves
  `);
}, { ...PLAIN, columns: 90 });

scene("--plain asks for its name again when it gets free", async (s) => {
  const port = s.server.port;
  await s.server[Symbol.asyncDispose]();
  await using again = new FakeServer(port);
  const peer = await again.accept();
  await peer.welcome([], { you: "guest-1" });
  await peer.say({ type: "left", ...stamp(5), name: "ann" });
  assertEquals(await peer.hear(), '{"type":"nick","nick":"ann"}');
}, PLAIN);

scene("--plain comes back by itself, and leaves with /quit", async (s) => {
  const port = s.server.port;
  await s.server[Symbol.asyncDispose]();
  await s.terminal.waitFor((screen) => screen.includes("-- the connection was lost"));
  await using again = new FakeServer(port);
  const peer = await again.accept();
  assertEquals(await peer.welcome([]), "ann");
  await s.terminal.waitFor((screen) => screen.endsWith("Nobody else is here"));
  await s.terminal.type("/quit");
  await s.terminal.press("Enter");
  assertEquals(await peer.hear(), '{"type":"quit"}');
  await peer.bye("quit");
  await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
}, PLAIN);

scene("--plain leaves at once while nobody greets it, without a fault", async (s) => {
  s.peer.close();
  await s.terminal.waitFor((screen) => screen.includes("-- the connection was lost"));
  const silent = await s.server.accept();
  await silent.hear();
  await s.terminal.press("C-d");
  // The server does nothing: the client does not wait until it counts as dead.
  assertEquals(await silent.hear(), undefined);
  await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
}, PLAIN);

scene("--plain ends with Ctrl-D", async (s) => {
  await s.terminal.press("C-d");
  assertEquals(await s.peer.hear(), undefined);
  await s.peer.bye("end-of-input");
  await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
}, PLAIN);

scene("--plain asks at Ctrl-C, and ends with the next one", async (s) => {
  await s.terminal.press("C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("-- Ctrl-C again to leave"));
  await s.terminal.press("C-c");
  await s.terminal.waitFor((screen) => screen.includes("left 130"));
}, PLAIN);

scene("into a pipe nothing but lines is written, and Ctrl-D ends it", async (s) => {
  await s.terminal.press("C-d");
  await s.peer.hear();
  await s.peer.bye("end-of-input");
  await s.terminal.waitFor((screen) => screen.includes("left"));
  await s.terminal.type(
    `clear; ${s.client} --nick ann 127.0.0.1:${s.server.port} | tee ~/log; cat -v ~/log`,
  );
  await s.terminal.press("Enter");
  const peer = await s.server.accept();
  await peer.welcome();
  await s.terminal.waitFor((screen) => screen.includes("Nobody else is here"));
  await s.terminal.type("hi");
  await s.terminal.press("Enter");
  assertEquals(await peer.hear(), '{"type":"say","text":"hi"}');
  await s.terminal.press("C-d");
  assertEquals(await peer.hear(), undefined);
  await peer.bye("end-of-input");
  await s.terminal.shows(`
    You are ann
    Nobody else is here
    hi
    You are ann
    Nobody else is here
    $
  `);
});
