/**
 * The log that the client keeps beside its screen.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { type Scene, scene, stamp } from "../../support/terminal_scene.ts";

/** The lines of the log without date and time, each of which must have both. */
async function logOf({ terminal }: Scene): Promise<string[]> {
  const lines = (await Deno.readTextFile(`${terminal.home}/talk.log`)).trimEnd().split("\n");
  return lines.map((line) => {
    assertMatch(line, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /);
    return line.slice(20);
  });
}

async function waitForLine({ terminal }: Scene, line: string): Promise<void> {
  const path = `${terminal.home}/talk.log`;
  await terminal.waitFor(() => Deno.readTextFileSync(path).endsWith(` ${line}\n`));
}

const TALK = { args: ["--log '~/talk.log'"], columns: 70 };

scene(
  "--log keeps the talk over a reconnect, each line once, and nothing of the screen",
  async (s) => {
    await s.peer.say({ type: "message", ...stamp(5), from: "bob", text: "one" });
    await s.terminal.type("a draft");
    await s.terminal.waitFor((screen) => screen.endsWith("bob: one\nann> a draft"));
    // A client that is killed loses nothing that was shown.
    await waitForLine(s, "bob: one");
    s.peer.close();
    const again = await s.server.accept();
    await again.welcome(["bob"]);
    await again.say({ type: "private", ...stamp(0), id: 4, from: "bob", to: "ann", text: "psst" });
    await s.terminal.waitFor((screen) => screen.includes("psst"));
    await s.terminal.press("C-u", "C-d");
    await again.bye("end-of-input");
    again.close();
    await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
    assertEquals(await logOf(s), [
      `-- log of 127.0.0.1:${s.server.port}`,
      "You are ann",
      "Also here: bob",
      "bob: one",
      "-- the connection was lost; trying again (/reconnect tries at once)",
      "You are ann",
      "Also here: bob",
      "» *bob -> ann* psst",
    ]);
    const { mode } = await Deno.stat(`${s.terminal.home}/talk.log`);
    assertEquals((mode ?? 0) & 0o777, 0o600);
  },
  TALK,
);

scene("--log works with --plain, and refuses a link and a folder before the start", async (s) => {
  await s.peer.say({ type: "message", ...stamp(5), from: "bob", text: "ann: one" });
  await s.terminal.waitFor((screen) => screen.endsWith("» bob: ann: one"));
  await waitForLine(s, "» bob: ann: one");
  await s.terminal.press("C-d");
  await s.peer.bye("end-of-input");
  s.peer.close();
  await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
  await Deno.symlink("talk.log", `${s.terminal.home}/link`);
  await s.terminal.enter(`clear; ${s.client} --log ~/link; echo "left $?"`);
  const link =
    `hubbub: cannot keep the log ${s.terminal.home}/link: it is a symbolic link\nleft 1\n$`;
  await s.terminal.waitFor((screen) => screen === link);
  await s.terminal.enter(`clear; ${s.client} --log ~/nowhere/talk.log; echo "left $?"`);
  await s.terminal.waitFor((screen) => screen.endsWith("no such file or directory\nleft 1\n$"));
}, { args: ["--plain", ...TALK.args], columns: 150, ready: "Also here: bob" });
