import { assertEquals } from "@std/assert";
import { ClientState } from "../../../lib/client/connection/client_state.ts";
import { Motd } from "../../../lib/client/connection/motd.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";

const WELCOME: DaemonEvent = { kind: "welcome", room: "lobby", you: "ann", members: [], seq: 0 };

Deno.test("after a reconnect only new lines of the message of the day are shown", () => {
  const state = new ClientState({ name: "ann", isChosen: true });
  const shown = (...lines: string[]) =>
    lines.filter((text) => state.note({ kind: "notice", code: "motd", text }).isShown);
  state.note(WELCOME);
  assertEquals(shown("Be kind.", "", "No logs.", ""), ["Be kind.", "", "No logs.", ""]);
  state.note(WELCOME);
  assertEquals(shown("Be kind.", "", "Tea at four.", ""), ["Tea at four."]);
});

Deno.test("a thousand lines are remembered, and no more", () => {
  const motd = new Motd();
  for (let i = 0; i <= 1000; i++) motd.note(`line ${i}`);
  motd.begin();
  assertEquals(["line 0", "line 999", "line 1000"].map((line) => motd.note(line)), [
    false,
    false,
    true,
  ]);
});
