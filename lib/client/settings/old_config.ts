/**
 * The format of configuration files before TOML: `key = value` lines, `[profile]` headings, `#` comments.
 * Pure.
 *
 * @module
 */

import type { OptionTable } from "../../options/option.ts";
import { mistake } from "../../options/startup.ts";
import { type Entry, EVERYWHERE, kindOf, profileName, type Reading, type Value } from "./entry.ts";

/** One line, taken apart. */
export type OldLine =
  /** Nothing, or a comment alone. */
  | { readonly kind: "blank"; readonly comment: string }
  /** The begin of a profile; `comment` is what stands behind it, with its blanks. */
  | { readonly kind: "heading"; readonly profile: string; readonly comment: string }
  | {
    readonly kind: "entry";
    readonly key: string;
    /** The value without its quotes. */
    readonly value: string;
    /** The columns of both, from 1. */
    readonly column: number;
    readonly valueColumn: number;
    /** What stands behind it, with its blanks. */
    readonly comment: string;
  }
  /** None of these; the column of its first character. */
  | { readonly kind: "unknown"; readonly column: number };

/** The lines of a file, without their ends. Never throws. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n/).map((line) => line.replace(/^\ufeff/, ""));
}

/**
 * Takes a line apart. A value may stand in double quotes, and the name of a profile is any text without `]`.
 * Never throws.
 */
export function readOldLine(line: string): OldLine {
  if (/^\s*(?:#.*)?$/.test(line)) return { kind: "blank", comment: line.trim() };
  const heading = /^\s*\[([^\]]*)\](\s*(?:#.*)?)$/.exec(line);
  const profile = profileName(heading?.[1] ?? "");
  if (profile !== EVERYWHERE) return { kind: "heading", profile, comment: heading?.[2] ?? "" };
  const match = /^(\s*)([^\s=#[\]]+)(\s*=\s*)(?:"([^"]*)"|([^"#]*?))(\s*(?:#.*)?)$/.exec(line);
  if (match === null) return { kind: "unknown", column: line.search(/\S/) + 1 };
  const [, indent = "", key = "", equals = "", quoted, bare, comment = ""] = match;
  const column = indent.length + 1;
  const valueColumn = column + key.length + equals.length;
  return { kind: "entry", key, value: quoted ?? bare ?? "", column, valueColumn, comment };
}

/** Reads a file as far as it is of this format. Never throws. */
export function readOldConfig(text: string, options: OptionTable): Reading {
  const profiles = new Set<string>();
  const entries: Entry[] = [];
  let section = EVERYWHERE;
  for (const [index, raw] of linesOf(text).entries()) {
    const line = readOldLine(raw);
    const number = index + 1;
    switch (line.kind) {
      case "blank":
        break;
      case "heading":
        section = line.profile;
        profiles.add(section);
        break;
      case "entry":
        entries.push(entryOf(line, { section, line: number }, options));
        break;
      case "unknown": {
        const at = { line: number, column: line.column };
        const fault = { at, mistake: mistake((wording) => wording.notAnEntry) };
        return { profiles: [...profiles], entries, fault };
      }
      default:
        line satisfies never;
    }
  }
  return { profiles: [...profiles], entries };
}

function entryOf(
  { key, value, column, valueColumn }: OldLine & { readonly kind: "entry" },
  { section, line }: { readonly section: string; readonly line: number },
  options: OptionTable,
): Entry {
  const isList = kindOf({ key }, options)?.isList ?? false;
  const values = listed({ text: value, at: { line, column: valueColumn } }, isList);
  return { section, key, at: { line, column }, values };
}

/** The values of a text: where several may be given, it has commas between them. Never throws. */
export function listed({ text, at }: Value, isList: boolean): readonly Value[] {
  const texts = isList ? text.split(",").map((part) => part.trim()) : [text];
  return texts.map((text) => ({ text, at }));
}
