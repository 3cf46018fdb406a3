/**
 * A log in memory and a replica that reads it, for tests of the bus: nodes put in entries in a few words,
 * and each record is applied and settled at once.
 *
 * @module
 */

import type { ChatEvent } from "../../lib/core/event.ts";
import { readEvent } from "../../lib/core/reading/read.ts";
import { clientId } from "../../lib/core/units.ts";
import type { LogRecord } from "../../lib/bus/engine.ts";
import type { Applied } from "../../lib/bus/agreed/outcome.ts";
import type { Entry } from "../../lib/bus/agreed/record.ts";
import { Replica } from "../../lib/bus/agreed/replica.ts";
import { originOf } from "./origins.ts";

/** The birth of the logs of these tests. */
export const BIRTH: Entry = { kind: "birth", id: "birth-1", key: "k".repeat(43) + "=" };
/** When the logs of these tests begin. */
export const BEGIN = 1_000_000;

/** Two epochs of node `a`, and one of each of the others. */
export const A = "a.aaaaaaaa";
export const A2 = "a.bbbbbbbb";
export const B = "b.aaaaaaaa";
export const C = "c.aaaaaaaa";

/** An `up`, by default of a node that has seen the birth. */
export function up(epoch: string, with_: Partial<Extract<Entry, { kind: "up" }>> = {}): Entry {
  const node = epoch.slice(0, epoch.lastIndexOf("."));
  return { kind: "up", node, level: 1, settings: "{}", since: 1, ...with_ };
}

/** A beat of a node that has applied nothing: it is not compared. */
export const BEAT: Entry = { kind: "beat", position: 0, digest: "0".repeat(16) };
/** The end of an epoch. */
export const DOWN: Entry = { kind: "down" };

/** A node asks for numbers. */
export function ids(count: number): Entry {
  return { kind: "ids", count };
}

/** Somebody enters. */
export function enters(client: number): Entry {
  return event({
    kind: "connected",
    client: clientId(client),
    origin: originOf(),
    hearing: { detail: "every", isProgram: true },
    nick: `p${client}`,
  });
}

/** Somebody says something. */
export function says(client: number, text: string): Entry {
  const command = { kind: "ask", name: "say", input: { text } } as const;
  return event({ kind: "command", client: clientId(client), command });
}

/** Somebody leaves. */
export function leaves(client: number): Entry {
  return event({
    kind: "disconnected",
    client: clientId(client),
    reason: { by: "member", code: "lost" },
  });
}

/** An entry that holds an event, as a node puts it in: read, and as plain JSON. */
export function event(event: ChatEvent): Entry {
  return { kind: "event", event: JSON.parse(JSON.stringify(readEvent(event))) };
}

/** What is said of an event in the oracles: its kind, and whom it is about. */
export function summaryOf(event: ChatEvent): string {
  if (event.kind === "tick") return "tick";
  if (event.kind === "gone") {
    const reason = `${event.reason.code}${event.isOwn === true ? " own" : ""}`;
    return `gone ${event.clients.join(",")} ${reason}`;
  }
  const foreign = event.kind === "connected" && event.isForeign === true ? " foreign" : "";
  return "client" in event ? `${event.kind} ${event.client}${foreign}` : event.kind;
}

/** What a record comes to for the chat, without the ticks. */
export function told({ events }: Applied): string[] {
  return events.map(({ event }) => summaryOf(event)).filter((summary) => summary !== "tick");
}

/** A log, and a replica that has read it all. */
export class BusScene {
  /** All records. */
  readonly records: LogRecord[] = [];
  /** Who reads them. */
  replica: Replica;
  /** The engine's clock. */
  time = BEGIN;
  /** The next number of each epoch. */
  readonly #next = new Map<string, number>();

  /** A log that begins with its birth, read by a node of this epoch, if any. */
  constructor(own?: string, replica: Replica = new Replica()) {
    this.replica = replica;
    if (own !== undefined) replica.become(own);
    this.putAt("init.aaaaaaaa", 1, [BIRTH]);
  }

  /** A node puts in its next entries, in one record. */
  put(epoch: string, ...entries: Entry[]): Applied {
    const n = this.#next.get(epoch) ?? 1;
    this.#next.set(epoch, n + entries.length);
    return this.putAt(epoch, n, entries);
  }

  /** A node puts in entries that are numbered from `n`. */
  putAt(epoch: string, n: number, entries: readonly Entry[], v = 1): Applied {
    return this.putText(JSON.stringify({ v, e: epoch, n, i: entries }));
  }

  /** Somebody puts in anything. */
  putText(data: string): Applied {
    const record = { position: this.records.length + 1, time: this.time, data };
    this.records.push(record);
    const applied = this.replica.apply(record);
    this.replica.settled(record.position);
    return applied;
  }

  /** So many beats, each in its own record, a second after what was before. */
  beats(epoch: string, count: number): Applied[] {
    return Array.from({ length: count }, () => {
      this.time += 1000;
      return this.put(epoch, BEAT);
    });
  }

  /** The live nodes, by their epochs. */
  live(): string[] {
    return this.replica.nodes().map(({ epoch }) => epoch);
  }
}
