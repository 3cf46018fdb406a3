/**
 * Says whether a run kept what a cluster promises: one order, the same bytes under the same number, no
 * hole, nothing twice, nothing lost that came back to its writer, and departures of dead nodes once.
 *
 * @module
 */

import { checkDepartures } from "./departures.ts";
import { type Finding, Findings } from "./findings.ts";
import type { PersonRecord, RunRecord } from "./run_record.ts";
import { TellingReader } from "./told.ts";
import { Walk } from "./walk.ts";
import { Whole } from "./whole.ts";

/** What a run measured; all times in milliseconds. */
export interface Figures {
  /** Lines that were said. */
  readonly said: number;
  /** Lines that came back to their writers. */
  readonly acknowledged: number;
  /** From saying a line to its coming back. */
  readonly p50: number;
  /** The same for the slowest of a hundred. */
  readonly p99: number;
  /** Lines heard, at all people together. */
  readonly heard: number;
  /** The longest time between two lines at any person, for the people of each node. */
  readonly stops: Readonly<Record<string, number>>;
  /** Departures of dead nodes, and when the first (Infinity if none) and the last was heard after its death. */
  readonly departures: { readonly count: number; readonly first: number; readonly last: number };
}

/** The judgement of a run. */
export interface Verdict {
  /** What is broken; empty if nothing is. */
  readonly findings: readonly Finding[];
  /** What it measured. */
  readonly figures: Figures;
}

/** Checks a run. Throws if a line that begins with a brace is no JSON. */
export function check(run: RunRecord): Verdict {
  const findings = new Findings();
  const whole = new Whole(findings);
  const ground = { reader: new TellingReader(), findings, whole };
  const walks = run.people.map((person) => new Walk(person, ground));
  for (const walk of walks) walk.go();
  whole.conclude();
  for (const walk of walks) checkEnd(walk, { whole, findings });
  const delays = checkDepartures(run.deaths, walks, { whole, findings });
  return { findings: findings.list(), figures: figuresOf(run, walks, delays) };
}

/** Whether a person is there at the end, and has heard and been heard. */
function checkEnd(
  walk: Walk,
  { whole, findings }: { readonly whole: Whole; readonly findings: Findings },
): void {
  const { person, rooms, acknowledged } = walk;
  const name = walk.nameAt(Infinity);
  if (person.stays.at(-1)?.to !== undefined || name === undefined) {
    findings.add("stranded", `${person.name} is not there at the end`);
  } else {
    if (name !== person.name) findings.add("stranded", `${person.name} is called ${name}`);
    for (const [room, { epoch, last }] of rooms) {
      const end = whole.last.get(epoch) ?? 0;
      if (last < end) findings.add("unheard", `${person.name}, ${room}: ${last + 1} to ${end}`);
    }
  }
  for (const { token, stay } of person.said) {
    const hasStayed = person.stays[stay]?.to === undefined;
    if (hasStayed && !acknowledged.has(token)) {
      findings.add("lost", `${person.name} said ${token}, which never came back`);
    }
  }
}

function figuresOf(run: RunRecord, walks: readonly Walk[], delays: readonly number[]): Figures {
  const waits = walks.flatMap(({ person, acknowledged }) =>
    person.said.flatMap(({ token, at }) => {
      const back = acknowledged.get(token);
      return back === undefined ? [] : [back - at];
    })
  ).sort((a, b) => a - b);
  const stops: Record<string, number> = {};
  for (const { person } of walks) {
    const home = person.stays.findLast(({ from }) => from <= run.from)?.node ?? "";
    stops[home] = Math.max(stops[home] ?? 0, longestStop(person, run));
  }
  return {
    said: run.people.reduce((sum, { said }) => sum + said.length, 0),
    acknowledged: waits.length,
    p50: waits[Math.floor(waits.length * 0.5)] ?? 0,
    p99: waits[Math.floor(waits.length * 0.99)] ?? 0,
    heard: walks.reduce((sum, { heard }) => sum + heard, 0),
    stops,
    departures: {
      count: delays.length,
      first: delays.reduce((first, delay) => Math.min(first, delay), Infinity),
      last: delays.reduce((last, delay) => Math.max(last, delay), 0),
    },
  };
}

/** The longest time without a line while there was talk, over all stays of a person. */
function longestStop({ stays }: PersonRecord, { from, to }: RunRecord): number {
  let longest = 0;
  let before = from;
  for (const { times } of stays) {
    for (const at of times) {
      if (at < from || at > to) continue;
      longest = Math.max(longest, at - before);
      before = at;
    }
  }
  return Math.max(longest, to - before);
}
