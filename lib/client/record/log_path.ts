/**
 * The path of the log of a talk, in which the day may stand. No name of a person, a room or a server ever becomes
 * a part of it. Pure.
 *
 * @module
 */

import type { Kind } from "../../options/option.ts";

/** What stands in a path for the local day, written `2026-11-27`. */
const DAY = "%Y-%m-%d";

/** A path of a log: `%` stands in it only in `%Y-%m-%d`, and that only in the name of the file. */
export function logPath(): Kind<string> {
  return {
    placeholder: "FILE",
    allowed: (wording) => wording.logPath,
    isFile: true,
    read: (text) => isLogPath(text) ? text : undefined,
  };
}

/** The path of the log of a local day. Never throws. */
export function logPathOn(day: Date, path: string): string {
  return path.replaceAll(DAY, dayOf(day));
}

/**
 * The path with the home of the user in place of a `~` at its begin, because no shell reads a configuration file.
 * Without a home it stays as it is. Never throws.
 */
export function inHome(path: string, home: string | undefined): string {
  return home !== undefined && home !== "" && /^~[/\\]/.test(path) ? home + path.slice(1) : path;
}

function isLogPath(text: string): boolean {
  if (text === "" || text.includes("\0")) return false;
  const [, folder = "", name = ""] = /^(.*[/\\])?(.*)$/s.exec(text) ?? [];
  return name !== "" && !folder.includes("%") && !name.replaceAll(DAY, "").includes("%");
}

function dayOf(day: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
