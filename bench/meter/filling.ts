/**
 * Fills a data folder with messages, as the daemon would have written them.
 *
 * @module
 */

import type { RoomMessage } from "../../lib/core/message.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { LOBBY } from "../../lib/core/units.ts";
import { SqliteStore } from "../../lib/store/sqlite_store.ts";

/** The words of the messages: common ones, and rarer ones towards the end. */
export const WORDS: readonly string[] = [
  ..."the build is green again and we ship on friday after lunch please review merge deploy".split(
    " ",
  ),
  ..."今天 下午 三点 开会 请大家 准时 参加 服务器 已经 恢复 编译 通过 部署 完成 数据库 备份".split(
    " ",
  ),
  ..."café naïve résumé zürich łódź".split(" "),
  ...Array.from({ length: 2000 }, (_, n) => `ticket${n}`),
];

/** A folder that was filled. */
export interface Filled {
  /** The epoch of the lobby. */
  readonly epoch: string;
  /** The number of its last message. */
  readonly seq: number;
  /** The size of the database. */
  readonly bytes: number;
  /** How fast it was written. */
  readonly rowsPerSecond: number;
}

const BATCH = 200;
const WORDS_EACH = 9;
const COMMON_WORDS = 36;
const PEOPLE = 50;
const MILLIS_APART = 2000;

/** Writes so many messages to the lobby of a new store, the last of them now. */
export async function fillFolder(folder: string, messages: number): Promise<Filled> {
  const store = new SqliteStore({ folder, remember: 200, maxRooms: 1000 });
  const end = Date.now();
  await store.open(end);
  const epoch = "bench";
  const begin = performance.now();
  for (let seq = 0; seq < messages;) {
    const events: RoomMessage[] = [];
    for (; events.length < BATCH && seq < messages;) {
      events.push(messageOf(++seq, end - (messages - seq) * MILLIS_APART));
    }
    const place = { room: LOBBY, epoch, topic: "", seq, said: seq, openFrom: 0, events };
    await store.write({ places: [place], isSynced: false, isFinal: seq === messages });
  }
  const seconds = (performance.now() - begin) / 1000;
  await store.close();
  const bytes = Deno.statSync(`${folder}/hubbub.db`).size;
  return { epoch, seq: messages, bytes, rowsPerSecond: messages / seconds };
}

function messageOf(seq: number, time: number): RoomMessage {
  const words = [];
  for (let n = 0; n < WORDS_EACH; n++) {
    const hash = Math.imul(seq * WORDS_EACH + n, 2_654_435_761) >>> 8;
    // One word of each message is rare.
    words.push(WORDS[n === 0 ? hash % WORDS.length : hash % COMMON_WORDS]);
  }
  const from = `person${seq % PEOPLE}` as Nick;
  return { kind: "message", room: LOBBY, seq, time, from, text: words.join(" ") };
}
