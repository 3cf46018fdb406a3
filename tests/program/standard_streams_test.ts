import { assertEquals, assertRejects } from "@std/assert";
import {
  complain,
  endingAtFailure,
  inputStream,
  OutputClosed,
  printText,
  StreamFailure,
  type Writable,
  writeText,
} from "../../lib/program/standard_streams.ts";
import { streamProblemIn } from "../../lib/words/catalogue/streams.ts";

/** What a descriptor does at one attempt: takes so many bytes at most, or fails. */
type Attempt = number | Error;

/** A descriptor that follows a script, and takes everything when that is over. */
class ScriptedFile implements Writable {
  written = "";
  readonly #attempts: Attempt[];

  constructor(...attempts: Attempt[]) {
    this.#attempts = attempts;
  }

  write(bytes: Uint8Array): Promise<number> {
    const attempt = this.#attempts.shift() ?? bytes.length;
    if (attempt instanceof Error) return Promise.reject(attempt);
    const taken = bytes.subarray(0, attempt);
    this.written += new TextDecoder().decode(taken);
    return Promise.resolve(taken.length);
  }
}

const wouldBlock = () => new Deno.errors.WouldBlock("Resource temporarily unavailable");

/** The system's error as the runtime words it. */
function systemError(text: string, number: number): Error {
  return new Error(`${text} (os error ${number})`);
}

function rests(): { taken: number[]; rest: (millis: number) => Promise<void> } {
  const taken: number[] = [];
  const rest = (millis: number) => {
    taken.push(millis);
    return Promise.resolve();
  };
  return { taken, rest };
}

Deno.test("writeText() writes all of a text, however little is taken at once", async () => {
  const file = new ScriptedFile(1, 2, 1);
  await writeText(file, "hello\n");
  assertEquals(file.written, "hello\n");
});

Deno.test("writeText() waits where a descriptor takes nothing at the moment, and goes on", async () => {
  const { taken, rest } = rests();
  const blocked = Array.from({ length: 9 }, wouldBlock);
  const file = new ScriptedFile(3, ...blocked, 1, wouldBlock(), 0, new Deno.errors.Interrupted());
  await writeText(file, "hello\n", rest);
  assertEquals(file.written, "hello\n");
  assertEquals(taken, [10, 20, 40, 80, 160, 320, 640, 1000, 1000, 10, 20, 40]);
});

for (const error of [new Deno.errors.BrokenPipe(), new Deno.errors.ConnectionReset()]) {
  Deno.test(`writeText() takes ${error.name} for a reader that is gone`, async () => {
    await assertRejects(() => writeText(new ScriptedFile(error), "x"), OutputClosed);
  });
}

const FAILURES = [
  ["No space left on device", 28, "no space left on device", "设备上没有剩余空间"],
  ["Input/output error", 5, "input/output error", "输入/输出错误"],
  ["Bad file descriptor", 9, "bad file descriptor", "文件描述符无效"],
  ["File too large", 27, "file too large", "文件太大"],
  ["Disk quota exceeded", 122, "disk quota exceeded", "超出磁盘配额"],
  ["Something else", 99, "something else", "something else"],
] as const;

for (const [text, number, en, zh] of FAILURES) {
  Deno.test(`writeText() says that there is: ${en}`, async () => {
    const file = new ScriptedFile(systemError(text, number));
    const failure = await assertRejects(() => writeText(file, "x"), StreamFailure);
    assertEquals(failure.message, `cannot write the output: ${en}`);
    assertEquals(streamProblemIn("zh", failure.problem), `无法写入输出：${zh}`);
  });
}

Deno.test("printText() gives 0 for what was written, and for what nobody reads", async () => {
  const err = new ScriptedFile();
  const parts = { program: "hubbub", language: "en", err } as const;
  const out = new ScriptedFile();
  assertEquals(await printText("help\n", { ...parts, out }), 0);
  assertEquals(out.written, "help\n");
  const closed = new ScriptedFile(new Deno.errors.BrokenPipe());
  assertEquals(await printText("help\n", { ...parts, out: closed }), 0);
  assertEquals(err.written, "");
});

Deno.test("printText() gives 1 and one sentence for what cannot be written", async () => {
  const err = new ScriptedFile();
  const out = new ScriptedFile(2, systemError("No space left on device", 28));
  assertEquals(await printText("help\n", { program: "hubbubd", language: "en", out, err }), 1);
  assertEquals(err.written, "hubbubd: cannot write the output: no space left on device\n");
});

Deno.test("complain() does not fail where standard error is full as well", async () => {
  await complain(new ScriptedFile(systemError("No space left on device", 28)), "hubbub: x");
});

/** Reads a descriptor to its end: each read gives a text, an error, nothing, or the end. */
async function readAll(
  ...reads: Array<string | Error>
): Promise<{ text: string; rests: number[] }> {
  const { taken, rest } = rests();
  const file = {
    read(buffer: Uint8Array): Promise<number | null> {
      const next = reads.shift();
      if (next === undefined) return Promise.resolve(null);
      if (next instanceof Error) return Promise.reject(next);
      return Promise.resolve(new TextEncoder().encodeInto(next, buffer).written);
    },
  };
  const text = await new Response(inputStream(file, rest)).text();
  return { text, rests: taken };
}

Deno.test("inputStream() gives what is read until the end", async () => {
  assertEquals(await readAll("one", "two"), { text: "onetwo", rests: [] });
});

Deno.test("inputStream() waits where a descriptor has nothing at the moment", async () => {
  const blocked = Array.from({ length: 5 }, wouldBlock);
  assertEquals(await readAll("one", ...blocked, "two", wouldBlock(), "three"), {
    text: "onetwothree",
    rests: [10, 20, 40, 80, 100, 10],
  });
});

const UNREADABLE = [
  [new Deno.errors.IsADirectory("Is a directory (os error 21)"), "is a directory"],
  [systemError("Bad file descriptor", 9), "bad file descriptor"],
  [systemError("Input/output error", 5), "input/output error"],
] as const;

for (const [error, reason] of UNREADABLE) {
  Deno.test(`inputStream() says that standard input cannot be read: ${reason}`, async () => {
    const failure = await assertRejects(() => readAll("one", error), StreamFailure);
    assertEquals(failure.message, `cannot read standard input: ${reason}`);
  });
}

Deno.test("endingAtFailure() ends where the input fails, and tells of it", async () => {
  const failing = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("one")),
    pull: (controller) => controller.error(new Error("gone")),
  });
  const noted: unknown[] = [];
  const text = await new Response(endingAtFailure(failing, (error) => noted.push(error))).text();
  assertEquals([text, noted.map(String)], ["one", ["Error: gone"]]);
});

Deno.test("endingAtFailure() cancels the input, also while a read waits", async () => {
  let cancelled = 0;
  const silent = new ReadableStream<Uint8Array<ArrayBuffer>>({ cancel: () => void cancelled++ });
  const noted: unknown[] = [];
  const reader = endingAtFailure(silent, (error) => noted.push(error)).getReader();
  const reading = reader.read();
  await reader.cancel();
  assertEquals([await reading, cancelled], [{ done: true, value: undefined }, 1]);
  // What was waiting for the input has seen its end by the next turn.
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(noted, []);
});
