/**
 * The store alone: fills a new folder with messages in two languages, and measures writing, pages,
 * searches, the start and retention.
 *
 *     deno run -A bench/store.ts --messages 1000000
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import type { RoomMessage } from "../lib/core/message.ts";
import type { SearchQuestion } from "../lib/core/questions/question.ts";
import { LOBBY } from "../lib/core/units.ts";
import { SqliteStore } from "../lib/store/sqlite_store.ts";

const BATCH = 200;
/** So many batches are written at once, as the history does. */
const IN_FLIGHT = 8;
const REPEATS = 20;
/** Messages are told so many milliseconds apart. */
const PERIOD = 100;
const EPOCH = "bench";
const ENGLISH =
  "the quick brown fox jumps over lazy dogs while nobody looks at the release notes of build server"
    .split(" ");
const CHINESE =
  "我们今天下午开会讨论新版本的发布计划请大家准备好材料服务器昨天晚上重启过一次数据没有丢失";

if (import.meta.main) await main(Number(parseArgs(Deno.args, { string: ["messages"] }).messages));

async function main(messages: number): Promise<void> {
  const count = messages > 0 ? messages : 100_000;
  const folder = Deno.makeTempDirSync();
  try {
    await fill(folder, count);
    const { size } = Deno.statSync(`${folder}/hubbub.db`);
    say(`on disk: ${Math.round(size / count)} bytes a message`);
    await reopen(folder, count);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function storeIn(folder: string): SqliteStore {
  return new SqliteStore({ folder, remember: 200, maxRooms: 1000 });
}

async function fill(folder: string, count: number): Promise<void> {
  const store = storeIn(folder);
  await store.open(0);
  const random = randomOf(1);
  const posts: number[] = [];
  const begin = performance.now();
  let writing: Promise<unknown>[] = [];
  for (let seq = 0; seq < count;) {
    const events = Array.from({ length: BATCH }, () => message(++seq, random));
    const place = { room: LOBBY, epoch: EPOCH, topic: "", seq, said: seq, openFrom: 0, events };
    const at = performance.now();
    writing.push(store.write({ places: [place], isSynced: false, isFinal: false }));
    posts.push(performance.now() - at);
    if (writing.length === IN_FLIGHT) await Promise.all(writing.splice(0));
  }
  await Promise.all(writing);
  writing = [];
  const seconds = (performance.now() - begin) / 1000;
  say(`written: ${Math.round(count / seconds)} messages a second`);
  say(`the loop pays for a batch of ${BATCH}: ${shown(posts)}`);
  await queries(store, count);
  await store.close();
}

async function queries(store: SqliteStore, count: number): Promise<void> {
  const page = { kind: "page", room: LOBBY, epoch: EPOCH, from: 0, limit: 100 } as const;
  await measure("a page of 100, old", () => store.page({ ...page, said: true, before: count / 2 }));
  await measure("100 to resume", () => store.page({ ...page, said: false, after: count - 100 }));
  const search = (name: string, terms: string, more: Partial<SearchQuestion> = {}) => {
    const places = [{ room: LOBBY, epoch: EPOCH, from: 0 }];
    const question: SearchQuestion = { kind: "search", terms, places, remembered: [], limit: 20 };
    return measure(`search: ${name}`, () => store.search({ ...question, ...more }));
  };
  await search("two characters", "开会");
  await search("four characters", "开会讨论");
  await search("one character", "会");
  await search("two words", "fox dogs");
  await search("a rare word", "12345");
  await search("a word by somebody", "fox", { by: "ann7" });
  await search("a word long ago", "fox", { before: (count / 100) * PERIOD });
  await search("two frequent terms, never together", "开会 fox");
}

async function reopen(folder: string, count: number): Promise<void> {
  const store = storeIn(folder);
  const begin = performance.now();
  await store.open(0);
  say(`start, worker included: ${(performance.now() - begin).toFixed(0)} ms`);
  const slices: number[] = [];
  for (let isDone = false; !isDone;) {
    const at = performance.now();
    isDone = await store.prune({ now: 0, before: 0, keepMessages: Math.round(count * 0.98) });
    slices.push(performance.now() - at);
  }
  const total = slices.reduce((sum, each) => sum + each, 0);
  say(`retention of 2 %: ${(total / 1000).toFixed(1)} s in slices of ${shown(slices)}`);
  await store.close();
}

async function measure(name: string, act: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const at = performance.now();
    await act();
    times.push(performance.now() - at);
  }
  say(`${name}: ${shown(times)}`);
}

function message(seq: number, random: (below: number) => number): RoomMessage {
  const words = Array.from({ length: 12 }, () => ENGLISH[random(ENGLISH.length)]);
  const characters = Array.from({ length: 16 }, () => CHINESE[random(CHINESE.length)]);
  const text = random(2) === 0 ? `${words.join(" ")} ${random(100_000)}` : characters.join("");
  const event = { kind: "message", from: `ann${random(50)}`, text, seq, time: seq * PERIOD };
  return { ...event, room: LOBBY } as RoomMessage;
}

/** Numbers from 0, always the same. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator repeat soon.
    return Math.floor((state / 2 ** 32) * below);
  };
}

function shown(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(2);
  return `median ${at(0.5)}, p99 ${at(0.99)} ms`;
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
