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
