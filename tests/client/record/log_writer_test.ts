import { assertEquals, assertRejects } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { LogFile } from "../../../lib/client/record/log_file.ts";
import { LogWriter, MAX_WAITING_BYTES } from "../../../lib/client/record/log_writer.ts";

/** A disk in memory, which can be full, and which takes at most so many bytes at once. */
class Disk {
  readonly files = new Map<string, string>();
  readonly told: string[] = [];
  room = Infinity;
  atOnce = Infinity;
  isOpenable = true;
  day = new Date(2026, 10, 27, 12);
  /** Ends the present rest. */
  wake: () => void = () => {};
  /** Resolves when the writer rests. */
  resting = Promise.withResolvers<void>();
  #moved = new Set<string>();

  readonly writer = new LogWriter({
    path: "talk-%Y-%m-%d",
    open: (path) => Promise.resolve().then(() => this.#open(path)),
    now: () => this.day,
    rest: (millis) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (millis >= 5000) {
        this.wake = resolve;
        this.resting.resolve();
      }
      return [promise, resolve];
    },
    fails: (path, error) => this.told.push(`fails ${path}: ${(error as Error).message}`),
    works: (lost) => this.told.push(`works, lost ${lost}`),
    lostLine: (lost) => `(${lost} lost)`,
  });

  /** The next write finds another file at the path. */
  move(path: string, to: string): void {
    this.files.set(to, this.files.get(path) ?? "");
    this.files.delete(path);
    this.#moved.add(path);
  }

  /** Moves the file of the day away, as a program that rotates logs does. */
  rotate(number: number): void {
    const path = [...this.files.keys()].at(-1);
    if (path === undefined || path.includes(".")) return;
    this.move(path, `${path}.${number}`);
  }

  /** What is in all files, by the order in which they were begun. */
  everything(): string {
    return [...this.files.values()].join("");
  }

  async tryAgain(): Promise<void> {
    this.resting = Promise.withResolvers();
    this.wake();
    await Promise.race([this.resting.promise, this.settled()]);
  }

  async settled(): Promise<void> {
    for (let i = 0; i < 200; i++) await Promise.resolve();
  }

  #open(path: string): LogFile {
    if (!this.isOpenable) throw new Error("denied");
    if (!this.files.has(path)) this.files.set(path, "");
    this.#moved.delete(path);
    return {
      write: async (bytes) => {
        await Promise.resolve();
        const count = Math.min(bytes.length, this.room, this.atOnce);
        if (count === 0) throw new Error("full");
        this.room -= count;
        const text = new TextDecoder().decode(bytes.subarray(0, count));
        this.files.set(path, this.files.get(path) + text);
        return count;
      },
      isInPlace: () => Promise.resolve(!this.#moved.has(path)),
      sync: () => Promise.resolve(),
      close: () => {},
    };
  }
}

const TODAY = "talk-2026-11-27";

Deno.test("lines are written in their order, also by a disk that takes a few bytes at once", async () => {
  const disk = new Disk();
  disk.atOnce = 3;
  disk.writer.add(["one", "two"]);
  disk.writer.add(["three"]);
  assertEquals(await disk.writer.close(), 0);
  assertEquals(disk.files.get(TODAY), "one\ntwo\nthree\n");
  assertEquals(disk.told, []);
});

Deno.test("after midnight lines go to the file of the new day", async () => {
  const disk = new Disk();
  disk.writer.add(["late"]);
  disk.day = new Date(2026, 10, 28);
  disk.writer.add(["early"]);
  await disk.writer.close();
  assertEquals([...disk.files], [[TODAY, "late\n"], ["talk-2026-11-28", "early\n"]]);
});

