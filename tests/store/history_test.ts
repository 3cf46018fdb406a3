/** @module */

import { assertEquals } from "@std/assert";
import type { ChatEvent, Reserved } from "../../lib/core/event.ts";
import type { RoomMessage } from "../../lib/core/message.ts";
import type { Answer, StoreQuestion } from "../../lib/core/questions/question.ts";
import type { OrderChange } from "../../lib/core/order.ts";
import { clientId, LOBBY } from "../../lib/core/units.ts";
import { History } from "../../lib/store/history.ts";
import { type MemoryFile, memoryFile, MemoryStore } from "../../lib/store/memory_store.ts";
import type { Batch } from "../../lib/store/store.ts";
import { BATCH_ROWS, MAX_WAITING } from "../../lib/store/waiting_rows.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { banOf, keptRoom, nick, roomName, said } from "../support/store_samples.ts";

const DEV = roomName("dev");

/** A store that notes its batches, and waits with them while it is held. */
class NotingStore extends MemoryStore {
  readonly batches: Batch[] = [];
  held: Promise<void> | undefined;
  calls = 0;
  /** So many of the next batches fail. */
  failing = 0;

  override async write(batch: Batch): Promise<readonly Reserved[]> {
    this.calls++;
    await this.held;
    if (this.failing-- > 0) throw new Error("database is locked");
    const reserved = await super.write(batch);
    this.batches.push(batch);
    return reserved;
  }

  /** The numbers of each batch. */
  get seqs(): number[][] {
    return this.batches.map(({ places }) =>
      places.flatMap(({ events }) => events.map(({ seq }) => seq))
    );
  }
}

/** A history with a store, a clock and a log that the test has in hand. */
class Scene {
  readonly pacer = new FakePacer();
  readonly file: MemoryFile;
  readonly store: NotingStore;
  readonly posted: ChatEvent[] = [];
  readonly logged: string[] = [];
  readonly history: History;

  constructor({ remember = 3, isDurable = false, file = memoryFile() } = {}) {
    this.file = file;
    this.store = new NotingStore(file);
    const note = (event: string, fields: object = {}) =>
      void this.logged.push([event, ...Object.values(fields)].join(" "));
    const log = { debug: note, info: note, warn: note, error: note, flush() {}, lost: 0 };
    this.history = new History({
      store: this.store,
      pacer: this.pacer,
      time: () => this.pacer.now(),
      log,
      remember,
      isDurable,
    });
    this.history.connect((event) => Promise.resolve(void this.posted.push(event)));
  }

  /** The room dev is told messages with these numbers. */
  tell(first: number, last = first, parts: Partial<RoomMessage> = {}, epoch = "e1"): void {
    for (let seq = first; seq <= last; seq++) {
      this.publish(said(seq, `text ${seq}`, parts), epoch);
    }
  }

  publish(message: RoomMessage, epoch: string | undefined): void {
    this.history.record({ kind: "publish", room: message.room, message, epoch });
  }

  decide(change: OrderChange): void {
    this.history.record({ kind: "order", change });
  }

  /** Lets time pass and what follows happen. */
  async pass(millis: number): Promise<void> {
    this.pacer.advance(millis);
    await settled();
  }

  async ask(question: StoreQuestion): Promise<Answer> {
    this.history.ask({ kind: "ask", client: clientId(1), id: 1, question });
    await settled();
    const event = this.posted.find(({ kind }) => kind === "answer");
    if (event?.kind !== "answer") throw new Error("No answer came");
    return event.answer;
  }
}

