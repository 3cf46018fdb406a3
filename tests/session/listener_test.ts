/**
 * What a telnet program and a terminal that is not UTF-8 are answered, on real sockets.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import type { LineClient } from "../support/line_client.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";

const MARK = [255, 253, 6];

function bytesOf(...parts: (string | readonly number[])[]): Uint8Array {
  const encoder = new TextEncoder();
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "string" ? [...encoder.encode(part)] : part),
  );
}

/** Everything that comes until the end, a character a byte. */
async function rawOf(conn: Deno.TcpConn): Promise<string> {
  const bytes = new Uint8Array(await new Response(conn.readable).arrayBuffer());
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

Deno.test("DO TIMING-MARK is answered once each, after all that came before it", async () => {
  await using house = await House.open();
  const conn = await house.dial();
  const sent = bytesOf(
    "/nick tel\r\n",
    [255, 244],
    MARK,
    "one\r\n",
    MARK,
    MARK,
    "two",
    MARK,
    "\r\n/quit\r\n",
  );
  await conn.write(sent);
  assertEquals(
    await rawOf(conn),
    "You are tel\nNobody else is here\n\xff\xfc\x06tel: one\n\xff\xfc\x06\xff\xfc\x06\xff\xfc\x06tel: two\n",
  );
});

Deno.test("DO TIMING-MARK before the first line is answered behind the greeting", async () => {
  await using house = await House.open();
  const conn = await house.dial();
  await conn.write(bytesOf(MARK));
  await conn.write(bytesOf("/nick tel\n/quit\n"));
  assertEquals(await rawOf(conn), "You are tel\nNobody else is here\n\xff\xfc\x06");
});

Deno.test("DO TIMING-MARK without a line is answered when the client has been greeted", async () => {
  await using house = await House.open(["--names", "guest"]);
  const conn = await house.dial();
  await conn.write(bytesOf([255, 244], MARK));
  const reader = conn.readable.getReader();
  let heard = "";
  while (!heard.endsWith("\x06")) {
    const { value } = await reader.read();
    heard += Array.from(value ?? [], (byte) => String.fromCharCode(byte)).join("");
  }
  assertEquals(heard, "You are guest-1\nNobody else is here\n\xff\xfc\x06");
  await reader.cancel();
});

Deno.test("a flood of DO TIMING-MARK gets three bytes for three and is charged for", async () => {
  await using house = await House.open(["--rate", "1000", "--burst", "3", "--max-line", "300"]);
  const conn = await house.dial();
  await conn.write(bytesOf("/nick tel\n", ...Array<number[]>(2000).fill(MARK), "\n/quit\n"));
  const answers = (await rawOf(conn)).split("\n")[2] ?? "";
  assertEquals(answers, "\xff\xfc\x06".repeat(2000));
});

Deno.test("who does not take the answers to telnet requests is disconnected as any slow reader", async () => {
  await using house = await House.open([
    ...["--send-queue", "1024", "--send-queue-max", "4096", "--stall-timeout", "300ms"],
  ]);
  const conn = await house.dial();
  const flood = bytesOf(...Array<number[]>(20_000).fill(MARK));
  // The kernel takes some megabytes before anything waits here.
  const writing = (async () => {
    for (let sent = 0; sent < 400; sent += 1) await conn.write(flood);
  })().catch(() => {});
  const [record] = await house.logged("disconnected");
  assertEquals(record?.reason, "too-slow");
  conn.close();
  await writing;
});

Deno.test("telnet's AYT is answered as /ping is", async () => {
  await using house = await House.open();
  using tel = await house.enter("tel");
  await tel.sendRaw(bytesOf([255, 246]));
  assertEquals(await tel.line(), "-- pong");
});

Deno.test("telnet's IP, EOF and the like end nothing", async () => {
  await using house = await House.open();
  using tel = await house.enter("tel");
  for (const command of [236, 237, 238, 241, 242, 243, 244, 245, 249]) {
    await tel.sendRaw(bytesOf([255, command]));
  }
  await tel.send("still here");
  assertEquals(await tel.line(), "tel: still here");
});

const NOT_UTF8 = /^-- that was not UTF-8: the others see \ufffd; on Windows: chcp 65001$/;

Deno.test("the first line that is no UTF-8 brings one notice, to its sender alone", async () => {
  await using house = await House.open();
  using bob = await house.enter("bob");
  using win = await house.enter("win");
  for (const line of [[0xc4, 0xe3, 0xba, 0xc3, 10], [0xe9, 10]]) await win.sendRaw(bytesOf(line));
  await win.send("hello");
  const heard = await heardBefore(win, "win: hello");
  // In both languages, for none has been chosen.
  const notices = heard.filter((line) => line.startsWith("--"));
  assertEquals([notices.length, NOT_UTF8.test(notices[0] ?? "")], [2, true]);
  assertMatch(notices[1] ?? "", /^-- 这不是 UTF-8：/);
  assertEquals(heard.filter((line) => line.startsWith("win: ")), [
    "win: \ufffd\ufffd\ufffd",
    "win: \ufffd",
  ]);
  assertEquals((await heardByNow(bob)).filter((line) => line.startsWith("--")), []);
});

Deno.test("a first line and a name that are no UTF-8 bring the notice too", async () => {
  await using house = await House.open(["--names", "guest"]);
  for (const first of [[0xc4, 0xe3], [...bytesOf("/nick "), 0xc4, 0xe3]]) {
    using win = await house.connect();
    await win.sendRaw(bytesOf(first, "\n/ping x\n"));
    assertEquals(
      (await heardBefore(win, "-- pong x")).filter((line) => NOT_UTF8.test(line)).length,
      1,
    );
  }
});

Deno.test("a program is told of bytes that are no UTF-8 by a code", async () => {
  await using house = await House.open();
  using bot = await house.connect('{"hello":1,"nick":"bot"}');
  await bot.take(2);
  await bot.sendRaw(bytesOf('{"type":"say","text":"caf', [0xe9], '"}\n'));
  const [said, notice] = (await bot.take(2)).map((line) => JSON.parse(line ?? ""));
  assertEquals([said.text, notice.code], ["caf\ufffd", "not-utf8"]);
});

Deno.test("a replacement character that was sent as such brings no notice", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  await ann.send("\ufffd");
  assertEquals(await heardByNow(ann), ["ann: \ufffd"]);
});

