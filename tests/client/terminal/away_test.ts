import { assertEquals } from "@std/assert";
import { FakeServer } from "../../support/fake_server.ts";
import { scene } from "../../support/terminal_scene.ts";

scene(
  "while the daemon is away a line is kept, and the word about it goes with the daemon's return",
  async (s) => {
    const port = s.server.port;
    await s.server[Symbol.asyncDispose]();
    await s.terminal.waitFor((screen) => screen.includes("offline, retry"));
    await s.terminal.type("kept");
    await s.terminal.press("Enter");
    await s.terminal.waitFor((screen) =>
      screen.endsWith("> kept\nnot connected: the line is kept")
    );
    await using again = new FakeServer(port);
    const peer = await again.accept();
    await peer.welcome([]);
    await s.terminal.waitFor((screen) => screen.endsWith("\nann> kept"));
    await s.terminal.press("Enter");
    assertEquals(await peer.hear(), '{"type":"say","text":"kept"}');
  },
);

scene("a paste that cannot be sent while the daemon is away is asked about again", async (s) => {
  const port = s.server.port;
  await s.server[Symbol.asyncDispose]();
  await s.terminal.waitFor((screen) => screen.includes("offline, retry"));
  await s.terminal.paste("one\n/quit\n");
  await s.terminal.waitFor((screen) => screen.includes("2 lines were pasted"));
  await s.terminal.answer("s");
  await s.terminal.waitFor((screen) => screen.endsWith("not connected: the line is kept"));
  await using again = new FakeServer(port);
  const peer = await again.accept();
  await peer.welcome([]);
  await s.terminal.waitFor((screen) => !screen.endsWith("is kept") && screen.includes("[c]ancel"));
  await s.terminal.answer("s");
  assertEquals(await peer.hearObject(), { type: "say", text: "one" });
  assertEquals(await peer.hearObject(), { type: "say", text: "/quit" });
});

scene("a pasted command is called back as text", async (s) => {
  await s.terminal.paste("one\n/quit oops\n");
  await s.terminal.waitFor((screen) => screen.includes("2 lines were pasted"));
  await s.terminal.answer("s");
  await s.peer.hear();
  await s.peer.hear();
  await s.terminal.press("Up");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> //quit oops"));
});

scene("/reconnect says that there is a connection already", async (s) => {
  await s.terminal.type("/rec");
  await s.terminal.press("Tab", "Enter");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    -- you are connected
    ann>
  `);
});

for (const mode of ["", "--plain"]) {
  scene(`--no-reconnect ${mode} says that the connection was lost, and gives 1`, async (s) => {
    await s.server[Symbol.asyncDispose]();
    await s.terminal.waitFor((screen) =>
      screen.endsWith("\n-- the connection was lost\nleft 1\n$")
    );
  }, { args: ["--no-reconnect", mode], ready: mode === "" ? "ann>" : "Also here: bob" });
}

scene("a stranger who hangs up without a word is said to be none of ours", async (s) => {
  await s.terminal.press("C-c", "C-c");
  await s.terminal.waitFor((screen) => screen.endsWith("left 130\n$"));
  await s.terminal.type(`clear; ${s.client} 127.0.0.1:${s.server.port}; echo "left $?"`);
  await s.terminal.press("Enter");
  const stranger = await s.server.accept();
  await stranger.hear();
  stranger.close();
  await s.terminal.waitFor((screen) =>
    screen.replace(/\n/g, " ").endsWith("-- it did not answer as a hubbub daemon does left 1 $")
  );
}, { columns: 70 });

scene(
  "a second SIGCONT, handed on by whoever started the client, draws nothing twice",
  async (s) => {
    await s.terminal.press("C-z");
    await s.terminal.waitFor((screen) => screen.includes("Stopped") && screen.endsWith("$"));
    await s.terminal.type("clear; fg");
    await s.terminal.press("Enter");
    await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
    // The person is back with the first key.
    await s.terminal.type("x");
    await s.terminal.waitFor((screen) => screen.endsWith("\nann> x"));
    await s.terminal.press("C-u");
    await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
    const found = new Deno.Command("pgrep", { args: ["-f", `nick ann.*:${s.server.port}$`] });
    const [pid] = new TextDecoder().decode((await found.output()).stdout).trim().split("\n");
    // By then the first signal has come as well.
    await s.peer.message("bob", "hi", 1);
    await s.terminal.waitFor((screen) => screen.endsWith("\nbob: hi\nann>"));
    const written = await s.terminal.record();
    Deno.kill(Number(pid), "SIGCONT");
    await s.peer.message("bob", "ho", 2);
    await s.terminal.waitFor((screen) => screen.endsWith("\nbob: ho\nann>"));
    const [before = ""] = (await written(": ho")).split(": ho");
    assertEquals(before.includes("ann> "), false, JSON.stringify(before));
  },
);
