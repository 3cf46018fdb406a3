import { assertEquals } from "@std/assert";
import { scene } from "../../support/terminal_scene.ts";

/** A click or a wheel in each of the encodings, what a terminal answers, and a key let go. */
const REPORTS = [
  "\x1b[<0;33;5M",
  "\x1b[<0;33;5m",
  "\x1b[<64;33;5M",
  "\x1b[M !!",
  "\x1b[M \xe4A",
  "\x1b[32;33;5M",
  "\x1b[I\x1b[O",
  "\x1b[12;5R\x1b[1;2R",
  "\x1b[?62;22c\x1b[?2026;2$y\x1b[8;24;80t",
  "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
  "\x1bP>|xterm(380)\x1b\\",
  "\x1b[13;1:3u\x1b[121;1:3u\x1b[115;1:3u\x1b[27;1:3u",
];

scene("reports of a terminal leave the draft and its cursor as they are", async (s) => {
  await s.terminal.type("my secret dra");
  await s.terminal.press("Left", "Left");
  for (const report of REPORTS) await s.terminal.send(report);
  await s.terminal.type("!");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> my secret d!ra"));
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"my secret d!ra"}');
});

scene("reports of a terminal answer no question", async (s) => {
  await s.terminal.type("/qiut");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen.includes("did you mean /quit?"));
  for (const report of REPORTS) await s.terminal.send(report);
  // The next key is the first that the question hears of.
  await s.terminal.answer("a");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"/qiut"}');
  await s.terminal.paste("one\ntwo\n");
  await s.terminal.waitFor((screen) => screen.includes("2 lines were pasted"));
  for (const report of REPORTS) await s.terminal.send(report);
  await s.terminal.answer("j");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> one two"));
});

scene("reports of a terminal end no search", async (s) => {
  await s.terminal.type("first thing");
  await s.terminal.press("Enter");
  await s.peer.hear();
  await s.terminal.press("C-r");
  await s.terminal.type("fir");
  for (const report of REPORTS) await s.terminal.send(report);
  await s.terminal.type("s");
  await s.terminal.waitFor((screen) => screen.endsWith("(search: firs) first thing"));
  await s.terminal.press("Escape");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> first thing"));
});

scene("the client asks for no reports of the mouse, whatever ran before", async (s) => {
  await s.terminal.press("C-c", "C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("left 130\n$"));
  await s.terminal.type("clear; printf '\\033[?1003;1006h'");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen === "$");
  assertEquals(await s.terminal.hasMouse(), true);
  await s.terminal.type(`${s.client} --nick ann 127.0.0.1:${s.server.port}`);
  await s.terminal.press("Enter");
  await (await s.server.accept()).welcome(["bob"]);
  await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
  assertEquals(await s.terminal.hasMouse(), false);
});

scene("a paste whose mark comes in two pieces is asked about", async (s) => {
  await s.terminal.send("\x1b[20");
  await s.terminal.send("0~first line\rsecond line\r\x1b[201~");
  await s.terminal.waitFor((screen) => screen.includes("2 lines were pasted"));
  await s.terminal.press("C-c");
  await s.terminal.type("done");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"done"}');
});

scene("a paste that never ends is spoken of, and Ctrl-C ends it", async (s) => {
  await s.terminal.send("\x1b[200~hello");
  await s.terminal.waitFor((screen) =>
    screen.endsWith("\nann>\nthe paste has not ended; Ctrl-C or Enter") ||
    screen.includes("the paste has not ended")
  );
  await s.terminal.press("C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> hello"));
  await s.terminal.send(" world\r/quit\r\x1b[201~");
  await s.terminal.waitFor((screen) => screen.includes("2 lines were pasted"));
  await s.terminal.answer("j");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> helloworld /quit"));
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"helloworld /quit"}');
});

scene("several lines without brackets are asked about, and are text", async (s) => {
  await s.terminal.send("first line\r\tsecond line\r/quit oops\r");
  await s.terminal.waitFor((screen) => screen.includes("3 lines were pasted"));
  await s.terminal.answer("s");
  for (const text of ["first line", "    second line", "/quit oops"]) {
    assertEquals(await s.peer.hearObject(), { type: "say", text });
  }
});

scene("a second paste joins the first", async (s) => {
  await s.terminal.paste("a1\na2\n");
  await s.terminal.paste("b1\nb2\n");
  await s.terminal.waitFor((screen) => screen.includes("4 lines were pasted"));
  await s.terminal.answer("s");
  for (const text of ["a1", "a2", "b1", "b2"]) {
    assertEquals(await s.peer.hearObject(), { type: "say", text });
  }
});

scene("who was idle only because it was stopped comes back with the line", async (s) => {
  await s.terminal.type("half a thought");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> half a thought"));
  await s.peer.bye("idle", "idle for 3s");
  const again = await s.server.accept();
  assertEquals(await again.welcome(["bob"]), "ann");
  await s.terminal.waitFor((screen) => screen.endsWith("\nAlso here: bob\nann> half a thought"));
});

for (const mode of ["", "--plain"]) {
  scene(`a warning of being idle is answered, and not shown ${mode}`, async (s) => {
    await s.peer.say({ type: "notice", code: "idle-warning", text: "soon" });
    assertEquals(await s.peer.hearObject(), { type: "ping", token: "hubbub-keepalive" });
    await s.peer.message("bob", "hi");
    await s.terminal.waitFor((screen) => screen.includes("Also here: bob\nbob: hi"));
  }, { args: [mode], ready: mode === "" ? "ann>" : "Also here: bob" });
}

scene("nothing of what looks like a secret is in the history file", async (s) => {
  const lines = [" /msg nickserv identify hunter2", "／identify hunter8", "、identify hunter9"];
  for (const line of lines) {
    await s.terminal.type(line);
    await s.terminal.press("Enter");
    // The question about this line: that of the line before may still be on the screen.
    await s.terminal.waitFor((screen) => screen.includes(`${line.trim()}: [r]un the command`));
    await s.terminal.answer("a");
    assertEquals(await s.peer.hearObject(), { type: "say", text: line.trim() });
  }
  await s.terminal.type("/ns identify hunter5");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen.includes("unknown command /ns"));
  await s.terminal.type("bye");
  await s.terminal.press("Enter");
  await s.peer.hear();
  await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
  assertEquals(await Deno.readTextFile(`${s.terminal.home}/state/hubbub/history`), "bye\n");
}, { columns: 80 });
