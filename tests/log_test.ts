import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { createLog, type Log, type LogOptions } from "../lib/log.ts";

/** Noon in UTC on the day of the contract's example. */
const NOON = Date.UTC(2026, 10, 20, 12);

/** What stderr does with the next write: takes so many bytes, or throws. */
type Behaviour = number | Error;

class FakeStderr {
  text = "";
  writes = 0;
  readonly next: Behaviour[] = [];
  readonly #decoder = new TextDecoder();

  write = (bytes: Uint8Array): number => {
    this.writes++;
    const behaviour = this.next.shift() ?? bytes.length;
    if (behaviour instanceof Error) throw behaviour;
    const count = Math.min(behaviour, bytes.length);
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
function recordOf(format: "text" | "json", fields: Record<string, string | number | boolean>) {
  const stderr = new FakeStderr();
  const log = logTo(stderr, { format });
  log.info("seen", fields);
  log.flush();
  return stderr.text;
}

Deno.test("a text record is one line: time, level, event and fields", () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr);
  log.info("listening", { transport: "tcp", address: "127.0.0.1:40321" });
  log.warn("full", { limit: 3, isNew: true, cause: undefined });
  log.error("bug");
  log.flush();
  assertEquals(
    stderr.text,
    "2026-11-20T12:00:00.000Z info listening transport=tcp address=127.0.0.1:40321\n" +
      "2026-11-20T12:00:00.000Z warn full limit=3 isNew=true\n" +
      "2026-11-20T12:00:00.000Z error bug\n",
  );
});

Deno.test("a JSON record is one object with the same keys", () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr, { format: "json" });
  log.info("listening", { transport: "tcp", address: "[::1]:40321", cause: undefined, n: 1 });
  log.flush();
  assertEquals(
    stderr.text,
    '{"time":"2026-11-20T12:00:00.000Z","level":"info","event":"listening",' +
      '"transport":"tcp","address":"[::1]:40321","n":1}\n',
  );
});

Deno.test("a text value is quoted where it could be mistaken", () => {
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
    assertEquals(recordOf("text", { value }), `${start}${written}\n`);
  }
});

Deno.test("a JSON record holds no terminal escape, and gives the value back", () => {
  const value = "\x1b[2J\x7f\u009b\u202e\u2028\n";
  const record = recordOf("json", { value });
  assertEquals(JSON.parse(record).value, value);
  assert(record.includes('"value":"\\u001b[2J\\u007f\\u009b\\u202e\\u2028\\n"'));
});

Deno.test("no value breaks out of its line, in either format", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => {
    for (const format of ["text", "json"] as const) {
      const record = recordOf(format, { value });
      assert(record.endsWith("\n"));
      assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(record.slice(0, -1)));
    }
    assertEquals(JSON.parse(recordOf("json", { value })).value, value);
  }));
});

Deno.test("a long value is cut", () => {
  const value = "x".repeat(4097);
  assert(recordOf("text", { value }).endsWith(`value=${"x".repeat(4096)}…\n`));
  assertEquals(JSON.parse(recordOf("json", { value })).value, `${"x".repeat(4096)}…`);
  assert(recordOf("text", { value: "x".repeat(4096) }).endsWith(`value=${"x".repeat(4096)}\n`));
});

Deno.test("records below the level are not written", () => {
  const eventsAt = (level: "debug" | "info" | "warn" | "error") => {
    const stderr = new FakeStderr();
    const log = logTo(stderr, { level });
    log.debug("d");
    log.info("i");
    log.warn("w");
    log.error("e");
    log.flush();
    return stderr.text.split("\n").map((line) => line.split(" ")[2] ?? "").join("");
  };
  assertEquals(eventsAt("debug"), "diwe");
  assertEquals(eventsAt("info"), "iwe");
  assertEquals(eventsAt("warn"), "we");
  assertEquals(eventsAt("error"), "e");
});

Deno.test("the records of one turn are one write, without a flush", async () => {
  const stderr = new FakeStderr();
  const log = logTo(stderr);
  log.info("first");
  log.info("second");
  assertEquals(stderr.writes, 0);
  await Promise.resolve();
  assertEquals(stderr.writes, 1);
  assertEquals(stderr.text.split("\n").length, 3);
  log.flush();
  assertEquals(stderr.writes, 1);
});

Deno.test("what was written in part is finished", () => {
  const stderr = new FakeStderr();
  stderr.next.push(5, 1);
  const log = logTo(stderr);
  log.info("first", { name: "你好" });
  log.flush();
  assertEquals(stderr.text, "2026-11-20T12:00:00.000Z info first name=你好\n");
  assertEquals(log.lost, 0);
});

Deno.test("a full stderr is tried again with the next record, and nothing is lost", () => {
  const stderr = new FakeStderr();
  stderr.next.push(5, new Deno.errors.WouldBlock("full"));
  const log = logTo(stderr);
  log.info("first");
  log.flush();
  assertEquals(stderr.text, "2026-");
  log.info("second");
  log.flush();
  assertEquals(
    stderr.text,
    "2026-11-20T12:00:00.000Z info first\n2026-11-20T12:00:00.000Z info second\n",
  );
  assertEquals(log.lost, 0);
});

Deno.test("a broken stderr loses records, which are counted and told when it is whole again", () => {
  const stderr = new FakeStderr();
  stderr.next.push(new Deno.errors.BrokenPipe("gone"));
  const log = logTo(stderr);
  log.info("first");
  log.info("second");
  log.flush();
  assertEquals(stderr.text, "");
  assertEquals(log.lost, 2);
  log.info("third");
  log.flush();
  assertEquals(
    stderr.text,
    "2026-11-20T12:00:00.000Z info third\n" +
      "2026-11-20T12:00:00.000Z warn log-lost records=2\n",
  );
});

Deno.test("a record that was cut does not run into the next one", () => {
  const stderr = new FakeStderr();
  stderr.next.push(5, new Error("disk full"), new Error("disk full"));
  const log = logTo(stderr);
  log.info("first");
  log.flush();
  log.info("second");
  log.flush();
  log.info("third");
  log.flush();
  assertEquals(log.lost, 2);
  assertEquals(
    stderr.text,
    "2026-\n2026-11-20T12:00:00.000Z info third\n" +
      "2026-11-20T12:00:00.000Z warn log-lost records=2\n",
  );
});

Deno.test("what waits for a full stderr is bounded, and the rest is counted", () => {
  const stderr = new FakeStderr();
  stderr.write = () => {
    throw new Deno.errors.WouldBlock("full");
  };
  const log = logTo(stderr);
  for (let i = 0; i < 100; i++) log.info("seen", { value: "x".repeat(4000) });
  log.flush();
  assertEquals(log.lost, 36);
});

Deno.test("a broken stderr does not end a program that logs", async () => {
  const module = new URL("../lib/log.ts", import.meta.url).href;
  const script = `import { createLog } from "${module}";
    const log = createLog({ format: "text", level: "info" });
    await Deno.stdin.read(new Uint8Array(1));
    log.info("first");
    log.flush();
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
