/**
 * The daemon is killed right after an operator was told of an act, while people talk, again and again.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { startDaemon } from "./support/binaries.ts";
import { DataFolder, Program } from "./support/data_folder.ts";
import { sourceDaemon } from "./support/source_daemon.ts";

const ROUNDS = 3;
const TALKERS = 2;
const ACTS = 3;

/** Talks as fast as it goes until the daemon is gone. */
async function talk(address: string, name: string): Promise<void> {
  try {
    using talker = await Program.enter(address, name);
    for (let line = 0;; line++) await talker.say(`${name} says line ${line}`);
  } catch {
    // The daemon is gone.
  }
}

/** Does some acts, and returns the rooms that are kept as far as the operator was told. */
async function act(op: Program, round: number): Promise<void> {
  for (let n = 0; n < ACTS; n++) {
    const room = `r${round}-${n}`;
    await op.ask({ type: "join", room });
    await op.hear("entered");
    await op.ask({ type: "room", room, text: "keep on" });
    await op.hear("room");
    await op.ask({ type: "room", room, text: "private" });
    await op.hear("room");
    if (n % 3 === 2) {
      await op.ask({ type: "room", room, text: "keep off" });
      await op.hear("room");
    }
  }
}

/** The kept rooms in the file, with whether each is private, after SQLite has found no damage in it. */
function keptIn(folder: DataFolder): unknown[] {
  using db = new DatabaseSync(folder.file, { timeout: 5000 });
  assertEquals(db.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
  return db.prepare("SELECT room, is_private AS p FROM kept_room ORDER BY room").all()
    .map(({ room, p }) => [room, p]);
}

Deno.test("kill -9 after an operator was told: what it did is there, whatever else is lost", async () => {
  using folder = new DataFolder();
  const options = ["--listen", "127.0.0.1:0", "--rate", "0", ...folder.adminOptions];
  const command = sourceDaemon(...options, "--data", folder.data);
  const expected: unknown[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await using daemon = await startDaemon(command);
    const talkers = Array.from({ length: TALKERS }, (_, n) => talk(daemon.address, `talker-${n}`));
    // Elsewhere than those who talk, so that it is told of its acts at once.
    using op = await Program.enter(folder.admin, "op", { lobby: false, rooms: ["desk"] });
    await act(op, round);
    await daemon.stop("SIGKILL");
    await Promise.all(talkers);
    for (let n = 0; n < ACTS; n++) if (n % 3 !== 2) expected.push([`r${round}-${n}`, 1]);
    assertEquals(keptIn(folder), expected);
  }
});
