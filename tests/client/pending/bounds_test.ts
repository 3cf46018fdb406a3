import { assertEquals } from "@std/assert";
import { SHOWN } from "../../../lib/client/connection/verdict.ts";
import { Doubts, MAX_REMEMBERED } from "../../../lib/client/pending/doubts.ts";
import { MAX_ENTRIES, OnTheWay } from "../../../lib/client/pending/on_the_way.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { parseDaemonLine } from "../../../lib/wire/json/decode.ts";

const LINE = { key: 1, request: { type: "say", text: "hi" }, room: "lobby", isPasted: false };

function event(fields: object): DaemonEvent {
  const line = parseDaemonLine(JSON.stringify(fields));
  if (line.kind !== "event") throw new Error("not an event");
  return line.event;
}

Deno.test("the numbers of so many rooms are remembered, however many a daemon tells of", () => {
  const onTheWay = new OnTheWay();
  for (let i = 0; i <= MAX_ENTRIES; i++) {
    const entered = event({ type: "entered", room: `room${i}`, members: ["ann"], seq: 7 });
    onTheWay.note(entered, SHOWN);
  }
  const { entries } = onTheWay.end().life;
  assertEquals([entries.size, entries.get("room0"), entries.has(`room${MAX_ENTRIES}`)], [
    MAX_ENTRIES,
    7,
    false,
  ]);
});

Deno.test("a lost connection is known by so many names, however often it takes another", () => {
  const hears = (renames: number): boolean => {
    const doubts = new Doubts();
    doubts.add([LINE], { name: "ann0", entries: new Map(), isTold: true });
    for (let i = 0; i < renames; i++) {
      const from = `ann${i}`;
      const fields = { type: "renamed", seq: i + 1, room: "lobby", from, to: `ann${i + 1}` };
      doubts.note(event(fields), { ...SHOWN, when: "missed" }, () => true);
    }
    const said = { type: "message", seq: 999, room: "lobby", from: `ann${renames}`, text: "hi" };
    return doubts.note(event(said), { ...SHOWN, when: "missed" }, () => true) !== undefined;
  };
  assertEquals([hears(MAX_REMEMBERED - 1), hears(MAX_REMEMBERED)], [true, false]);
});