Deno.test("a full disk is told once, half a line is completed, and nothing is written twice", async () => {
  const disk = new Disk();
  disk.room = 5;
  disk.writer.add(["one", "two"]);
  await disk.resting.promise;
  assertEquals(disk.files.get(TODAY), "one\nt");
  await disk.tryAgain();
  disk.writer.add(["three"]);
  await disk.tryAgain();
  assertEquals(disk.told, [`fails ${TODAY}: full`]);
  disk.room = Infinity;
  await disk.tryAgain();
  assertEquals(disk.files.get(TODAY), "one\ntwo\nthree\n");
  assertEquals(disk.told, [`fails ${TODAY}: full`, "works, lost 0"]);
  disk.room = 0;
  disk.resting = Promise.withResolvers();
  disk.writer.add(["four"]);
  await disk.resting.promise;
  assertEquals(disk.told.length, 3);
  assertEquals(await disk.writer.close(), 1);
});

Deno.test("at most a mebibyte waits; what is beyond is counted, in the log as well", async () => {
  const disk = new Disk();
  disk.room = 0;
  const long = "x".repeat(MAX_WAITING_BYTES - 5);
  disk.writer.add([long]);
  disk.writer.add(["abc"]); // Four bytes with its end: exactly full.
  await disk.resting.promise;
  disk.writer.add(["y"]);
  disk.writer.add(["y", "z"]);
  disk.room = Infinity;
  await disk.tryAgain();
  assertEquals(disk.files.get(TODAY), `${long}\nabc\n(3 lost)\n`);
  assertEquals(disk.told.at(-1), "works, lost 3");
  disk.writer.add(["after"]);
  assertEquals(await disk.writer.close(), 0);
  assertEquals(disk.files.get(TODAY), `${long}\nabc\n(3 lost)\nafter\n`);
});

Deno.test("a file that was moved away is begun anew", async () => {
  const disk = new Disk();
  disk.writer.add(["one"]);
  await disk.settled();
  disk.move(TODAY, "old");
  disk.writer.add(["two"]);
  await disk.writer.close();
  assertEquals([...disk.files], [["old", "one\n"], [TODAY, "two\n"]]);
});

Deno.test("a path that cannot be used is known at the begin", async () => {
  const disk = new Disk();
  disk.isOpenable = false;
  await assertRejects(() => disk.writer.begin(), Error, "denied");
});

Deno.test("the end tries once more, and tells how many lines are not written", async () => {
  const disk = new Disk();
  disk.room = 0;
  disk.writer.add(["one", "two"]);
  await disk.resting.promise;
  disk.writer.add(["three"]);
  assertEquals(await disk.writer.close(), 3);
  const other = new Disk();
  other.room = 0;
  other.writer.add(["one"]);
  await other.resting.promise;
  other.room = Infinity;
  assertEquals(await other.writer.close(), 0);
});

/** What may happen between two lines, or to the disk. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: "add" } as const) },
  { weight: 2, arbitrary: fc.nat(40).map((room) => ({ kind: "room", room } as const)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 9 }).map((n) => ({ kind: "slow", n } as const)),
  },
  { weight: 2, arbitrary: fc.constantFrom({ kind: "retry" } as const, { kind: "move" } as const) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "midnight" } as const) },
);

Deno.test("whatever the disk does, each line is in the log once and in its order", () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const disk = new Disk();
      const lines: string[] = [];
      let moves = 0;
      for (const each of steps) {
        if (each.kind === "add") {
          lines.push(`line ${lines.length}`);
          disk.writer.add(lines.slice(-1));
        } else if (each.kind === "room") disk.room = each.room;
        else if (each.kind === "slow") disk.atOnce = each.n;
        else if (each.kind === "retry") await disk.tryAgain();
        else if (each.kind === "midnight") disk.day = new Date(disk.day.getTime() + 86_400_000);
        else {
          await disk.settled();
          disk.rotate(++moves);
        }
      }
      disk.room = Infinity;
      assertEquals(await disk.writer.close(), 0);
      assertEquals(disk.everything(), lines.map((line) => `${line}\n`).join(""));
      // A failure and its end are told by turns.
      assertEquals(
        disk.told.every((text, at) => text.startsWith(at % 2 ? "works" : "fails")),
        true,
      );
    }),
    { numRuns: 200 },
  ));
