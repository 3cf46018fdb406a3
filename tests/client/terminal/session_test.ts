import { assertEquals } from "@std/assert";
import { FakeServer } from "../../support/fake_server.ts";
import { scene, stamp } from "../../support/terminal_scene.ts";
import { NO_TMUX, Terminal } from "../../support/tmux.ts";

scene("a draft survives incoming lines, and the cursor stays where it was", async (s) => {
  await s.terminal.type("hello wrold");
  await s.terminal.press("Left", "Left", "Left");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> hello wrold"));
  for (let i = 1; i <= 3; i++) await s.peer.message("bob", `line ${i}`, 41 + i);
  await s.terminal.shows(`
    You are ann
    Also here: bob
    bob: line 1
    bob: line 2
    bob: line 3
    ann> hello wrold
  `);
  assertEquals(await s.terminal.cursor(), "13,5");
});

scene("a wrapped draft survives more lines than the screen has", async (s) => {
  await s.terminal.type("a draft that is longer than one row of this narrow screen");
  await s.terminal.waitFor((screen) => screen.endsWith("narrow screen"));
  for (let i = 1; i <= 30; i++) await s.peer.message("bob", `line ${i}`, 41 + i);
  await s.terminal.shows(`
    bob: line 23
    bob: line 24
    bob: line 25
    bob: line 26
    bob: line 27
    bob: line 28
    bob: line 29
    bob: line 30
    ann> a draft that is longer than one row
     of this narrow screen
  `);
});

scene("a sent line goes to the daemon and leaves the prompt empty", async (s) => {
  await s.terminal.type("hi");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"hi"}');
  await s.peer.message("ann", "hi");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    ann: hi
    ann>
  `);
});

scene("CJK, flags and families of emoji are edited by what one sees", async (s) => {
  await s.terminal.type("中文字x👨‍👩‍👧‍👦🇩🇪é");
  await s.terminal.press("BSpace", "BSpace", "BSpace", "Left", "Left", "BSpace", "C-e");
  await s.terminal.type("!");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"中字x!"}');
});

scene("a draft of wide characters wraps whole characters", async (s) => {
  await s.terminal.type("一二三四五六七八九十一二三四五六七八九十");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    ann> 一二三四五六七八九十一二三四五六七
    八九十
  `);
  assertEquals(await s.terminal.cursor(), "6,3");
});

scene("a narrower and a wider window keep the draft", async (s) => {
  await s.terminal.type("a draft that is longer than one row of this screen");
  await s.terminal.waitFor((screen) => screen.endsWith("of this screen"));
  await s.terminal.resize(20, 10);
  // The terminal itself moves the first row into its scrollback.
  await s.terminal.shows(`
    Also here: bob
    ann> a draft that is
     longer than one row
     of this screen
  `);
  await s.terminal.resize(60, 10);
  await s.terminal.waitFor((screen) =>
    screen.endsWith("Also here: bob\nann> a draft that is longer than one row of this screen")
  );
});

scene("one cell is enough not to fail", async (s) => {
  await s.terminal.resize(1, 1);
  await s.terminal.type("中a");
  await s.peer.message("bob", "hi");
  await s.terminal.resize(40, 10);
  await s.terminal.waitFor((screen) => screen.endsWith("ann> 中a"));
});

scene("a paste of several lines is asked about and sent as text", async (s) => {
  await s.terminal.paste("one\n/quit\nthree\n");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    3 lines were pasted: [s]end them, [j]oin
     into one, [c]ancel?
  `);
  await s.terminal.answer("s");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"one"}');
  assertEquals(await s.peer.hear(), '{"type":"say","text":"/quit"}');
  assertEquals(await s.peer.hear(), '{"type":"say","text":"three"}');
});

scene("a paste can be joined into the draft", async (s) => {
  await s.terminal.paste("one\n  two\n");
  await s.terminal.waitFor((screen) => screen.includes("2 lines were pasted"));
  await s.terminal.answer("j");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> one two"));
});

scene("a pasted line with its end is not sent by itself", async (s) => {
  await s.terminal.paste("just this\n");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> just this"));
});

scene("Tab completes who spoke last, and turns around", async (s) => {
  await s.peer.say({ type: "joined", ...stamp(42), name: "Bea" });
  await s.peer.message("Bea", "hi", 43);
  await s.terminal.waitFor((screen) => screen.includes("Bea: hi"));
  await s.terminal.type("b");
  await s.terminal.press("Tab");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> Bea:"));
  await s.terminal.press("Tab");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> bob:"));
  await s.terminal.press("BTab");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> Bea:"));
  await s.terminal.type("hello bo");
  await s.terminal.press("Tab");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> Bea: hello bob"));
});

scene("a command's usage stands below while it is typed", async (s) => {
  await s.terminal.type("/ni");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    ann> /ni
    /nick NAME  take another name
  `);
});

