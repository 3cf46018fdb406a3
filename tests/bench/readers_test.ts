import { assertEquals } from "@std/assert";
import { CommonLog } from "../../bench/meter/common_log.ts";
import { Readers } from "../../bench/meter/readers.ts";
import { RecordFormat } from "../../bench/meter/record.ts";

const FORMAT = new RecordFormat(32, 1);
const SENDERS = 2;

/** Two readers of one room, and what came of it. */
function stage() {
  const completed: number[] = [];
  const log = new CommonLog(FORMAT, SENDERS);
  const readers = new Readers(log, 2, (sender) => completed.push(sender));
  const give = (reader: number, ...parts: (string | Uint8Array)[]) => {
    for (const part of parts) {
      const bytes = typeof part === "string" ? new TextEncoder().encode(part) : part;
      readers.take(reader, bytes, { length: bytes.length, now: 10 });
    }
  };
  return { completed, log, readers, give };
}

function line(sender: number, number: number): string {
  const bytes = new Uint8Array(33);
  FORMAT.write(bytes, { sender, number, sentAt: 0 });
  return `ann: ${new TextDecoder().decode(bytes)}`;
}

const NONE = { unheard: 0, misplaced: 0, strange: 0 };

Deno.test("Readers finds nothing wrong where both have the same lines", () => {
  const { completed, readers, give } = stage();
  give(0, line(0, 0) + line(1, 0) + line(0, 1));
  assertEquals(completed, []);
  give(1, line(0, 0) + line(1, 0) + line(0, 1));
  assertEquals(completed, [0, 1, 0]);
  assertEquals([readers.faults, readers.delivered, readers.balances(3)], [NONE, 6, [0, 0]]);
});

Deno.test("Readers finds nothing wrong however the bytes are cut", () => {
  const all = new TextEncoder().encode(line(0, 0) + line(1, 0) + line(0, 1));
  for (let cut = 0; cut <= all.length; cut++) {
    const { readers, give } = stage();
    give(0, all.slice(0, cut));
    give(1, all.slice(0, all.length - cut));
    give(0, all.slice(cut));
    give(1, all.slice(all.length - cut));
    assertEquals([cut, readers.faults, readers.balances(3)], [cut, NONE, [0, 0]]);
  }
});

Deno.test("Readers counts a line that one of them did not have", () => {
  const { completed, readers, give } = stage();
  give(0, line(0, 0) + line(0, 1) + line(0, 2));
  give(1, line(0, 0) + line(0, 2));
  assertEquals(readers.balances(3), [0, 1]);
  assertEquals(completed, [0, 0, 0]);
});

Deno.test("Readers counts a line that came twice", () => {
  const { readers, give } = stage();
  give(0, line(0, 0) + line(0, 1));
  give(1, line(0, 0) + line(0, 0) + line(0, 1));
  assertEquals([readers.faults.misplaced, readers.balances(2)], [1, [0, -1]]);
});

Deno.test("Readers counts lines in another order than the others had", () => {
  const { readers, give } = stage();
  give(0, line(0, 0) + line(1, 0));
  give(1, line(1, 0) + line(0, 0));
  assertEquals([readers.faults.strange, readers.balances(2)], [1, [0, 0]]);
});

Deno.test("Readers counts a damaged line as strange and as missing", () => {
  const { readers, give } = stage();
  give(0, line(0, 0) + line(0, 1));
  give(1, line(0, 0).replace("~\n", "\n") + line(0, 1));
  assertEquals([readers.faults.strange, readers.balances(2)], [1, [0, 1]]);
});

Deno.test("Readers counts a line of the daemon that one of them did not have", () => {
  const { readers, give } = stage();
  give(0, `bob has arrived\n${line(0, 0)}`);
  give(1, line(0, 0));
  assertEquals([readers.faults.unheard, readers.balances(1)], [1, [0, 0]]);
});

Deno.test("Readers takes what was announced as skipped for had", () => {
  const { readers, give } = stage();
  give(0, line(0, 0) + line(0, 1) + line(0, 2) + line(0, 3));
  give(1, `${line(0, 0)}-- 2 messages skipped\n${line(0, 3)}`);
  assertEquals([readers.faults, readers.skipped, readers.balances(4)], [NONE, 2, [0, 0]]);
  assertEquals(readers.hasAll(4), true);
});

Deno.test("Readers does not blame a receiver for what the one ahead has skipped", () => {
  const { readers, give } = stage();
  give(0, `${line(0, 0)}-- 1 message skipped\n${line(0, 2)}`);
  give(1, line(0, 0) + line(0, 1) + line(0, 2));
  assertEquals([readers.faults, readers.balances(3)], [NONE, [0, 0]]);
});

Deno.test("Readers sees a skip that was announced with a wrong count", () => {
  const { readers, give } = stage();
  give(0, line(0, 0) + line(0, 1) + line(0, 2));
  give(1, `-- 1 message skipped\n${line(0, 2)}`);
  assertEquals(readers.balances(3), [0, 1]);
});

Deno.test("Readers leaves private words of the daemon out of the comparison", () => {
  const { readers, give } = stage();
  give(0, `${line(0, 0)}-- a word for you alone\n${line(0, 1)}`);
  give(1, line(0, 0) + line(0, 1));
  assertEquals([readers.faults, readers.notices], [NONE, 1]);
});