/** Resolves when nothing more happens without time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}

function pageBefore(before: number): StoreQuestion {
  return { kind: "page", room: DEV, epoch: "e1", from: 0, limit: 10, said: false, before };
}

Deno.test("History.read() says what waits, for how long, and how often writing failed", async () => {
  const scene = new Scene();
  const { history, store } = scene;
  assertEquals(history.read(), { isFailing: false, failures: 0, waiting: 0, dropped: 0, lag: 0 });
  store.failing = 2;
  scene.pacer.advance(1000);
  scene.tell(1, 2, { time: 700 });
  await scene.pass(20);
  const failing = { isFailing: true, failures: 1, waiting: 2, dropped: 0, lag: 320 };
  assertEquals(history.read(), failing);
  await scene.pass(900);
  assertEquals(history.read(), { ...failing, failures: 2, lag: 1220 });
  await scene.pass(900);
  assertEquals(history.read(), { ...failing, isFailing: false, failures: 2, waiting: 0, lag: 0 });
});

Deno.test("History writes what is told within 20 ms, as one batch", async () => {
  const scene = new Scene();
  scene.tell(1, 3);
  await scene.pass(19);
  assertEquals(scene.store.seqs, []);
  await scene.pass(1);
  assertEquals(scene.store.seqs, [[1, 2, 3]]);
  await scene.pass(1000);
  assertEquals(scene.store.seqs, [[1, 2, 3]]);
});

Deno.test("History writes 200 events at once, without waiting for more", async () => {
  const scene = new Scene();
  scene.tell(1, BATCH_ROWS + 1);
  await settled();
  assertEquals(scene.store.seqs.map(({ length }) => length), [BATCH_ROWS]);
  await scene.pass(20);
  assertEquals(scene.store.seqs.map(({ length }) => length), [BATCH_ROWS, 1]);
});

Deno.test("History.catchUp() lets the loop go on as long as the disk keeps up", async () => {
  const scene = new Scene();
  assertEquals(scene.history.catchUp(), undefined);
  scene.tell(1, 3, { time: 0 });
  await scene.pass(10);
  assertEquals(scene.history.catchUp(), undefined);
  await scene.pass(1000);
  assertEquals(scene.history.catchUp(), undefined);
});

Deno.test("History.catchUp() makes the loop wait for what has waited for 30 ms", async () => {
  const scene = new Scene();
  const { promise, resolve } = Promise.withResolvers<void>();
  scene.store.held = promise;
  scene.tell(1, 3, { time: 0 });
  await scene.pass(29);
  assertEquals(scene.history.catchUp(), undefined);
  await scene.pass(5);
  scene.tell(4, 4, { time: 34 });
  let isOver = false;
  void scene.history.catchUp()?.then(() => isOver = true);
  await settled();
  assertEquals(isOver, false);
  resolve();
  await settled();
  assertEquals([isOver, scene.store.seqs], [true, [[1, 2, 3], [4]]]);
});

Deno.test("History.catchUp() gives up after 250 ms, until something is written", async () => {
  const scene = new Scene();
  const { promise, resolve } = Promise.withResolvers<void>();
  scene.store.held = promise;
  scene.tell(1, 1, { time: 0 });
  await scene.pass(40);
  let isOver = false;
  void scene.history.catchUp()?.then(() => isOver = true);
  await scene.pass(249);
  assertEquals(isOver, false);
  await scene.pass(1);
  assertEquals(isOver, true);
  await scene.pass(100);
  assertEquals(scene.history.catchUp(), undefined);
  scene.store.held = undefined;
  resolve();
  await settled();
  scene.tell(2, 2, { time: 0 });
  assertEquals(scene.history.catchUp() instanceof Promise, true);
  await scene.pass(20);
});

Deno.test("History.catchUp() does not wait for a store that fails", async () => {
  const scene = new Scene();
  scene.store.failing = 1;
  scene.tell(1, 1, { time: 0 });
  await scene.pass(20);
  await scene.pass(100);
  assertEquals(scene.history.isFailing, true);
  assertEquals(scene.history.catchUp(), undefined);
});

Deno.test("History leaves alone what is not recorded", async () => {
  const scene = new Scene();
  scene.publish(said(1, "private"), undefined);
  const crowd = { kind: "crowd", room: DEV, verb: "left", count: 30 } as const;
  scene.history.record({ kind: "publish", room: DEV, message: crowd, epoch: "e1" });
  await scene.pass(1000);
  assertEquals(scene.store.batches, []);
});

Deno.test("History passes on what was reserved", async () => {
  const scene = new Scene();
  scene.tell(1);
  await scene.pass(50);
  const places = [{ room: DEV, epoch: "e1", upTo: 10_001 }];
  assertEquals(scene.posted, [{ kind: "reserved", places }]);
});

Deno.test("History knows the topic, the count and since when a room is public", async () => {
  const scene = new Scene();
  scene.tell(5, 6);
  const topic: RoomMessage = { kind: "topic", from: nick("ann"), text: "tea", ...stamp(7) };
  scene.publish(topic, "e1");
  await scene.history.stop();
  const { places: [place] } = await new MemoryStore(scene.file).open(0);
  const { topic: written, said: count, openFrom, seq } = place ?? {};
  assertEquals({ written, count, openFrom, seq }, {
    written: "tea",
    count: 2,
    openFrom: 4,
    seq: 7,
  });
});

Deno.test("History goes on with a room that was closed in order, with the next number", async () => {
  const first = new Scene();
  first.tell(1, 4);
  await first.history.stop();
  const second = new History({ ...partsOf(first), store: new MemoryStore(first.file) });
  assertEquals((await second.open()).places.map(({ seq, said }) => ({ seq, said })), [{
    seq: 4,
    said: 4,
  }]);
});

Deno.test("History ends a room that vanishes, and one that goes on under another epoch", async () => {
  const scene = new Scene();
  scene.tell(1, 2);
  scene.history.record({ kind: "closed", room: DEV, epoch: "e1" });
  scene.tell(1, 1, { room: roomName("other") }, "e2");
  scene.tell(2, 2, { room: roomName("other") }, "e3");
  await scene.history.stop();
  const { places } = await new MemoryStore(scene.file).open(0);
  assertEquals(places.map(({ epoch }) => epoch), ["e3"]);
  assertEquals([...scene.file.places.keys()], ["dev e1", "other e2", "other e3"]);
});

Deno.test("History goes on with a room that is public again, and tells since when", async () => {
  const scene = new Scene();
  scene.tell(1, 2);
  scene.history.record({ kind: "closed", room: DEV, epoch: "e1" });
  await scene.pass(50);
  scene.tell(8);
  await scene.history.stop();
  const { places } = await new MemoryStore(scene.file).open(0);
  assertEquals(places.map(({ openFrom, seq }) => [openFrom, seq]), [[7, 8]]);
});

Deno.test("History keeps the count and the topic that a room had when it was opened", async () => {
  for (const isClosed of [false, true]) {
    const scene = new Scene();
    if (isClosed) {
      scene.tell(1, 2);
      scene.history.record({ kind: "closed", room: DEV, epoch: "e1" });
    }
    const message = said(9, "open");
    const state = { said: 6, topic: "tea", openFrom: 8 };
    scene.history.record({ kind: "publish", room: DEV, message, epoch: "e1", state });
    await scene.history.stop();
    const { places: [place] } = await new MemoryStore(scene.file).open(0);
    assertEquals([place?.said, place?.topic, place?.openFrom], [6, "tea", 8]);
  }
});

Deno.test("History keeps what cannot be written, and writes it when the store works again", async () => {
  const scene = new Scene();
  scene.store.problem = { code: "full" };
  scene.tell(1, 2);
  await scene.pass(50);
  assertEquals([scene.history.isFailing, scene.store.seqs.length], [true, 0]);
  scene.tell(3);
  await scene.pass(1000);
  scene.store.problem = undefined;
  await scene.pass(1000);
  assertEquals([scene.history.isFailing, scene.store.seqs], [false, [[1, 2, 3]]]);
});

Deno.test("History says in the log at once that it fails, then once a minute, then that it works", async () => {
  const scene = new Scene();
  scene.store.problem = { code: "full" };
  scene.tell(1);
  await scene.pass(50);
  assertEquals(scene.logged, ["store-failed full  1 0"]);
  for (let second = 0; second < 58; second++) await scene.pass(1000);
  assertEquals(scene.logged.length, 1);
  for (let second = 0; second < 3; second++) await scene.pass(1000);
  assertEquals(scene.logged.length, 2);
  scene.store.problem = undefined;
  await scene.pass(1000);
  assertEquals(scene.logged.slice(2), ["store-works 0 0"]);
});

Deno.test("History writes again what rooms remember when the file is gone", async () => {
  const scene = new Scene({ remember: 3 });
  scene.tell(1, 5);
  await scene.pass(50);
  scene.file.places.clear();
  scene.store.problem = { code: "gone" };
  scene.tell(6);
  await scene.pass(50);
  scene.store.problem = undefined;
  await scene.pass(1000);
  assertEquals(scene.file.places.get("dev e1")?.events.map(({ seq }) => seq), [4, 5, 6]);
  assertEquals(scene.file.places.get("dev e1")?.said, 6);
});

Deno.test("History drops the oldest events when too many wait, and none that rooms remember", async () => {
  const scene = new Scene({ remember: 3 });
  scene.store.problem = { code: "full" };
  for (let seq = 1; seq <= 3; seq++) scene.tell(seq, seq, { room: roomName("small") }, "e2");
  scene.tell(1, MAX_WAITING);
  await scene.pass(50);
  scene.store.problem = undefined;
  await scene.pass(1000);
  await settled();
  const events = scene.file.places.get("dev e1")?.events ?? [];
  assertEquals([events[0]?.seq, events.at(-1)?.seq], [501, MAX_WAITING]);
  assertEquals(scene.file.places.get("small e2")?.events.length, 3);
  assertEquals(scene.file.places.get("dev e1")?.said, MAX_WAITING);
});

Deno.test("History says in one record that it drops events, also while the disk is only slow", async () => {
  const scene = new Scene({ remember: 3 });
  scene.store.held = Promise.withResolvers<void>().promise;
  scene.tell(1, MAX_WAITING);
  await settled();
  assertEquals(scene.logged, []);
  scene.tell(MAX_WAITING + 1);
  assertEquals(scene.logged, [`store-behind ${MAX_WAITING - 499} 500`]);
  scene.tell(MAX_WAITING + 2, MAX_WAITING + 1501);
  assertEquals(scene.logged.length, 1);
});

Deno.test("History drops events by their size as well", async () => {
  const scene = new Scene({ remember: 3 });
  scene.store.problem = { code: "full" };
  const text = "x".repeat(1024 * 1024);
  for (let seq = 1; seq <= 20; seq++) scene.publish(said(seq, text), "e1");
  scene.store.problem = undefined;
  await scene.pass(1000);
  const events = scene.file.places.get("dev e1")?.events ?? [];
  assertEquals([events.length < 10, events.length >= 3, events.at(-1)?.seq], [true, true, 20]);
});

Deno.test("History has forty batches written at once, and no more", async () => {
  const scene = new Scene();
  const held = Promise.withResolvers<void>();
  scene.store.held = held.promise;
  scene.tell(1, 45 * BATCH_ROWS);
  await settled();
  assertEquals(scene.store.calls, 40);
  held.resolve();
  await settled();
  assertEquals(scene.store.seqs.map(({ length }) => length), new Array(45).fill(BATCH_ROWS));
  assertEquals(scene.file.places.get("dev e1")?.events.length, 45 * BATCH_ROWS);
});

Deno.test("History writes all batches again of which one has failed", async () => {
  const scene = new Scene();
  const held = Promise.withResolvers<void>();
  scene.store.held = held.promise;
  scene.store.failing = 1;
  scene.tell(1, 4 * BATCH_ROWS);
  scene.history.record({ kind: "closed", room: DEV, epoch: "e1" });
  held.resolve();
  await settled();
  assertEquals(scene.history.isFailing, true);
  await scene.pass(1000);
  assertEquals(scene.history.isFailing, false);
  await scene.pass(1000);
  const { events, closed } = scene.file.places.get("dev e1") ?? {};
  assertEquals([events?.length, closed !== undefined], [4 * BATCH_ROWS, true]);
  assertEquals(scene.pacer.timers, 0);
});

Deno.test("History writes all when it is stopped, however many batches that takes", async () => {
  const scene = new Scene();
  const held = Promise.withResolvers<void>();
  scene.store.held = held.promise;
  scene.tell(1, 20 * BATCH_ROWS + 7);
  const stopped = scene.history.stop();
  held.resolve();
  await stopped;
  assertEquals(scene.file.places.get("dev e1")?.events.length, 20 * BATCH_ROWS + 7);
  assertEquals(scene.file.places.get("dev e1")?.reserved, 20 * BATCH_ROWS + 7);
});

Deno.test("History.written() resolves when all is written that was told before", async () => {
  const scene = new Scene({ isDurable: true });
  const held = Promise.withResolvers<void>();
  scene.store.held = held.promise;
  scene.tell(1);
  let isWritten = false;
  const written = scene.history.written?.().then(() => isWritten = true);
  await settled();
  scene.tell(2);
  const second = scene.history.written?.();
  assertEquals(isWritten, false);
  held.resolve();
  await Promise.all([written, second]);
  assertEquals(scene.store.seqs.flat(), [1, 2]);
  assertEquals(scene.store.batches.every(({ isSynced }) => isSynced), true);
});

Deno.test("History.written() waits for the disk a second at most, and not at all while it fails", async () => {
  const scene = new Scene({ isDurable: true });
  const held = Promise.withResolvers<void>();
  scene.store.held = held.promise;
  scene.tell(1);
  const written = scene.history.written?.();
  await scene.pass(1000);
  await written;
  scene.store.problem = { code: "full" };
  held.resolve();
  await settled();
  scene.tell(2);
  await scene.history.written?.();
  assertEquals([scene.history.isFailing, scene.pacer.timers], [true, 1]);
});

Deno.test("History.written() waits once for a store that does not answer, and the log says so", async () => {
  const scene = new Scene({ isDurable: true });
  const held = Promise.withResolvers<void>();
  scene.store.held = held.promise;
  scene.tell(1);
  const written = scene.history.written?.();
  await scene.pass(1000);
  await written;
  scene.tell(2);
  await scene.history.written?.();
  assertEquals(scene.logged, ["store-failed other no answer for 1000 ms 1 0"]);
  held.resolve();
  await settled();
  await scene.pass(50);
  assertEquals(scene.logged.at(-1)?.split(" ")[0], "store-works");
  assertEquals(scene.store.seqs.flat(), [1, 2]);
});

Deno.test("History says in the log that a batch is not written after five seconds", async () => {
  const scene = new Scene();
  const held = Promise.withResolvers<void>();
  scene.store.held = held.promise;
  scene.tell(1);
  await scene.pass(20);
  await scene.pass(5000);
  assertEquals([scene.history.isFailing, scene.logged], [
    true,
    ["store-failed other no answer for 5000 ms 1 0"],
  ]);
  held.resolve();
  await settled();
  assertEquals([scene.history.isFailing, scene.pacer.timers], [false, 0]);
  assertEquals(scene.store.seqs, [[1]]);
});

Deno.test("History says in the log that the store cannot be read, once a minute", async () => {
  const scene = new Scene();
  scene.store.page = () => Promise.reject(new Error("database disk image is malformed"));
  for (const _ of [1, 2]) await scene.ask(pageBefore(4));
  assertEquals(scene.logged, ["store-unreadable damaged "]);
  await scene.pass(60_000);
  await scene.ask(pageBefore(4));
  assertEquals(scene.logged.length, 2);
});

Deno.test("History answers from what waits as well", async () => {
  const scene = new Scene();
  scene.tell(1, 2);
  await scene.pass(50);
  scene.store.write = () => Promise.reject(new Error("database or disk is full"));
  scene.tell(3, 4);
  await scene.pass(50);
  const answer = await scene.ask(pageBefore(4));
  assertEquals(answer.kind === "page" && answer.events.map(({ seq }) => seq), [1, 2, 3]);
});

Deno.test("History writes what waits before it answers", async () => {
  const scene = new Scene();
  scene.tell(1, 2);
  await scene.ask(pageBefore(3));
  assertEquals(scene.store.seqs, [[1, 2]]);
});

Deno.test("History says that it cannot answer when the store fails", async () => {
  const scene = new Scene();
  scene.store.problem = { code: "damaged" };
  assertEquals(await scene.ask(pageBefore(4)), { kind: "failed", why: "unavailable" });
});

Deno.test("History searches what is not recorded together with what is", async () => {
  const scene = new Scene();
  scene.tell(1, 2);
  const room = roomName("mine");
  const remembered = [{ room, epoch: "e9", from: 0, events: [said(2, "text", { room })] }];
  const places = [{ room: DEV, epoch: "e1", from: 0 }];
  const answer = await scene.ask({ kind: "search", terms: "text", places, remembered, limit: 2 });
  if (answer.kind !== "found") throw new Error("Not found");
  assertEquals(answer.events.map(({ room, seq }) => `${room} ${seq}`), ["dev 2", "mine 2"]);
  assertEquals(answer.more?.seq, 2);
});

Deno.test("History records nothing after it was stopped, and can be stopped twice", async () => {
  const scene = new Scene();
  await scene.history.stop();
  await scene.history.stop();
  scene.tell(1);
  assertEquals(scene.pacer.timers, 0);
});

Deno.test("History says how much it could not write when it is stopped", async () => {
  const scene = new Scene();
  scene.store.problem = { code: "full" };
  scene.tell(1, 2);
  await scene.history.stop();
  assertEquals(scene.logged.at(-1), "store-lost 2 0");
});

function stamp(seq: number) {
  const { time, room } = said(seq, "");
  return { seq, time, room };
}

function partsOf({ pacer }: Scene) {
  const log = { debug() {}, info() {}, warn() {}, error() {}, flush() {}, lost: 0 };
  return { pacer, time: () => 0, log, remember: 3, isDurable: false };
}

const BAN: OrderChange = { kind: "ban", ...banOf("192.0.2.7") };

Deno.test("History writes what was decided with what is told, in one batch", async () => {
  const scene = new Scene();
  scene.tell(1);
  scene.decide(BAN);
  await scene.pass(20);
  assertEquals(scene.store.seqs, [[1]]);
  assertEquals(scene.store.batches[0]?.order, { changes: [BAN], isWhole: false });
  await scene.pass(1000);
  assertEquals(scene.store.batches.length, 1);
});

Deno.test("History.decided() resolves when what was decided is written, without waiting for more", async () => {
  const scene = new Scene();
  const { promise, resolve } = Promise.withResolvers<void>();
  scene.store.held = promise;
  scene.decide(BAN);
  let isOver = false;
  void scene.history.decided().then(() => isOver = true);
  await settled();
  assertEquals([scene.store.calls, isOver], [1, false]);
  resolve();
  await settled();
  assertEquals([scene.store.batches.length, isOver], [1, true]);
});

Deno.test("what was decided goes with the next batch, before events that wait", async () => {
  const scene = new Scene();
  const { promise, resolve } = Promise.withResolvers<void>();
  scene.store.held = promise;
  scene.tell(1, 50 * BATCH_ROWS);
  scene.decide(BAN);
  let isOver = false;
  void scene.history.decided().then(() => isOver = true);
  await settled();
  assertEquals([scene.store.calls, isOver], [40, false]);
  resolve();
  while (!isOver) await settled();
  assertEquals(scene.store.batches.findIndex(({ order }) => order !== undefined), 40);
  await scene.history.stop();
});

Deno.test("History.decided() does not wait for a store that fails, and what was decided is written later", async () => {
  const scene = new Scene();
  scene.store.failing = 2;
  scene.decide(BAN);
  await scene.history.decided();
  scene.decide({ kind: "lockdown", isOn: true });
  await scene.history.decided();
  assertEquals(scene.history.isFailing, true);
  await scene.pass(900);
  await scene.pass(900);
  const { order } = await new MemoryStore(scene.file).open(0);
  assertEquals([order.bans, order.isLockedDown], [[banOf("192.0.2.7")], true]);
});

Deno.test("History.decided() waits for a second at most", async () => {
  const scene = new Scene();
  scene.store.held = new Promise(() => {});
  scene.decide(BAN);
  let isOver = false;
  void scene.history.decided().then(() => isOver = true);
  await scene.pass(999);
  assertEquals(isOver, false);
  await scene.pass(1);
  assertEquals(isOver, true);
});

Deno.test("History writes again what is in force when the file is gone", async () => {
  const scene = new Scene();
  scene.decide(BAN);
  scene.decide({ kind: "room", ...keptRoom("dev") });
  scene.decide({ kind: "ban", ...banOf("192.0.2.8") });
  scene.decide({ kind: "unban", room: LOBBY, network: "192.0.2.8" });
  await scene.pass(20);
  scene.file.order.clear();
  scene.store.problem = { code: "gone" };
  scene.tell(1);
  await scene.pass(20);
  scene.store.problem = undefined;
  await scene.pass(900);
  const { order } = await new MemoryStore(scene.file).open(0);
  assertEquals([order.bans, order.rooms], [[banOf("192.0.2.7")], [keptRoom("dev")]]);
});

Deno.test("History writes again what an earlier process decided when the file is gone", async () => {
  const first = new Scene();
  first.decide(BAN);
  await first.history.stop();
  const scene = new Scene({ file: first.file });
  await scene.history.open();
  scene.file.order.clear();
  scene.store.problem = { code: "gone" };
  scene.tell(1);
  await scene.pass(20);
  scene.store.problem = undefined;
  await scene.pass(900);
  assertEquals((await new MemoryStore(scene.file).open(0)).order.bans, [banOf("192.0.2.7")]);
});

Deno.test("History says how many decisions it could not write when it is stopped", async () => {
  const scene = new Scene();
  scene.store.failing = 9;
  scene.decide(BAN);
  await scene.history.stop();
  assertEquals(scene.logged.at(-1), "store-lost 0 1");
});

Deno.test("History tells the operators what the log says of a failure, and when it has ended", async () => {
  const scene = new Scene();
  const alarms = () =>
    scene.posted.flatMap((event) => event.kind === "alarm" ? [event.notice] : []);
  scene.store.problem = { code: "full" };
  scene.tell(1, 2);
  await scene.pass(20);
  assertEquals(alarms(), [{ code: "store-failed", problem: "full", waiting: 2, dropped: 0 }]);
  for (let second = 0; second < 62; second++) await scene.pass(1000);
  assertEquals(alarms().length, 2);
  scene.store.problem = undefined;
  await scene.pass(1000);
  assertEquals(alarms().at(-1), { code: "store-works", waiting: 0, dropped: 0 });
  assertEquals(alarms().length, 3);
});
