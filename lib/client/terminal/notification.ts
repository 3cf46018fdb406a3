/**
 * Notifications of the desktop that a terminal shows for a program: which of the three sequences the terminal
 * knows, and the sequence itself. Pure.
 *
 * @module
 */

import type { Environment } from "../../options/option.ts";
import type { NotifyPolicy } from "../settings/config.ts";

/**
 * How a mention is announced: by the bell, by no means, or by the operating system command with this number: 9 of
 * iTerm2, 777 of rxvt, 99 of kitty.
 */
export type Announcement = "bell" | "off" | "osc-9" | "osc-777" | "osc-99";

/** The most code points of a notification. */
const MAX_LENGTH = 200;

/** Terminals by the value of `TERM_PROGRAM`. */
const BY_PROGRAM: ReadonlyMap<string, Announcement> = new Map([
  ["iTerm.app", "osc-9"],
  ["WezTerm", "osc-777"],
  ["ghostty", "osc-777"],
]);

/** Terminals by the beginning of `TERM`. */
const BY_TERM: readonly (readonly [RegExp, Announcement])[] = [
  [/^xterm-kitty/, "osc-99"],
  [/^(?:foot|rxvt-unicode|contour)/, "osc-777"],
  [/^xterm-ghostty/, "osc-777"],
  [/^wezterm/, "osc-777"],
];

/** Programs that stand between and keep such sequences to themselves; they announce the bell. */
const MULTIPLEXER = /^(?:tmux|screen)/;

/**
 * How to announce mentions in the terminal of this environment. Where it does not say that it knows one of the
 * sequences, `osc` rings. Never throws.
 */
export function announcementFor(policy: NotifyPolicy, env: Environment): Announcement {
  if (policy !== "osc") return policy;
  const term = env("TERM") ?? "";
  // The variables of the terminal outside are still set inside of a multiplexer.
  if (MULTIPLEXER.test(term) || isSet(env("TMUX")) || isSet(env("STY"))) return "bell";
  const byTerm = BY_TERM.find(([begin]) => begin.test(term))?.[1];
  return byTerm ?? BY_PROGRAM.get(env("TERM_PROGRAM") ?? "") ?? "bell";
}

/** The sequence that shows a text as a notification; empty for an announcement that is none. Never throws. */
export function notification(announcement: Announcement, text: string): string {
  const body = clean(text);
  switch (announcement) {
    case "osc-9":
      // A number and a semicolon at the beginning would be another command.
      return `\x1b]9;hubbub: ${body}\x1b\\`;
    case "osc-777":
      return `\x1b]777;notify;hubbub;${body}\x1b\\`;
    case "osc-99":
      return `\x1b]99;;${body}\x1b\\`;
    case "bell":
    case "off":
      return "";
    default:
      return announcement satisfies never;
  }
}

/** Neither control characters nor the character that divides the parts of the sequence. */
function clean(text: string): string {
  return [...text.replace(/\p{Cc}/gu, " ").replaceAll(";", ",")].slice(0, MAX_LENGTH).join("");
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
