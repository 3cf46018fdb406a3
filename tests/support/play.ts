/**
 * Plays: transcripts that a person can read and three stages can perform: the pure core, the server
 * in process, the compiled programs. One line, one step; `#` begins a comment.
 *
 * A play in which the clock stands still is for a fourth stage: sessions over pipes, whose time only the
 * play moves. All that a step brings about has come about when the step is over. So it can say that
 * something happens at an instant, and not a millisecond before.
 *
 * ```text
 * with --idle-timeout 2s
 * ann enters                     connects and says nothing
 * ann enters with /nick ann      sends this as the first line
 * ann types hello there          sends a line
 * bob hears {ann}: hello there   the next line that bob gets; {ann} stands for ann's address
 * bob hears {"type":"left"}      the next line, as JSON, has at least these keys and values
 * bob hears soon ann has left    one of the next lines, as many as such steps stand together, in any order: rooms
 *                                tell arrivals and departures each at its own time
 * bob hears [HH:MM] ann: hello   a time stands where the letters do; YYYY-MM-DD for a date beside it
 * bob hears nothing              no line has come, decided by a ping that is answered in order
 * bob hears the end              the daemon has closed the connection
 * ann closes                     ends her input
 * ann vanishes                   resets the connection
 * time passes 1s
 * ```
 *
 * ```text
 * the clock stands still
 * ann hears nothing              no line has come; ann sends nothing to find out
 * ann is cut off                 the daemon takes no more input from ann
 * ```
 *
 * @module
 */

import { assertEquals, assertGreaterOrEqual, fail } from "@std/assert";
import { parseDuration } from "../../lib/text/duration.ts";

/** Where a play is performed. */
export interface Stage extends AsyncDisposable {
  /** Whether time also passes by itself, so that more may have passed than the play says. */
  readonly hasRealTime: boolean;
  /**
   * Whether the machine was so busy that what follows means nothing: an actor's first line may have come later
   * than a daemon waits for one, or more time has passed than the play says. Undefined where that cannot be.
   */
  readonly wasLate?: boolean;
  /** Connects, and sends the first line at once if there is one. */
  enter(actor: string, first: string | undefined): Promise<void>;
  /** Sends a line. */
  type(actor: string, line: string): Promise<void>;
  /** The next line; undefined at the end of the connection. */
  hear(actor: string): Promise<string | undefined>;
  /** Ends the actor's input. */
  close(actor: string): Promise<void>;
  /** Breaks the actor's connection. */
  vanish(actor: string): Promise<void>;
  /** Lets time pass. */
  passTime(millis: number): Promise<void>;
  /** The actor's address, as the daemon sees it. */
  addressOf(actor: string): string;
}

/** A stage on which time passes in `passTime` alone. */
export interface StillStage extends Stage {
  /** Fails if a line or the end has come. */
  hearNothing(actor: string): Promise<void>;
  /** Fails if the daemon takes input from the actor. */
  beCutOff(actor: string): Promise<void>;
}

/** One step of a play. */
interface Step {
  readonly number: number;
  readonly text: string;
}

/** A play that was read. */
export interface Play {
  /** Options of the daemon. */
  readonly options: readonly string[];
  /** Whether it is for a stage on which time stands still. */
  readonly isStill: boolean;
  /** What happens, in order. */
  readonly steps: readonly Step[];
}

/** Reads a play. Throws a SyntaxError for a step that no stage knows. */
export function parsePlay(source: string): Play {
  const options: string[] = [];
  const steps: Step[] = [];
  let isStill = false;
  for (const [index, line] of source.split("\n").entries()) {
    const text = line.trimEnd();
    if (text.trim() === "" || text.trimStart().startsWith("#")) continue;
    if (text.startsWith("with ")) options.push(...text.slice(5).split(/\s+/));
    else if (text === "the clock stands still") isStill = true;
    else if (STEP.test(text)) steps.push({ number: index + 1, text });
    else throw new SyntaxError(`Cannot read line ${index + 1} of a play: "${text}"`);
  }
  return { options, isStill, steps };
}

const STEP =
  /^(?:time passes (?<time>\S+)|(?<actor>\w+) (?<verb>enters with|enters|types|hears soon|hears|closes|vanishes|is cut off)(?: (?<rest>.*))?)$/;

/** On so many stages a play is performed at most, until the machine is in time. */
const MOST_STAGES = 5;

/** Performs a play on a stage that is opened for it; on another one if the machine was late and the play failed. */
export async function performOn(open: () => Promise<Stage>, play: Play): Promise<void> {
  for (let count = 1;; count++) {
    await using stage = await open();
    try {
      return await perform(play, stage);
    } catch (error) {
      if (stage.wasLate !== true || count === MOST_STAGES) throw error;
    }
  }
}

