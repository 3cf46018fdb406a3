/** @module */

import { assertEquals } from "@std/assert";
import type { Answer, SearchQuestion } from "../../lib/core/questions/question.ts";
import type { StoreFailure } from "../../lib/store/failure.ts";
import { Answerer } from "../../lib/store/answerer.ts";
import { MemoryStore } from "../../lib/store/memory_store.ts";
import type { SearchAnswer } from "../../lib/store/store.ts";
import { WaitingRows } from "../../lib/store/waiting_rows.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { nick, roomName, said } from "../support/store_samples.ts";

const QUESTION: SearchQuestion = {
  kind: "search",
  terms: "tea",
  places: [],
  remembered: [],
  limit: 20,
};
const NOTHING: SearchAnswer = { kind: "found", events: [] };
const UNAVAILABLE: Answer = { kind: "failed", why: "unavailable" };

/** A store whose searches wait until the test lets them end. */
class SlowStore extends MemoryStore {
  readonly searches: PromiseWithResolvers<SearchAnswer>[] = [];

  override search(): Promise<SearchAnswer> {
    const search = Promise.withResolvers<SearchAnswer>();
    this.searches.push(search);
    return search.promise;
  }
}

function scene() {
  const store = new SlowStore();
  const pacer = new FakePacer();
  const rows = new WaitingRows(3);
  const flush = () => Promise.resolve();
  const reported: StoreFailure[] = [];
  const report = (failure: StoreFailure) => void reported.push(failure);
  const answerer = new Answerer({ store, pacer, rows, flush, report });
  return { store, pacer, rows, reported, answerer };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

Deno.test("Answerer lets one search at a time keep the store", async () => {
  const { store, answerer } = scene();
  const answers = [answerer.answer(QUESTION), answerer.answer(QUESTION)];
  await settled();
  assertEquals(store.searches.length, 1);
  store.searches[0]?.resolve(NOTHING);
  await settled();
  assertEquals(store.searches.length, 2);
  store.searches[1]?.resolve(NOTHING);
  assertEquals(await Promise.all(answers), [NOTHING, NOTHING]);
});

Deno.test("Answerer lets 100 searches wait, and no more", async () => {
  const { store, answerer } = scene();
  const answers = Array.from({ length: 100 }, () => answerer.answer(QUESTION));
  assertEquals(await answerer.answer(QUESTION), UNAVAILABLE);
  for (let search = 0; search < 100; search++) {
    await settled();
    store.searches[search]?.resolve(NOTHING);
  }
  assertEquals((await Promise.all(answers)).every(({ kind }) => kind === "found"), true);
  const next = answerer.answer(QUESTION);
  await settled();
  store.searches[100]?.resolve(NOTHING);
  assertEquals(await next, NOTHING);
});

Deno.test("Answerer does not search for who has waited too long", async () => {
  const { store, pacer, answerer } = scene();
  const answers = [answerer.answer(QUESTION), answerer.answer(QUESTION)];
  await settled();
  pacer.advance(5001);
  store.searches[0]?.resolve(NOTHING);
  assertEquals(await Promise.all(answers), [NOTHING, UNAVAILABLE]);
  assertEquals(store.searches.length, 1);
});

Deno.test("Answerer gives what memory and the store both have once", async () => {
  const { store, answerer } = scene();
  const place = { room: roomName("dev"), epoch: "e1", from: 1 };
  const [one, two, three] = [said(1, "tea"), said(2, "tea"), said(3, "tea")];
  const remembered = [{ ...place, events: [one, two] }];
  const answer = answerer.answer({ ...QUESTION, places: [place], remembered, limit: 2 });
  await settled();
  const more = { time: two.time, room: two.room, epoch: "e1", seq: 2 };
  store.searches[0]?.resolve({ kind: "found", events: [three, two], more });
  assertEquals(await answer, { kind: "found", events: [three, two], more });
});

Deno.test("Answerer leaves out what waits by those who are ignored", async () => {
  const { store, rows, answerer } = scene();
  const bob = { from: nick("bob") };
  for (const event of [said(1, "tea"), said(2, "tea", bob)]) {
    rows.add(event, { epoch: "e1", now: 0 });
  }
  const places = [{ room: roomName("dev"), epoch: "e1", from: 1 }];
  const answer = answerer.answer({ ...QUESTION, places, except: [{ name: "bob" }] });
  await settled();
  store.searches[0]?.resolve(NOTHING);
  assertEquals(await answer, { kind: "found", events: [said(1, "tea")] });
});

Deno.test("Answerer goes on after a search that failed", async () => {
  const { store, answerer, reported } = scene();
  const answers = [answerer.answer(QUESTION), answerer.answer(QUESTION)];
  await settled();
  store.searches[0]?.reject(new Error("database disk image is malformed"));
  await settled();
  store.searches[1]?.resolve(NOTHING);
  assertEquals(await Promise.all(answers), [UNAVAILABLE, NOTHING]);
  assertEquals(reported.map(({ problem }) => problem.code), ["damaged"]);
});
