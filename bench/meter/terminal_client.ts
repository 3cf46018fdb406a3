/**
 * A client in a terminal of 80 by 24, made by `script` of util-linux, and the end of its connection: what is
 * written to the screen, and when.
 *
 * @module
 */

const DECODER_OPTIONS = { stream: true };
/** So much of the end of the output is kept to be searched. */
const KEPT_CHARACTERS = 16_384;

/** A program in a terminal; `await using` ends it. */
export class TerminalProgram implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #reading: Promise<void>;
  readonly #onOutput: (text: string) => void;
  #tail = "";
  #awaited: { readonly text: string; readonly found: () => void } | undefined;

  /** Starts a command of the shell, which keeps its files in `home`; `onOutput` is called with everything that it writes. */
  constructor(command: string, home: string, onOutput: (text: string) => void = () => {}) {
    this.#onOutput = onOutput;
    this.#process = new Deno.Command("script", {
      args: ["-qec", `stty cols 80 rows 24; exec ${command}`, "/dev/null"],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
      env: {
        TERM: "xterm-256color",
        XDG_CONFIG_HOME: home,
        XDG_STATE_HOME: home,
        SHELL: "/bin/sh",
      },
    }).spawn();
    this.#keys = this.#process.stdin.getWriter();
    this.#reading = this.#read();
  }

  /** The process of the program itself; undefined where the system does not tell. */
  get pid(): number | undefined {
    try {
      const { pid } = this.#process;
      const children = Deno.readTextFileSync(`/proc/${pid}/task/${pid}/children`);
      return Number(children.trim().split(" ")[0]) || undefined;
    } catch {
      return undefined;
    }
  }

  /** Types text. */
  async type(text: string): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(text));
  }

  /** Resolves when a text is in what is written from now on. One caller at a time. */
  shown(text: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = "";
    this.#awaited = { text, found: resolve };
    return promise;
  }

  /** Ends the program, and waits until it has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      Deno.kill(this.pid ?? this.#process.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await this.#keys.close().catch(() => {});
    await this.#reading;
    await this.#process.status;
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#process.stdout) {
      const text = decoder.decode(bytes, DECODER_OPTIONS);
      this.#onOutput(text);
      this.#tail = (this.#tail + text).slice(-KEPT_CHARACTERS);
      if (this.#awaited === undefined || !this.#tail.includes(this.#awaited.text)) continue;
      this.#awaited.found();
      this.#awaited = undefined;
    }
  }
}

/** A daemon with one client at a time, to which it says what it is told to. */
export class OneClientDaemon implements Disposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  #seq = 0;

  /** Where the client finds it. */
  get address(): string {
    return `127.0.0.1:${(this.#listener.addr as Deno.NetAddr).port}`;
  }

  /** Waits for the client and its hello, and lets it in as `ann`. */
  async accept(): Promise<Deno.TcpConn> {
    const conn = await this.#listener.accept();
    await conn.read(new Uint8Array(65_536));
    await this.#say(conn, {
      type: "welcome",
      you: "ann",
      id: 1,
      room: "lobby",
      seq: this.#seq,
      epoch: "bench",
      said: 0,
      time: new Date().toISOString(),
      members: ["ann", "bob"],
      server: "bench/1",
    });
    return conn;
  }

  /** Says lines as bob, as fast as the client takes them. */
  async tell(conn: Deno.TcpConn, ...texts: readonly string[]): Promise<void> {
    const time = new Date().toISOString();
    const objects = texts.map((text) => ({
      type: "message",
      seq: this.#seq += 1,
      time,
      room: "lobby",
      from: "bob",
      text,
    }));
    await this.#say(conn, ...objects);
  }

  /** Takes no further clients. */
  [Symbol.dispose](): void {
    this.#listener.close();
  }

  async #say(conn: Deno.TcpConn, ...objects: readonly object[]): Promise<void> {
    const text = objects.map((object) => `${JSON.stringify(object)}\n`).join("");
    const bytes = new TextEncoder().encode(text);
    for (let sent = 0; sent < bytes.length;) sent += await conn.write(bytes.subarray(sent));
  }
}
