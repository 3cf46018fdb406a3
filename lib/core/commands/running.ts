/**
 * `/announce`, `/lockdown on` and `/shutdown 10m upgrade`: what operators do to the daemon.
 *
 * @module
 */

import type { StopWish } from "../rules/order/running.ts";
import { durationOf } from "./durations.ts";
import { command, type Reading, readingCommand, type Spec } from "./spec.ts";

/** Says something to everybody. */
export const announce: Spec = command({
  params: [{ field: "text", shape: "rest" }],
  needs: () => "announce",
  run(by, { text }) {
    const announcement = text.trim();
    if (announcement === "") return by.notice({ code: "usage", usage: "/announce TEXT" });
    by.orders.announceAll(announcement);
  },
});

const SWITCH = ["on", "off"] as const;

/** Lets in nobody new but people of this machine, or everybody again. */
export const lockdown: Spec = command({
  params: [{ field: "text", shape: "word", words: SWITCH }],
  needs: () => "lockdown",
  run(by, { text }) {
    const word = SWITCH.find((each) => each === text.trim().toLowerCase());
    if (word === undefined) return by.notice({ code: "usage", usage: "/lockdown on|off" });
    by.orders.setLockdown(word === "on");
  },
});

/** Stops the daemon, at once or after a countdown, or calls that off. */
export const shutdown: Spec = readingCommand({
  params: [
    { field: "for", shape: "duration", isOptional: true, isFieldOnly: true },
    { field: "reason", shape: "rest", isOptional: true, isFieldOnly: true },
    { field: "text", shape: "rest", isOptional: true, placeholder: "DUR [REASON]|off" },
  ],
  needs: () => "shutdown",
  read({ for: duration, reason, text = "" }): Reading<StopWish> {
    const wish = parseStop(text);
    // A text that calls a stop off, or that cannot be read, has priority: to stop cannot be undone.
    if (wish.kind !== "stop") return { kind: "bound", args: wish };
    const after = duration === undefined ? wish.after : durationOf(duration) ?? 0;
    const args = { kind: "stop", after, reason: reason?.trim() ?? wish.reason } as const;
    return { kind: "bound", args };
  },
  run(by, wish) {
    by.orders.orderStop(wish);
  },
});

/** The duration, with a word before it as in `in 10m`, and the rest. */
const STOP = /^(?:(?:for|in)\s+(?=[-+.]?\d))?(\S+)\s*(.*)$/is;

/**
 * What is typed behind `/shutdown`: `off`, or a duration and a reason, each of which may be missing. What looks
 * like a mistyped `off` or duration never stops the daemon at once. Never throws.
 */
export function parseStop(typed: string): StopWish {
  const text = typed.trim();
  const [, value = "", rest = ""] = STOP.exec(text) ?? [];
  if (value.toLowerCase() === "off") return { kind: "call-off" };
  const after = durationOf(value);
  if (after !== undefined) return { kind: "stop", after, reason: rest };
  if (/^[-+.]?\d|^off?(?!\p{L})/iu.test(value)) return { kind: "bad-duration", value };
  return { kind: "stop", after: 0, reason: text };
}
