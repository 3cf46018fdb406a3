/**
 * Records as text: made of entries, and read from the log, where anything may stand. PURE.
 *
 * @module
 */

import type { Bytes } from "../../core/units.ts";
import { isLoggedEvent } from "./event_shape.ts";
import { nodeOf } from "./node_name.ts";
import { type AdminEntry, type Birth, type BusRecord, type Entry } from "./record.ts";
import { FORGETTING_LEVEL, MAX_ENTRIES } from "./record.ts";
import { type Fields, isCount, isFields, isPlace, isText } from "./shapes.ts";

/** The longest record that is read, in units of UTF-16; in bytes it may be longer, never shorter. */
export const MAX_RECORD_LENGTH = 1_048_576;
/** The most numbers for clients that a node is granted at once. */
export const MAX_IDS = 10_000;
/** The longest text of settings. */
export const MAX_SETTINGS_LENGTH = 8192;
/** The most names that are forgotten at once: one, in all the ways in which it was written. */
export const MAX_FORGOTTEN = 256;
/** The longest of them. */
const MAX_NAME = 256;
/** A level above is a mistake, and must not stop the nodes. */
const MAX_LEVEL = 65_535;
/** The most bytes of a record besides its entries and the commas between them. */
export const ENVELOPE_BYTES: Bytes = 192;
const BIRTH_ID = /^[A-Za-z0-9_-]{1,64}$/;
const KEY = /^[A-Za-z0-9+/]{40,100}={0,2}$/;
const DIGEST = /^[0-9a-f]{16}$/;

/** Whether a record is more than text: its fields, or a sentence that says why it counts as nothing. */
export type ReadRecord = { readonly record: BusRecord } | { readonly fault: string };

/** The entry as it stands in a record. Never throws. */
export function encodeEntry(entry: Entry): string {
  return JSON.stringify(entry);
}

/** A record of entries that are encoded. It is at most `ENVELOPE_BYTES` longer than they are. Never throws. */
export function encodeRecord(
  { v, e, n }: Omit<BusRecord, "i">,
  entries: readonly string[],
): string {
  return `{"v":${v},"e":${JSON.stringify(e)},"n":${n},"i":[${entries.join(",")}]}`;
}

/** Reads a record. The same text is read alike by all programs that know the level. Never throws. */
export function readRecord(text: string): ReadRecord {
  if (text.length > MAX_RECORD_LENGTH) return { fault: `it is ${text.length} characters long` };
  const value = parse(text);
  if (!isFields(value)) return { fault: "it is no JSON object" };
  const fault = faultIn(value);
  return fault === undefined ? { record: value as unknown as BusRecord } : { fault };
}

/** The birth that a record holds; undefined if it holds none. Never throws. */
export function birthOf(text: string): Birth | undefined {
  const read = readRecord(text);
  const entry = "record" in read ? read.record.i[0] : undefined;
  return entry?.kind === "birth" ? { id: entry.id, key: entry.key } : undefined;
}

/** The value of JSON; undefined if it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultIn({ v, e, n, i }: Fields): string | undefined {
  if (!isLevel(v)) return "it has no level";
  const node = typeof e === "string" ? nodeOf(e) : undefined;
  if (node === undefined) return "its epoch is none";
  if (!isCount(n, 1, Number.MAX_SAFE_INTEGER - MAX_ENTRIES)) return "it has no number";
  if (!Array.isArray(i) || i.length === 0) return "it has no entries";
  if (i.length > MAX_ENTRIES) return `it has ${i.length} entries`;
  for (const [index, entry] of i.entries()) {
    if (!isEntry(entry)) return `entry ${index} has a wrong shape`;
    if (entry.kind === "up" && (index > 0 || n !== 1 || entry.node !== node)) {
      return "an epoch does not begin in it as it must";
    }
    const isAlone = n === 1 && i.length === 1;
    if (entry.kind === "birth" && !isAlone) return "a birth is not alone in it";
    if (isOfAdmin(entry) && !(isAlone && Number(v) >= FORGETTING_LEVEL)) {
      return "what an administrator puts in is not alone in it, or of another level";
    }
  }
  return undefined;
}

function isEntry(value: unknown): value is Entry {
  if (!isFields(value)) return false;
  switch (value.kind) {
    case "event":
      return isLoggedEvent(value.event);
    case "beat":
      return isPlace(value.position) && isDigest(value.digest);
    case "up":
      return typeof value.node === "string" && isLevel(value.level) &&
        isText(value.settings, MAX_SETTINGS_LENGTH) && isPlace(value.since);
    case "ids":
      return isCount(value.count, 1, MAX_IDS);
    case "level":
      return isLevel(value.level);
    case "down":
      return true;
    case "birth":
      return isBirth(value);
    case "forget":
      return Array.isArray(value.names) && value.names.length > 0 &&
        value.names.length <= MAX_FORGOTTEN && value.names.every((name) => isText(name, MAX_NAME));
    case "fill":
      return isText(value.text, MAX_RECORD_LENGTH);
    case "keep":
      return true;
    default:
      return false;
  }
}

/** Whether an entry is none of a node's. Never throws. */
export function isOfAdmin(entry: Entry): entry is AdminEntry {
  return entry.kind === "forget" || entry.kind === "fill" || entry.kind === "keep";
}

/** Whether it is a level. Never throws. */
export function isLevel(value: unknown): boolean {
  return isCount(value, 1, MAX_LEVEL);
}

/** Whether it has the shape of a digest. Never throws. */
export function isDigest(value: unknown): boolean {
  return isText(value, 16) && DIGEST.test(value);
}

/** Whether it has the id and the key of a birth. Never throws. */
export function isBirth(value: unknown): boolean {
  return isFields(value) && isText(value.id, 64) && BIRTH_ID.test(value.id) &&
    isText(value.key, 102) && KEY.test(value.key);
}