scene("a mistyped command is asked about, not said", async (s) => {
  await s.terminal.type("/qiut bye");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen.includes("/qiut: did you mean /quit?"));
  await s.terminal.answer("y");
  assertEquals(await s.peer.hear(), '{"type":"quit","reason":"bye"}');
  await s.peer.bye("quit");
  await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
});

scene("a command behind a blank is asked about, and can be said", async (s) => {
  await s.terminal.type(" /quit");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen.includes("[r]un the command"));
  await s.terminal.answer("a");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"/quit"}');
});

scene("history is called back, with the draft kept, and searched", async (s) => {
  for (const line of ["first thing", "second thing"]) {
    await s.terminal.type(line);
    await s.terminal.press("Enter");
    await s.peer.hear();
  }
  await s.terminal.type("draft");
  await s.terminal.press("Up", "Up");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> first thing"));
  await s.terminal.press("Down", "Down");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> draft"));
  await s.terminal.press("C-r");
  await s.terminal.type("FIRST");
  await s.terminal.waitFor((screen) => screen.endsWith("(search: FIRST) first thing"));
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"first thing"}');
  const path = `${s.terminal.home}/state/hubbub/history`;
  const wanted = "first thing\nsecond thing\nfirst thing\n";
  // It is written behind the back of the screen.
  await s.terminal.waitFor((screen) =>
    screen.endsWith("\nann>") && Deno.readTextFileSync(path) === wanted
  );
});

scene("arrivals and departures become one line until something is said", async (s) => {
  await s.peer.say({ type: "joined", ...stamp(42), name: "cay" }, {
    type: "joined",
    seq: 43,
    name: "dan",
  });
  await s.peer.say({ type: "left", ...stamp(44), name: "cay" });
  await s.terminal.shows(`
    You are ann
    Also here: bob
    cay, dan have arrived; cay has left
    ann>
  `);
  await s.peer.message("bob", "quiet now", 45);
  await s.peer.say({ type: "left", ...stamp(46), name: "dan" });
  await s.terminal.shows(`
    You are ann
    Also here: bob
    cay, dan have arrived; cay has left
    bob: quiet now
    dan has left
    ann>
  `);
});

scene("who is spoken of sees it without colour", async (s) => {
  await s.peer.message("bob", "hey Ann, an annex");
  await s.peer.message("bob", "an annex", 43);
  await s.terminal.shows(`
    You are ann
    Also here: bob
    » bob: hey Ann, an annex
    bob: an annex
    ann>
  `);
});

scene("names have colours on a terminal, and none with --color never", async (s) => {
  await s.peer.message("bob", "hi");
  await s.terminal.waitFor((screen) => screen.includes("bob: hi"));
  // deno-lint-ignore no-control-regex
  assertEquals(/38;5;\d+m(?:\x1b\[\d+m)*bob/.test(await s.terminal.colors()), true);
});

scene("--color never leaves no colour", async (s) => {
  await s.peer.message("bob", "hi");
  await s.terminal.waitFor((screen) => screen.includes("bob: hi"));
  assertEquals((await s.terminal.colors()).includes("\x1b["), false);
}, { args: ["--color never"] });

scene("a lost connection is sought again, under the same name, with the line kept", async (s) => {
  const port = s.server.port;
  await s.terminal.type("unsent");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> unsent"));
  await s.server[Symbol.asyncDispose]();
  await s.terminal.waitFor((screen) => /ann \(offline, retry \d s\)> unsent$/.test(screen));
  await using again = new FakeServer(port);
  await s.terminal.press("C-u");
  await s.terminal.type("/reconnect");
  await s.terminal.press("Enter");
  const peer = await again.accept();
  assertEquals(await peer.welcome(["bob"], { seq: 45, said: 11 }), "ann");
  await peer.message("bob", "still here?", 46);
  await s.terminal.shows(`
    You are ann
    Also here: bob
    -- the connection was lost; trying again
     (/reconnect tries at once)
    You are ann
    Also here: bob
    -- 4 messages missed while offline
    bob: still here?
    ann>
  `);
});

scene("Ctrl-Z stops the client, and fg brings the draft back", async (s) => {
  await s.terminal.type("my draft");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> my draft"));
  await s.terminal.press("C-z");
  await s.terminal.waitFor((screen) => screen.includes("Stopped") && screen.endsWith("$"));
  await s.terminal.type("clear; fg");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> my draft"));
  await s.terminal.type("!");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"my draft!"}');
});

