/**
 * A client of the page's WebSocket: the one of the runtime, which is nobody's here. Gives back the objects
 * that the daemon sends, one at a time.
 *
 * @module
 */

/** Longer than anything here takes, so that a test that waits in vain says so. */
const PATIENCE_MILLIS = 30_000;

/** What a daemon sends. */
export type Sent = Readonly<Record<string, unknown>>;

/** What a client begins with. */
export interface Beginning {
  /** Further fields of the handshake, as a proxy or another site's page would send. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The name in the hello. */
  readonly nick?: string;
  /** Whether nothing is said at first. */
  readonly isSilent?: boolean;
  /** Knows the certificate of a page over TLS. */
  readonly client?: Deno.HttpClient;
}

/** One WebSocket. Hold it with `await using`. */
export class SocketClient implements AsyncDisposable {
  /** Resolves with the code of its close. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #waiting: string[] = [];
  #wake = () => {};
  #isClosed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.#waiting.push(...String(data).split("\n").filter((line) => line !== ""));
      this.#wake();
    });
    this.closed = new Promise((resolve) =>
      socket.addEventListener("close", ({ code }) => {
        this.#isClosed = true;
        this.#wake();
        resolve(code);
      }, { once: true })
    );
  }

  /** Opens one at the page of this address, `http://HOST:PORT/`, and says hello. Rejects if it is not opened. */
  static async open(url: string, beginning: Beginning = {}): Promise<SocketClient> {
    const { headers = {}, nick, isSilent = false, client: http } = beginning;
    const address = new URL("socket", url.replace(/^http/, "ws"));
    const socket = new WebSocket(address, {
      protocols: ["hubbub.json.1"],
      headers,
      ...http && { client: http },
    });
    const client = new SocketClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve(), { once: true });
      socket.addEventListener("close", () => reject(new Error("not opened")), { once: true });
      // Without somebody who takes it, the runtime would end the test; the close says it as well.
      socket.addEventListener("error", (event) => event.preventDefault(), { once: true });
    });
    if (!isSilent) client.send({ hello: 1, nick });
    return client;
  }

  /** Sends one object. */
  send(object: Sent): void {
    this.#socket.send(JSON.stringify(object));
  }

  /** Sends a text as it is. */
  sendRaw(text: string): void {
    this.#socket.send(text);
  }

  /** The next object; undefined at the end. */
  async next(): Promise<Sent | undefined> {
    const line = await this.line();
    return line === undefined ? undefined : JSON.parse(line);
  }

  /** The next line as it came; undefined at the end. */
  async line(): Promise<string | undefined> {
    const late = AbortSignal.timeout(PATIENCE_MILLIS);
    while (this.#waiting.length === 0 && !this.#isClosed) {
      if (late.aborted) throw new Error("nothing came");
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        late.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    return this.#waiting.shift();
  }

  /** The next object of this type; those before it are dropped. */
  async nextOf(type: string): Promise<Sent> {
    while (true) {
      const sent = await this.next();
      if (sent === undefined) throw new Error(`no ${type} came`);
      if (sent.type === type) return sent;
    }
  }

  /** Closes it, without waiting. */
  close(): void {
    this.#socket.close();
  }

  /** Closes it, and waits until it is closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.closed;
  }
}
