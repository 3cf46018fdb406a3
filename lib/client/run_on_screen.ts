/**
 * Runs the client on a terminal that it draws on: connects the session with the device, the environment and the
 * file of sent lines.
 *
 * @module
 */

import { environment } from "../program/environment.ts";
import { complain, endingAtFailure, faultOf, StreamFailure } from "../program/standard_streams.ts";
import { streamProblemIn } from "../words/catalogue/streams.ts";
import type { StreamProblem } from "../words/streams.ts";
import { EXIT } from "./connection/ending.ts";
import { untilForced } from "./forced_end.ts";
import type { ClientConfig } from "./settings/config.ts";
import { stateFile } from "./settings/state_file.ts";
import { hasTitle } from "./terminal/drawing/title.ts";
import { isTmux } from "./terminal/drawing/tmux.ts";
import { Tty } from "./terminal/drawing/tty.ts";
import { mostColumnsOf, mostColumnsOfWide } from "./terminal/drawing/width.ts";
import { announcementFor } from "./terminal/notification.ts";
import { TerminalSession } from "./terminal/session.ts";
import type { TerminalParts } from "./terminal/terminal_parts.ts";
import { HISTORY_FILE, loadHistory, rememberLine } from "./terminal/typing/history_file.ts";

/** What {@linkcode runOnScreen} works with, beside what the configuration and the environment say. */
export type OnScreen = Pick<
  TerminalParts,
  | "connect"
  | "places"
  | "clientState"
  | "phrases"
  | "firstHint"
  | "write"
  | "input"
  | "log"
  | "paint"
>;

/** Runs until the person leaves; returns the exit code. Rejects as the session does. */
export async function runOnScreen(
  config: ClientConfig,
  parts: OnScreen,
): Promise<number> {
  const kept = stateFile(HISTORY_FILE, environment, Deno.build.os);
  const tty = new Tty(hasTitle(environment, Deno.build.os === "windows"));
  const announcement = announcementFor(config.notify, environment);
  const faults = new Map<StreamProblem["code"], StreamProblem>();
  const note = (code: StreamProblem["code"]) => (error: unknown) =>
    void faults.set(
      code,
      error instanceof StreamFailure ? error.problem : {
        code,
        fault: faultOf(error),
      },
    );
  const session = new TerminalSession({
    ...parts,
    input: endingAtFailure(parts.input, note("cannot-read")),
    tty,
    history: await loadHistory(kept?.path),
    remember: (line) => rememberLine(kept, line).catch(note("cannot-keep")),
    isReconnecting: config.isReconnecting,
    hasBell: announcement === "bell",
    announcement,
    isQuiet: config.isQuiet,
    highlights: config.highlights,
    measure: config.isAmbiguousWide ? mostColumnsOfWide : mostColumnsOf,
    isTmux: isTmux(environment),
    timestamps: config.timestamps ?? "time",
    wrap: config.wrap,
    nameColumns: config.nameColumns,
  });
  const talk = async () => {
    const code = await session.run();
    for (const problem of faults.values()) {
      await complain(Deno.stderr, `hubbub: ${streamProblemIn(config.language, problem)}`);
    }
    return code === EXIT.ok && faults.has("cannot-read") ? EXIT.failure : code;
  };
  return await untilForced(talk(), () => tty.abandon());
}
