import { assertEquals } from "@std/assert";
import {
  HOLD_MILLIS,
  MAX_HELD,
  MAX_HELD_UNITS,
  MOST_HOLD_MILLIS,
  PlainConsole,
} from "../../../../lib/client/terminal/plain/console.ts";

/** A terminal with a clock that the test moves. */
class Scene implements AsyncDisposable {
  screen = "";
  readonly entered: string[] = [];
  readonly plainConsole: PlainConsole;
  #now = 0;
  #timers: { at: number; act: () => void }[] = [];
  readonly #keys = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  readonly #writer = this.#keys.writable.getWriter();
  readonly #reading: Promise<void>;
  readonly #lines: Promise<void>;

  constructor() {
    this.plainConsole = new PlainConsole({
      input: this.#keys.readable,
      write: (text) => {
        this.screen += text;
        return Promise.resolve();
      },
      columns: () => 80,
      clock: { steady: () => this.#now },
      later: (millis, act) => {
        const timer = { at: this.#now + millis, act };
        this.#timers.push(timer);
        return () => this.#timers = this.#timers.filter((other) => other !== timer);
      },
    });
    this.#reading = this.plainConsole.read();
    this.#lines = this.#collect();
  }

  /** Types text; resolves when the console has taken it. */
  async type(text: string): Promise<void> {
    await this.#writer.write(new TextEncoder().encode(text));
    // The next read begins when the keys of this one have been handled.
    await this.#writer.ready;
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Moves the clock, and calls what is due. */
  pass(millis: number): void {
    const until = this.#now + millis;
    for (let next = this.#due(until); next !== undefined; next = this.#due(until)) {
      this.#now = next.at;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.act();
    }
    this.#now = until;
  }

  async end(): Promise<void> {
    await this.#writer.close();
    await this.#reading;
    await this.#lines;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.plainConsole.close();
    await this.#reading;
    await this.#lines;
  }

  #due(until: number): { at: number; act: () => void } | undefined {
    return this.#timers.toSorted((a, b) => a.at - b.at).find(({ at }) => at <= until);
  }

  async #collect(): Promise<void> {
    for await (const bytes of this.plainConsole.lines) {
      this.entered.push(new TextDecoder().decode(bytes));
    }
  }
}

Deno.test("what comes in where nothing is typed is written at once", async () => {
  await using scene = new Scene();
  await scene.plainConsole.write("bob: hi\n");
  assertEquals(scene.screen, "bob: hi\n");
});

Deno.test("what comes in while a line is typed follows the line", async () => {
  await using scene = new Scene();
  await scene.type("hal");
  await scene.plainConsole.write("bob: hi\n");
  await scene.type("f\r");
  assertEquals(scene.screen, "half\nbob: hi\n");
  assertEquals(scene.entered, ["half\n"]);
});

Deno.test("what comes in follows a line that is erased again", async () => {
  await using scene = new Scene();
  await scene.type("h");
  await scene.plainConsole.write("bob: hi\n");
  await scene.type("\x7f");
  assertEquals(scene.screen, "h\b \bbob: hi\n");
});

Deno.test("when no key is pressed for a while, it stands on a row of its own, above the line", async () => {
  await using scene = new Scene();
  await scene.type("hal");
  await scene.plainConsole.write("bob: hi\n");
  scene.pass(HOLD_MILLIS - 1);
  assertEquals(scene.screen, "hal");
  await scene.type("f");
  scene.pass(HOLD_MILLIS - 1);
  assertEquals(scene.screen, "half");
  scene.pass(1);
  assertEquals(scene.screen, "half\nbob: hi\nhalf");
});

Deno.test("it is held so long at most, however much is typed", async () => {
  await using scene = new Scene();
  await scene.type("x");
  await scene.plainConsole.write("bob: hi\n");
  for (let passed = 0; passed < MOST_HOLD_MILLIS - 1000; passed += 1000) {
    scene.pass(1000);
    await scene.type("x");
  }
  assertEquals(scene.screen.includes("bob"), false);
  scene.pass(1000);
  assertEquals(scene.screen.includes("x\nbob: hi\nxxx"), true);
});

Deno.test("so much is held at most", async () => {
  await using scene = new Scene();
  await scene.type("x");
  for (let i = 1; i < MAX_HELD; i++) await scene.plainConsole.write(`${i}\n`);
  assertEquals(scene.screen, "x");
  await scene.plainConsole.write("last\n");
  assertEquals(scene.screen.startsWith("x\n1\n2\n"), true);
  assertEquals(scene.screen.endsWith("last\nx"), true);
});

Deno.test("so many characters are held at most, in however few lines", async () => {
  await using scene = new Scene();
  await scene.type("x");
  await scene.plainConsole.write(`${"a".repeat(MAX_HELD_UNITS - 1)}\n`);
  assertEquals(scene.screen, "x");
  await scene.plainConsole.write("b\n");
  assertEquals(scene.screen.endsWith("\nb\nx"), true);
  scene.screen = "";
  await scene.plainConsole.write("c\n");
  assertEquals(scene.screen, "");
});

Deno.test("what is held is shown at once if it must be known before Enter", async () => {
  await using scene = new Scene();
  await scene.type("half");
  await scene.plainConsole.write("-- you speak in #lobby now\n");
  await scene.plainConsole.showHeld();
  assertEquals(scene.screen, "half\n-- you speak in #lobby now\nhalf");
  await scene.plainConsole.showHeld();
  assertEquals(scene.screen.endsWith("\nhalf"), true);
});

Deno.test("a bell is not held", async () => {
  await using scene = new Scene();
  await scene.type("x");
  await scene.plainConsole.write("» bob: ann?\n\x07");
  assertEquals(scene.screen, "x\x07");
  await scene.type("\r");
  assertEquals(scene.screen, "x\x07\n» bob: ann?\n");
});

Deno.test("Ctrl-C gives up a half-typed line, and is left to others where there is none", async () => {
  await using scene = new Scene();
  assertEquals(scene.plainConsole.interrupt(), false);
  await scene.type("half");
  await scene.plainConsole.write("bob: hi\n");
  assertEquals(scene.plainConsole.interrupt(), true);
  assertEquals(scene.screen, "half^C\nbob: hi\n");
  assertEquals(scene.plainConsole.interrupt(), false);
});

Deno.test("Ctrl-D ends the lines", async () => {
  await using scene = new Scene();
  await scene.type("one\r");
  await scene.type("\x04");
  assertEquals(scene.entered, ["one\n"]);
});

Deno.test("a half-typed line is not entered when the terminal is gone", async () => {
  await using scene = new Scene();
  await scene.type("half");
  await scene.end();
  assertEquals(scene.entered, []);
});

Deno.test("at the end, what was held is written", async () => {
  const scene = new Scene();
  await scene.type("half");
  await scene.plainConsole.write("bob: hi\n");
  await scene[Symbol.asyncDispose]();
  assertEquals(scene.screen, "half\nbob: hi\n");
});
