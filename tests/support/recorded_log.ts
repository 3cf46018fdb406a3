/**
 * A recorded log: read events with their times, as a file, and the digests of the ledger that they lead to.
 * It is made once, by `record_log.ts`, and applied by every later version.
 *
 * @module
 */

import { Chat } from "../../lib/core/chat.ts";
import type { ChatEvent } from "../../lib/core/event.ts";
import { escapeUnprintableJson } from "../../lib/text/printable.ts";
import { SETTINGS } from "./happenings.ts";

/** Digests are taken after each so many events, and after the last. */
const DIGEST_EVERY = 50;

/** Where the log is, from the top of the project. */
export const RECORDED_LOG = "tests/core/reading/recorded_log.jsonl";

/** An event of the log. */
export interface RecordedEvent {
  /** When it was taken in, for both clocks. */
  readonly at: number;
  /** The event, read. */
  readonly event: ChatEvent;
}

/** A log, and where it leads. */
export interface RecordedLog {
  /** The digests of the ledger, in order. */
  readonly digests: readonly string[];
  /** The events, in order. */
  readonly events: readonly RecordedEvent[];
}

/** A chat without clients that remembers what is said, as the one of the log was. */
export function chatOfLog(): Chat {
  return new Chat({ ...SETTINGS, isRecording: true, idleTimeout: 600_000 });
}

/** The log as the text of the file: the digests, and then an event on each line. */
export function writeLog({ digests, events }: RecordedLog): string {
  return [{ digests }, ...events].map((each) => `${escapeUnprintableJson(JSON.stringify(each))}\n`)
    .join("");
}

/** The log of a file. */
export function parseLog(text: string): RecordedLog {
  const [{ digests }, ...events] = text.trimEnd().split("\n").map((line) => JSON.parse(line));
  return { digests, events };
}

/** Applies the events to a new chat, and gives the digests of its ledger. */
export async function digestsOf(events: readonly RecordedEvent[]): Promise<string[]> {
  const chat = chatOfLog();
  const digests: string[] = [];
  for (const [index, { at, event }] of events.entries()) {
    chat.apply(event, at);
    const isDue = (index + 1) % DIGEST_EVERY === 0 || index === events.length - 1;
    if (isDue) digests.push(await digestOf(chat.snapshot().ledger));
  }
  return digests;
}

/** 16 hexadecimal digits that are the same for the same data, in whatever order its keys were set. */
async function digestOf(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(sorted(value)));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return digest.toHex().slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(fields.map(([key, part]) => [key, sorted(part)]));
}
