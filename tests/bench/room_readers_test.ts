import { assertEquals } from "@std/assert";
import { RecordFormat } from "../../bench/meter/record.ts";
import { countUnordered, RoomReaders } from "../../bench/meter/room_readers.ts";

const FORMAT = new RecordFormat(32, 1);

/** Three clients: 0 and 1 are in `dev` and hear sender 0, 1 and 2 are in `ops` and hear sender 1. */
function stage() {
  const readers = new RoomReaders(FORMAT, {
    clients: 3,
    senders: 2,
    roomOf: (sender) => sender === 0 ? "dev" : "ops",
    hears: (client, sender) => client === sender || client === sender + 1,
  });
  const give = (reader: number, ...texts: string[]) => {
    const bytes = new TextEncoder().encode(texts.join(""));
    readers.take(reader, bytes, { length: bytes.length, now: 10 });
  };
  return { readers, give };
}

function line(room: string, sender: number, number: number): string {
  const bytes = new Uint8Array(33);
  FORMAT.write(bytes, { sender, number, sentAt: 0 });
  return `#${room} ann: ${new TextDecoder().decode(bytes)}`;
}

const DEV = line("dev", 0, 0);
const OPS = line("ops", 1, 0);

Deno.test("RoomReaders finds nothing wrong where each has the lines of its rooms", () => {
  const { readers, give } = stage();
  give(0, DEV);
  give(1, OPS, "#ops bob has arrived\n", DEV);
  give(2, OPS);
  assertEquals([readers.faults(2), readers.delivered, readers.hasAll(2)], [{}, 4, true]);
});

Deno.test("RoomReaders finds nothing wrong however the bytes are cut", () => {
  for (let cut = 0; cut <= DEV.length; cut++) {
    const { readers, give } = stage();
    give(0, DEV);
    give(1, DEV.slice(0, cut));
    give(1, DEV.slice(cut), OPS);
    give(2, OPS);
    assertEquals([cut, readers.faults(2)], [cut, {}]);
  }
});

for (
  const [what, first, second, faults] of [
    ["a missing line", DEV, OPS, { lost: 1 }],
    ["a line that came twice", DEV, OPS + DEV + DEV, { surplus: 1, strange: 1, misplaced: 1 }],
    ["a line in another room", DEV.replace("dev", "ops"), OPS + DEV, { strange: 1 }],
    ["a line without its room", DEV.slice(5), OPS + DEV, { strange: 1 }],
    ["a line for another client", OPS, OPS + DEV, { strange: 1 }],
    ["a damaged line", DEV.replace("~\n", "\n"), OPS + DEV, { lost: 1, strange: 1 }],
    ["a skip", "#dev -- 1 message skipped\n", OPS + DEV, { skipped: 1 }],
  ] as const
) {
  Deno.test(`RoomReaders counts ${what}`, () => {
    const { readers, give } = stage();
    give(0, first);
    give(1, second);
    give(2, OPS);
    assertEquals(readers.faults(2), faults);
  });
}

Deno.test("RoomReaders counts lines that come out of the order of their sender", () => {
  const { readers, give } = stage();
  const later = line("dev", 0, 1);
  give(0, later, DEV);
  give(1, later, DEV, OPS);
  give(2, OPS);
  assertEquals(readers.faults(3), { strange: 4 });
});

Deno.test("countUnordered() is 0 if one order agrees with what everybody heard", () => {
  assertEquals(countUnordered([[0, 1, 3], [0, 2, 3], [1, 2], []], 4), 0);
});

Deno.test("countUnordered() finds two lines that two heard in different order", () => {
  assertEquals(countUnordered([[0, 1, 2], [2, 0]], 4), 3);
});

Deno.test("countUnordered() finds what contradicts itself over three who share one line each", () => {
  assertEquals(countUnordered([[0, 1], [1, 2], [2, 0]], 3), 3);
});
