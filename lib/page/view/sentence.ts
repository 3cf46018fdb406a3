/**
 * What lines say that are no speech, and which of them share one line. PURE.
 *
 * @module
 */

import type { Line } from "../model/line.ts";
import type { TalkWords } from "../words/talk_en.ts";

/** The most names that one line of arrivals or departures lists; the others are counted. */
const MOST_NAMES = 5;
/** Departures that people want to see each by itself. */
const TOLD_ALONE = ["kicked", "banned"];

/** A line that somebody said or did. */
export type Spoken = Extract<Line, { kind: "message" | "action" }>;
/** Any other line. */
export type Unspoken = Exclude<Line, Spoken>;
/** An arrival or departure that can share a line with others. */
export type Presence = Extract<Line, { kind: "joined" | "left" }>;

/** Whether somebody said or did the line. */
export function isSpoken(line: Line): line is Spoken {
  return line.kind === "message" || line.kind === "action";
}

/**
 * Whether the line can share one with its neighbours. Departures with words of the person, and those of people who
 * were put out, cannot.
 */
export function isPresence(line: Line): line is Presence {
  if (line.kind === "joined") return true;
  if (line.kind !== "left") return false;
  const { by, code, text } = line.reason;
  return by === "member" ? text === "" : !TOLD_ALONE.includes(code);
}

/** The sentence of one line. */
export function sentenceOf(line: Unspoken, words: TalkWords): string {
  switch (line.kind) {
    case "joined":
      return words.arrived([line.name], 0);
    case "left": {
      const { by, code, text } = line.reason;
      if (line.isOwn && TOLD_ALONE.includes(code)) return words.putOut(text);
      if (text === "") return words.gone([line.name], 0);
      return by === "member"
        ? words.leftSaying(line.name, text)
        : words.leftBecause(line.name, text);
    }
    case "crowd":
      return words.crowd(line.verb, line.count);
    case "renamed":
      return words.renamed(line.from, line.to);
    case "topic":
      return words.topic(line.from, line.text);
    case "setting":
      return words.setting(line.setting, line.from, line.name, line.value) ??
        `${line.from}: ${line.setting} ${line.value}`;
    case "notice":
      return line.text;
    case "gap":
      return words.gap;
    case "skipped":
      return words.skipped(line.count);
    case "unknown-command":
      return words.unknownCommand(line.name);
    case "outside":
      return words.outside(line.room);
    case "usage":
      return words.usage(line.usage);
  }
}

/** The sentence of several arrivals and departures that follow each other: each person once in each list. */
export function presenceSentence(lines: readonly Presence[], words: TalkWords): string {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return sentenceOf(only, words);
  const arrived = namesOf(lines, "joined");
  const left = namesOf(lines, "left");
  return [
    arrived.length === 0 ? "" : words.arrived(...shortened(arrived)),
    left.length === 0 ? "" : words.gone(...shortened(left)),
  ].filter((part) => part !== "").join(" · ");
}

function namesOf(lines: readonly Presence[], kind: Presence["kind"]): string[] {
  return [...new Set(lines.filter((line) => line.kind === kind).map(({ name }) => name))];
}

function shortened(names: readonly string[]): [string[], number] {
  const shown = names.length > MOST_NAMES ? MOST_NAMES - 1 : names.length;
  return [names.slice(0, shown), names.length - shown];
}
