/**
 * Lines that look like a mistyped command, which nobody else should read by accident. Pure.
 *
 * @module
 */

import { nearest } from "../options/nearest.ts";
import { parseTyped } from "./request.ts";

/** What was probably meant. */
export type Slip =
  /** A command behind a blank, or behind what Chinese keyboards write for a slash. */
  | { readonly kind: "hidden"; readonly line: string; readonly meant: string }
  /** A command that nobody knows, near one that is known. */
  | {
    readonly kind: "mistyped";
    readonly line: string;
    readonly meant: string;
    /** The name that was typed, and the one that is near. */
    readonly typed: string;
    readonly near: string;
  };

const HIDDEN = /^(?:\s+\/|\s*[／、])([a-z]+)(?=\s|$)/i;

/** Finds a slip in a line, by the names of the commands; undefined if there is none. Never throws. */
export function slipIn(line: string, names: readonly string[]): Slip | undefined {
  const hidden = HIDDEN.exec(line)?.[1]?.toLowerCase();
  if (hidden !== undefined && names.includes(hidden)) {
    return { kind: "hidden", line, meant: line.replace(/^\s*[/／、]/, "/") };
  }
  const typed = parseTyped(line);
  if (typed.kind !== "command" || names.includes(typed.name)) return undefined;
  const near = nearest(typed.name.toLowerCase(), names);
  if (near === undefined) return undefined;
  const meant = `/${near}${line.slice(1 + typed.name.length)}`;
  return { kind: "mistyped", line, meant, typed: typed.name, near };
}
