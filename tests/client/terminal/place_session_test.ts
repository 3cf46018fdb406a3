import { assertEquals } from "@std/assert";
import { scene } from "../../support/terminal_scene.ts";

const FOCUS_IN = "\x1b[I";
const FOCUS_OUT = "\x1b[O";

scene("a rule stands where the person left; prompt and title count what is unread", async (s) => {
  await s.terminal.waitForTitle("ann - hubbub");
  await s.peer.message("bob", "read", 42);
  await s.terminal.waitFor((screen) => screen.includes("bob: read"));
  // Both are in one piece, so that the report has been read when the draft is there.
  await s.terminal.send(`dra${FOCUS_OUT}`);
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> dra"));
  await s.peer.message("bob", "one", 43);
  await s.terminal.waitFor((screen) => screen.endsWith("ann +1> dra"));
  await s.peer.message("bob", "ann: two", 44);
  await s.terminal.waitForTitle("+2 !1 ann - hubbub");
  await s.terminal.send(FOCUS_IN);
  await s.terminal.waitForTitle("ann - hubbub");
  await s.peer.message("bob", "three", 45);
  await s.terminal.shows(`
    You are ann
    Also here: bob
    bob: read
    -- unread below
    bob: one
    » bob: ann: two
    bob: three
    ann +2 !1> dra
  `);
  await s.terminal.press("C-u");
  await s.terminal.type("/since");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) =>
    screen.endsWith(
      "-- unread again: 3 lines\nbob: one\n» bob: ann: two\nbob: three\n-- end of unread\nann>",
    )
  );
}, { rows: 20 });

scene("Alt-M marks the place where the terminal does not report the focus", async (s) => {
  await s.terminal.press("M-m");
  await s.terminal.waitFor((screen) => screen.includes("marked: what comes from here on"));
  await s.peer.message("bob", "one", 42);
  await s.terminal.waitFor((screen) => screen.includes("-- unread below\nbob: one\nann +1>"));
  await s.terminal.type("x");
  await s.terminal.waitFor((screen) => screen.endsWith("bob: one\nann> x"));
});

scene("a lag above two seconds is in the prompt until the daemon answers", async (s) => {
  s.peer.answersPings = false;
  await s.terminal.type("are you there?");
  await s.terminal.press("Enter");
  await s.peer.hear();
  await s.terminal.waitFor((screen) => /\nann \(lag [2-9] s\)>$/.test(screen));
  s.peer.answersPings = true;
  await s.peer.say({ type: "pong", token: "hubbub-lag" });
  // A lag that was measured is told until the next ping, which comes soon.
  await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
  assertEquals((await s.terminal.screen()).includes("pong"), false);
});

scene(
  "--notify osc is told to a terminal that knows it; --quiet and --highlight hold at once",
  async (s) => {
    await s.terminal.press("C-c", "C-c");
    await s.terminal.waitFor((screen) => screen.endsWith("\n$"));
    const args = "--timestamps off --nick ann --notify osc --quiet --highlight deploy";
    await s.terminal.type(
      `clear; TMUX= TERM=xterm-kitty ${s.client} ${args} 127.0.0.1:${s.server.port}`,
    );
    await s.terminal.press("Enter");
    const peer = await s.server.accept();
    await peer.welcome(["bob"]);
    await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
    const written = await s.terminal.record();
    await peer.say({
      type: "joined",
      seq: 42,
      time: new Date().toISOString(),
      room: "lobby",
      name: "cay",
    });
    await peer.message("bob", "the deploy fails", 43);
    await s.terminal.waitFor((screen) => screen.endsWith("» bob: the deploy fails\nann>"));
    assertEquals((await s.terminal.screen()).includes("cay"), false);
    await written("\x1b]99;;bob: the deploy fails\x1b\\");
  },
  { columns: 60 },
);

scene("with --plain /since repeats what came since the line before", async (s) => {
  await s.terminal.enter("hello");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"hello"}');
  await s.peer.message("bob", "hi ann", 42);
  await s.terminal.waitFor((screen) => screen.endsWith("» bob: hi ann"));
  await s.terminal.enter("/since");
  await s.terminal.waitFor((screen) =>
    screen.endsWith("-- unread again: 1 line\n» bob: hi ann\n-- end of unread")
  );
}, { args: ["--plain"], ready: "Also here: bob" });
