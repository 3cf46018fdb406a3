import { assert, assertEquals, fail } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { contained, createLog, type Log, type LogOptions } from "../../lib/log/log.ts";

/** Noon in UTC on the day of the contract's example. */
const NOON = Date.UTC(2026, 10, 20, 12);

/** What stderr does with the next write: takes so many bytes, throws, or keeps it waiting. */
type Behaviour = number | Error | Promise<number>;

class FakeStderr {
  text = "";
  writes = 0;
  readonly next: Behaviour[] = [];
  readonly #decoder = new TextDecoder();

  write = async (bytes: Uint8Array): Promise<number> => {
    this.writes++;
    const behaviour = this.next.shift() ?? bytes.length;
    if (behaviour instanceof Error) throw behaviour;
    const count = Math.min(await behaviour, bytes.length);
    this.text += this.#decoder.decode(bytes.subarray(0, count), { stream: true });
    return count;
  };
}

function logTo(stderr: FakeStderr, options: Partial<LogOptions> = {}): Log {
  return createLog({
    format: "text",
    level: "info",
    write: stderr.write,
    now: () => NOON,
    ...options,
  });
}

/** What one record becomes. */
async function recordOf(
  format: "text" | "json",
  fields: Record<string, string | number | boolean>,
) {
  const stderr = new FakeStderr();
  const log = logTo(stderr, { format });
  log.info("seen", fields);
  await log.flush();
  return stderr.text;
}

Deno.test("a text record is one line: time, level, event and fields", async () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr);
  log.info("listening", { transport: "tcp", address: "127.0.0.1:40321" });
  log.warn("full", { limit: 3, isNew: true, cause: undefined });
  log.error("bug");
  await log.flush();
  assertEquals(
    stderr.text,
    "2026-11-20T12:00:00.000Z info listening transport=tcp address=127.0.0.1:40321\n" +
      "2026-11-20T12:00:00.000Z warn full limit=3 isNew=true\n" +
      "2026-11-20T12:00:00.000Z error bug\n",
  );
});

Deno.test("a JSON record is one object with the same keys", async () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr, { format: "json" });
  log.info("listening", { transport: "tcp", address: "[::1]:40321", cause: undefined, n: 1 });
  await log.flush();
  assertEquals(
    stderr.text,
    '{"time":"2026-11-20T12:00:00.000Z","level":"info","event":"listening",' +
      '"transport":"tcp","address":"[::1]:40321","n":1}\n',
  );
});

Deno.test("a text value is quoted where it could be mistaken", async () => {
  const start = "2026-11-20T12:00:00.000Z info seen value=";
  const cases: readonly (readonly [string, string])[] = [
    ["[::1]:8000", "[::1]:8000"],
    ["unix:/run/chat.sock", "unix:/run/chat.sock"],
    ["你好", "你好"],
    ["", '""'],
    ["a b", '"a b"'],
    ["a=b", '"a=b"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["a\\b", '"a\\\\b"'],
    ["it's", '"it\'s"'],
    ["a\nb info fake", '"a\\u{a}b info fake"'],
    ["\x1b]0;title\x07", '"\\u{1b}]0;title\\u{7}"'],
    ["\u009b31m\u202e\u2028", '"\\u{9b}31m\\u{202e}\\u{2028}"'],
    ["%s%n{}$&`", "%s%n{}$&`"],
  ];
  for (const [value, written] of cases) {
    assertEquals(await recordOf("text", { value }), `${start}${written}\n`);
  }
});

Deno.test("a JSON record holds no terminal escape, and gives the value back", async () => {
  const value = "\x1b[2J\x7f\u009b\u202e\u2028\n";
  const record = await recordOf("json", { value });
  assertEquals(JSON.parse(record).value, value);
  assert(record.includes('"value":"\\u001b[2J\\u007f\\u009b\\u202e\\u2028\\n"'));
});

Deno.test("no value breaks out of its line, in either format", async () => {
  await fc.assert(fc.asyncProperty(fc.string({ unit: "binary" }), async (value) => {
    for (const format of ["text", "json"] as const) {
      const record = await recordOf(format, { value });
      assert(record.endsWith("\n"));
      assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(record.slice(0, -1)));
    }
    assertEquals(JSON.parse(await recordOf("json", { value })).value, value);
  }));
});

