/**
 * The transport under the library of the engine, against a listener that plays a server.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { EngineTransport, NoEngine, TlsWanted } from "../../../lib/bus/jetstream/transport.ts";
import type { Server } from "../../../lib/bus/jetstream/library_types.ts";

const GREETING = 'INFO {"server_id":"x"}\r\n';

/** A transport that is connected to a server, and the server's end. */
class Scene implements Disposable {
  readonly transport = new EngineTransport();
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  #server: Deno.Conn | undefined;

  static async open(): Promise<Scene> {
    const scene = new Scene();
    const { connected } = await scene.dialled();
    await scene.says(GREETING);
    await connected;
    return scene;
  }

  /** The server has taken the connection, and has not greeted. */
  async dialled(): Promise<{ readonly connected: Promise<void> }> {
    const accepted = this.#listener.accept();
    // The library's type has fields that no transport reads.
    const place = { hostname: "127.0.0.1", port: this.#listener.addr.port } as Server;
    const connected = this.transport.connect(place, {});
    // A test may look at it later than it rejects.
    connected.catch(() => {});
    this.#server = await accepted;
    return { connected };
  }

  /** Says a text in pieces, each of which is read by itself. */
  async saysSlowly(...pieces: readonly string[]): Promise<void> {
    for (const piece of pieces) {
      await this.says(piece);
      await pause();
    }
  }

  async says(text: string): Promise<void> {
    await this.#server?.write(new TextEncoder().encode(text));
  }

  /** The server is gone. */
  serverEnds(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  [Symbol.dispose](): void {
    this.transport.discard();
    this.#server?.close();
    this.#listener.close();
  }
}

/** Longer than bytes take to a reader of this process. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

// The library reads the rest of an old connection with the parser of the new one, which then understands
// neither, and prints what it cannot read on standard output.
Deno.test("what was read of a connection that is given up is not handed on", async () => {
  for (const give of ["discard", "disconnect", "close"] as const) {
    using scene = await Scene.open();
    const chunks = scene.transport[Symbol.asyncIterator]();
    assertEquals(textOf((await chunks.next()).value), GREETING);
    await scene.says("half of a mess");
    await pause();
    const late = chunks.next();
    // The system has given the bytes, and nobody has been told yet.
    scene.transport[give]();
    assertEquals((await late).done, true, give);
  }
});

Deno.test("a server that is gone is read to its last word, also by one who has just written", async () => {
  using scene = await Scene.open();
  await scene.says("-ERR 'Authorization Violation'\r\n");
  scene.serverEnds();
  // The first is answered with a reset, on which the second fails.
  for (let each = 0; each < 3; each++) {
    scene.transport.send(new TextEncoder().encode("PING\r\n"));
    await pause();
  }
  assertEquals(scene.transport.isClosed, false);
  let said = "";
  for await (const chunk of scene.transport) said += textOf(chunk);
  assertEquals(said, `${GREETING}-ERR 'Authorization Violation'\r\n`);
  assertEquals(scene.transport.isClosed, true);
  await scene.transport.closed();
});

Deno.test("a greeting that comes in pieces is a greeting", async () => {
  using scene = new Scene();
  const { connected } = await scene.dialled();
  await scene.saysSlowly("I", "NFO", ' {"server_id"', ':"x"}\r', "\nPING\r\n");
  await connected;
  const { value } = await scene.transport[Symbol.asyncIterator]().next();
  assertEquals(textOf(value), `${GREETING}PING\r\n`);
});

Deno.test("that a server wants TLS is found wherever its greeting is divided", async () => {
  using scene = new Scene();
  const { connected } = await scene.dialled();
  await scene.saysSlowly('INFO {"server_id":"x","tls_requ', 'ired":true}\r\n');
  await assertRejects(() => connected, TlsWanted);
});

Deno.test("what does not greet as a server of the engine is none, as soon as that shows", async () => {
  for (const pieces of [["SSH-2.0"], ["INF", "ORMATION\r\n"], ["IN"]]) {
    using scene = new Scene();
    const { connected } = await scene.dialled();
    await scene.saysSlowly(...pieces);
    if (pieces.length === 1) scene.serverEnds();
    await assertRejects(() => connected, NoEngine);
  }
});

Deno.test("a greeting without an end is none", async () => {
  using scene = new Scene();
  const { connected } = await scene.dialled();
  await scene.says(`INFO ${"x".repeat(1_048_576)}`);
  await assertRejects(() => connected, NoEngine);
});
