/**
 * The checker of runs finds each fault that is put into a good run, and no other.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { check } from "./support/checker.ts";
import type { FaultKind } from "./support/findings.ts";
import type { RunRecord, StayRecord } from "./support/run_record.ts";
import { keptRun, ScriptedRun } from "./support/scripted_run.ts";

/** The element at a place, which there is. */
function at<T>(list: readonly T[], index: number): T {
  const found = list.at(index);
  if (found === undefined) throw new Error(`there is nothing at ${index}`);
  return found;
}

/** The last connection of a person. */
function lastStay(run: RunRecord, name: string): StayRecord {
  return at(run.people.find((person) => person.name === name)?.stays ?? [], -1);
}

/** The place of the first line of a stay that holds a text. */
function placeOf({ lines }: StayRecord, text: string): number {
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`nobody heard ${text}`);
  return index;
}

/** Replaces a text in all lines of a stay that hold another. */
function change(stay: StayRecord, holding: string, from: string, to: string): void {
  for (const [index, line] of stay.lines.entries()) {
    if (line.includes(holding)) stay.lines[index] = line.replace(from, to);
  }
}

function drop(stay: StayRecord, text: string): void {
  const index = placeOf(stay, text);
  stay.lines.splice(index, 1);
  stay.times.splice(index, 1);
}

/** Puts a line after the first that holds a text. */
function insert(stay: StayRecord, text: string, line?: string): void {
  const index = placeOf(stay, text);
  stay.lines.splice(index + 1, 0, line ?? at(stay.lines, index));
  stay.times.splice(index + 1, 0, at(stay.times, index));
}

/** Does the same to everybody's connections. */
function everywhere(run: RunRecord, change: (stay: StayRecord) => void): void {
  for (const { stays } of run.people) for (const stay of stays) change(stay);
}

interface Fault {
  readonly name: string;
  readonly kinds: readonly FaultKind[];
  readonly put: (run: RunRecord) => void;
}

const FAULTS: readonly Fault[] = [
  {
    name: "another text under one number",
    kinds: ["differs"],
    put: (run) => change(lastStay(run, "cat"), "bob-3", "and more", "and less"),
  },
  {
    name: "another time under one number",
    kinds: ["differs"],
    put: (run) => change(lastStay(run, "cat"), "bob-3", '"time":"2026', '"time":"2027'),
  },
  {
    name: "two lines of two rooms in another order",
    kinds: ["order"],
    put: (run) => {
      const stay = lastStay(run, "bob");
      const line = at(stay.lines, placeOf(stay, "bob-1"));
      drop(stay, "bob-1");
      insert(stay, "cat-1", line);
    },
  },
  {
    name: "a time that goes backwards",
    kinds: ["time"],
    put: (run) => everywhere(run, (stay) => change(stay, "bob-3", '"time":"2026', '"time":"2025')),
  },
  {
    name: "a line that one person missed",
    kinds: ["hole"],
    put: (run) => drop(lastStay(run, "cat"), "ann-1"),
  },
  {
    name: "a line that one person missed when it resumed",
    kinds: ["hole"],
    put: (run) => drop(lastStay(run, "ann"), "bob-2"),
  },
  {
    name: "a gap",
    kinds: ["hole"],
    put: (run) => {
      const stay = lastStay(run, "ann");
      const index = placeOf(stay, "bob-2");
      const { seq } = JSON.parse(at(stay.lines, index));
      stay.lines[index] = `{"type":"gap","room":"lobby","from":${seq},"to":${seq}}`;
    },
  },
  {
    name: "skipped lines",
    kinds: ["hole"],
    put: (run) =>
      insert(lastStay(run, "cat"), "ann-1", '{"type":"skipped","room":"dev","count":3}'),
  },
  {
    name: "an event of a room that was not entered",
    kinds: ["hole"],
    put: (run) =>
      insert(lastStay(run, "cat"), "ann-1", '{"type":"message","room":"x","seq":1,"time":"2026"}'),
  },
  {
    name: "a line that comes again to one person",
    kinds: ["twice"],
    put: (run) => insert(lastStay(run, "cat"), "bob-2"),
  },
  {
    name: "a line that has two numbers, in place of another",
    kinds: ["twice", "lost"],
    put: (run) => everywhere(run, (stay) => change(stay, "bob-3", "bob-3", "bob-2")),
  },
  {
    name: "a new epoch of a room, with numbers that were told before",
    kinds: ["epoch", "twice"],
    put: (run) => change(lastStay(run, "ann"), "welcome", '"epoch":"e1"', '"epoch":"e2"'),
  },
  {
    name: "a line that was said and never came",
    kinds: ["lost"],
    put: (run) => at(run.people, 1).said.push({ token: "bob-9", at: 100, stay: 0 }),
  },
  {
    name: "an end that one person has not heard",
    kinds: ["unheard"],
    put: (run) => drop(lastStay(run, "cat"), "bob-3"),
  },
  {
    name: "a person who does not come back",
    kinds: ["stranded"],
    put: (run) => {
      lastStay(run, "cat").to = run.to;
    },
  },
  {
    name: "a person who does not get the old name back",
    kinds: ["stranded"],
    put: (run) => change(lastStay(run, "ann"), "welcome", '"you":"ann"', '"you":"guest-1"'),
  },
  {
    name: "departures that are not told",
    kinds: ["departure"],
    put: (run) => everywhere(run, (stay) => change(stay, "node-lost", "node-lost", "quit")),
  },
  {
    name: "departures that no death explains",
    kinds: ["departure"],
    put: (run) => (run.deaths as unknown[]).pop(),
  },
];

