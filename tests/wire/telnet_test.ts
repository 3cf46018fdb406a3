/**
 * Which bytes are telnet commands, each form whole and cut between any two bytes.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { TelnetFilter } from "../../lib/wire/telnet.ts";

/** What is left of these chunks, which have to be the same uncut and byte by byte. */
function strip(bytes: readonly number[]): { kept: number[]; removedBytes: number } {
  const whole = new TelnetFilter();
  const kept = [...whole.strip(Uint8Array.from(bytes)).bytes];
  const cut = new TelnetFilter();
  assertEquals(bytes.flatMap((byte) => [...cut.strip(Uint8Array.of(byte)).bytes]), kept);
  assertEquals(cut.removedBytes, whole.removedBytes);
  return { kept, removedBytes: whole.removedBytes };
}

/** What is asked for: the bytes of each answer, or AYT. */
function requestsOf(bytes: readonly number[]): (number[] | "AYT")[] {
  const { requests } = new TelnetFilter().strip(Uint8Array.from(bytes));
  return requests.map(({ request }) => request.kind === "telnet" ? [...request.answer] : "AYT");
}

Deno.test("TelnetFilter knows a chunk that needs no copy", () => {
  const filter = new TelnetFilter();
  const plain = Uint8Array.of(0, 10, 13, 97, 240, 254);
  assertEquals([filter.isPlain(plain), filter.isPlain(Uint8Array.of(97, 255))], [true, false]);
  filter.strip(Uint8Array.of(255));
  assertEquals(filter.isPlain(plain), false);
});

Deno.test("TelnetFilter answers DO TIMING-MARK alone of all that can be negotiated", () => {
  for (let option = 0; option < 256; option += 1) {
    assertEquals(requestsOf([255, 253, option]), option === 6 ? [[255, 252, 6]] : []);
    for (const command of [251, 252, 254]) assertEquals(requestsOf([255, command, option]), []);
  }
});

Deno.test("TelnetFilter answers Ctrl-C, Ctrl-Z, Ctrl-\\ and Ctrl-O of a telnet program: TIMING-MARK", () => {
  for (const command of [244, 237, 243, 245]) {
    assertEquals(requestsOf([255, command, 255, 253, 6]), [[255, 252, 6]]);
  }
});

// RFC 854 forbids answers that could be answered for ever.
Deno.test("TelnetFilter answers no WONT and no DONT, and no other command", () => {
  for (let command = 236; command < 255; command += 1) {
    if (command === 253 || command === 246 || command === 250) continue;
    assertEquals(requestsOf([255, command, 6, 97]), [], String(command));
  }
  assertEquals(requestsOf([255, 250, 31, 255, 253, 6, 0, 255, 240]), []);
});

Deno.test("TelnetFilter answers three bytes for three, together where nothing is between them", () => {
  const mark = [255, 253, 6];
  const bytes = [...mark, 255, 251, 24, ...mark, 97, ...mark, 255, 246, ...mark, ...mark];
  const { requests } = new TelnetFilter().strip(Uint8Array.from(bytes));
  assertEquals(requests.map(({ at }) => at), [0, 1, 1, 1]);
  assertEquals(requestsOf(bytes), [
    [255, 252, 6, 255, 252, 6],
    [255, 252, 6],
    "AYT",
    [255, 252, 6, 255, 252, 6],
  ]);
});

Deno.test("TelnetFilter makes EC and EL bytes that edit the line", () => {
  assertEquals(strip([97, 255, 247, 98, 255, 248]), { kept: [97, 127, 98, 21], removedBytes: 2 });
});

Deno.test("TelnetFilter removes commands of two bytes", () => {
  for (const command of [236, 239, 240, 241, 249]) {
    assertEquals(strip([97, 255, command, 98]), { kept: [97, 98], removedBytes: 2 });
  }
});

Deno.test("TelnetFilter removes WILL, WONT, DO and DONT with any option", () => {
  for (const command of [251, 252, 253, 254]) {
    for (const option of [0, 10, 24, 240, 255]) {
      assertEquals(strip([97, 255, command, option, 98]), { kept: [97, 98], removedBytes: 3 });
    }
  }
});

Deno.test("TelnetFilter takes IAC IAC as one byte of text", () => {
  assertEquals(strip([97, 255, 255, 98]), { kept: [97, 255, 98], removedBytes: 1 });
  assertEquals(strip([255, 255, 255, 241]), { kept: [255], removedBytes: 3 });
});

Deno.test("TelnetFilter keeps an IAC that no command follows, and the byte after it", () => {
  for (const byte of [0, 10, 97, 235]) {
    assertEquals(strip([255, byte, 98]), { kept: [255, byte, 98], removedBytes: 0 });
  }
});

Deno.test("TelnetFilter removes a subnegotiation, also over IAC IAC and other commands in it", () => {
  assertEquals(strip([97, 255, 250, 31, 0, 80, 255, 240, 98]).kept, [97, 98]);
  assertEquals(strip([255, 250, 24, 255, 255, 240, 255, 241, 65, 255, 240, 98]), {
    kept: [98],
    removedBytes: 11,
  });
});

Deno.test("TelnetFilter leaves a subnegotiation of 1,024 bytes without an end", () => {
  const filler = (length: number): number[] => Array(length).fill(120);
  assertEquals(strip([255, 250, ...filler(1024), 98]), { kept: [98], removedBytes: 1026 });
  assertEquals(strip([255, 250, ...filler(1023), 97, 98]), { kept: [98], removedBytes: 1026 });
  assertEquals(strip([255, 250, ...filler(1022), 255, 240, 98]).kept, [98]);
  assertEquals(strip([255, 250, ...filler(1023), 255, 240, 98]).kept, [240, 98]);
});

Deno.test("TelnetFilter measures each subnegotiation anew", () => {
  const once = [255, 250, ...Array<number>(600).fill(120), 255, 240];
  assertEquals(strip([...once, 97, ...once, 98]), { kept: [97, 98], removedBytes: 1208 });
});

Deno.test("TelnetFilter gives nothing for a command that is cut short", () => {
  for (const cut of [[255], [255, 251], [255, 250, 24, 1], [255, 250, 24, 255]]) {
    assertEquals(strip([97, ...cut]), { kept: [97], removedBytes: 0 });
  }
});
