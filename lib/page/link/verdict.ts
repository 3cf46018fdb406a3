/**
 * Whether to connect again, by what the daemon has said last. PURE.
 *
 * @module
 */

import type { Wire } from "../model/change.ts";
import type { Status } from "../model/status.ts";

/** The daemon did not let the page in. */
export interface Refusal {
  /** `refused`, `banned` or `lockdown`. */
  readonly code: string;
  /** The daemon's words. */
  readonly text: string;
}

/** After these, to come again by itself would be rude or useless. */
const FINAL = ["quit", "kicked", "banned", "idle", "refused", "too-long"];

/** The refusal that an object tells before the welcome; undefined if it is none. Never throws. */
export function refusalOf({ type, code, text }: Wire): Refusal | undefined {
  const isRefusal = type === "notice" &&
    (code === "refused" || code === "banned" || code === "lockdown");
  return isRefusal ? { code, text: typeof text === "string" ? text : "" } : undefined;
}

/** How the connection has ended for good; undefined if the page may connect again. Never throws. */
export function endingOf(bye: Wire | undefined, refusal: Refusal | undefined): Status | undefined {
  if (bye !== undefined && FINAL.includes(String(bye.code))) {
    return { kind: "ended", code: String(bye.code), reason: String(bye.reason ?? "") };
  }
  if (refusal?.code !== "banned") return undefined;
  return { kind: "ended", code: refusal.code, reason: refusal.text };
}
