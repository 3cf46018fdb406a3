import { assertEquals, assertRejects } from "@std/assert";
import { acceptFrom, openTlsPair } from "../../lib/net/tls.ts";
import { certificateTest } from "../support/certificates.ts";

certificateTest(
  "a pair is a connection of this process to itself, with TLS at one end",
  async (folder) => {
    const certificate = await folder.make("good");
    const { wire, secured } = await openTlsPair(certificate, new AbortController().signal);
    const client = Deno.startTls(wire, { hostname: "localhost", caCerts: [certificate.cert] });
    using visitor = await client;
    using _ = secured;
    await Promise.all([visitor.handshake(), secured.handshake()]);
    await visitor.write(Uint8Array.of(7));
    const buffer = new Uint8Array(1);
    await secured.read(buffer);
    assertEquals(buffer, Uint8Array.of(7));
  },
);

certificateTest("an aborted pair is not opened", async (folder) => {
  const certificate = await folder.make("good");
  const reason = new Deno.errors.TimedOut("too late");
  await assertRejects(
    () => openTlsPair(certificate, AbortSignal.abort(reason)),
    Deno.errors.TimedOut,
    "too late",
  );
});

certificateTest("a stranger who finds the inner listener is not served", async (folder) => {
  const { cert, key } = await folder.make("good");
  using listener = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert, key });
  const address = { hostname: "127.0.0.1", port: listener.addr.port };
  const stranger = await Deno.connect(address);
  using wanted = await Deno.connect(address);
  using conn = await acceptFrom(listener, wanted.localAddr);
  assertEquals(conn.remoteAddr, wanted.localAddr);
  stranger.close();
});