Deno.test("a long value is cut", async () => {
  const value = "x".repeat(4097);
  assert((await recordOf("text", { value })).endsWith(`value=${"x".repeat(4096)}…\n`));
  assertEquals(JSON.parse(await recordOf("json", { value })).value, `${"x".repeat(4096)}…`);
  assert(
    (await recordOf("text", { value: "x".repeat(4096) })).endsWith(`value=${"x".repeat(4096)}\n`),
  );
});

Deno.test("records below the level are not written", async () => {
  const eventsAt = async (level: "debug" | "info" | "warn" | "error") => {
    const stderr = new FakeStderr();
    const log = logTo(stderr, { level });
    log.debug("d");
    log.info("i");
    log.warn("w");
    log.error("e");
    await log.flush();
    return stderr.text.split("\n").map((line) => line.split(" ")[2] ?? "").join("");
  };
  assertEquals(await eventsAt("debug"), "diwe");
  assertEquals(await eventsAt("info"), "iwe");
  assertEquals(await eventsAt("warn"), "we");
  assertEquals(await eventsAt("error"), "e");
});

Deno.test("where the daemon listens is written at every level", async () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr, { level: "error" });
  log.info("listening", { transport: "tcp" });
  log.info("connected");
  await log.flush();
  assertEquals(stderr.text, "2026-11-20T12:00:00.000Z info listening transport=tcp\n");
});

Deno.test("for a journal each record begins with its priority, in either format", async () => {
  for (const format of ["text", "json"] as const) {
    const stderr = new FakeStderr();
    const log = logTo(stderr, { format, level: "debug", hasPriorities: true });
    log.debug("d");
    log.info("i");
    log.warn("w");
    log.error("e");
    await log.flush();
    const lines = stderr.text.trimEnd().split("\n");
    assertEquals(lines.map((line) => line.slice(0, 3)), ["<7>", "<6>", "<4>", "<3>"]);
  }
});

Deno.test("the records of one turn are one write, without a flush", async () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr);
  log.info("first");
  log.info("second");
  assertEquals(stderr.writes, 0);
  await Promise.resolve();
  assertEquals(stderr.writes, 1);
  await log.flush();
  assertEquals(stderr.text.split("\n").length, 3);
  assertEquals(stderr.writes, 1);
});

Deno.test("a log that was busy catches up in a few writes, since each costs a turn", async () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr);
  for (let i = 0; i < 2000; i++) log.info("entered", { id: i, name: "somebody-with-a-long-name" });
  await log.flush();
  assertEquals(log.lost, 0);
  assert(stderr.writes <= 4, `${stderr.writes} writes`);
});

Deno.test("what was written in part is finished", async () => {
  const stderr = new FakeStderr();
  stderr.next.push(5, 1);
  const log = logTo(stderr);
  log.info("first", { name: "你好" });
  await log.flush();
  assertEquals(stderr.text, "2026-11-20T12:00:00.000Z info first name=你好\n");
  assertEquals(log.lost, 0);
});

Deno.test("a stderr that says that it is full is tried again, and nothing is lost", async () => {
  const stderr = new FakeStderr();
  stderr.next.push(5, new Deno.errors.WouldBlock("full"), 0);
  const log = logTo(stderr);
  log.info("first");
  await log.flush();
  assertEquals(stderr.text, "2026-11-20T12:00:00.000Z info first\n");
  assertEquals(log.lost, 0);
});

Deno.test("a stderr that takes nothing is sent one write, and holds nobody up", async () => {
  const stderr = new FakeStderr();
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<number>();
  stderr.next.push(goesOn);
  const log = logTo(stderr);
  log.info("first");
  await Promise.resolve();
  log.info("second");
  await log.flush(AbortSignal.abort());
  assertEquals([stderr.writes, stderr.text], [1, ""]);
  goOn(Infinity);
  await log.flush();
  assertEquals(
    stderr.text,
    "2026-11-20T12:00:00.000Z info first\n2026-11-20T12:00:00.000Z info second\n",
  );
});

Deno.test("a flush ends at its signal, also when that comes later", async () => {
  const stderr = new FakeStderr();
  stderr.next.push(Promise.withResolvers<number>().promise);
  const log = logTo(stderr);
  log.info("first");
  const patience = new AbortController();
  const flushed = log.flush(patience.signal);
  patience.abort();
  await flushed;
  assertEquals(stderr.text, "");
});

