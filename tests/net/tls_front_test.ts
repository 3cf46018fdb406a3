/**
 * TLS on real sockets: what is said, how it ends, and what becomes of those who never get so far.
 *
 * @module
 */

import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { UnusableCredentials } from "../../lib/net/credentials.ts";
import { isDisconnect, type Peer, writeAll } from "../../lib/net/peer.ts";
import { certificateTest } from "../support/certificates.ts";
import { closedSince, openDescriptors, openedSince } from "../support/pressure.ts";
import { captureHello, readText, readToEnd, TlsScene } from "../support/tls_scene.ts";

const encode = (text: string) => new TextEncoder().encode(text);

async function hear(peer: Peer): Promise<string | null> {
  const chunk = await peer.read();
  return chunk && new TextDecoder().decode(chunk);
}

certificateTest("a TLS visitor talks, and keeps the address it comes from", async (folder) => {
  const { cert, ...rest } = await folder.make("good");
  using scene = TlsScene.open({ cert, ...rest });
  using meeting = await scene.meet(cert);
  const { peer, client, ended } = meeting;
  assertEquals(peer.origin, {
    transport: "tls",
    hostname: "127.0.0.1",
    port: client.localAddr.port,
  });
  await client.write(encode("hello"));
  assertEquals(await hear(peer), "hello");
  await writeAll(peer, encode("welcome"));
  assertEquals(await readText(client, 7), "welcome");
  assertEquals(scene.pacer.timers, 0);
  peer.close();
  assertEquals(await client.read(new Uint8Array(1)), null);
  await ended;
  assertEquals(scene.pacer.timers, 0);
});

certificateTest("a TLS visitor that has ended its half still gets all answers", async (folder) => {
  const certificate = await folder.make("good");
  using scene = TlsScene.open(certificate);
  using meeting = await scene.meet(certificate.cert);
  const { peer, client, ended } = meeting;
  await client.write(encode("bye"));
  await client.closeWrite();
  assertEquals([await hear(peer), await hear(peer)], ["bye", null]);
  const answer = "x".repeat(1_000_000);
  const answering = writeAll(peer, encode(answer)).then(() => peer.closeWrite());
  assertEquals(await readToEnd(client), answer);
  await answering;
  peer.close();
  await ended;
});

certificateTest("a TLS visitor gets what was written before the close", async (folder) => {
  const certificate = await folder.make("good");
  using scene = TlsScene.open(certificate);
  using meeting = await scene.meet(certificate.cert);
  const { peer, client, ended } = meeting;
  const farewell = "x".repeat(1_000_000);
  const reading = readToEnd(client);
  await writeAll(peer, encode(farewell));
  peer.close();
  peer.close();
  assertEquals((await reading).length, farewell.length);
  await ended;
});

certificateTest("a TLS visitor that takes no last words is cut off in time", async (folder) => {
  const certificate = await folder.make("good");
  using scene = TlsScene.open(certificate);
  using meeting = await scene.meet(certificate.cert);
  const { peer, wire, client, ended } = meeting;
  wire.holdWrites();
  await writeAll(peer, encode("farewell"));
  peer.close();
  let isOver = false;
  const over = ended.then(() => isOver = true);
  scene.pacer.advance(4999);
  await client.write(encode("still there"));
  assertEquals(isOver, false);
  scene.pacer.advance(1);
  await over;
});

certificateTest("TLS without close_notify ends as an end of input", async (folder) => {
  const certificate = await folder.make("good");
  using scene = TlsScene.open(certificate);
  using meeting = await scene.meet(certificate.cert);
  const { peer, wire, client, ended } = meeting;
  await client.write(encode("last words"));
  assertEquals(await hear(peer), "last words");
  wire.endInput();
  assertEquals([await hear(peer), await hear(peer)], [null, null]);
  await writeAll(peer, encode("answer"));
  assertEquals(await readText(client, 6), "answer");
  peer.close();
  await ended;
});

certificateTest("a TLS visitor that is gone by force is lost, not ended", async (folder) => {
  const certificate = await folder.make("good");
  using scene = TlsScene.open(certificate);
  using meeting = await scene.meet(certificate.cert);
  const { peer, wire, ended } = meeting;
  wire.reset();
  assert(isDisconnect(await assertRejects(() => peer.read())));
  await ended;
  peer.close();
});