/** Performs a play; fails at the first step that does not come out as written. */
export async function perform(play: Play, stage: Stage): Promise<void> {
  const soon: Soon[] = [];
  for (const [index, { number, text }] of play.steps.entries()) {
    try {
      const { actor = "", verb, rest = "" } = STEP.exec(text)?.groups ?? {};
      if (verb !== "hears soon") await performStep(text, stage, number);
      else {
        soon.push({ actor, expected: rest });
        if (!play.steps[index + 1]?.text.startsWith(`${actor} hears soon `)) {
          await expectSoon(soon.splice(0), stage);
        }
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`line ${number}, "${text}": ${reason}`, { cause: error });
    }
  }
}

async function performStep(text: string, stage: Stage, number: number): Promise<void> {
  const { time, actor = "", verb, rest = "" } = STEP.exec(text)?.groups ?? {};
  if (time !== undefined) {
    return await stage.passTime(parseDuration(time) ?? fail(`bad time ${time}`));
  }
  switch (verb) {
    case "enters":
      return await stage.enter(actor, undefined);
    case "enters with":
      return await stage.enter(actor, rest);
    case "types":
      return await stage.type(actor, rest);
    case "hears":
      return await expectLine(actor, rest, stage, number);
    case "closes":
      return await stage.close(actor);
    case "vanishes":
      return await stage.vanish(actor);
    case "is cut off":
      return await stillness(stage).beCutOff(actor);
  }
}

function stillness(stage: Stage): StillStage {
  return isStill(stage) ? stage : fail("only a stage on which time stands still can tell");
}

function isStill(stage: Stage): stage is StillStage {
  return "hearNothing" in stage;
}

/** A line that an actor hears, before or after the other such lines around it. */
interface Soon {
  readonly actor: string;
  readonly expected: string;
}

/** Each of the next lines is one of these, in any order: rooms tell arrivals and departures each at its time. */
async function expectSoon(soon: readonly Soon[], stage: Stage): Promise<void> {
  const missing = [...soon];
  while (missing.length > 0) {
    const heard = await stage.hear(missing[0]?.actor ?? "");
    const found = missing.findIndex(({ expected }) => isMet(expected, heard, stage));
    if (found === -1) fail(`heard "${heard}", which is none of them`);
    missing.splice(found, 1);
  }
}

function isMet(expected: string, heard: string | undefined, stage: Stage): boolean {
  try {
    expectHeard(expected, heard, stage);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "AssertionError") return false;
    throw error;
  }
}

async function expectLine(actor: string, expected: string, stage: Stage, number: number) {
  if (expected === "nothing") return await expectNothing(actor, stage, number);
  expectHeard(expected, await stage.hear(actor), stage);
}

function expectHeard(expected: string, heard: string | undefined, stage: Stage): void {
  if (expected === "the end") return assertEquals(heard, undefined);
  const wanted = expected.replace(/\{(\w+)\}/g, (_, name) => stage.addressOf(name));
  if (!wanted.startsWith("{")) return expectText(timeless(wanted, heard), wanted, stage);
  const object = JSON.parse(heard ?? "null");
  const keys = JSON.parse(wanted);
  const found = Object.fromEntries(Object.keys(keys).map((key) => [key, object?.[key]]));
  assertEquals(found, keys, `heard ${heard}`);
}

/** What was heard, with the letters of a date and a time where the play has them. */
function timeless(wanted: string, heard: string | undefined): string | undefined {
  if (!wanted.includes("HH:MM")) return heard;
  return heard?.replace(/\b\d{4}-\d\d-\d\d\b/, "YYYY-MM-DD").replace(/\b\d\d:\d\d\b/, "HH:MM");
}

/**
 * The two durations in a line of `/who`. Where time also passes by itself, they are at least those of the
 * play; the core has exactly those.
 */
const DURATIONS = /\bhere (\w+), idle (\w+)/;

function expectText(heard: string | undefined, wanted: string, { hasRealTime }: Stage): void {
  const passed = DURATIONS.exec(heard ?? "");
  const least = DURATIONS.exec(wanted);
  if (!hasRealTime || passed === null || least === null) return assertEquals(heard, wanted);
  assertEquals(heard?.replace(DURATIONS, ""), wanted.replace(DURATIONS, ""));
  for (const which of [1, 2]) {
    assertGreaterOrEqual(millisOf(passed[which]), millisOf(least[which]), heard);
  }
}

function millisOf(duration: string | undefined): number {
  return parseDuration(duration ?? "") ?? fail(`"${duration}" is no duration`);
}

/**
 * Where time passes by itself, a ping tells: it is answered after everything that came before it, so its
 * answer must be the next line.
 */
async function expectNothing(actor: string, stage: Stage, number: number): Promise<void> {
  if (isStill(stage)) return await stage.hearNothing(actor);
  const isProgram = actor.endsWith("bot");
  const token = `line-${number}`;
  await stage.type(actor, isProgram ? JSON.stringify({ type: "ping", token }) : `/ping ${token}`);
  const heard = await stage.hear(actor);
  assertEquals(heard, isProgram ? `{"type":"pong","token":"${token}"}` : `-- pong ${token}`);
}
