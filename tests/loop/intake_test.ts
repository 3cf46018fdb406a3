/** @module */
import { assertEquals, assertRejects } from "@std/assert";
import { Intake } from "../../lib/loop/intake.ts";
import { hasSettled, settle } from "../support/scripted_sink.ts";

/** Reads to the end; `seen` grows with each array. */
async function readAll<T>(intake: Intake<T>, seen: (readonly T[])[]): Promise<void> {
  for await (const items of intake) seen.push(items);
}

Deno.test("Intake gives all that is there at once, in the order of posting", async () => {
  const intake = new Intake<number>();
  const posts = [intake.post(1), intake.post(2), intake.post(3)];
  const seen: (readonly number[])[] = [];
  const reading = readAll(intake, seen);
  await Promise.all(posts);
  assertEquals(seen, [[1, 2, 3]]);
  intake.close();
  await reading;
});

Deno.test("Intake wakes a reader that waits, and again", async () => {
  const intake = new Intake<string>();
  const seen: (readonly string[])[] = [];
  const reading = readAll(intake, seen);
  await settle();
  await intake.post("one");
  await settle();
  await intake.post("two");
  assertEquals(seen, [["one"], ["two"]]);
  intake.close();
  await reading;
});

Deno.test("Intake.post() resolves when the reader comes back for more, and not before", async () => {
  const intake = new Intake<number>();
  const reader = intake[Symbol.asyncIterator]();
  const first = intake.post(1);
  assertEquals(await hasSettled(first), false);
  assertEquals((await reader.next()).value, [1]);
  const second = intake.post(2);
  assertEquals(await hasSettled(first), false);
  assertEquals((await reader.next()).value, [2]);
  assertEquals(await hasSettled(first), true);
  assertEquals(await hasSettled(second), false);
  const end = reader.next();
  assertEquals(await hasSettled(second), true);
  intake.close();
  assertEquals((await end).done, true);
});

Deno.test("Intake.close() lets the reader end after what is here, and takes no more", async () => {
  const intake = new Intake<number>();
  const posted = intake.post(1);
  intake.close();
  await intake.post(2);
  const seen: (readonly number[])[] = [];
  await readAll(intake, seen);
  await posted;
  assertEquals(seen, [[1]]);
});

Deno.test("Intake.close() ends a reader that waits", async () => {
  const intake = new Intake<number>();
  const seen: (readonly number[])[] = [];
  const reading = readAll(intake, seen);
  await settle();
  intake.close();
  await reading;
  assertEquals(seen, []);
});

Deno.test("Intake is read once", async () => {
  const intake = new Intake<number>();
  intake.close();
  await readAll(intake, []);
  await assertRejects(() => readAll(intake, []), TypeError, "Cannot read an intake twice");
});
