import { assertEquals, assertThrows } from "@std/assert";
import { pipe } from "../../lib/net/pipe.ts";
import { HEADER_MILLIS, type Identified, ProxyFront } from "../../lib/net/proxy_front.ts";
import { type Peer, type PeerOrigin, writeAll } from "../../lib/net/peer.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { bytesOf, latin1, proxyV2 } from "../support/proxy_headers.ts";

const HEADER = "PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\r\n";
const SOURCE = {
  transport: "pipe",
  hostname: "203.0.113.9",
  port: 56_324,
  isProxied: true,
  isCheck: false,
};

/** A front, a proxy and the daemon's end of its connection. */
class Scene implements Disposable {
  readonly pacer = new FakePacer();
  readonly front = new ProxyFront({
    trusted: ["192.0.2.0/24", "2001:db8::/32"],
    later: (after, call) => this.pacer.later(after, call),
  });
  readonly proxy: Peer;
  readonly daemon: Peer;

  constructor() {
    [this.proxy, this.daemon] = pipe();
  }

  identify(): Promise<Identified> {
    return this.front.identify(this.daemon);
  }

  send(text: string): Promise<void> {
    return writeAll(this.proxy, latin1(text));
  }

  [Symbol.dispose](): void {
    this.proxy.close();
    this.daemon.close();
    assertEquals(this.pacer.timers, 0);
  }
}

/** The next read of the peer that was identified, with its origin; or what became of it. */
async function nextOf(identified: Identified): Promise<unknown> {
  if (identified.kind === "gone") return "gone";
  if (identified.kind === "faulty") return identified.fault;
  return { origin: identified.peer.origin, next: await textFrom(identified.peer) };
}

async function textFrom(peer: Peer): Promise<string | undefined> {
  const bytes = await peer.read();
  return bytes === null ? undefined : String.fromCharCode(...bytes);
}

Deno.test("ProxyFront gives the client's address, and what follows the header in its packet", async () => {
  using scene = new Scene();
  const identified = scene.identify();
  await scene.send(`${HEADER}/nick ann\n`);
  assertEquals(await nextOf(await identified), { origin: SOURCE, next: "/nick ann\n" });
});

Deno.test("ProxyFront waits for a header that comes byte by byte, and takes no byte more", async () => {
  using scene = new Scene();
  const identified = scene.identify();
  for (const character of `${HEADER}`) await scene.send(character);
  await scene.send("hello\n");
  assertEquals(await nextOf(await identified), { origin: SOURCE, next: "hello\n" });
});

Deno.test("ProxyFront skips extensions to their last byte, wherever they are cut", async () => {
  const extensions = new Uint8Array(65_000).fill("x".charCodeAt(0));
  const bytes = bytesOf(
    proxyV2({ from: [203, 0, 113, 9], port: 56_324, extensions }),
    latin1("hi"),
  );
  for (const size of [1000, 4096, 65_029, bytes.length]) {
    using scene = new Scene();
    const identified = scene.identify();
    for (let at = 0; at < bytes.length; at += size) {
      await writeAll(scene.proxy, bytes.subarray(at, at + size));
    }
    const { origin, next } = await nextOf(await identified) as Record<string, unknown>;
    assertEquals(origin, SOURCE);
    assertEquals(next === "hi" || next === "h", true, String(next));
  }
});

Deno.test("ProxyFront gives no address where the proxy tells none", async () => {
  for (const header of ["PROXY UNKNOWN\r\n", String.fromCharCode(...proxyV2({ command: 0x20 }))]) {
    using scene = new Scene();
    const identified = scene.identify();
    await scene.send(`${header}hello\n`);
    const origin = { transport: "pipe", isProxied: true, isCheck: !header.startsWith("PROXY") };
    assertEquals(await nextOf(await identified), { origin, next: "hello\n" });
  }
});

Deno.test("ProxyFront tells what is no header, and one that is wrong or ends too early", async () => {
  for (const [text, fault] of [["hello\n", "missing"], ["PROXY TCP5 \r\n", "malformed"]]) {
    using scene = new Scene();
    const identified = scene.identify();
    await scene.send(text ?? "");
    assertEquals(await nextOf(await identified), fault);
  }
  for (const text of ["PROXY TC", String.fromCharCode(...proxyV2({ family: 0, length: 9 }))]) {
    using scene = new Scene();
    const identified = scene.identify();
    await scene.send(text);
    await scene.proxy.closeWrite();
    assertEquals(await nextOf(await identified), "malformed");
  }
});

Deno.test("ProxyFront gives a header 5 s, also if it has begun; then the peer can be told", async () => {
  for (const beginning of ["", "PROXY TCP4 ", String.fromCharCode(...proxyV2({ length: 5 }))]) {
    using scene = new Scene();
    const identified = scene.identify();
    if (beginning !== "") await scene.send(beginning);
    scene.pacer.advance(HEADER_MILLIS - 1);
    assertEquals(scene.pacer.timers, 1);
    scene.pacer.advance(1);
    const result = await identified;
    assertEquals(await nextOf(result), "late");
    if (result.kind !== "faulty") return;
    await writeAll(result.peer, latin1("-- too late\n"));
    assertEquals(await textFrom(scene.proxy), "-- too late\n");
    // The read that was under way is not lost, nor begun twice.
    const rest = textFrom(result.peer);
    await scene.send("hello\n");
    assertEquals(await rest, "hello\n");
  }
  assertEquals(HEADER_MILLIS, 5000);
});

Deno.test("ProxyFront takes a connection without a byte for a check of the port", async () => {
  using scene = new Scene();
  const identified = scene.identify();
  await scene.proxy.closeWrite();
  assertEquals(await nextOf(await identified), "gone");
  assertEquals(await textFrom(scene.proxy), undefined);
});

Deno.test("ProxyFront.endHeaders() closes those whose header has not come, and no others", async () => {
  using scene = new Scene();
  const identified = scene.identify();
  await scene.send(HEADER);
  const first = await identified;
  const [proxy, daemon] = pipe();
  const second = scene.front.identify(daemon);
  scene.front.endHeaders();
  assertEquals(await nextOf(await second), "gone");
  await scene.send("hello\n");
  assertEquals(await nextOf(first), { origin: SOURCE, next: "hello\n" });
  proxy.close();
});

Deno.test("ProxyFront expects a header from its networks alone", () => {
  using scene = new Scene();
  const expects = (origin: Partial<PeerOrigin>) =>
    scene.front.expects({ transport: "tcp", port: 1, ...origin });
  assertEquals(expects({ hostname: "192.0.2.255" }), true);
  assertEquals(expects({ hostname: "::ffff:192.0.2.7" }), true);
  assertEquals(expects({ hostname: "2001:db8:1::7" }), true);
  assertEquals(expects({ hostname: "192.0.3.0" }), false);
  assertEquals(expects({ hostname: "127.0.0.1" }), false);
  assertEquals(expects({ transport: "unix" }), false);
  assertThrows(() => new ProxyFront({ trusted: ["x"], later: () => () => {} }), TypeError);
});
