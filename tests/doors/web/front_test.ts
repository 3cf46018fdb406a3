/**
 * A connection at the web front: several requests, the ends of time and of patience, and the upgrade.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import {
  ANSWER_TIMEOUT,
  HEAD_TIMEOUT,
  LINGER,
  MAX_REQUESTS,
} from "../../../lib/doors/web/front.ts";
import { answersIn, handshake, request } from "../../support/web_requests.ts";
import { WebScene } from "../../support/web_scene.ts";

/** The status of each answer to these requests, sent at once. */
async function statuses(text: string): Promise<number[]> {
  return (await new WebScene().ask(text)).map(({ status }) => status);
}

Deno.test("a connection serves one request after the other, also if they come together", async () => {
  const scene = new WebScene();
  const visitor = scene.connect();
  for (const [path, length] of [["/", 5000], ["/icon.svg", 6], ["/", 5000]] as const) {
    await visitor.send(request(path));
    const [answer] = answersIn(await visitor.chunk() ?? "");
    assertEquals([answer?.status, answer?.body.length], [200, length]);
    assertEquals(answer?.fields.has("connection"), false);
  }
  visitor.peer.close();
  await visitor.received;
  assertEquals(await statuses(request("/") + request("/icon.svg") + request("/")), [200, 200, 200]);
});

Deno.test("the connection ends after a refusal, and what was sent behind it is not read", async () => {
  assertEquals(await statuses(request("/x") + request("/")), [404]);
  assertEquals(await statuses(request("/", [], "POST") + request("/")), [405]);
  // A body could look like a request to somebody who does not know of it.
  const smuggled = request("/", [`Content-Length: ${request("/x").length}`]) + request("/x");
  assertEquals(await statuses(smuggled), [413]);
  const chunked = request("/", ["Transfer-Encoding: chunked"]) + "0\r\n\r\n" + request("/x");
  assertEquals(await statuses(chunked), [400]);
  const twice = request("/", ["Content-Length: 0", "Content-Length: 60"]) + request("/x");
  assertEquals(await statuses(twice), [400]);
});

Deno.test("the connection ends after an answer if the client wants that, or speaks HTTP/1.0", async () => {
  assertEquals(await statuses(request("/", ["Connection: x, Close"]) + request("/")), [200]);
  const old = request("/").replace("HTTP/1.1", "HTTP/1.0");
  assertEquals(await statuses(old + request("/")), [200]);
});

Deno.test(`a connection has ${MAX_REQUESTS} requests at most, and the last answer says so`, async () => {
  const answers = await new WebScene().ask(request("/icon.svg").repeat(MAX_REQUESTS + 1));
  assertEquals(answers.length, MAX_REQUESTS);
  assertEquals(answers.map(({ fields }) => fields.get("connection")).indexOf("close"), 99);
  assertEquals(MAX_REQUESTS, 100);
});

// deno #3515, #25433: a server without a limit of time for heads.
Deno.test("a head has 10 s from the accept, however slowly it comes (slowloris)", async () => {
  const scene = new WebScene();
  const silent = scene.connect();
  const slow = scene.connect();
  assertEquals(scene.front.open, 2);
  for (let second = 1; second < 10; second++) {
    await slow.send("G".padEnd(second, "E"));
    await slow.wait(1000);
  }
  assertEquals(scene.front.open, 2);
  await slow.wait(999);
  assertEquals(scene.front.open, 2);
  await slow.wait(1);
  assertEquals([await silent.received, await slow.received], [undefined, undefined]);
  assertEquals([scene.front.open, scene.pacer.timers], [0, 0]);
  assertEquals([await silent.rest(), await slow.rest()], ["", ""]);
  assertEquals(HEAD_TIMEOUT, 10_000);
});

Deno.test("the next head has 10 s from the last answer on", async () => {
  const scene = new WebScene();
  const visitor = scene.connect();
  await visitor.wait(9000);
  await visitor.send(request());
  await visitor.chunk();
  await visitor.wait(9999);
  assertEquals(scene.front.open, 1);
  await visitor.wait(1);
  assertEquals(await visitor.received, undefined);
  assertEquals(await visitor.rest(), "");
});

