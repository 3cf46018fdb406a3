/**
 * One round of talk that ends with the daemon being killed in the middle of it.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { startDaemon } from "./binaries.ts";
import { type DataFolder, Program } from "./data_folder.ts";
import { sourceDaemon } from "./source_daemon.ts";

/** One event that somebody was told before the crash. */
export interface Heard {
  /** Where. */
  readonly room: string;
  /** Its number. */
  readonly seq: number;
  /** What was said. */
  readonly text: string;
  /** How long before the crash it was told, in milliseconds. */
  readonly age: number;
}

/** What was seen of one round. */
export interface Round {
  /** The epoch of each room. */
  readonly epochs: ReadonlyMap<string, unknown>;
  /** The last number of the lobby before the round. */
  readonly firstSeq: number;
  /** What was told, each event once. */
  readonly heard: readonly Heard[];
}

const ROOMS = ["lobby", "dev"];
const TALKERS = 3;

/** Talks as fast as it goes for so many milliseconds, then kills the daemon. */
export async function crashRound(
  folder: DataFolder,
  { millis, options = [] }: { millis: number; options?: readonly string[] },
): Promise<Round> {
  const command = sourceDaemon("--listen", "127.0.0.1:0", "--rate", "0", "--data", folder.data);
  await using daemon = await startDaemon([...command, ...options]);
  using listener = await Program.enter(daemon.address, "listener");
  const firstSeq = Number(listener.welcome.seq);
  await listener.ask({ type: "join", room: "dev" });
  const entered = await listener.hear("entered");
  const epochs = new Map([["lobby", listener.welcome.epoch], ["dev", entered.epoch]]);
  const heard: (Heard & { at: number })[] = [];
  const listening = listen(listener, heard);
  const talkers = Array.from({ length: TALKERS }, (_, index) => talk(daemon.address, index));
  await new Promise((resolve) => setTimeout(resolve, millis));
  const crash = performance.now();
  await daemon.stop("SIGKILL");
  await Promise.all([listening, ...talkers]);
  return { epochs, firstSeq, heard: heard.map((each) => ({ ...each, age: crash - each.at })) };
}

/** The rooms, numbers and texts that are in the file, after SQLite has found no damage in it. */
export function kept(folder: DataFolder): Set<string> {
  const db = new DatabaseSync(folder.file, { timeout: 5000 });
  try {
    const check = db.prepare("PRAGMA integrity_check").get()?.["integrity_check"];
    if (check !== "ok") throw new Error(`The file is damaged: ${check}`);
    db.exec("INSERT INTO word (word) VALUES ('integrity-check')");
  } finally {
    db.close();
  }
  return new Set(folder.written());
}

async function listen(listener: Program, heard: (Heard & { at: number })[]): Promise<void> {
  try {
    while (true) {
      const { room, seq, text } = await listener.hear("message");
      const at = performance.now();
      heard.push({ room: String(room), seq: Number(seq), text: String(text), age: 0, at });
    }
  } catch {
    // The daemon is gone.
  }
}

async function talk(address: string, index: number): Promise<void> {
  try {
    using talker = await Program.enter(address, `talker-${index}`);
    await talker.ask({ type: "join", room: "dev" });
    await talker.hear("entered");
    for (let line = 0;; line++) {
      const room = ROOMS[line % ROOMS.length];
      await talker.say(`talker ${index} says line ${line}`, room);
    }
  } catch {
    // The daemon is gone.
  }
}
