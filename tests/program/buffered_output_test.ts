import { assertEquals } from "@std/assert";
import { type BufferedFile, bufferedOutput } from "../../lib/program/buffered_output.ts";
import { writeText } from "../../lib/program/standard_streams.ts";

const CAPACITY = 1024;
const LF = 10;

/**
 * A descriptor in non-blocking mode behind a line buffer, as the runtime has it: what could not be
 * written stays in the buffer, and the write fails although its bytes were taken.
 */
class LineBufferedFile implements BufferedFile {
  written = "";
  readonly #isTerminal: boolean;
  readonly #room: number;
  #free = 0;
  #buffer: number[] = [];

  /** Takes so many bytes each time that it is emptied. */
  constructor(isTerminal: boolean, room: number) {
    this.#isTerminal = isTerminal;
    this.#room = room;
  }

  isTerminal(): boolean {
    return this.#isTerminal;
  }

  /** Somebody reads it. */
  empty(): void {
    this.#free = this.#room;
  }

  // deno-lint-ignore require-await
  async write(bytes: Uint8Array): Promise<number> {
    const lines = bytes.lastIndexOf(LF) + 1;
    if (lines > 0) {
      this.#flush();
      const direct = this.#writeNow(bytes.subarray(0, lines));
      const kept = [...bytes.subarray(direct)].slice(0, CAPACITY);
      this.#buffer.push(...kept);
      this.#flush();
      return direct + kept.length;
    }
    if (bytes.length >= CAPACITY) return this.#writeNow(bytes);
    this.#buffer.push(...bytes);
    this.#flush();
    return bytes.length;
  }

  #flush(): void {
    while (this.#buffer.length > 0) {
      this.#buffer.splice(0, this.#writeNow(Uint8Array.from(this.#buffer)));
    }
  }

  #writeNow(bytes: Uint8Array): number {
    const isWhole = !this.#isTerminal && bytes.length <= 4096;
    const count = isWhole && bytes.length > this.#free ? 0 : Math.min(bytes.length, this.#free);
    if (count === 0 && bytes.length > 0) throw new Deno.errors.WouldBlock("try again");
    this.#free -= count;
    this.written += new TextDecoder().decode(bytes.subarray(0, count));
    return count;
  }
}

const TEXTS = [
  ...Array.from({ length: 40 }, (_, i) => `line ${i}\r\n\x1b[2Kand more\r\nbob> draft ${i}`),
  "x".repeat(5000),
  `${"one line of many\n".repeat(600)}an end`,
  `${"y".repeat(3000)}\n`,
  "\n\n\n",
];

for (const room of [1, 7, 100, 4096, 5000]) {
  for (const isTerminal of [true, false]) {
    if (!isTerminal && room < 4096) continue;
    const what = isTerminal ? "terminal" : "pipe";
    Deno.test(`a ${what} that takes ${room} bytes at a time is written each byte once`, async () => {
      const file = new LineBufferedFile(isTerminal, room);
      const rest = () => Promise.resolve(file.empty());
      const output = bufferedOutput(file, rest);
      for (const text of TEXTS) await writeText(output, text, rest);
      assertEquals(file.written, TEXTS.join(""));
    });
  }
}
