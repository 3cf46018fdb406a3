/** @module */
import { assertEquals } from "@std/assert";
import { clientId } from "../../lib/core/units.ts";
import { Unanswered } from "../../lib/loop/unanswered.ts";
import { asks, disconnected } from "../support/happenings.ts";

const [ANN, BOB] = [clientId(1), clientId(2)];

/** Clients that are asking, and which waits have ended. */
function scene(...clients: number[]) {
  const asking = new Set<number>(clients);
  const ended: number[] = [];
  const unanswered = new Unanswered((client) => asking.has(client));
  const wait = (client: typeof ANN) =>
    unanswered.until(client)?.then(() => void ended.push(client));
  return { asking, ended, unanswered, wait };
}

Deno.test("until() is nothing for a client that waits for no answer", () => {
  const { unanswered } = scene();
  assertEquals([unanswered.until(ANN), unanswered.size], [undefined, 0]);
});

Deno.test("a wait ends with the first event of the client after which it has its answer", async () => {
  const { asking, ended, unanswered, wait } = scene(1, 2);
  const waits = [wait(ANN), wait(BOB)];
  unanswered.note(asks(1, "ping"));
  asking.clear();
  unanswered.note(asks(3, "ping"));
  assertEquals(unanswered.size, 2);
  unanswered.note(disconnected(1));
  await waits[0];
  assertEquals([ended, unanswered.size], [[1], 1]);
  unanswered.note({ kind: "tick" });
  await waits[1];
  assertEquals([ended, unanswered.size], [[1, 2], 0]);
});

Deno.test("a stop ends all waits, for nobody is asking any more", async () => {
  const { asking, unanswered, wait } = scene(1, 2);
  const waits = [wait(ANN), wait(BOB), wait(BOB)];
  asking.clear();
  unanswered.note({ kind: "shutdown" });
  await Promise.all(waits);
  assertEquals(unanswered.size, 0);
});
