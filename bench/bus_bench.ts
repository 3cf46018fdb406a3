/**
 * What a node pays to read the log that several nodes share, without the chat: `deno bench
 * bench/bus_bench.ts`. A figure is for 1,000 records of people who say something, each settled. The
 * parsing of the JSON alone is beside it, as what cannot be saved.
 *
 * @module
 */

import type { LogRecord } from "../lib/bus/engine.ts";
import { encodeEntry, encodeRecord } from "../lib/bus/agreed/read_record.ts";
import type { Entry } from "../lib/bus/agreed/record.ts";
import { Replica } from "../lib/bus/agreed/replica.ts";
import type { ReplicaData } from "../lib/bus/agreed/replica_data.ts";
import { readEvent } from "../lib/core/reading/read.ts";
import { clientId } from "../lib/core/units.ts";

const RECORDS = 1000;
const TEXT = "sixty-four bytes of text that somebody says to a room, no more...";
const BIRTH: Entry = { kind: "birth", id: "b", key: `${"k".repeat(43)}=` };

/** Nodes that are there, each with 100 clients. */
const NODES = ["a.00000000", "b.00000000", "c.00000000"];

/** A replica of a log in which the nodes are there. */
function beginning(): ReplicaData {
  const replica = new Replica();
  put(replica, "init.00000000", 1, [BIRTH]);
  NODES.forEach((epoch, index) => {
    const node = epoch.slice(0, 1);
    const up: Entry = { kind: "up", node, level: 1, settings: "{}", since: 1 };
    const arrivals = Array.from({ length: 100 }, (_, n) => arrivalOf(index * 100 + n + 1));
    put(replica, epoch, 1, [up, { kind: "ids", count: 100 }, ...arrivals]);
  });
  return replica.snapshot();
}

function put(replica: Replica, epoch: string, n: number, entries: readonly Entry[]): void {
  const position = replica.position + 1;
  const data = encodeRecord({ v: 1, e: epoch, n }, entries.map(encodeEntry));
  replica.apply({ position, time: 0, data });
  replica.settled(position);
}

function arrivalOf(client: number): Entry {
  const origin = {
    isNamedByAddress: false,
    isLoopback: false,
    isOperator: false,
    transport: "tcp" as const,
    network: "#0123456789abcdef",
  };
  const hearing = { detail: "every" as const, isProgram: true };
  return {
    kind: "event",
    event: readEvent({ kind: "connected", client: clientId(client), origin, hearing }),
  };
}

/** Records of so many lines each, of all nodes in turn. */
function recordsOf(lines: number, from: number): readonly LogRecord[] {
  return Array.from({ length: RECORDS }, (_, index) => {
    const which = index % NODES.length;
    const entries = Array.from({ length: lines }, (_, line) => {
      const client = clientId(which * 100 + 1 + line % 100);
      const command = { kind: "bound" as const, name: "say", args: { text: TEXT }, forms: [] };
      return encodeEntry({ kind: "event", event: { kind: "command", client, command } });
    });
    const n = 103 + Math.floor(index / NODES.length) * lines;
    const data = encodeRecord({ v: 1, e: NODES[which] ?? "", n }, entries);
    return { position: from + index + 1, time: index, data };
  });
}

const start = beginning();
for (const lines of [1, 3, 256]) {
  const records = recordsOf(lines, start.position);
  const group = `${RECORDS} records of ${lines}`;
  Deno.bench(`applied, ${lines} a record`, { group }, () => {
    const replica = new Replica(start);
    let events = 0;
    for (const record of records) {
      events += replica.apply(record).events.length;
      replica.settled(record.position);
    }
    if (events < RECORDS * lines) throw new Error(`${events} events of ${RECORDS * lines}`);
  });
  Deno.bench(`JSON alone, ${lines} a record`, { group, baseline: true }, () => {
    for (const { data } of records) JSON.parse(data);
  });
}
