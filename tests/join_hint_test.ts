/**
 * What the daemon prints on a terminal after its start.
 *
 * @module
 */

import { NO_TMUX, Terminal } from "./support/tmux.ts";

Deno.test({
  name: "started on a terminal the daemon says how to join, and in a file it does not",
  ignore: NO_TMUX !== undefined,
  async fn() {
    await using terminal = await Terminal.open(200, 20);
    const main = new URL("../main.ts", import.meta.url).pathname;
    const daemon = `${Deno.execPath()} run -A --no-check ${main} --listen 127.0.0.1:0`;
    await terminal.enter(`${daemon} 2>~/log & until grep -q kept= ~/log; do sleep 0.1; done`);
    await terminal.enter("clear; kill -INT $!; wait; tail -n 1 ~/log; grep -c join ~/log");
    await terminal.waitFor((screen) => / info stopped\n0\n\$$/.test(screen));
    await terminal.enter(`clear; ${daemon}`);
    await terminal.waitFor((screen) => /^-- join with: nc 127\.0\.0\.1 \d+$/m.test(screen));
    await terminal.press("C-c");
    await terminal.waitFor((screen) => screen.endsWith("\n$"));
  },
});
