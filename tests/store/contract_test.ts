/** @module */

import { assertEquals } from "@std/assert";
import type { PageQuestion, SearchQuestion } from "../../lib/core/questions/question.ts";
import type { RoomMessage } from "../../lib/core/message.ts";
import { NO_ORDER, type OrderChange, type OrderKept } from "../../lib/core/order.ts";
import { LOBBY } from "../../lib/core/units.ts";
import { memoryFile, MemoryStore } from "../../lib/store/memory_store.ts";
import { SqliteStore } from "../../lib/store/sqlite_store.ts";
import { type Batch, type PlaceBatch, SEAL_KEY_BYTES, type Store } from "../../lib/store/store.ts";
import { banOf, keptRoom, nick, oneOfEach, roomName, said } from "../support/store_samples.ts";

/** Makes one store after the other with the same contents. */
interface Stage extends AsyncDisposable {
  next(): Store;
}

const STAGES: Readonly<Record<string, () => Stage>> = {
  MemoryStore() {
    const file = memoryFile();
    return { next: () => new MemoryStore(file), async [Symbol.asyncDispose]() {} };
  },
  SqliteStore() {
    const folder = Deno.makeTempDirSync();
    let store: SqliteStore | undefined;
    return {
      next: () => store = new SqliteStore({ folder, remember: 200, maxRooms: 1000 }),
      async [Symbol.asyncDispose]() {
        await store?.close();
        Deno.removeSync(folder, { recursive: true });
      },
    };
  },
};

const DEV = roomName("dev");

/** What `write` is given for the room `dev`. */
function batchOf(events: readonly RoomMessage[], parts: Partial<PlaceBatch> = {}): Batch {
  const seq = events.at(-1)?.seq ?? 0;
  const count = events.filter(({ kind }) => kind === "message" || kind === "action").length;
  const place = { room: DEV, epoch: "e1", topic: "", seq, said: count, openFrom: 0, events };
  return { places: [{ ...place, ...parts }], isSynced: false, isFinal: false };
}

function pageOf(parts: Partial<PageQuestion> = {}): PageQuestion {
  return { kind: "page", room: DEV, epoch: "e1", from: 0, limit: 200, said: false, ...parts };
}

function searchFor(terms: string, parts: Partial<SearchQuestion> = {}): SearchQuestion {
  const places = [{ room: DEV, epoch: "e1", from: 0 }];
  return { kind: "search", terms, places, remembered: [], limit: 20, ...parts };
}

/** What `write` is given for these decisions. */
function decided(...changes: OrderChange[]): Batch {
  return { places: [], order: { changes, isWhole: false }, isSynced: false, isFinal: false };
}

/** The decisions that lead to this order. */
function changesOf({ bans, mutes, isLockedDown, rooms }: OrderKept): OrderChange[] {
  return [
    ...bans.map((ban) => ({ kind: "ban", ...ban }) as const),
    ...mutes.map((mute) => ({ kind: "mute", ...mute }) as const),
    ...rooms.map((room) => ({ kind: "room", ...room }) as const),
    { kind: "lockdown", isOn: isLockedDown },
  ];
}

async function seqsOf(store: Store, parts: Partial<PageQuestion>): Promise<number[]> {
  return (await store.page(pageOf(parts))).events.map(({ seq }) => seq);
}

async function found(store: Store, question: SearchQuestion): Promise<string[]> {
  const answer = await store.search(question);
  if (answer.kind !== "found") return [answer.why];
  return answer.events.map(({ room, seq }) => `${room} ${seq}`);
}