Deno.test("a visitor that does not take its answer is closed after 30 s", async () => {
  const scene = new WebScene();
  const visitor = scene.connect();
  // The pipe holds the first answer; the second cannot be written until that is read.
  await visitor.send(request().repeat(3));
  await visitor.wait(ANSWER_TIMEOUT - 1);
  assertEquals(scene.front.open, 1);
  await visitor.wait(1);
  assertEquals(await visitor.received, undefined);
  assertEquals([scene.front.open, scene.pacer.timers], [0, 0]);
  assertEquals(ANSWER_TIMEOUT, 30_000);
});

Deno.test("a visitor that was refused and goes on sending is closed after a second, or 64 KiB", async () => {
  const scene = new WebScene();
  const patient = scene.connect();
  await patient.send("hello\r\n");
  assertEquals(answersIn(await patient.chunk() ?? "")[0]?.status, 400);
  await patient.wait(LINGER);
  assertEquals(await patient.received, undefined);
  const eager = scene.connect();
  await eager.send("hello\r\n");
  await eager.chunk();
  for (let sent = 0; sent <= 9; sent++) await eager.send("x".repeat(8192));
  assertEquals(await eager.received, undefined);
  assertEquals([scene.front.open, scene.pacer.timers], [0, 0]);
});

Deno.test("a visitor that leaves at any point leaves nothing behind", async () => {
  for (const text of ["", "GET", request(), `${request()}GET`, "hello\n"]) {
    const scene = new WebScene();
    const visitor = scene.connect();
    if (text !== "") await visitor.send(text);
    visitor.peer.close();
    assertEquals(await visitor.received, undefined);
    assertEquals([scene.front.open, scene.pacer.timers], [0, 0]);
  }
});

Deno.test("endRequests() closes those that are not yet a WebSocket, and no others", async () => {
  const scene = new WebScene();
  const socket = scene.connect();
  await socket.send(handshake());
  await socket.chunk();
  const upgraded = await socket.received;
  const waiting = scene.connect();
  scene.front.endRequests();
  assertEquals(await waiting.received, undefined);
  assertEquals(await waiting.chunk(), undefined);
  await socket.send("still here");
  assertEquals(String.fromCharCode(...await upgraded?.peer.read() ?? []), "still here");
  upgraded?.peer.close();
});

Deno.test("a handshake makes a WebSocket of the connection, which begins with what came behind it", async () => {
  for (const behind of ["", "\x81\x80mask"]) {
    const scene = new WebScene();
    const visitor = scene.connect();
    await visitor.send(request("/") + handshake("Origin: http://127.0.0.1:8080") + behind);
    await visitor.chunk();
    assertEquals(
      await visitor.chunk(),
      "HTTP/1.1 101 Switching Protocols\r\n" +
        "Upgrade: websocket\r\n" +
        "Connection: Upgrade\r\n" +
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" +
        "Sec-WebSocket-Protocol: hubbub.json.1\r\n\r\n",
    );
    const upgraded = await visitor.received;
    assertEquals(upgraded?.origin, { transport: "web", hostname: "203.0.113.9", port: 1 });
    assertEquals(scene.statuses, [200, 101]);
    assertEquals([scene.front.open, scene.pacer.timers], [0, 0]);
    await visitor.send("more");
    const read = async () => String.fromCharCode(...await upgraded?.peer.read() ?? []);
    if (behind !== "") assertEquals(await read(), behind);
    assertEquals(await read(), "more");
    upgraded?.peer.close();
    visitor.peer.close();
  }
});

