/**
 * What the daemon's subcommands say, as data, and the types of their sentences. A sentence that is missing
 * in a language does not compile.
 *
 * @module
 */

import type { Bytes } from "../core/units.ts";
import type { StoreProblem } from "../store/failure.ts";
import type { Sentences } from "./starting.ts";

/** What is wrong with one line of an import. */
export type LineFault =
  /** It is longer than this. */
  | { readonly code: "too-long"; readonly limit: Bytes }
  | { readonly code: "not-utf8" }
  /** It is not one JSON object. */
  | { readonly code: "not-object" }
  /** Its type is not one that an export has; empty if it has none. */
  | { readonly code: "unknown-type"; readonly type: string }
  /** A field is missing, or has a value that it cannot have. */
  | { readonly code: "bad-field"; readonly field: string }
  /** There is a line of this room and epoch before. */
  | { readonly code: "room-twice"; readonly room: string }
  /** A line of a room comes after the first event. */
  | { readonly code: "room-late"; readonly room: string }
  /** There are more rooms than this. */
  | { readonly code: "too-many-rooms"; readonly limit: number }
  /** An event of a room, and perhaps of an epoch, that has no line. */
  | { readonly code: "no-room"; readonly room: string }
  /** An event without epoch of a name that several rooms have. */
  | { readonly code: "needs-epoch"; readonly room: string }
  /** The number is not above that of the event before it in the room. */
  | { readonly code: "seq-order"; readonly seq: number; readonly before: number }
  /** The number is above the last one of the room. */
  | { readonly code: "seq-beyond"; readonly seq: number; readonly last: number };

/** Why a subcommand cannot do its work: exit code 1. */
export type UpkeepProblem =
  /** There is no file of the daemon at this path. */
  | { readonly code: "no-file"; readonly path: string }
  /** The folder of an import has something in it. */
  | { readonly code: "not-empty"; readonly folder: string }
  /** The import has no line. */
  | { readonly code: "nothing-to-import" }
  /** A line of the import cannot be used. Lines count from 1. */
  | { readonly code: "bad-line"; readonly line: number; readonly fault: LineFault }
  /** No room of this name is kept. */
  | { readonly code: "no-such-room"; readonly room: string }
  /** The file of a backup is there already. */
  | { readonly code: "file-exists"; readonly path: string }
  /** The data in the folder cannot be used. */
  | { readonly code: "cannot-store"; readonly folder: string; readonly problem: StoreProblem }
  /** The file of a backup cannot be written. */
  | { readonly code: "cannot-copy"; readonly path: string; readonly problem: StoreProblem }
  /** The file is damaged: the findings, of which `more` are not given. */
  | {
    readonly code: "damaged";
    readonly path: string;
    readonly findings: readonly Finding[];
    readonly more: number;
  };

/** One sign of damage. */
export type Finding =
  /** What SQLite says. */
  | { readonly code: "sqlite"; readonly text: string }
  /** An event whose row has no meaning. */
  | { readonly code: "unreadable"; readonly room: string; readonly seq: number }
  /** An event whose number is above the last one of its room. */
  | {
    readonly code: "seq-beyond";
    readonly room: string;
    readonly seq: number;
    readonly last: number;
  }
  /** A room that counts other than what is kept of it. */
  | {
    readonly code: "miscounted";
    readonly room: string;
    readonly counted: number;
    readonly found: number;
  }
  /** A message that is not in the index, although it was made by the present rules. */
  | { readonly code: "not-indexed"; readonly room: string; readonly seq: number }
  /** Events of rooms that are not in the file. */
  | { readonly code: "homeless"; readonly count: number }
  /** A ban or a mute whose row has no meaning. */
  | { readonly code: "bad-sentence"; readonly room: string; readonly network: string }
  /** A kept room whose row has no meaning. */
  | { readonly code: "bad-kept-room"; readonly room: string };

/** What a subcommand has done: one sentence on standard output. */
export type UpkeepResult =
  | {
    readonly code: "imported";
    readonly rooms: number;
    readonly events: number;
    /** Bans, mutes, kept rooms, the lockdown. */
    readonly decisions: number;
  }
  | {
    readonly code: "forgotten";
    readonly name: string;
    readonly events: number;
    /** The names of files in the folder that were made before and may have it still. */
    readonly copies: readonly string[];
    /** Whether the folder is that of one node of several, which all have it, and their log too. */
    readonly isShared: boolean;
  }
  | {
    readonly code: "sound";
    readonly path: string;
    readonly rooms: number;
    readonly events: number;
    readonly bytes: Bytes;
  }
  | { readonly code: "copied"; readonly path: string; readonly bytes: Bytes };

/** What a subcommand is doing, for its progress line. */
export type UpkeepStep = "exporting" | "importing" | "checking" | "copying";

/** How far a subcommand is. */
export interface UpkeepProgress {
  /** What it is doing. */
  readonly step: UpkeepStep;
  /** How much of it is done. */
  readonly done: number;
  /** How much there is; undefined if that is not known. */
  readonly total?: number | undefined;
  /** What is counted. */
  readonly unit: "events" | "bytes" | "seconds";
}

/** Which subcommand a signal has ended: it says what state it leaves. */
export type Interrupted = "export" | "import" | "forget" | "check" | "backup";

/** One language's sentences for the subcommands. */
export interface UpkeepWords {
  /** Why it cannot do its work. */
  readonly problems: Sentences<UpkeepProblem>;
  /** What is wrong with a line. */
  readonly faults: Sentences<LineFault>;
  /** What `check` has found. */
  readonly findings: Sentences<Finding>;
  /** What it has done. */
  readonly results: Sentences<UpkeepResult>;
  /** What a signal leaves. */
  readonly interrupted: Readonly<Record<Interrupted, string>>;
  /** The progress line. */
  progress(progress: UpkeepProgress): string;
}

/** Says why a subcommand cannot do its work. Never throws. */
export function sayUpkeepProblem(words: UpkeepWords, problem: UpkeepProblem): string {
  // The code selects the function for this variant. TypeScript cannot prove it, so the argument is cast.
  return words.problems[problem.code](problem as never);
}

/** Says what is wrong with a line. Never throws. */
export function sayLineFault(words: UpkeepWords, fault: LineFault): string {
  return words.faults[fault.code](fault as never);
}

/** Says what was found. Never throws. */
export function sayFinding(words: UpkeepWords, finding: Finding): string {
  return words.findings[finding.code](finding as never);
}

/** Says what a subcommand has done. Never throws. */
export function sayUpkeepResult(words: UpkeepWords, result: UpkeepResult): string {
  return words.results[result.code](result as never);
}

/** A size as people read it, e.g. `12.3 MB`; in units of 1000. Never throws. */
export function sizeShown(bytes: Bytes): string {
  for (const [unit, size] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]] as const) {
    if (bytes >= size) return `${(bytes / size).toFixed(1)} ${unit}`;
  }
  return `${bytes} B`;
}
