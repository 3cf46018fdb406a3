/**
 * What the start says of the configuration file to a person at a terminal.
 *
 * @module
 */

import { scene } from "../../support/terminal_scene.ts";

scene("a file of the old format works, and is told of once, before the screen", async (s) => {
  const path = await Deno.makeTempFile({ prefix: "hubbub-old-" });
  try {
    await Deno.writeTextFile(path, "nick = cay # mine\nhistory = 0\n");
    await s.terminal.press("C-d");
    await s.peer.bye("end-of-input");
    s.peer.close();
    await s.terminal.waitFor((screen) => screen.endsWith("left 0\n$"));
    await s.terminal.type(`${s.client} --config ${path} 127.0.0.1:${s.server.port}`);
    await s.terminal.press("Enter");
    const peer = await s.server.accept();
    await peer.welcome();
    const hint = `hubbub: ${path} is not TOML, and is read as before; for TOML: ` +
      `hubbub --config ${path} --convert-config > ${path}.toml\n`;
    await s.terminal.waitFor((screen) => screen.endsWith("\ncay>") && screen.includes(hint));
  } finally {
    await Deno.remove(path);
  }
}, { columns: 200, rows: 12 });
