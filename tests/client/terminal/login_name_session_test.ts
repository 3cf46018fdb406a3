/**
 * What the client says when the login name cannot be had.
 *
 * @module
 */

import { scene, stamp } from "../../support/terminal_scene.ts";

scene("the login name that is refused is explained, and a line that grows goes on", async (s) => {
  await s.terminal.press("C-d");
  await s.peer.bye("end-of-input");
  s.peer.close();
  await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
  await s.terminal.enter(
    `clear; LOGNAME=root ${s.client} --timestamps off 127.0.0.1:${s.server.port}`,
  );
  const peer = await s.server.accept();
  await peer.welcome(["bob"], { you: "guest-1", members: ["bob", "guest-1"] });
  await peer.say({ type: "notice", code: "name-reserved", text: "x", name: "root" });
  await peer.say({ type: "joined", ...stamp(2), name: "cay" });
  await peer.say({ type: "joined", ...stamp(3), name: "dan" });
  await s.terminal.shows(`
    You are guest-1
    Also here: bob
    -- the name root is reserved, or looks like one that is; /nick NAME chooses another
    cay, dan have arrived
    guest-1>
  `);
}, { columns: 100 });
