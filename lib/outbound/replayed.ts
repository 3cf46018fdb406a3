/**
 * Which messages to one client repeat what its rooms were told before.
 *
 * @module
 */

import type { Message } from "../core/message.ts";

/** The kinds of messages that are replayed when one client alone is sent them. */
const REPLAYED_KINDS: ReadonlySet<Message["kind"]> = new Set<Message["kind"]>([
  "message",
  "action",
  "joined",
  "left",
  "renamed",
  "topic",
  "room",
  "gap",
]);

/** Whether a message to one client is an event that its room was told before, or says what is missing. Never throws. */
export function isReplayed(message: Message): boolean {
  if (message.kind === "crowd") return message.seq !== undefined;
  return REPLAYED_KINDS.has(message.kind);
}