// Prosody GHSA-7jvv-jg88-r4h8: handshakes that are begun and left.
certificateTest("who says nothing is let go at the deadline, a hundred at once", async (folder) => {
  const certificate = await folder.make("good");
  using scene = TlsScene.open(certificate);
  const before = openDescriptors();
  const hello = await captureHello();
  await closedSince(before);
  const clients: Deno.TcpConn[] = [];
  const securing = [];
  for (let i = 0; i < 100; i++) {
    const client = await scene.dial();
    clients.push(client);
    securing.push(scene.front.secure(await scene.listener.accept()));
    // A third says nothing, a third half a word, and a third waits after the whole of it.
    if (i % 3 > 0) await client.write(hello.subarray(0, i % 3 === 1 ? 50 : hello.length));
    if (i % 3 === 2) await readText(client, 1);
  }
  scene.pacer.advance(9999);
  // Who has not said all of its hello takes one descriptor here, and one at its own end.
  assert(openedSince(before).length <= 67 * 2 + 33 * 4);
  scene.pacer.advance(1);
  const outcomes = await Promise.all(securing);
  for (const outcome of outcomes) {
    assert(outcome.kind === "failed" && outcome.error instanceof Deno.errors.TimedOut);
  }
  for (const client of clients) await readToEnd(client);
  for (const client of clients) client.close();
  await closedSince(before);
  assertEquals(scene.pacer.timers, 0);
  using meeting = await scene.meet(certificate.cert);
  meeting.peer.close();
  await meeting.ended;
});

certificateTest("rubbish in place of a handshake is refused at once", async (folder) => {
  using scene = TlsScene.open(await folder.make("good"));
  const before = openDescriptors();
  const rubbish = [
    [22, 3, 1, 0, 4, 9, 9, 9, 9],
    [22, 3, 1, 0xff, 0xff],
    [22, 9],
  ];
  for (const bytes of rubbish) {
    const client = await scene.dial();
    await client.write(Uint8Array.from(bytes));
    const secured = await scene.secureNext();
    assert(secured.kind === "failed" && secured.error instanceof Deno.errors.InvalidData);
    await readToEnd(client);
    client.close();
    await closedSince(before);
    assertEquals(scene.pacer.timers, 0);
  }
});

certificateTest(
  "who leaves before or within the handshake leaves nothing behind",
  async (folder) => {
    using scene = TlsScene.open(await folder.make("good"));
    const before = openDescriptors();
    const hello = await captureHello();
    await closedSince(before);
    for (const bytes of [hello.subarray(0, 0), hello.subarray(0, 7), hello]) {
      const client = await scene.dial();
      await client.write(bytes);
      await client.closeWrite();
      assertEquals((await scene.secureNext()).kind, "failed");
      await readToEnd(client);
      client.close();
      await closedSince(before);
      assertEquals(scene.pacer.timers, 0);
    }
  },
);

certificateTest("a visitor who does not trust the certificate disturbs nobody", async (folder) => {
  const [good, other] = [await folder.make("good"), await folder.make("other")];
  using scene = TlsScene.open(good);
  const securing = scene.secureNext();
  await assertRejects(() => scene.visit(other.cert), Deno.errors.InvalidData);
  assertEquals((await securing).kind, "failed");
});

certificateTest("plain text on a TLS port is no TLS, and the peer stays open", async (folder) => {
  using scene = TlsScene.open(await folder.make("good"));
  using client = await scene.dial();
  await client.write(encode("hello?\n"));
  using plain = await scene.listener.accept();
  assertEquals(await scene.front.secure(plain), {
    kind: "not-tls",
    bytes: encode("hello?\n"),
  });
  await plain.write(encode("still open"));
  assertEquals(await readText(client, 10), "still open");
  assertEquals(scene.pacer.timers, 0);
});

certificateTest("a new certificate is for newcomers, and who is in stays", async (folder) => {
  const [old, young] = [await folder.make("old"), await folder.make("young")];
  using scene = TlsScene.open(old);
  using first = await scene.meet(old.cert);
  scene.front.replaceCredentials(young);
  using second = await scene.meet(young.cert);
  const securing = scene.secureNext();
  await assertRejects(() => scene.visit(old.cert), Deno.errors.InvalidData);
  assertEquals((await securing).kind, "failed");
  for (const { peer, client, ended } of [first, second]) {
    await client.write(encode("here"));
    assertEquals(await hear(peer), "here");
    peer.close();
    await ended;
  }
});

certificateTest("a bad certificate is not taken, and the old one stays", async (folder) => {
  const [good, other] = [await folder.make("good"), await folder.make("other")];
  using scene = TlsScene.open(good);
  assertThrows(
    () => scene.front.replaceCredentials({ ...good, key: other.key }),
    UnusableCredentials,
  );
  using meeting = await scene.meet(good.cert);
  meeting.peer.close();
  await meeting.ended;
});

certificateTest("handshakes under way can be ended at once", async (folder) => {
  using scene = TlsScene.open(await folder.make("good"));
  using client = await scene.dial();
  const securing = scene.front.secure(await scene.listener.accept());
  await client.write(Uint8Array.of(22));
  scene.front.endHandshakes();
  assertEquals((await securing).kind, "failed");
  await readToEnd(client);
  assertEquals(scene.pacer.timers, 0);
});