Deno.test("the notice on UTF-8 is in Chinese alone where Chinese was chosen", async () => {
  await using house = await House.open(["--lang", "zh"]);
  using win = await house.connect("/nick win");
  await win.take(2);
  await win.sendRaw(bytesOf([0xe9, 10]));
  assertMatch(
    (await win.take(2))[1] ?? "",
    /^-- 这不是 UTF-8：别人看到的是 \ufffd；在 Windows 上请运行 chcp 65001$/,
  );
});

Deno.test("a byte order mark before the first line is dropped", async () => {
  await using house = await House.open(["--names", "guest"]);
  for (const cut of [1, 2, 3, 4, 100]) {
    using bot: LineClient = await house.connect();
    const bytes = bytesOf([0xef, 0xbb, 0xbf], `{"hello":1,"nick":"csharp"}\n`);
    await bot.sendRaw(bytes.subarray(0, cut));
    await bot.sendRaw(bytes.subarray(cut));
    assertEquals(JSON.parse(await bot.line() ?? "").you, "csharp");
    await bot.closeWrite();
    await bot.rest();
  }
  using bomber = await house.connect("\ufeff/nick bomber");
  assertEquals(await bomber.line(), "You are bomber");
  await bomber.take(1);
  await bomber.send("\ufeffx");
  assertEquals(await bomber.line(), "bomber: \ufffdx");
});

Deno.test("telnet's EC and EL edit the line", async () => {
  await using house = await House.open();
  using tel = await house.enter("tel");
  await tel.sendRaw(bytesOf("secret", [255, 248], "pubb", [255, 247], "lic\r\n"));
  assertEquals(await tel.line(), "tel: public");
});