for (const [name, stageOf] of Object.entries(STAGES)) {
  /** A test with a store that was opened. */
  const test = (sentence: string, act: (store: Store, stage: Stage) => Promise<void>) =>
    Deno.test(`${name} ${sentence}`, async () => {
      await using stage = stageOf();
      const store = stage.next();
      await store.open(0);
      await act(store, stage);
    });

  test("gives back every kind of event as it was told", async (store) => {
    await store.write(batchOf(oneOfEach()));
    assertEquals((await store.page(pageOf())).events, oneOfEach());
  });

  test("keeps an event that comes twice once", async (store) => {
    await store.write(batchOf([said(1, "a"), said(2, "b")]));
    await store.write(batchOf([said(2, "b"), said(3, "c")]));
    assertEquals(await seqsOf(store, {}), [1, 2, 3]);
    assertEquals(await found(store, searchFor("b")), ["dev 2"]);
  });

  test("keeps each of many events once, also if a part of them comes again", async (store) => {
    const events = Array.from({ length: 330 }, (_, index) => said(index + 1, `word${index + 1}`));
    await store.write(batchOf(events.slice(0, 130)));
    await store.write(batchOf(events.slice(0, 130)));
    assertEquals(await found(store, searchFor("word130")), ["dev 130"]);
    // Of these the first have come, and are in the index.
    await store.write(batchOf(events.slice(60, 260)));
    await store.write(batchOf(events.slice(200)));
    const page = await store.page(pageOf({ limit: 1000 }));
    assertEquals(page.events, events);
    for (const seq of [1, 60, 61, 130, 131, 200, 201, 260, 261, 330]) {
      assertEquals(await found(store, searchFor(`word${seq}`)), [`dev ${seq}`]);
    }
  });

  test("counts what is said among many events of every kind", async (store) => {
    const rounds = Array.from(
      { length: 40 },
      (_, round) =>
        oneOfEach().map((event) => ({ ...event, seq: event.seq + round * oneOfEach().length })),
    );
    await store.write(batchOf(rounds.flat()));
    while (!(await store.prune({ now: 0, before: 0, keepMessages: 10 })));
    const left = await store.page(pageOf({ limit: 1000, said: true }));
    assertEquals(left.events.length, 10);
  });

  test("answers with the last events before a number, by order", async (store) => {
    await store.write(batchOf([1, 2, 3, 4, 5].map((seq) => said(seq, "x"))));
    assertEquals(await seqsOf(store, { limit: 2 }), [4, 5]);
    assertEquals(await seqsOf(store, { limit: 2, before: 4 }), [2, 3]);
    assertEquals(await seqsOf(store, { limit: 2, before: 4, from: 3 }), [3]);
    assertEquals((await store.page(pageOf({ limit: 2, before: 4 }))).hasMore, true);
    assertEquals((await store.page(pageOf({ limit: 2, before: 3 }))).hasMore, false);
  });

  test("answers with the first events after a number, for who resumes", async (store) => {
    await store.write(batchOf([1, 2, 3, 4, 5].map((seq) => said(seq, "x"))));
    assertEquals(await seqsOf(store, { limit: 2, after: 2 }), [3, 4]);
    assertEquals((await store.page(pageOf({ limit: 2, after: 2 }))).hasMore, true);
    assertEquals(await seqsOf(store, { after: 2, before: 4 }), [3]);
    assertEquals(await seqsOf(store, { after: 5 }), []);
  });

  test("leaves out all but messages and actions if asked to", async (store) => {
    await store.write(batchOf(oneOfEach()));
    assertEquals(await seqsOf(store, { said: true }), [2, 3]);
    assertEquals(await seqsOf(store, { said: true, after: 2 }), [3]);
  });

  test("excludes the time before which a page ends", async (store) => {
    await store.write(batchOf([said(1, "a"), said(2, "b"), said(3, "c")]));
    assertEquals(await seqsOf(store, { beforeTime: 1_003_000 }), [1, 2]);
    assertEquals(await seqsOf(store, { beforeTime: 1_003_001 }), [1, 2, 3]);
    assertEquals(await seqsOf(store, { beforeTime: 0 }), []);
  });

  test("has nothing of a room under another epoch, or of another room", async (store) => {
    await store.write(batchOf([said(1, "a")]));
    assertEquals(await seqsOf(store, { epoch: "e2" }), []);
    assertEquals(await seqsOf(store, { room: roomName("other") }), []);
    const elsewhere = { places: [{ room: DEV, epoch: "e2", from: 0 }] };
    assertEquals(await found(store, searchFor("a", elsewhere)), []);
  });

  test("finds words and characters, the newest first", async (store) => {
    const texts = ["Hello there", "你好，世界", "hello 世界", "nothing"];
    await store.write(batchOf(texts.map((text, index) => said(index + 1, text))));
    assertEquals(await found(store, searchFor("HELLO")), ["dev 3", "dev 1"]);
    assertEquals(await found(store, searchFor("世界")), ["dev 3", "dev 2"]);
    assertEquals(await found(store, searchFor("界")), ["dev 3", "dev 2"]);
    assertEquals(await found(store, searchFor("好世")), []);
    assertEquals(await found(store, searchFor("hello 世界")), ["dev 3"]);
  });

  test("finds by author, by time, and from a number on", async (store) => {
    const [bob, parts] = [nick("Bob-1"), { from: nick("Bob-1") }];
    const events = [said(1, "tea"), said(2, "tea", parts), said(3, "tea"), said(4, "tea", parts)];
    await store.write(batchOf(events));
    assertEquals(await found(store, searchFor("tea", { by: bob.toLowerCase() })), [
      "dev 4",
      "dev 2",
    ]);
    assertEquals(await found(store, searchFor("", { by: "bob-1" })), ["dev 4", "dev 2"]);
    assertEquals(await found(store, searchFor("tea", { by: "bob" })), []);
    const others = { except: [{ name: bob }], limit: 1 };
    assertEquals(await found(store, searchFor("tea", others)), ["dev 3"]);
    const then = { except: [{ name: bob, since: 1_004_000, until: 1_004_000 }] };
    assertEquals(await found(store, searchFor("tea", then)), ["dev 3", "dev 2", "dev 1"]);
    const between = { since: 1_002_000, before: 1_004_000 };
    assertEquals(await found(store, searchFor("tea", between)), ["dev 3", "dev 2"]);
    const places = [{ room: DEV, epoch: "e1", from: 3 }];
    assertEquals(await found(store, searchFor("tea", { places })), ["dev 4", "dev 3"]);
  });

  test("finds in several rooms by time, page after page", async (store) => {
    const other = roomName("other");
    for (const seq of [1, 2, 3]) {
      await store.write(batchOf([said(seq, "tea")]));
      const event = said(seq, "tea", { room: other });
      await store.write(batchOf([event], { room: other, epoch: "e7" }));
    }
    const places = [{ room: DEV, epoch: "e1", from: 0 }, { room: other, epoch: "e7", from: 2 }];
    const all = ["dev 3", "other 3", "dev 2", "other 2", "dev 1"];
    assertEquals(await found(store, searchFor("tea", { places })), all);
    const seen: string[] = [];
    let question = searchFor("tea", { places, limit: 2 });
    for (let page = 0; page < 5; page++) {
      const answer = await store.search(question);
      if (answer.kind !== "found") break;
      seen.push(...answer.events.map(({ room, seq }) => `${room} ${seq}`));
      if (answer.more === undefined) break;
      question = { ...question, below: answer.more };
    }
    assertEquals(seen, all);
  });

  // CVE-2018-14055 ZNC: a stored value that becomes a setting, or here a statement.
  test("does nothing but search, whatever the words are", async (store) => {
    await store.write(batchOf([said(1, "drop table"), said(2, "other")]));
    const words = [
      '"',
      "*",
      "other OR drop",
      "NOT drop",
      'term : "other"',
      "'; DROP TABLE event; --",
    ];
    const results = [];
    for (const terms of words) results.push(await found(store, searchFor(terms)));
    assertEquals(results, [[], [], [], [], [], []]);
    assertEquals(await found(store, searchFor("drop ".repeat(2000))), ["dev 1"]);
    assertEquals(await found(store, searchFor("天地玄黄".repeat(2500))), []);
    assertEquals(await seqsOf(store, {}), [1, 2]);
  });

  test("goes on with the next number after it was closed", async (store, stage) => {
    const events = [said(1, "a"), said(2, "b")];
    await store.write(batchOf(events, { topic: "tea", said: 7, seq: 3, openFrom: 1 }));
    await store.write({
      ...batchOf([], { topic: "tea", said: 7, seq: 3, openFrom: 1 }),
      isFinal: true,
    });
    await store.close();
    const { places: [place] } = await stage.next().open(0);
    assertEquals(place?.events, events);
    const { seq, reserved, said: count, topic, openFrom } = place ?? {};
    assertEquals({ seq, reserved, count, topic, openFrom }, {
      seq: 3,
      reserved: 10_003,
      count: 7,
      topic: "tea",
      openFrom: 1,
    });
  });

  test("goes on beyond what is reserved if it was not closed in order", async (store, stage) => {
    assertEquals(await store.write(batchOf([said(1, "a")])), [
      { room: DEV, epoch: "e1", upTo: 10_001 },
    ]);
    assertEquals(await store.write(batchOf([said(5001, "a")])), []);
    assertEquals(await store.write(batchOf([said(5002, "a")])), [
      { room: DEV, epoch: "e1", upTo: 15_002 },
    ]);
    await store.close();
    const second = stage.next();
    assertEquals((await second.open(0)).places.map(({ seq }) => seq), [15_002]);
    await second.close();
    // Nothing was told in between; that is not known after a crash.
    assertEquals((await stage.next().open(0)).places.map(({ seq }) => seq), [25_002]);
  });

  test(
    "does not go on with a room that was closed, and goes on if it is told more",
    async (store, stage) => {
      await store.write(batchOf([said(1, "a")], { closed: 5 }));
      await store.close();
      const second = stage.next();
      assertEquals((await second.open(0)).places, []);
      assertEquals(await seqsOf(second, {}), [1]);
      await second.write(batchOf([said(2, "b")]));
      await second.close();
      assertEquals((await stage.next().open(0)).places.map(({ events }) => events.length), [2]);
    },
  );

  test("removes what is too old, also from search", async (store) => {
    await store.write(batchOf([said(1, "tea one"), said(2, "tea two"), said(3, "tea three")]));
    while (!await store.prune({ now: 0, before: 1_003_000, keepMessages: 100 }));
    assertEquals(await seqsOf(store, {}), [3]);
    assertEquals(await found(store, searchFor("tea")), ["dev 3"]);
  });

  test("removes the oldest of too many messages, in every room", async (store) => {
    const other = roomName("other");
    const events = Array.from({ length: 700 }, (_, index) => said(index + 1, "tea"));
    await store.write(batchOf(events));
    const others = events.map((event) => ({ ...event, room: other }));
    await store.write(batchOf(others, { room: other }));
    while (!await store.prune({ now: 0, before: 0, keepMessages: 10 }));
    assertEquals(await seqsOf(store, {}), [691, 692, 693, 694, 695, 696, 697, 698, 699, 700]);
    assertEquals((await seqsOf(store, { room: other })).length, 10);
    assertEquals((await found(store, searchFor("tea", { limit: 100 }))).length, 10);
  });

  test("forgets a room that has ended when nothing of it is left", async (store) => {
    await store.write(batchOf([said(1, "a")], { closed: 5 }));
    while (!await store.prune({ now: 0, before: 2_000_000, keepMessages: 10 }));
    assertEquals(await seqsOf(store, {}), []);
  });

  /** What the next store has of what was decided. */
  const orderAfter = async (store: Store, stage: Stage, now = 0): Promise<OrderKept> => {
    await store.close();
    return (await stage.next().open(now)).order;
  };

  test("gives back what was decided, as it was told", async (store, stage) => {
    const order: OrderKept = {
      bans: [
        banOf("192.0.2.0/24", { until: 5_000_000, name: "bob" }),
        banOf("2001:db8::/64", { reason: "" }),
        banOf("192.0.2.7", { room: DEV }),
      ],
      mutes: [banOf("192.0.2.0/24", { until: 6_000_000 })],
      isLockedDown: true,
      rooms: [
        keptRoom("dev", { isPrivate: true, isTopicLocked: true, password: "abc", openFrom: 7 }),
        keptRoom("lobby", { isModerated: true }),
      ],
    };
    await store.write(decided(...changesOf(order)));
    assertEquals(await orderAfter(store, stage), order);
  });

  test("has no decisions at first", async (store, stage) => {
    assertEquals(await orderAfter(store, stage), NO_ORDER);
  });

  test("replaces what was decided about the same, and takes it back", async (store, stage) => {
    const [first, second] = [banOf("192.0.2.7"), banOf("192.0.2.7", { by: "bob", until: 9_000 })];
    const elsewhere = banOf("192.0.2.7", { room: DEV });
    await store.write(decided(
      { kind: "ban", ...first },
      { kind: "ban", ...elsewhere },
      { kind: "mute", ...second },
      { kind: "lockdown", isOn: true },
      { kind: "ban", ...second },
    ));
    await store.write(decided(
      { kind: "unmute", room: LOBBY, network: "192.0.2.7" },
      { kind: "unban", room: LOBBY, network: "192.0.2.8" },
      { kind: "lockdown", isOn: false },
    ));
    assertEquals(await orderAfter(store, stage), {
      ...NO_ORDER,
      bans: [second, { ...elsewhere, room: DEV }],
    });
  });

  test(
    "forgets with a room that is kept no more its bans and mutes, and no others",
    async (store, stage) => {
      const [there, everywhere] = [banOf("192.0.2.7", { room: DEV }), banOf("192.0.2.7")];
      await store.write(decided(
        { kind: "room", ...keptRoom("dev") },
        { kind: "ban", ...there },
        { kind: "mute", ...there },
        { kind: "ban", ...everywhere },
      ));
      await store.write(decided({ kind: "room", ...keptRoom("dev", { isKept: false }) }));
      assertEquals(await orderAfter(store, stage), { ...NO_ORDER, bans: [everywhere] });
    },
  );

  test("does not give back what has ended, from the very instant on", async (store, stage) => {
    const ban = banOf("192.0.2.7", { until: 5000 });
    await store.write(decided({ kind: "ban", ...ban }, { kind: "mute", ...ban }));
    await store.close();
    const second = stage.next();
    assertEquals((await second.open(4999)).order, { ...NO_ORDER, bans: [ban], mutes: [ban] });
    assertEquals(await orderAfter(second, stage, 5000), NO_ORDER);
  });

  test(
    "removes what has ended, so that a clock that is set back revives nothing",
    async (store, stage) => {
      const lasting = banOf("192.0.2.8");
      const ban = banOf("192.0.2.7", { until: 5000 });
      await store.write(decided({ kind: "ban", ...ban }, { kind: "ban", ...lasting }));
      while (!await store.prune({ now: 5000, before: 0, keepMessages: 100 }));
      assertEquals(await orderAfter(store, stage), { ...NO_ORDER, bans: [lasting] });
    },
  );

  test("takes a whole order in the place of what it has", async (store, stage) => {
    const [old, fresh] = [banOf("192.0.2.7"), banOf("192.0.2.8")];
    await store.write(decided(
      { kind: "ban", ...old },
      { kind: "room", ...keptRoom("dev") },
      { kind: "lockdown", isOn: true },
    ));
    const order = { changes: [{ kind: "ban", ...fresh } as const], isWhole: true };
    await store.write({ places: [], order, isSynced: false, isFinal: false });
    assertEquals(await orderAfter(store, stage), { ...NO_ORDER, bans: [fresh] });
  });

  test(
    "gives back a kept room with its events, also if it is closed to others",
    async (store, stage) => {
      await store.write(batchOf([said(1, "a")], { topic: "tea" }));
      await store.write(decided({ kind: "room", ...keptRoom("dev", { isPrivate: true }) }));
      await store.close();
      const { places: [place], order } = await stage.next().open(0);
      assertEquals([place?.room, place?.topic, place?.events.length], [DEV, "tea", 1]);
      assertEquals(order.rooms, [keptRoom("dev", { isPrivate: true })]);
    },
  );

  test("has one key, whichever process opens it", async (store, stage) => {
    await store.close();
    const first = stage.next();
    const { sealKey } = await first.open(0);
    assertEquals(sealKey.length, SEAL_KEY_BYTES);
    await first.close();
    const second = stage.next();
    assertEquals((await second.open(0)).sealKey, sealKey);
  });
}