Deno.test("a broken stderr loses records, which are counted and told when it is whole again", async () => {
  const stderr = new FakeStderr();
  stderr.next.push(new Deno.errors.BrokenPipe("gone"));
  const log = logTo(stderr);
  log.info("first");
  log.info("second");
  await log.flush();
  assertEquals(stderr.text, "");
  assertEquals(log.lost, 2);
  log.info("third");
  await log.flush();
  assertEquals(
    stderr.text,
    "2026-11-20T12:00:00.000Z info third\n" +
      "2026-11-20T12:00:00.000Z warn log-lost records=2 total=2\n",
  );
});

Deno.test("a record that was cut does not run into the next one", async () => {
  const stderr = new FakeStderr();
  stderr.next.push(5, new Error("disk full"), new Error("disk full"));
  const log = logTo(stderr);
  log.info("first");
  await log.flush();
  log.info("second");
  await log.flush();
  log.info("third");
  await log.flush();
  assertEquals(log.lost, 2);
  assertEquals(
    stderr.text,
    "2026-\n2026-11-20T12:00:00.000Z info third\n" +
      "2026-11-20T12:00:00.000Z warn log-lost records=2 total=2\n",
  );
});

Deno.test("what waits for a stopped stderr is bounded; what is lost is counted and told", async () => {
  const stderr = new FakeStderr();
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<number>();
  stderr.next.push(goesOn);
  const log = logTo(stderr);
  for (let i = 0; i < 100; i++) log.info("seen", { value: "x".repeat(4000) });
  assertEquals(log.lost, 36);
  goOn(Infinity);
  await log.flush();
  const lines = stderr.text.trimEnd().split("\n");
  assertEquals(lines.length, 65);
  assertEquals(lines.at(-1), "2026-11-20T12:00:00.000Z warn log-lost records=36 total=36");
  log.info("later");
  await log.flush();
  assert(stderr.text.endsWith(" info later\n"));
});

Deno.test("each loss is told where it happened, with what was lost since the last one", async () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr);
  for (const count of [66, 67]) {
    const { promise: goesOn, resolve: goOn } = Promise.withResolvers<number>();
    stderr.next.push(goesOn);
    for (let i = 0; i < count; i++) log.info("seen", { value: "x".repeat(4000) });
    goOn(Infinity);
    await log.flush();
  }
  assertEquals(stderr.text.match(/log-lost.*/g), [
    "log-lost records=2 total=2",
    "log-lost records=3 total=5",
  ]);
});

Deno.test("a record that cannot be written is lost, and nothing is thrown", async () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr);
  const hostile = { toString: () => fail("no words") } as unknown as string;
  log.info("first", { value: hostile });
  log.info("second");
  await log.flush();
  assertEquals(
    stderr.text,
    "2026-11-20T12:00:00.000Z info second\n" +
      "2026-11-20T12:00:00.000Z warn log-lost records=1 total=1\n",
  );
});

Deno.test("a clock that tells no time loses records, and nothing is thrown", async () => {
  const stderr = new FakeStderr();
  let time = NaN;
  const log = logTo(stderr, { now: () => time });
  log.info("first");
  await log.flush();
  time = NOON;
  log.info("second");
  await log.flush();
  assertEquals(log.lost, 1);
});

Deno.test("a contained log throws nothing, whatever the one behind it does", async () => {
  const broken = () => {
    throw new Error("the log has a bug");
  };
  const log = contained({
    debug: broken,
    info: broken,
    warn: broken,
    error: broken,
    flush: broken,
    lost: 7,
  });
  for (const level of ["debug", "info", "warn", "error"] as const) log[level]("seen");
  await log.flush();
  assertEquals(log.lost, 7);
});

Deno.test("a broken stderr does not end a program that logs", async () => {
  const module = new URL("../../lib/log/log.ts", import.meta.url).href;
  const script = `import { createLog } from "${module}";
    const log = createLog({ format: "text", level: "info" });
    await Deno.stdin.read(new Uint8Array(1));
    log.info("first");
    await log.flush();
    console.log(log.lost);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", "--ext=ts", script],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await child.stderr.cancel();
  const writer = child.stdin.getWriter();
  await writer.write(new Uint8Array(1));
  await writer.close();
  const output = await new Response(child.stdout).text();
  assertEquals([(await child.status).code, output.trim()], [0, "1"]);
});
