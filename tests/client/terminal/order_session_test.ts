/**
 * What operators and moderators do, as a person on a terminal sees it, against a scripted daemon.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { scene, type SceneOptions, stamp } from "../../support/terminal_scene.ts";

const NAME = { field: "name", shape: "nick" };
const REASON = { field: "reason", shape: "rest", optional: true };

const COMMANDS = {
  commands: [
    { name: "join", params: [{ field: "room", shape: "room" }] },
    { name: "kick", params: [NAME, REASON] },
    {
      name: "ban",
      params: [
        { ...NAME, placeholder: "NAME|ADDRESS" },
        { field: "for", shape: "duration", keyword: "for", placeholder: "DUR", optional: true },
        REASON,
      ],
      summary: "ban somebody",
    },
    { name: "unban", params: [NAME] },
    { name: "bans", params: [] },
  ],
};

const WIDE: SceneOptions = { columns: 70, rows: 16, welcome: COMMANDS };

function notice(code: string, parts: object): object {
  return { type: "notice", code, text: "the daemon's words", ...parts };
}

scene(
  "what an operator tells everybody is marked and bright, and the stop is counted down",
  async (s) => {
    await s.peer.say(notice("announcement", { from: "root", announcement: "tea at four" }));
    await s.terminal.waitFor((screen) =>
      screen.endsWith("» -- announcement from root: tea at four\nann>")
    );
    const isDim = (await s.terminal.colors()).includes("\x1b[2m-- announcement");
    assertEquals(isDim, false);
    await s.peer.say(notice("shutdown", { why: "stops", left: 30_000, reason: "new disk" }));
    await s.terminal.waitFor((screen) =>
      screen.includes("» -- the server stops in 30s: new disk\n") &&
      /ann \(stops in (30|2\d)s\)>$/.test(screen)
    );
    await s.peer.say(notice("shutdown", { why: "called-off" }));
    await s.terminal.waitFor((screen) => screen.endsWith("\nann>"));
  },
  WIDE,
);

scene("a kick from the lobby says by whom and why, gives 3, and nobody comes back", async (s) => {
  await s.peer.say(
    { type: "left", ...stamp(43), name: "ann", ...putOut("kicked") },
    { type: "bye", ...putOut("kicked") },
  );
  s.peer.close();
  await s.terminal.waitFor((screen) =>
    screen.endsWith("-- disconnected: kicked by root: enough\nleft 3\n$")
  );
}, WIDE);

scene("a ban from the daemon says by whom and why, and gives 3", async (s) => {
  await s.peer.say({ type: "bye", ...putOut("banned") });
  s.peer.close();
  await s.terminal.waitFor((screen) =>
    screen.endsWith("-- disconnected: banned by root: enough\nleft 3\n$")
  );
}, WIDE);

scene("a ban that came while the link was down ends the client with 3", async (s) => {
  s.peer.close();
  const again = await s.server.accept();
  await again.write("-- you are banned until 2026-11-26 14:02 UTC: spam\n");
  again.close();
  await s.terminal.waitFor((screen) =>
    screen.endsWith("-- you are banned until 2026-11-26 14:02 UTC: spam\nleft 3\n$")
  );
}, WIDE);

scene("a lockdown is said once, and the client comes back after it", async (s) => {
  s.peer.close();
  for (let attempt = 0; attempt < 2; attempt++) {
    const peer = await s.server.accept();
    await peer.write("-- this server takes no newcomers now; try again later\n");
    peer.close();
    await s.terminal.waitFor((screen) => /ann \(offline, retry \d s\)>$/.test(screen));
    await s.terminal.enter("/reconnect");
  }
  const back = await s.server.accept();
  await back.welcome(["bob"], COMMANDS);
  await s.terminal.waitFor((screen) => screen.endsWith("\nAlso here: bob\nann>"));
}, WIDE);

scene("bans are completed, sent as typed, and listed", async (s) => {
  await s.terminal.type("/ban b");
  await s.terminal.press("Tab");
  await s.terminal.waitFor((screen) => screen.includes("ann> /ban bob"));
  await s.terminal.waitFor((screen) => screen.includes("/ban NAME|ADDRESS [for DUR] [REASON]"));
  await s.terminal.type("f");
  await s.terminal.press("Tab");
  await s.terminal.waitFor((screen) => screen.includes("ann> /ban bob for"));
  await s.terminal.type("1");
  await s.terminal.press("Tab", "Tab");
  await s.terminal.waitFor((screen) => screen.includes("ann> /ban bob for 1h"));
  await s.terminal.enter("spam");
  assertEquals(await s.peer.hearObject(), {
    type: "ban",
    name: "bob",
    for: "1h",
    reason: "spam",
  });
  await s.terminal.enter("/ban bob for soon");
  await s.terminal.waitFor((screen) => screen.includes("-- that is no duration: soon; "));
  await s.terminal.enter("/bans");
  assertEquals(await s.peer.hearObject(), { type: "bans" });
  const ban = { by: "ann", since: "2026-11-26T13:02:00.000Z", reason: "spam" };
  await s.peer.say({
    type: "bans",
    room: "lobby",
    bans: [{ ...ban, name: "eve", network: "192.0.2.7", until: "2026-11-26T14:02:00.000Z" }],
    more: 2,
  });
  await s.terminal.waitFor((screen) => screen.includes("-- eve") && screen.includes("and 2 more"));
  await s.terminal.type("/unban ");
  await s.terminal.press("Tab");
  await s.terminal.waitFor((screen) => screen.includes("ann> /unban eve"));
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hearObject(), { type: "unban", name: "eve" });
}, WIDE);

function putOut(code: "kicked" | "banned"): object {
  const reason = `${code} by root: enough`;
  return { by: "daemon", code, from: "root", text: "enough", reason };
}
