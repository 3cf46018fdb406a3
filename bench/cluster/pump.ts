/**
 * Programs that say many lines at a steady pace, and a listener that counts them: load for a cluster, at
 * little cost of its own.
 *
 * @module
 */

const TICK_MILLIS = 10;
/** So many lines are written at once by those who say as many as are taken. */
const PORTION = 500;
const encoder = new TextEncoder();

/** Programs on one daemon. Hold them with `using`. */
export class Pump implements Disposable {
  readonly #conns: Deno.Conn[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #said = 0;
  #pending = 0;
  #isOver = false;

  /** Connects so many programs to `IP:PORT`. */
  static async connect(address: string, count: number): Promise<Pump> {
    const pump = new Pump();
    for (let i = 0; i < count; i++) {
      const conn = await connectAs(address, `pump${i}`);
      void drain(conn, () => {});
      pump.#conns.push(conn);
    }
    return pump;
  }

  /** How many lines were written so far. */
  get said(): number {
    return this.#said;
  }

  /** Says so many lines a second, of 64 bytes each, until it is told another pace. */
  run(linesPerSecond: number): void {
    clearInterval(this.#timer);
    let due = 0;
    let last = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      due += (now - last) * linesPerSecond / 1000;
      last = now;
      const each = Math.floor(due / this.#conns.length);
      // A daemon that does not keep up takes what it can.
      if (each === 0 || this.#pending > 0) return;
      due -= each * this.#conns.length;
      for (const conn of this.#conns) void this.#say(conn, each);
    }, TICK_MILLIS);
  }

  /** Says so many lines as fast as they are taken. Resolves when they are written, or it has left. */
  async pour(count: number): Promise<void> {
    const each = Math.ceil(count / this.#conns.length);
    await Promise.all(this.#conns.map(async (conn) => {
      for (let left = each; left > 0 && !this.#isOver; left -= PORTION) {
        await this.#say(conn, Math.min(PORTION, left));
      }
    }));
  }

  /** Says nothing more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** Leaves. */
  [Symbol.dispose](): void {
    this.stop();
    this.#isOver = true;
    for (const conn of this.#conns) close(conn);
  }

  async #say(conn: Deno.Conn, count: number): Promise<void> {
    this.#pending++;
    let text = "";
    for (let i = 0; i < count; i++) text += sayLine(++this.#said);
    try {
      const bytes = encoder.encode(text);
      for (let sent = 0; sent < bytes.length;) sent += await conn.write(bytes.subarray(sent));
    } catch {
      // It has been closed.
    }
    this.#pending--;
  }
}

/** One program that counts the lines that it hears. Hold it with `using`. */
export class Counter implements Disposable {
  /** Lines so far. */
  lines = 0;
  readonly #conn: Deno.Conn;

  private constructor(conn: Deno.Conn) {
    this.#conn = conn;
    void drain(conn, (count) => this.lines += count);
  }

  /** Connects to `IP:PORT`. */
  static async connect(address: string): Promise<Counter> {
    return new Counter(await connectAs(address, "counter"));
  }

  /** Resolves when it has heard so many lines in all. Throws if that takes longer than `limitMillis`. */
  async until(count: number, limitMillis: number): Promise<void> {
    const deadline = performance.now() + limitMillis;
    while (this.lines < count) {
      if (performance.now() > deadline) throw new Error(`heard ${this.lines} of ${count} lines`);
      await new Promise((resolve) => setTimeout(resolve, TICK_MILLIS));
    }
  }

  /** Leaves. */
  [Symbol.dispose](): void {
    close(this.#conn);
  }
}

async function connectAs(address: string, nick: string): Promise<Deno.Conn> {
  const [hostname = "", port = ""] = address.split(":");
  const conn = await Deno.connect({ hostname, port: Number(port) });
  await conn.write(encoder.encode(`${JSON.stringify({ hello: 1, nick })}\n`));
  return conn;
}

function sayLine(number: number): string {
  return `{"type":"say","text":"${String(number).padEnd(64, ".")}"}\n`;
}

async function drain(conn: Deno.Conn, heard: (lines: number) => void): Promise<void> {
  const buffer = new Uint8Array(262_144);
  try {
    for (;;) {
      const count = await conn.read(buffer);
      if (count === null) return;
      let lines = 0;
      for (let i = buffer.indexOf(10); i >= 0 && i < count; i = buffer.indexOf(10, i + 1)) lines++;
      heard(lines);
    }
  } catch {
    // It has been closed.
  }
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It is closed.
  }
}
