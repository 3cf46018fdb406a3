/**
 * The listener of the metrics against peers that are slow, wrong, or too many.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { MAX_HEAD } from "../../lib/metrics/http.ts";
import { MAX_SCRAPES, ScrapeListener } from "../../lib/metrics/scrape_listener.ts";
import { listen, type Listener } from "../../lib/net/tcp.ts";
import { SYSTEM_CLOCK, systemPacer } from "../../lib/time/system_pacer.ts";
import { FakePacer } from "../support/fake_pacer.ts";

/** A listener that answers with the path, and what it reported. */
class Scene implements AsyncDisposable {
  readonly scrapes: ScrapeListener;
  readonly bugs: unknown[] = [];
  readonly pacer: FakePacer | undefined;
  readonly #port: number;
  readonly #running: Promise<void>;

  private constructor(listener: Listener, pacer: FakePacer | undefined) {
    this.#port = Number(listener.address.split(":").at(-1));
    this.pacer = pacer;
    this.scrapes = new ScrapeListener({
      listener,
      pacer: pacer ?? systemPacer(SYSTEM_CLOCK, 1000),
      answer: ({ path }) => {
        if (path === "/bug") throw new Error("a bug");
        return { status: 200, body: path };
      },
      report: (bug) => this.bugs.push(bug),
      failed: (error) => this.bugs.push(error),
    });
    this.#running = this.scrapes.run();
  }

  static async open(pacer?: FakePacer): Promise<Scene> {
    const address = { transport: "tcp", hostname: "127.0.0.1", port: 0 } as const;
    return new Scene(await listen(address), pacer);
  }

  connect(): Promise<Deno.TcpConn> {
    return Deno.connect({ hostname: "127.0.0.1", port: this.#port });
  }

  /** Sends this, and returns all that is answered. */
  async exchange(...parts: string[]): Promise<string> {
    using conn = await this.connect();
    for (const part of parts) await conn.write(new TextEncoder().encode(part));
    return await rest(conn);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.scrapes.close();
    await this.#running;
  }
}

async function rest(conn: Deno.TcpConn): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(4096);
  let text = "";
  try {
    for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
      text += decoder.decode(buffer.subarray(0, count), { stream: true });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return text;
}

function statusOf(answer: string): string {
  return answer.split("\r\n", 1)[0] ?? "";
}

Deno.test("a request is answered once, and the connection ends", async () => {
  await using scene = await Scene.open();
  const answer = await scene.exchange("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
  assertEquals(statusOf(answer), "HTTP/1.1 200 OK");
  assert(answer.endsWith("\r\n\r\n/a"), answer);
});

Deno.test("a request may come in pieces", async () => {
  await using scene = await Scene.open();
  const answer = await scene.exchange(..."GET /a HTTP/1.1\r\n\r\n");
  assert(answer.endsWith("/a"), answer);
});

Deno.test("fetch() understands the answer", async () => {
  await using scene = await Scene.open();
  using conn = await scene.connect();
  const { port } = conn.remoteAddr;
  const response = await fetch(`http://127.0.0.1:${port}/a`);
  assertEquals([response.status, await response.text()], [200, "/a"]);
});

Deno.test("what is no request is told so", async () => {
  await using scene = await Scene.open();
  assertEquals(statusOf(await scene.exchange("hello\n")), "HTTP/1.1 400 Bad Request");
  const long = `GET / HTTP/1.1\r\n${"a: b\r\n".repeat(MAX_HEAD)}`;
  assertEquals(
    statusOf(await scene.exchange(long)),
    "HTTP/1.1 431 Request Header Fields Too Large",
  );
  assertEquals(scene.bugs, []);
});

Deno.test("a bug in a page is answered, reported, and ends nothing", async () => {
  await using scene = await Scene.open();
  const answer = await scene.exchange("GET /bug HTTP/1.1\r\n\r\n");
  assertEquals(statusOf(answer), "HTTP/1.1 500 Internal Server Error");
  assertEquals(scene.bugs.map(String), ["Error: a bug"]);
  assertEquals(
    statusOf(await scene.exchange("GET /a HTTP/1.1\r\n\r\n")),
    "HTTP/1.1 200 OK",
  );
});

Deno.test("a peer that sends nothing, or half a request, is closed after a while", async () => {
  const pacer = new FakePacer();
  await using scene = await Scene.open(pacer);
  using silent = await scene.connect();
  using slow = await scene.connect();
  await slow.write(new TextEncoder().encode("GET /a HTTP"));
  while (pacer.timers < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  pacer.advance(5000);
  assertEquals([await rest(silent), await rest(slow)], ["", ""]);
});

Deno.test("of too many peers at once that which has waited longest is closed", async () => {
  const pacer = new FakePacer();
  await using scene = await Scene.open(pacer);
  const silent: Deno.TcpConn[] = [];
  for (let i = 0; i < MAX_SCRAPES; i++) silent.push(await scene.connect());
  await until(() => scene.scrapes.open === MAX_SCRAPES);
  assert((await scene.exchange("GET /a HTTP/1.1\r\n\r\n")).endsWith("/a"));
  const [oldest, ...others] = silent;
  assert(oldest !== undefined);
  assertEquals(await rest(oldest), "");
  await until(() => scene.scrapes.open === others.length);
  for (const conn of silent) conn.close();
});

Deno.test("close() ends the connections that are open", async () => {
  const scene = await Scene.open();
  using conn = await scene.connect();
  await scene[Symbol.asyncDispose]();
  assertEquals(await rest(conn), "");
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}
