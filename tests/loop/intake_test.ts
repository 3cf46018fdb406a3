/** @module */
import { assertEquals, assertRejects } from "@std/assert";
import type { ChatEvent } from "../../lib/core/event.ts";
import type { Stamped } from "../../lib/loop/event_log.ts";
import { Intake } from "../../lib/loop/intake.ts";
import { blank } from "../support/happenings.ts";
import { hasSettled, settle } from "../support/scripted_sink.ts";

/** An intake by clocks that go on by one with each reading. */
function newIntake(): Intake {
  let [now, time] = [0, 1000];
  return new Intake({ now: () => ++now, time: () => ++time });
}

/** An event that a number tells from others. */
function event(n: number): ChatEvent {
  return blank(n);
}

/** The numbers of some events. */
function numbers(events: readonly Stamped[]): number[] {
  return events.map(({ event }) => event.kind === "command" ? event.client : NaN);
}

/** The numbers of what a reader was given; empty at the end. */
function numbersOf({ value }: IteratorResult<readonly Stamped[], void>): number[] {
  return numbers(value ?? []);
}

/** Reads to the end; `seen` grows with each array. */
async function readAll(intake: Intake, seen: number[][]): Promise<void> {
  for await (const events of intake) seen.push(numbers(events));
}

Deno.test("Intake gives all that is there at once, in the order of posting", async () => {
  const intake = newIntake();
  const posts = [intake.post(event(1)), intake.post(event(2)), intake.post(event(3))];
  const seen: number[][] = [];
  const reading = readAll(intake, seen);
  await Promise.all(posts);
  assertEquals(seen, [[1, 2, 3]]);
  intake.close();
  await reading;
});

Deno.test("Intake wakes a reader that waits, and again", async () => {
  const intake = newIntake();
  const seen: number[][] = [];
  const reading = readAll(intake, seen);
  await settle();
  await intake.post(event(1));
  await settle();
  await intake.post(event(2));
  assertEquals(seen, [[1], [2]]);
  intake.close();
  await reading;
});

Deno.test("Intake.post() resolves when the reader comes back for more, and not before", async () => {
  const intake = newIntake();
  const reader = intake[Symbol.asyncIterator]();
  const first = intake.post(event(1));
  assertEquals(await hasSettled(first), false);
  assertEquals(numbersOf(await reader.next()), [1]);
  const second = intake.post(event(2));
  assertEquals(await hasSettled(first), false);
  assertEquals(numbersOf(await reader.next()), [2]);
  assertEquals(await hasSettled(first), true);
  assertEquals(await hasSettled(second), false);
  const end = reader.next();
  assertEquals(await hasSettled(second), true);
  intake.close();
  assertEquals((await end).done, true);
});

Deno.test("Intake.close() lets the reader end after what is here, and takes no more", async () => {
  const intake = newIntake();
  const posted = intake.post(event(1));
  intake.close();
  await intake.post(event(2));
  const seen: number[][] = [];
  await readAll(intake, seen);
  await posted;
  assertEquals(seen, [[1]]);
});

Deno.test("Intake.close() ends a reader that waits", async () => {
  const intake = newIntake();
  const seen: number[][] = [];
  const reading = readAll(intake, seen);
  await settle();
  intake.close();
  await reading;
  assertEquals(seen, []);
});

Deno.test("Intake is read once", async () => {
  const intake = newIntake();
  intake.close();
  await readAll(intake, []);
  await assertRejects(() => readAll(intake, []), TypeError, "Cannot read an intake twice");
});

Deno.test("Intake stamps what is taken at once with one time, by both clocks", async () => {
  const intake = newIntake();
  const reader = intake[Symbol.asyncIterator]();
  void intake.post(event(1));
  void intake.post(event(2));
  const stamps = async () => ((await reader.next()).value ?? []).map(({ at, time }) => [at, time]);
  assertEquals(await stamps(), [[1, 1001], [1, 1001]]);
  void intake.post(event(3));
  assertEquals(await stamps(), [[2, 1002]]);
  intake.close();
  assertEquals(await stamps(), []);
});
