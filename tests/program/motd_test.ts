import { assertEquals, assertRejects } from "@std/assert";
import { CannotStart } from "../../lib/program/cannot_start.ts";
import { MAX_MOTD_BYTES, MAX_MOTD_LINES, readMotd } from "../../lib/program/motd.ts";
import { startProblemIn } from "../../lib/words/catalogue/starting.ts";

const LARGE_QUEUE = 64 * 1_048_576;

async function linesOf(content: string | Uint8Array, queue = LARGE_QUEUE) {
  const path = await Deno.makeTempFile();
  try {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(path, bytes);
    return await readMotd(path, queue);
  } finally {
    await Deno.remove(path);
  }
}

/** The sentence that refuses a file, with `FILE` in place of its path. */
async function refusal(content: string, queue = LARGE_QUEUE): Promise<string> {
  const { message } = await assertRejects(() => linesOf(content, queue), CannotStart);
  return message.replace(/"[^"]*"/, "FILE");
}

Deno.test("the message of the day is the lines of the file, without empty ones at its end", async () => {
  assertEquals(await linesOf("welcome\r\n\n  be kind  \n\n\n"), ["welcome", "", "  be kind"]);
  assertEquals(await linesOf("one line"), ["one line"]);
  assertEquals(await linesOf("\n\n"), []);
  assertEquals(await linesOf(""), []);
});

Deno.test("nothing in it reaches a terminal but text", async () => {
  const nasty = "\x1b]0;title\x07\x1b[2J \x9b31m \u202eabc \u{e0041}";
  const [line = ""] = await linesOf(nasty);
  // deno-lint-ignore no-control-regex
  assertEquals(/[\x00-\x1f\x7f-\x9f\u202e\u{e0041}]/u.test(line), false, line);
  assertEquals(await linesOf(new Uint8Array([0x61, 0xff, 0x62])), ["a\ufffdb"]);
});

Deno.test("its lines, its bytes and its part of a send queue have a bound", async () => {
  const lines = "x\n".repeat(MAX_MOTD_LINES);
  assertEquals((await linesOf(lines)).length, 100);
  assertEquals(await refusal(`${lines}x`), "the message of the day FILE has more than 100 lines");
  const full = "x".repeat(MAX_MOTD_BYTES);
  assertEquals((await linesOf(full))[0]?.length, 16_384);
  assertEquals(
    await refusal(`${full}x`),
    "the message of the day FILE has more than 16384 bytes",
  );
  // A line of 430 characters takes 512 bytes: 80 for what is around it, and 2 quotes.
  assertEquals((await linesOf("x".repeat(430), 1024)).length, 1);
  assertEquals(
    await refusal("x".repeat(431), 1024),
    "the message of the day FILE is too long for --send-queue-max 1024",
  );
});

Deno.test("a file that cannot be read is one sentence in each language", async () => {
  const error = await assertRejects(() => readMotd("/nowhere/m", 1024), CannotStart);
  assertEquals(
    error.message,
    'cannot read the message of the day "/nowhere/m": there is no such file',
  );
  assertEquals(
    startProblemIn("zh", error.problem),
    '无法读取欢迎消息文件 "/nowhere/m"：没有这个文件',
  );
});