Deno.test("a WebSocket has the origin that the proxy forwards, also for the peer that becomes it", async () => {
  const made: (string | undefined)[] = [];
  const scene = new WebScene({
    hosts: ["chat.example"],
    trustedProxies: ["203.0.113.9"],
    openSocket: (peer) => {
      made.push(peer.origin.hostname);
      return peer;
    },
  });
  const visitor = scene.connect();
  const text = handshake("X-Forwarded-For: 10.0.0.1, 198.51.100.7", "Origin: https://chat.example");
  await visitor.send(text.replace("127.0.0.1:8080", "chat.example"));
  await visitor.chunk();
  const upgraded = await visitor.received;
  const origin = { transport: "web", hostname: "198.51.100.7", isProxied: true } as const;
  assertEquals([upgraded?.origin, upgraded?.peer.origin], [origin, origin]);
  assertEquals([made, scene.origins], [["198.51.100.7"], [origin]]);
  upgraded?.peer.close();
});

Deno.test("the address that a stranger forges is not believed, neither for files nor for a WebSocket", async () => {
  const scene = new WebScene({ trustedProxies: ["192.0.2.0/24"] });
  const visitor = scene.connect();
  await visitor.send(handshake("X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1"));
  await visitor.chunk();
  const upgraded = await visitor.received;
  assertEquals(upgraded?.origin.hostname, "203.0.113.9");
  assertEquals(upgraded?.origin.isProxied, undefined);
  upgraded?.peer.close();
});

Deno.test("adjust() holds from the next request on, also on connections that are open", async () => {
  const scene = new WebScene();
  const visitor = scene.connect();
  const named = request().replace("127.0.0.1:8080", "chat.example");
  scene.front.adjust({ hosts: ["chat.example"], origins: [], trustedProxies: [], language: "zh" });
  await visitor.send(named);
  assertEquals(answersIn(await visitor.chunk() ?? "")[0]?.status, 200);
  scene.front.adjust({
    hosts: ["chat.example"],
    origins: [],
    trustedProxies: ["203.0.113.9"],
    language: "zh",
  });
  const forwarded = handshake("X-Forwarded-For: 198.51.100.7");
  const proxy = scene.connect();
  await proxy.send(forwarded);
  await proxy.chunk();
  const upgraded = await proxy.received;
  assertEquals(upgraded?.origin.hostname, "198.51.100.7");
  upgraded?.peer.close();
  scene.front.adjust({ hosts: [], origins: [], trustedProxies: [], language: "zh" });
  await visitor.send(named);
  const [answer] = answersIn(await visitor.rest());
  assertEquals([answer?.status, answer?.fields.get("content-language")], [421, "zh"]);
  await visitor.received;
});

Deno.test("a bug in the site is reported, and its connection is closed", async () => {
  const scene = new WebScene({
    admitFile: () => {
      throw new TypeError("a bug");
    },
  });
  const visitor = scene.connect();
  const received = visitor.received.catch((error: unknown) => String(error));
  await visitor.send(request());
  assertEquals(await received, "TypeError: a bug");
  assertEquals(await visitor.rest(), "");
  assertEquals([scene.front.open, scene.pacer.timers], [0, 0]);
});

Deno.test("whatever a stranger sends, it is answered as HTTP or not at all, and the connection ends", async () => {
  const piece = fc.oneof(
    fc.constantFrom(request(), request("/x"), handshake(), request("/", ["Content-Length: 9"])),
    fc.constantFrom("GET / HTTP/1.1\r\n", "Host: 127.0.0.1\r\n", "\r\n", "\n", "\r", "\0"),
    fc.string({ unit: "binary-ascii", maxLength: 30 }),
    fc.string({ maxLength: 2000, minLength: 1000, unit: "grapheme-ascii" }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
      const scene = new WebScene();
      const visitor = scene.connect();
      const sending = (async () => {
        for (const text of pieces.filter((each) => each !== "")) await visitor.send(text);
        await visitor.peer.closeWrite();
      })();
      const upgraded = visitor.received.then((result) => result?.peer.close());
      answersIn(await visitor.rest());
      await Promise.all([sending, upgraded]);
      assertEquals([scene.front.open, scene.pacer.timers], [0, 0]);
    }),
    { numRuns: 300 },
  );
});
