/** @module */
import { assertEquals } from "@std/assert";
import { Progress } from "../../../lib/bus/incoming/progress.ts";
import type { ChatEvent, Effect } from "../../../lib/core/event.ts";
import { disconnected, says } from "../../support/happenings.ts";

/** A progress from position 10 on, and what it tells the replica. */
function following() {
  const told: string[] = [];
  const replica = {
    told: (room: string, seq: number) => told.push(`${room} ${seq}`),
    settled: (position: number) => told.push(`settled ${position}`),
  };
  return { told, progress: new Progress(replica, 10) };
}

/** What an event has told the lobby. */
function tells(...seqs: number[]): Effect[] {
  return seqs.map((seq) =>
    ({ kind: "publish", room: "lobby", message: { kind: "message", seq } }) as unknown as Effect
  );
}

const [ONE, TWO, THREE] = [says(1, "one"), says(2, "two"), says(3, "three")];
const LOCAL: ChatEvent = { kind: "tick", part: "own" };

Deno.test("Progress settles each position in order, also those of records without events", () => {
  const { told, progress } = following();
  progress.given(ONE, 11);
  progress.read(11);
  progress.read(12);
  progress.given(TWO, 13);
  progress.read(13);
  progress.read(14);
  progress.applied(ONE, tells(1));
  progress.applied(TWO, tells(2, 3));
  progress.finished();
  assertEquals(told, [
    "lobby 1",
    "settled 11",
    "settled 12",
    "lobby 2",
    "lobby 3",
    "settled 13",
    "settled 14",
  ]);
});

Deno.test("Progress: gathered lines and crowds are those of one node, and not told", () => {
  const { told, progress } = following();
  progress.given(ONE, 11);
  progress.read(11);
  const [publish] = tells(1);
  progress.applied(ONE, [
    { ...publish, detail: "gathered" } as Effect,
    { kind: "publish", room: "lobby", message: { kind: "crowd" } } as unknown as Effect,
    { ...publish, detail: "every" } as Effect,
  ]);
  progress.finished();
  assertEquals(told, ["lobby 1", "settled 11"]);
});

Deno.test("Progress: the end of a client whose event was a bug stands at that event", () => {
  const { told, progress } = following();
  progress.given(ONE, 11);
  progress.given(TWO, 12);
  progress.read(12);
  progress.applied(ONE, tells(1));
  const fault = { by: "daemon", code: "fault" } as const;
  progress.applied({ ...disconnected(2), reason: fault } as ChatEvent, tells(2));
  progress.finished();
  assertEquals(told, ["lobby 1", "settled 11", "lobby 2", "settled 12"]);
});

Deno.test("Progress: what an event told before a bug belongs to the next of the log, on every node", () => {
  const alone = following();
  const withLocal = following();
  for (const { progress } of [alone, withLocal]) {
    progress.given(ONE, 11);
    progress.read(11);
    progress.finished();
  }
  withLocal.progress.given(LOCAL, 0);
  withLocal.progress.applied(LOCAL, tells(1));
  withLocal.progress.finished();
  for (const { progress } of [alone, withLocal]) {
    progress.given(THREE, 12);
    progress.read(12);
  }
  alone.progress.applied(THREE, tells(1, 2));
  withLocal.progress.applied(THREE, tells(2));
  for (const { progress } of [alone, withLocal]) progress.finished();
  assertEquals(alone.told, ["settled 11", "lobby 1", "lobby 2", "settled 12"]);
  assertEquals(withLocal.told, alone.told);
});
