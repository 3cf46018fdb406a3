/** @module */

import { assertEquals } from "@std/assert";
import { StoreFailure } from "../../lib/store/failure.ts";
import { Pruning } from "../../lib/store/pruning.ts";
import type { Retention } from "../../lib/store/store.ts";
import { FakePacer } from "../support/fake_pacer.ts";

const HOUR = 3_600_000;

/** A pruning that asks a list of answers; an answer that is an error is thrown. */
function scene(answers: (boolean | Error)[], keepFor = 1000) {
  const pacer = new FakePacer();
  const asked: Retention[] = [];
  const logged: string[] = [];
  const note = (event: string, fields: object = {}) =>
    void logged.push([event, ...Object.values(fields)].join(" "));
  const pruning = new Pruning({
    pacer,
    log: { debug: note, info: note, warn: note, error: note, flush() {}, lost: 0 },
    time: () => 500_000 + pacer.now(),
    keepFor,
    keepMessages: 7,
    store: {
      prune(retention) {
        asked.push(retention);
        const answer = answers.shift() ?? true;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
  });
  const pass = async (millis: number) => {
    pacer.advance(millis);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { pruning, asked, logged, pass, pacer };
}

Deno.test("Pruning removes what is too old within 10 s of the start", async () => {
  const { asked, pass } = scene([true]);
  await pass(10_000);
  assertEquals(asked, [{ now: 503_000, before: 502_000, keepMessages: 7 }]);
});

Deno.test("Pruning goes on until nothing is left, and again within the hour", async () => {
  const { asked, pass } = scene([false, false, true, true]);
  for (let second = 0; second < 10; second++) await pass(1000);
  assertEquals(asked.length, 3);
  await pass(HOUR - 10_000);
  assertEquals(asked.length, 4);
});

Deno.test("Pruning with 0 removes nothing for its age", async () => {
  const { asked, pass } = scene([true], 0);
  await pass(10_000);
  assertEquals(asked, [{ now: 503_000, before: 0, keepMessages: 7 }]);
});

Deno.test("Pruning says that it failed, and tries again", async () => {
  const { asked, logged, pass } = scene([new StoreFailure({ code: "full" }), true]);
  await pass(10_000);
  await pass(60_000);
  assertEquals([asked.length, logged], [2, ["retention-failed full"]]);
});

Deno.test("Pruning ends with its block", async () => {
  const { pruning, asked, pass, pacer } = scene([false]);
  await pass(3000);
  pruning[Symbol.dispose]();
  await pass(HOUR);
  assertEquals([asked.length, pacer.timers], [1, 0]);
});

Deno.test("Pruning goes by other bounds from the next time", async () => {
  const { pruning, asked, pass } = scene([true, true]);
  await pass(10_000);
  pruning.adjust({ keepFor: 0, keepMessages: 9 });
  await pass(HOUR);
  const bounds = asked.map(({ before, keepMessages }) => ({ before, keepMessages }));
  assertEquals(bounds, [{ before: 502_000, keepMessages: 7 }, { before: 0, keepMessages: 9 }]);
});
