/**
 * How many colours a terminal has, by the name that it gives itself in the environment. Pure.
 *
 * @module
 */

import type { ColorCount } from "../../colors.ts";
import { isTmux } from "./tmux.ts";

/** Terminals without colours, and those that nobody knows. */
const NONE = /^(?:|dumb|unknown|vt[1-4]\d\d|vt52|wyse.*|.*-m|.*-mono|.*-vt[1-4]\d\d)$/;
const MANY = /256color|-direct|kitty|ghostty|alacritty|^foot|wezterm|contour/;

/**
 * The colours of the terminal that the environment names. Every program that tells a terminal's colours by
 * `TERM` looks into a database, which may be missing; the names are as good. tmux has 256 under all its names, and
 * the consoles of Windows, which have no name, have them too. A name that tells nothing counts as eight.
 */
export function colorCountOf(env: (name: string) => string | undefined, os: string): ColorCount {
  const term = env("TERM") ?? "";
  if (term === "" && os === "windows") return "256";
  if (NONE.test(term)) return "none";
  return MANY.test(term) || isTmux(env) ? "256" : "8";
}