Deno.test("the checker finds nothing in a run that kept all promises, and measures it", () => {
  const { findings, figures } = check(keptRun());
  assertEquals(findings, []);
  assertEquals({ said: figures.said, acknowledged: figures.acknowledged }, {
    said: 7,
    acknowledged: 7,
  });
  assertEquals([figures.p50, figures.p99], [20, 20]);
  assertEquals(figures.departures, { count: 2, first: 3010, last: 3020 });
  assertEquals(figures.stops["b"], 3010);
});

for (const { name, kinds, put } of FAULTS) {
  Deno.test(`the checker finds ${name}`, () => {
    const run = keptRun();
    put(run);
    const found = check(run).findings;
    assertEquals(found.map(({ kind }) => kind), kinds, JSON.stringify(found, null, 1));
  });
}

Deno.test("the checker counts a line that was said while a connection broke as neither lost nor kept", () => {
  const run = keptRun();
  at(run.people, 0).said.push({ token: "ann-9", at: 100, stay: 0 });
  const { findings, figures } = check(run);
  assertEquals(findings, []);
  assertEquals([figures.said, figures.acknowledged], [8, 7]);
});

Deno.test("the checker finds a departure that is told twice", () => {
  const script = new ScriptedRun();
  script.enter("ann", "a");
  script.enter("bob", "b");
  script.kill("a");
  script.tell("dev", { type: "left", name: "ann", code: "node-lost" });
  script.enter("ann", "b");
  assertEquals(check(script.record()).findings.map(({ kind }) => kind), ["departure"]);
});

Deno.test("the checker lets nobody of a node leave that may be spared, or everybody, and not some", () => {
  const spared = new ScriptedRun();
  spared.enter("ann", "a");
  spared.enter("bob", "b");
  spared.spare("a");
  spared.say("bob", "lobby", "bob-1");
  assertEquals(check(spared.record()).findings, []);
  spared.tell("dev", { type: "left", name: "ann", code: "node-lost" });
  assertEquals(check(spared.record()).findings.map(({ kind }) => kind), ["departure"]);
  spared.tell("lobby", { type: "left", name: "ann", code: "node-lost" });
  assertEquals(check(spared.record()).findings, []);
});
