/**
 * Whether to connect again, by what the daemon has said last. PURE.
 *
 * @module
 */

import type { Wire } from "../model/change.ts";
import type { Status } from "../model/status.ts";

/** The codes of notices that refuse a page. */
const REFUSALS = ["refused", "banned", "lockdown", "cluster-shut"];

/** After these, to come again by itself would be rude or useless. */
const FINAL = ["quit", "kicked", "banned", "idle", "refused", "too-long"];

/** Whether an object that comes before the welcome refuses the page. Never throws. */
export function isRefusal({ type, code }: Wire): boolean {
  return type === "notice" && REFUSALS.includes(String(code));
}

/** How the connection has ended for good; undefined if the page may connect again. Never throws. */
export function endingOf(bye: Wire | undefined, refusal: Wire | undefined): Status | undefined {
  if (FINAL.includes(String(bye?.code))) return ended(bye?.code, bye?.reason);
  return refusal?.code === "banned" ? ended(refusal.code, refusal.text) : undefined;
}

function ended(code: unknown, reason: unknown): Status {
  return { kind: "ended", code: String(code), reason: String(reason ?? "") };
}
