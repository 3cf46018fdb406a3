/**
 * The daemon from source with a standard error that takes nothing: somebody pressed Ctrl-S in its
 * terminal, or what should read its log does not.
 *
 * @module
 */

import { sourceDaemon } from "./support/source_daemon.ts";
import { staysWithStoppedTerminal, staysWithUnreadPipe } from "./support/stopped_log.ts";
import { NO_TMUX } from "./support/tmux.ts";

const ANY_PORT = ["--listen", "127.0.0.1:0", "--grace", "3s"];

Deno.test({
  name: "a log that nobody reads stops neither the chat nor its end",
  ignore: Deno.build.os === "windows",
  fn: () => staysWithUnreadPipe(sourceDaemon(...ANY_PORT)),
});

Deno.test({
  name: "a log to a stopped terminal stops neither the chat nor its end",
  ignore: NO_TMUX !== undefined,
  fn: () => staysWithStoppedTerminal(sourceDaemon(...ANY_PORT)),
});
