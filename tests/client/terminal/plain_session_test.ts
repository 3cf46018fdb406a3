import { assertEquals } from "@std/assert";
import { FakeServer } from "../../support/fake_server.ts";
import { scene, type SceneOptions } from "../../support/terminal_scene.ts";

const PLAIN: SceneOptions = { args: ["--plain"], ready: "Also here: bob" };

scene("--plain sends what the terminal has edited, and only appends", async (s) => {
  await s.terminal.type("hi");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"say","text":"hi"}');
  await s.peer.message("ann", "hi");
  await s.terminal.type("/nick");
  await s.terminal.press("Enter");
  await s.terminal.shows(`
    You are ann
    Also here: bob
    hi
    ann: hi
    /nick
    -- usage: /nick NAME
  `);
  assertEquals((await s.terminal.colors()).includes("\x1b["), false);
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

scene("--plain ends with Ctrl-D", async (s) => {
  await s.terminal.press("C-d");
  assertEquals(await s.peer.hear(), undefined);
  await s.peer.bye("end-of-input");
  await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
}, PLAIN);

scene("--plain ends with Ctrl-C", async (s) => {
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
