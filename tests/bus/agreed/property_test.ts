/**
 * Whatever the line to the log does to what nodes append, and whoever is slow, dead, killed or started
 * twice: each accepted entry is applied exactly once, in the order of its node, on all nodes alike.
 */

import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { Replica } from "../../../lib/bus/agreed/replica.ts";
import { encodeSnapshot, parseSnapshot } from "../../../lib/bus/agreed/snapshot.ts";
import type { ChatEvent } from "../../../lib/core/event.ts";
import { type Given, lineOf, type Process, World } from "../../support/bus_world.ts";
import { newChat } from "../../support/happenings.ts";

const NAMES = ["a", "b", "c"];

const step = fc.tuple(
  fc.constantFrom(
    ...["say", "say", "say", "send", "send", "send", "deliver", "deliver", "deliver", "again"],
    ...["read", "read", "read", "beat", "beat", "round", "lose", "kill", "double", "observe"],
  ),
  fc.nat(1000),
  fc.nat(1000),
);

/** Carries out a step. */
function take(world: World, [kind, a, b]: readonly [string, number, number]): void {
  const { running } = world;
  const writers = running.filter(({ name }) => name !== undefined);
  const process = writers[a % Math.max(1, writers.length)];
  switch (kind) {
    case "say":
      return process?.say();
    case "beat":
      return process?.beat();
    case "send":
      return process === undefined ? undefined : world.send(process, 1 + b % 6);
    case "deliver":
    case "again":
      return world.deliver(a, kind === "again");
    case "lose":
      return world.lose(a);
    case "read": {
      const reader = running[a % Math.max(1, running.length)];
      return reader === undefined ? undefined : world.read(reader, 1 + b % 8);
    }
    case "round":
      // All but one work without a fault for a while: the one may be found dead.
      return world.running.forEach((each) => {
        if (each === process) return;
        world.readAll(each);
        if (each.name === undefined) return;
        each.beat();
        world.send(each, 9);
        world.deliver(1000 - 1, false);
      });
    case "kill":
      if (process === undefined || b % 4 > 0) return;
      process.isOver = true;
      return world.start(process.name, copyOf(world, b));
    case "double":
      return process === undefined || b % 4 > 0
        ? undefined
        : world.start(process.name, copyOf(world, b));
    case "observe":
      return b % 4 > 0 ? undefined : world.start(undefined, copyOf(world, a));
  }
}

/** A replica from nothing, or from a snapshot of one of those that are there, as text. */
function copyOf(world: World, which: number): Replica {
  const { replica } = world.processes[which % world.processes.length] ?? {};
  if (replica === undefined || which % 3 === 0) return new Replica();
  const text = encodeSnapshot({ replica: replica.snapshot(), chat: newChat().snapshot() });
  const parsed = parseSnapshot(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return new Replica(parsed.replica);
}

/** An event without what each node says to itself. */
function plain(event: ChatEvent): string {
  return JSON.stringify({ ...event, isForeign: undefined, isOwn: undefined });
}

/** The lines are those that a process said, each once, in order, without a hole. */
function checkLines(given: readonly Given[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { event } of given) {
    const line = lineOf(event);
    if (line === undefined) continue;
    assertEquals(line.count, (counts.get(line.process) ?? 0) + 1, `process ${line.process}`);
    counts.set(line.process, line.count);
  }
  return counts;
}

/** Clients come when they are not here, and go and speak while they are. */
function checkStays(given: readonly Given[]): number {
  const here = new Set<number>();
  let gone = 0;
  for (const { event } of given) {
    if (event.kind === "connected") {
      assert(!here.has(event.client), `${event.client} comes twice`);
      here.add(event.client);
    } else if (event.kind === "gone") {
      gone++;
      for (const client of event.clients) assert(here.delete(client), `${client} goes twice`);
    } else if (event.kind === "command") assert(here.has(event.client), `${event.client} is gone`);
  }
  return gone;
}

/** A process was given what the one was that has read all, from where it began. */
function checkAlike(process: Process, all: Process): void {
  const expected = all.given.filter(({ position }) =>
    position > process.begun && position <= process.replica.position
  );
  assertEquals(
    process.given.map(({ position, event }) => `${position} ${plain(event)}`),
    expected.map(({ position, event }) => `${position} ${plain(event)}`),
  );
}

Deno.test("each accepted entry is applied once, in its node's order, on all nodes alike", () => {
  const seen = { gone: 0, ended: 0, lines: 0, copies: 0 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 500, size: "max" }), (steps) => {
      const world = new World(NAMES);
      for (const each of steps) take(world, each);
      world.settle();
      world.start(undefined, new Replica());
      const reader = world.processes.at(-1);
      if (reader === undefined) throw new Error("no reader");
      world.readAll(reader);
      const counts = checkLines(reader.given);
      seen.gone += checkStays(reader.given);
      for (const process of world.processes) {
        checkAlike(process, reader);
        if (process.isOver) continue;
        assert(process.isHeard, `process ${process.number} is not heard`);
        assertEquals(process.replica.snapshot(), reader.replica.snapshot());
        assertEquals(process.replica.digest, reader.replica.digest);
        if (process.begun > 0) seen.copies++;
      }
      seen.ended += world.processes.filter(({ isOver }) => isOver).length;
      for (const count of counts.values()) seen.lines += count;
    }),
    { numRuns: 400 },
  );
  // The steps are such that everything happens.
  for (const [what, count] of Object.entries(seen)) assert(count > 100, `${what}: ${count}`);
});
