/**
 * The transport under the library of the engine, against a listener that plays a server.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { EngineTransport } from "../../../lib/bus/jetstream/transport.ts";
import type { Server } from "../../../lib/bus/jetstream/library_types.ts";

const GREETING = 'INFO {"server_id":"x"}\r\n';

/** A transport that is connected to a server, and the server's end. */
class Scene implements Disposable {
  readonly transport = new EngineTransport();
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  #server: Deno.Conn | undefined;

  static async open(): Promise<Scene> {
    const scene = new Scene();
    const accepted = scene.#listener.accept();
    // The library's type has fields that no transport reads.
    const place = { hostname: "127.0.0.1", port: scene.#listener.addr.port } as Server;
    const connected = scene.transport.connect(place, {});
    scene.#server = await accepted;
    await scene.says(GREETING);
    await connected;
    return scene;
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

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

// The library reads the rest of an old connection with the parser of the new one, which then understands
// neither, and prints what it cannot read on standard output.
Deno.test("what was read of a connection that is given up is not handed on", async () => {
  for (const give of ["discard", "disconnect", "close"] as const) {
    using scene = await Scene.open();
    const chunks = scene.transport[Symbol.asyncIterator]();
    assertEquals(textOf((await chunks.next()).value), GREETING);
    await scene.says("half of a mess");
    await new Promise((resolve) => setTimeout(resolve, 20));
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
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assertEquals(scene.transport.isClosed, false);
  let said = "";
  for await (const chunk of scene.transport) said += textOf(chunk);
  assertEquals(said, `${GREETING}-ERR 'Authorization Violation'\r\n`);
  assertEquals(scene.transport.isClosed, true);
  await scene.transport.closed();
});
