/**
 * Close codes (RFC 6455, section 7.4): which the daemon sends, which a peer may send, and the payload of
 * a Close frame. Pure.
 *
 * @module
 */

import type { Ending } from "../peer.ts";
import { Utf8Check } from "./utf8_check.ts";

/** The code for each way in which a stream ends. */
const CODES: Readonly<Record<Ending, number>> = {
  "done": 1000,
  "stopping": 1001,
  "refused": 1008,
  "too-big": 1009,
  "fault": 1011,
  "busy": 1013,
};

/** The code that tells a peer how the stream ends. Never throws. */
export function codeOf(ending: Ending): number {
  return CODES[ending];
}

/** The payload of a Close frame with this code; without one, it is empty. Never throws. */
export function closePayload(code: number | undefined): Uint8Array {
  return code === undefined ? new Uint8Array(0) : Uint8Array.of(code >>> 8, code & 0xff);
}

/** What the payload of a peer's Close frame says, or the code of its fault. */
export type PeerClose =
  | { readonly kind: "closed"; readonly code: number | undefined }
  | { readonly kind: "faulty"; readonly code: 1002 | 1007 };

/** Reads the payload of a peer's Close frame. Never throws. */
export function readClose(payload: Uint8Array): PeerClose {
  const [high, low] = payload;
  if (high === undefined) return { kind: "closed", code: undefined };
  if (low === undefined) return { kind: "faulty", code: 1002 };
  const code = high << 8 | low;
  if (!mayBeSent(code)) return { kind: "faulty", code: 1002 };
  const reason = new Utf8Check();
  const isText = reason.add(payload, 2, payload.length) && !reason.isWithin;
  return isText ? { kind: "closed", code } : { kind: "faulty", code: 1007 };
}

/** Whether a peer may send a code: 1004 to 1006 and 1015 only ever stand for a missing Close. */
function mayBeSent(code: number): boolean {
  if (code >= 3000) return code <= 4999;
  return code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
}
