/**
 * The web front on a real socket, with clients that nobody here wrote: the runtime's fetch and WebSocket.
 * And strangers that hold what they can.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { HEAD_TIMEOUT, WebFront } from "../../../lib/doors/web/front.ts";
import { SocketDoor } from "../../../lib/doors/web/socket_door.ts";
import { listenTcp } from "../../../lib/net/tcp.ts";
import { Framer } from "../../../lib/net/websocket/framer.ts";
import { WebSocketPeer } from "../../../lib/net/websocket/websocket_peer.ts";
import { isDisconnect, type Peer } from "../../../lib/net/peer.ts";
import type { Pacer } from "../../../lib/time/pacer.ts";
import { FakePacer } from "../../support/fake_pacer.ts";
import { PACER, PipeRoom } from "../../support/pipe_room.ts";
import { answersIn, bytesOf, FILES, request } from "../../support/web_requests.ts";

/** A web listener of a room. */
class Listener implements AsyncDisposable {
  readonly front: WebFront;
  readonly #room: PipeRoom;
  readonly #listener = listenTcp({ transport: "tcp", hostname: "127.0.0.1", port: 0 }, "web");
  readonly #accepting: Promise<void>;
  readonly #served: Promise<void>[] = [];

  constructor(pacer: Pacer = PACER) {
    const framer = new Framer();
    this.#room = new PipeRoom({
      door: new SocketDoor({ maxLineBytes: 4096, language: "en", pacer: PACER }),
    });
    this.front = new WebFront({
      files: FILES,
      hosts: [],
      origins: [],
      trustedProxies: [],
      language: "en",
      pacer,
      time: Date.now,
      openSocket: (peer) => new WebSocketPeer(peer, { framer, limitBytes: 65_536 }),
    });
    this.#accepting = this.#accept();
  }

  get address(): string {
    return this.#listener.address;
  }

  /** A bare connection. */
  dial(): Promise<Deno.TcpConn> {
    return Deno.connect({ hostname: "127.0.0.1", port: Number(this.address.split(":")[1]) });
  }

  async #accept(): Promise<void> {
    try {
      while (true) this.#served.push(this.#serve(await this.#listener.accept()));
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #serve(peer: Peer): Promise<void> {
    const upgraded = await this.front.receive(peer);
    if (upgraded !== undefined) await this.#room.serve(upgraded.peer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    await this.#accepting;
    await Promise.all(this.#served);
    await this.#room[Symbol.asyncDispose]();
  }
}

/** All that comes on a connection until it ends, however that is. */
async function rest(conn: Deno.Conn): Promise<string> {
  let text = "";
  const buffer = new Uint8Array(65_536);
  try {
    for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
      text += String.fromCharCode(...buffer.subarray(0, count));
    }
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
  conn.close();
  return text;
}

Deno.test("the runtime's fetch reads the page, in its coding, over one connection after the other", async () => {
  await using listener = new Listener();
  using client = Deno.createHttpClient({ poolMaxIdlePerHost: 1 });
  for (const { path, text, type } of [...FILES, ...FILES]) {
    const response = await fetch(`http://${listener.address}${path}?room=dev`, { client });
    assertEquals([response.status, response.headers.get("content-type")], [200, type]);
    assertEquals(await response.text(), text);
  }
  const missing = await fetch(`http://${listener.address}/x`, {
    client,
    method: "POST",
    body: "x",
  });
  assertEquals([missing.status, await missing.text()], [405, "only GET and HEAD are allowed\n"]);
});

Deno.test("the runtime's WebSocket joins, speaks and leaves", async () => {
  await using listener = new Listener();
  const socket = new WebSocket(`ws://${listener.address}/socket`, "hubbub.json.1");
  const lines: Record<string, unknown>[] = [];
  const heard = Promise.withResolvers<void>();
  socket.onmessage = ({ data }) => {
    for (const line of String(data).trimEnd().split("\n")) lines.push(JSON.parse(line));
    if (lines.at(-1)?.["type"] === "message") heard.resolve();
  };
  const closed = new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
  await new Promise((resolve) => (socket.onopen = resolve));
  assertEquals(socket.protocol, "hubbub.json.1");
  socket.send('{"hello":1,\n"nick":"ann"}');
  socket.send('{"type":"say","text":"hi"}');
  await heard.promise;
  assertEquals(lines.map(({ type }) => type), ["welcome", "joined", "message"]);
  socket.close();
  const { code, wasClean } = await closed;
  assertEquals([code, wasClean], [1005, true]);
});

Deno.test("a WebSocket whose first message is no hello is told so, and closed with 1008", async () => {
  await using listener = new Listener();
  const socket = new WebSocket(`ws://${listener.address}/socket`, "hubbub.json.1");
  const told = new Promise<string>((resolve) => (socket.onmessage = ({ data }) => resolve(data)));
  const closed = new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
  await new Promise((resolve) => (socket.onopen = resolve));
  socket.send("hello");
  assertMatch(await told, /"why":"no-hello"/);
  assertEquals((await closed).code, 1008);
});

Deno.test("100 heads at a byte a second are gone after 10 s, and the page is served meanwhile", async () => {
  const pacer = new FakePacer();
  await using listener = new Listener(pacer);
  const slow = await Promise.all(Array.from({ length: 100 }, () => listener.dial()));
  const ends = slow.map(rest);
  const head = request();
  for (let second = 0; second < 10; second++) {
    for (const conn of slow) await conn.write(bytesOf(head.charAt(second)));
    const page = await listener.dial();
    await page.write(bytesOf(request("/icon.svg", ["Connection: close"])));
    assertEquals(answersIn(await rest(page))[0]?.body, "<svg/>");
    assertEquals(listener.front.open >= 100, true);
    pacer.advance(HEAD_TIMEOUT / 10);
  }
  assertEquals(new Set(await Promise.all(ends)), new Set([""]));
  assertEquals(listener.front.open, 0);
});

Deno.test("a stranger that sends without an end is answered, and cut off", async () => {
  await using listener = new Listener();
  for (
    const begin of [
      "GET /",
      "\x16\x03\x01",
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n",
    ]
  ) {
    const conn = await listener.dial();
    const answer = rest(conn);
    const chunk = bytesOf("x".repeat(65_536));
    let sent = 0;
    try {
      await conn.write(bytesOf(begin));
      for (; sent < 1024; sent++) await conn.write(chunk);
    } catch (error) {
      if (!isDisconnect(error)) throw error;
    }
    // What the kernels of both sides hold, and no more.
    assertEquals(sent < 1024, true, begin);
    const text = await answer;
    if (text !== "") assertMatch(text, /^HTTP\/1\.1 4\d\d /);
  }
  assertEquals(listener.front.open, 0);
});
