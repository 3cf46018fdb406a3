/**
 * The connection to the engine, against a listener that plays a server.
 *
 * @module
 */

import { fail } from "@std/assert";
import { connectEngine } from "../../../lib/bus/jetstream/connection.ts";
import { LineClient } from "../../support/line_client.ts";

/** Longer than anything here takes, so that a test that waits in vain says so. */
const PATIENCE_MILLIS = 20_000;

const GREETING =
  'INFO {"server_id":"x","version":"2.11.0","headers":true,"max_payload":1048576}\r\n';

/** A server that lets in everybody and answers pings, but ends so many connections as soon as it has let them in. */
class PlayedServer implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #clients = new Set<LineClient>();
  readonly #serving: Promise<void>;
  /** How many connections it ends in that way from now on. */
  endsNext = 0;
  /** How many it has ended so. */
  ended = 0;

  constructor() {
    this.#serving = this.#serve();
  }

  get url(): string {
    return `nats://127.0.0.1:${this.#listener.addr.port}`;
  }

  /** All connections of now are lost. */
  endAll(): void {
    for (const client of this.#clients) client[Symbol.dispose]();
    this.#clients.clear();
  }

  async #serve(): Promise<void> {
    const talks: Promise<void>[] = [];
    for await (const conn of this.#listener) {
      const client = new LineClient(conn);
      this.#clients.add(client);
      talks.push(this.#talk(client).catch(() => {}));
    }
    await Promise.all(talks);
  }

  async #talk(client: LineClient): Promise<void> {
    await client.sendRaw(new TextEncoder().encode(GREETING));
    for (let line = await client.line(); line !== undefined; line = await client.line()) {
      if (line !== "PING") continue;
      const said = client.send("PONG\r");
      if (this.endsNext > 0) {
        this.endsNext--;
        this.ended++;
        // The answer and the end come together.
        client[Symbol.dispose]();
        this.#clients.delete(client);
      }
      await said;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.endAll();
    this.#listener.close();
    await this.#serving;
  }
}

/** Resolves when this holds. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MILLIS;
  while (!(await isSo())) {
    if (performance.now() > end) fail("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether the server answers. What is asked when there is no connection is not answered, or rejected. */
async function answers(connection: { flush(): Promise<void> }): Promise<boolean> {
  const answered = connection.flush().then(() => true, () => false);
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, 1000, false);
  return await Promise.race([answered, late]).finally(() => clearTimeout(timer));
}

// The library takes such a connection for one that is there, and never makes another: its end was told before
// the library knew that it had begun.
Deno.test("a connection that ends as soon as it was let in is made again", async () => {
  await using server = new PlayedServer();
  server.endsNext = 1;
  const connection = await connectEngine({ servers: [server.url] }, { name: "x", inbox: "_HUB.x" });
  try {
    await until(() => answers(connection));
    server.endsNext = 2;
    server.endAll();
    await until(() => server.ended === 3);
    await until(() => answers(connection));
  } finally {
    await connection.close();
  }
});

// The library compares by the system clock when it has tried a server last.
Deno.test("a connection is made again also if the clock of the machine was set back", async () => {
  await using server = new PlayedServer();
  const connection = await connectEngine({ servers: [server.url] }, { name: "x", inbox: "_HUB.x" });
  const { now } = Date;
  try {
    await until(() => answers(connection));
    Date.now = () => now() - 3_600_000;
    server.endAll();
    await until(() => answers(connection));
  } finally {
    Date.now = now;
    await connection.close();
  }
});