Deno.test({
  name: "Ctrl-Z stops who started the client as well, and fg brings both back",
  ignore: NO_TMUX !== undefined,
  fn: async () => {
    await using terminal = await Terminal.open(60, 10);
    await using server = new FakeServer();
    const task = `${Deno.execPath()} task --quiet chat --nick ann 127.0.0.1:${server.port}`;
    await terminal.type(`clear; ${task}`);
    await terminal.press("Enter");
    await (await server.accept()).welcome(["bob"]);
    await terminal.waitFor((screen) => screen.endsWith("\nann>"));
    await terminal.press("C-z");
    await terminal.waitFor((screen) => screen.includes("Stopped") && screen.endsWith("$"));
    await terminal.type("clear; fg");
    await terminal.press("Enter");
    await terminal.waitFor((screen) => screen.endsWith("\nann>"));
  },
});

for (const [signal, code] of [["TERM", 143], ["HUP", 129], ["INT", 130], ["QUIT", 131]] as const) {
  scene(`SIG${signal} restores the terminal and gives ${code}`, async (s) => {
    await s.terminal.type("draft");
    await s.terminal.waitFor((screen) => screen.endsWith("ann> draft"));
    const children = new Deno.Command("pgrep", {
      args: ["-f", `nick ann.*127.0.0.1:${s.server.port}$`],
    });
    const [pid] = new TextDecoder().decode((await children.output()).stdout).trim().split("\n");
    Deno.kill(Number(pid), `SIG${signal}`);
    await s.terminal.shows(`
      You are ann
      Also here: bob
      left ${code}
      $
    `);
    await s.terminal.type("stty -a | grep -c ' icanon.* echo '");
    await s.terminal.press("Enter");
    await s.terminal.waitFor((screen) => screen.endsWith("\n1\n$"));
  });
}

scene("Ctrl-C clears the draft, and with none asks, then leaves with 130", async (s) => {
  await s.terminal.type("draft");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> draft"));
  await s.terminal.press("C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
  await s.terminal.press("C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann>\nCtrl-C again to leave"));
  await s.terminal.type("x");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann> x"));
  await s.terminal.press("C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
  await s.terminal.press("C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("Ctrl-C again to leave"));
  await s.terminal.press("C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("left 130\n$"));
});

scene("Ctrl-D leaves an empty line, after what the daemon still says", async (s) => {
  await s.terminal.press("C-d");
  assertEquals(await s.peer.hear(), undefined);
  await s.peer.message("bob", "bye");
  await s.peer.bye("end-of-input");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    bob: bye
    left 0
    $
  `);
});

scene("being let go says why and gives 3", async (s) => {
  await s.peer.bye("kicked", "kicked by bob");
  await s.terminal.waitFor((screen) =>
    screen.endsWith("-- disconnected: kicked by bob\nleft 3\n$")
  );
});

scene("being idle gives 3 with --no-reconnect", async (s) => {
  await s.peer.bye("idle", "idle for 5m");
  await s.terminal.waitFor((screen) => screen.endsWith("-- disconnected: idle for 5m\nleft 3\n$"));
}, { args: ["--no-reconnect"] });

scene("a room that comes and goes all day stays one line", async (s) => {
  for (let i = 0; i < 30; i++) {
    await s.peer.say({ type: "joined", ...stamp(42 + i), name: `p${i}` });
  }
  await s.terminal.shows(`
    You are ann
    Also here: bob
    p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 a
    nd 20 more have arrived
    ann>
  `);
});

scene("/lang turns the client's words into Chinese from then on", async (s) => {
  await s.terminal.enter("/lang zh");
  await s.terminal.waitFor((screen) => screen.endsWith("现在使用中文\nann>"));
  await s.peer.say({ type: "left", ...stamp(42), name: "bob", by: "member", reason: "tea" });
  await s.terminal.type("/ni");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    -- 现在使用中文
    bob 离开了：tea
    ann> /ni
    /nick NAME  换一个名字
  `);
});

scene("with --wide-ambiguous Greek letters take two columns", async (s) => {
  await s.terminal.type("α".repeat(20));
  // 5 columns of prompt and 17 letters of 2 columns each are as many as fit into 40.
  await s.terminal.waitFor((screen) => screen.endsWith(`ann> ${"α".repeat(17)}\nααα`));
}, { args: ["--wide-ambiguous"] });
