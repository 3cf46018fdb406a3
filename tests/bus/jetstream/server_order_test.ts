/**
 * Which of several servers a node connects to.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { NatsConnection, Server } from "../../../lib/bus/jetstream/library_types.ts";
import { ServerOrder } from "../../../lib/bus/jetstream/server_order.ts";
import { BareConnection, EngineKeys, natsTest } from "../../support/engine_scene.ts";
import { NatsServer } from "../../support/nats.ts";

Deno.test("a lost server is tried after all others, and they in the order of the list", () => {
  const pool = new Pool(["a", "b", "c"]);
  assertEquals(pool.tried(1), "a");
  pool.isLetIn();
  assertEquals(pool.tried(5), "bcaab");
  pool.isLetIn();
  assertEquals(pool.tried(1), "a");
  pool.isLetIn();
  assertEquals(pool.tried(2), "bc");
  pool.isLetIn();
  assertEquals(pool.tried(4), "abca");
});

Deno.test("servers that were dropped at the start are tried again when they are there again", () => {
  const pool = new Pool(["a", "b", "c"]);
  assertEquals(pool.tried(1), "a");
  pool.drop("a");
  assertEquals(pool.tried(1), "b");
  pool.drop("b");
  assertEquals(pool.tried(1), "c");
  pool.isLetIn();
  pool.restore();
  assertEquals(pool.tried(3), "abc");
});

Deno.test("servers that were all tried in vain are tried again later each time, and once a second at least", () => {
  const pool = new Pool(["a", "b"]);
  const waits = () => Array.from({ length: 6 }, () => (pool.tried(2), pool.order.wait));
  assertEquals(waits(), [100, 200, 400, 800, 1000, 1000]);
  pool.isLetIn();
  pool.now += 1000;
  assertEquals(waits(), [100, 200, 400, 800, 1000, 1000]);
});

Deno.test("servers that let in and end the connection within a second are tried again later each time", () => {
  const pool = new Pool(["a", "b"]);
  const waits = Array.from({ length: 5 }, () => {
    for (let each = 0; each < 2; each++) {
      pool.now += 999;
      pool.tried(1);
      pool.isLetIn();
    }
    return pool.order.wait;
  });
  assertEquals(waits, [100, 200, 400, 800, 1000]);
});

Deno.test("there is nothing to wait for before the first attempt, and when the time is over", () => {
  const pool = new Pool(["a"]);
  assertEquals(pool.order.wait, -Infinity);
  pool.tried(2);
  assertEquals(pool.order.wait, 200);
  pool.now += 199;
  assertEquals(pool.order.wait, 200);
  pool.now += 1;
  assertEquals(pool.order.wait, -Infinity);
});

Deno.test("without a server there is nothing to try", () => {
  assertEquals(new ServerOrder(() => 0).next([]), null);
});

natsTest("a node connects to the first server of its list, also when others are lost", async () => {
  await using keys = await EngineKeys.make();
  await using all = new AsyncDisposableStack();
  const setup = { more: keys.accounts, hasStreams: false };
  const servers = await Promise.all([0, 1, 2].map(() => NatsServer.start(setup)));
  const [first, second, third] = servers.map((server) => all.use(server));
  const list = [first, second, third].map((server) => `127.0.0.1:${server?.port}`);
  for (const turn of [0, 1, 2, 1, 0]) {
    const turned = [...list.slice(turn), ...list.slice(0, turn)];
    await using bare = await BareConnection.open(keys.access("a", turned));
    assertEquals(bare.connection.getServer(), turned[0]);
  }
  await using bare = await BareConnection.open(keys.access("a", list));
  const reconnected = reconnectsOf(bare.connection);
  for (
    const [lost, next] of [[first, list[1]], [second, list[0]], [first, list[1]]] as const
  ) {
    await lost?.kill();
    assertEquals((await reconnected.next()).value, next);
    await lost?.start();
  }
});

/** Servers as the library knows them, and what is tried of them. */
class Pool {
  now = 0;
  readonly order = new ServerOrder(() => this.now);
  readonly #all: readonly string[];
  #servers: Server[];
  #last = "";

  constructor(names: readonly string[]) {
    this.#all = names;
    this.#servers = names.map(serverNamed);
  }

  /** Tries so often, each time in vain; the names. */
  tried(count: number): string {
    return Array.from({ length: count }, () => {
      this.#servers.push(...this.#servers.splice(0, this.#last === "" ? 0 : 1));
      this.#last = this.order.next(this.#servers)?.listen ?? "";
      this.#set((reconnects) => reconnects + 1);
      return this.#last;
    }).join("");
  }

  /** The last attempt was not in vain: the server has let this side in. */
  isLetIn(): void {
    this.#set(() => 0);
  }

  drop(name: string): void {
    this.#servers = this.#servers.filter(({ listen }) => listen !== name);
  }

  restore(): void {
    this.#servers = this.#all.map((name) =>
      this.#servers.find(({ listen }) => listen === name) ?? serverNamed(name)
    );
  }

  #set(change: (reconnects: number) => number): void {
    this.#servers = this.#servers.map((server) =>
      server.listen === this.#last ? { ...server, reconnects: change(server.reconnects) } : server
    );
  }
}

function serverNamed(listen: string): Server {
  return {
    hostname: listen,
    port: 4222,
    listen,
    src: listen,
    tlsName: "",
    reconnects: 0,
    lastConnect: 0,
    gossiped: false,
    didConnect: false,
  };
}

/** The servers to which a connection is made again. */
async function* reconnectsOf(connection: NatsConnection): AsyncGenerator<string> {
  for await (const status of connection.status()) {
    if (status.type === "reconnect") yield status.server;
  }
}
