/**
 * What a node begins with: the newest snapshot that can be used, or the birth of the log.
 *
 * @module
 */

import type { ChatData } from "../core/chat_data.ts";
import type { Millis } from "../core/units.ts";
import { BackOff } from "./back_off.ts";
import type { ClusterParts } from "./cluster.ts";
import { ClusterFailure } from "./doom.ts";
import type { LogBounds } from "./engine.ts";
import { readRecord } from "./agreed/read_record.ts";
import type { Birth } from "./agreed/record.ts";
import { Replica } from "./agreed/replica.ts";
import { parseSnapshot, type Snapshot } from "./agreed/snapshot.ts";

/** So long the engine is tried before a node gives up beginning. */
const PATIENCE: Millis = 10_000;

/** What a node begins with. */
export interface Beginning {
  /** The birth of the log. */
  readonly birth: Birth;
  /** The state of the bus. */
  readonly replica: Replica;
  /** The chat, as it was kept at the same position; undefined if it is new. */
  readonly chat: ChatData | undefined;
}

/** What the start needs of the parts of the log. */
export type OpeningParts = Pick<ClusterParts, "engine" | "pacer" | "log">;

/** Reads what a node begins with. Rejects with `ClusterFailure` if it cannot begin. */
export async function readBeginning(parts: OpeningParts): Promise<Beginning> {
  const { engine } = parts;
  const bounds = await persistently(parts, () => engine.bounds());
  const born = await readBirth(parts, bounds);
  if (bounds.last === 0 || (born === undefined && bounds.first <= 1)) {
    throw new ClusterFailure({ code: "no-log" });
  }
  const snapshot = await readSnapshot(parts, born);
  const after = snapshot?.replica.position ?? 0;
  // Another node may have kept it after the first look.
  const { last } = bounds.last < after ? await persistently(parts, () => engine.bounds()) : bounds;
  if (last < after) throw new ClusterFailure({ code: "lost-log", applied: after, last });
  if (bounds.first > after + 1) {
    throw new ClusterFailure({ code: "expired", from: after + 1, first: bounds.first });
  }
  const birth = snapshot?.replica.birth ?? born;
  if (birth === undefined) throw new ClusterFailure({ code: "no-log" });
  return { birth, replica: new Replica(snapshot?.replica), chat: snapshot?.chat };
}

/** The birth at the beginning of the log; undefined if there is none, or it has expired. */
async function readBirth(
  parts: OpeningParts,
  { first, last }: LogBounds,
): Promise<Birth | undefined> {
  if (first > 1 || last === 0) return undefined;
  const [record] = await persistently(parts, () => parts.engine.read(1, 1));
  if (record?.position !== 1) return undefined;
  const read = readRecord(record.data);
  const entry = "record" in read ? read.record.i[0] : undefined;
  return entry?.kind === "birth" ? { id: entry.id, key: entry.key } : undefined;
}

/** The newest snapshot of this log that can be used. */
async function readSnapshot(
  parts: OpeningParts,
  born: Birth | undefined,
): Promise<Snapshot | undefined> {
  const { engine, log } = parts;
  let before: number | undefined;
  while (true) {
    const kept = await persistently(parts, () => engine.newest(before));
    if (kept === undefined) return undefined;
    before = kept.position;
    const snapshot = parseSnapshot(kept.data);
    const fault = typeof snapshot === "string" ? snapshot : faultOf(snapshot, before, born);
    if (typeof snapshot !== "string" && fault === undefined) return snapshot;
    log.warn("snapshot-refused", { position: kept.position, why: fault });
  }
}

function faultOf({ replica }: Snapshot, position: number, born: Birth | undefined) {
  if (replica.position !== position) return `it is of position ${replica.position}`;
  if (replica.birth === undefined) return "it has no birth";
  if (born !== undefined && born.id !== replica.birth.id) return "it is of another log";
  return undefined;
}

/** Asks the engine, again after each failure. Rejects with `ClusterFailure` when that has lasted for too long. */
async function persistently<T>({ pacer }: OpeningParts, ask: () => Promise<T>): Promise<T> {
  const until = pacer.now() + PATIENCE;
  const backOff = new BackOff(pacer);
  while (true) {
    try {
      return await ask();
    } catch (error) {
      if (pacer.now() < until) await backOff.wait();
      else {
        const text = error instanceof Error ? error.message : String(error);
        throw new ClusterFailure({ code: "unreachable", text }, { cause: error });
      }
    }
  }
}
