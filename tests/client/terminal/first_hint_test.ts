import { assertEquals } from "@std/assert";
import { stateFile } from "../../../lib/client/settings/state_file.ts";
import { FirstHint, HINT_FILE } from "../../../lib/client/terminal/first_hint.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { scene } from "../../support/terminal_scene.ts";

const WELCOME = { kind: "welcome" } as DaemonEvent;
const HINT = "-- /help lists the commands, /help keys the keys; /quit or Ctrl-D leaves";

Deno.test("the hint is told after the first welcome of a run, and not before", async () => {
  const hint = await FirstHint.at(undefined);
  assertEquals(hint.after({ kind: "pong" } as DaemonEvent, ENGLISH), undefined);
  assertEquals(hint.after(WELCOME, ENGLISH), HINT);
  assertEquals(hint.after(WELCOME, ENGLISH), undefined);
});

Deno.test("the hint is not told to a person who has seen it in an earlier run", async () => {
  const path = await Deno.makeTempFile();
  const hint = await FirstHint.at({ path, folder: "/", base: undefined });
  assertEquals(hint.after(WELCOME, ENGLISH), undefined);
  await Deno.remove(path);
});

Deno.test("the hint is told where nothing can be kept", async () => {
  const env = (name: string) => name === "HOME" ? "/nonexistent" : undefined;
  const file = stateFile(HINT_FILE, env, "linux");
  assertEquals(file?.path, "/nonexistent/.local/state/hubbub/first-hint-shown");
  const hint = await FirstHint.at(file);
  assertEquals(hint.after(WELCOME, ENGLISH), HINT);
  await hint.kept;
});

scene("the first start says how to get help and how to leave, and remembers that", async (s) => {
  await s.terminal.shows(`
    You are ann
    Also here: bob
    ${HINT}
    ann>
  `);
  // It is written behind the back of the screen.
  await s.terminal.waitFor(() => isThere(s.terminal.firstHint));
}, { columns: 80, isFirstRun: true });

scene("--plain says it as well", async (s) => {
  await s.terminal.shows(`
    You are ann
    Also here: bob
    ${HINT}
  `);
}, { columns: 80, isFirstRun: true, args: ["--plain"], ready: "leaves" });

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
