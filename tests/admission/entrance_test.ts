/**
 * How people come in: over TLS, past the limits, and with certificates that change.
 *
 * @module
 */

import {
  assert,
  assertEquals,
  assertLess,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { CannotStart } from "../../lib/program/cannot_start.ts";
import { certificateTest, openssl, type TestCertificate } from "../support/certificates.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import { SYSTEM_CLOCK } from "../../lib/time/system_pacer.ts";
import { LineClient } from "../support/line_client.ts";

/** Options for a daemon with a TLS listener alone. */
function tlsOptions({ certFile, keyFile }: TestCertificate, listen = "127.0.0.1:0"): string[] {
  return ["--tls-listen", listen, "--tls-cert", certFile, "--tls-key", keyFile];
}

/** The address of the TLS listener, which comes after the plain one. */
function tlsPort(house: House): number {
  return Number(house.server.addresses.at(-1)?.split(":").at(-1));
}

async function connectTls(house: House, cert: string): Promise<LineClient> {
  const address = { hostname: "127.0.0.1", port: tlsPort(house) };
  const conn = await Deno.connectTls({ ...address, caCerts: [cert] });
  try {
    await conn.handshake();
    return new LineClient(conn);
  } catch (error) {
    conn.close();
    throw error;
  }
}

certificateTest("TLS and plain listeners lead into the same room", async (folder) => {
  const certificate = await folder.make("good");
  await using house = await House.open(tlsOptions(certificate));
  const records = await house.logged("listening", 2);
  assertEquals(records.map(({ transport }) => transport), ["tcp", "tls"]);
  assertEquals(records.map(({ address }) => address), Array.from(house.server.addresses));
  using ann = await house.enter("ann");
  using bob = await connectTls(house, certificate.cert);
  assertMatch(await bob.line() ?? "", /^You are 127\.0\.0\.1:\d+$/);
  assertEquals(await bob.line(), "Also here: ann");
  assertMatch(await ann.line() ?? "", /^127\.0\.0\.1:\d+ has arrived$/);
  await bob.send("/nick bob\nhello");
  await heardBefore(ann, "bob: hello");
  await ann.send("hello bob");
  await heardBefore(bob, "ann: hello bob");
  assertEquals(await ann.line(), "ann: hello bob");
  await bob.closeWrite();
  assertEquals(await ann.line(), "bob has left");
  assertEquals(await bob.rest(), []);
});

for (const version of ["-tls1_2", "-tls1_3"]) {
  certificateTest(`openssl s_client ${version} is served, and gets its answers`, async (folder) => {
    const { certFile, ...rest } = await folder.make("good");
    await using house = await House.open(tlsOptions({ certFile, ...rest }));
    const to = ["-connect", `127.0.0.1:${tlsPort(house)}`, "-CAfile", certFile];
    const strict = ["-verify_return_error", "-verify_ip", "127.0.0.1", "-quiet"];
    const said = await openssl(
      ["s_client", version, ...to, ...strict],
      "/nick ann\nhello\n/quit\n",
    );
    assertStringIncludes(said, "You are ann\nNobody else is here\nann: hello\n");
  });
}

certificateTest("TLS before version 1.2 is refused", async (folder) => {
  await using house = await House.open(tlsOptions(await folder.make("good")));
  const to = ["-connect", `127.0.0.1:${tlsPort(house)}`];
  const oldest = ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"];
  await assertRejects(() => openssl(["s_client", ...oldest, ...to]));
  await house.logged("handshake-failed");
});

certificateTest("who is refused on a TLS port hears it over TLS", async (folder) => {
  const certificate = await folder.make("good");
  await using house = await House.open(["--max-connections", "1", ...tlsOptions(certificate)]);
  using ann = await house.enter("ann");
  using late = await connectTls(house, certificate.cert);
  assertEquals(await late.rest(), [
    "-- the server is full: 1 person is connected; try again later",
  ]);
  const [{ transport } = {}] = await house.logged("refused");
  assertEquals(transport, "tls");
  assertEquals(await heardByNow(ann), []);
});

certificateTest("a TLS visitor counts for the three descriptors that it takes", async (folder) => {
  const certificate = await folder.make("good");
  await using house = await House.open(["--max-connections", "1", ...tlsOptions(certificate)]);
  using _ann = await house.enter("ann");
  using refused = new DisposableStack();
  // Of 32 descriptors for refusals; each waits for its handshake.
  for (let i = 0; i < 10; i++) {
    refused.use(await LineClient.connect(`127.0.0.1:${tlsPort(house)}`));
  }
  using dropped = await LineClient.connect(`127.0.0.1:${tlsPort(house)}`);
  const from = performance.now();
  assertEquals(await dropped.rest(), []);
  // Sooner than the deadline of a handshake would end it.
  assertLess(performance.now() - from, 8000);
});

certificateTest("plain text on a TLS port is answered in plain text", async (folder) => {
  await using house = await House.open(tlsOptions(await folder.make("good")));
  for (const first of ["hello", "GET / HTTP/1.1"]) {
    using client = await LineClient.connect(`127.0.0.1:${tlsPort(house)}`);
    await client.send(first);
    assertEquals(await client.rest(), [
      "-- this port speaks TLS; join with: hubbub tls://HOST:PORT",
    ]);
  }
  await house.server.stop();
  assertEquals((await house.logged("refused", 2)).map(({ more }) => more), [undefined, 1]);
});

certificateTest("a PROXY header on a TLS port is told for what it is", async (folder) => {
  await using house = await House.open(tlsOptions(await folder.make("good")));
  for (const first of ["PROXY TCP4 203.0.113.9 192.0.2.1 56324 443", "\r\n\r\n\0\r\nQUIT\n!"]) {
    using client = await LineClient.connect(`127.0.0.1:${tlsPort(house)}`);
    await client.send(first);
    assertEquals(await client.rest(), [
      "-- this port takes no PROXY header; switch it off in the proxy, or join with: nc HOST PORT",
    ]);
  }
  const [{ level, protocol, id } = {}] = await house.logged("wrong-protocol");
  assertEquals({ level, protocol, id }, { level: "warn", protocol: "proxy", id: undefined });
});

certificateTest("handshakes under way do not keep the server from stopping", async (folder) => {
  await using house = await House.open([
    "--grace",
    "10m",
    ...tlsOptions(await folder.make("good")),
  ]);
  using client = await LineClient.connect(`127.0.0.1:${tlsPort(house)}`);
  await client.sendRaw(Uint8Array.of(0x16, 3, 1));
  using ann = await house.enter("ann");
  const from = performance.now();
  await house.server.stop();
  // Sooner than the deadline of a handshake would end it.
  assertLess(performance.now() - from, 8000);
  assertEquals(await client.rest(), []);
  assertEquals(await ann.line(), "-- the server is shutting down");
});

certificateTest("people over TLS hear the goodbye of a stopping server", async (folder) => {
  const certificate = await folder.make("good");
  await using house = await House.open(tlsOptions(certificate));
  using ann = await connectTls(house, certificate.cert);
  await ann.send("/nick ann");
  await ann.take(2);
  const stopping = house.server.stop();
  assertEquals(await ann.rest(), ["-- the server is shutting down"]);
  await stopping;
});

certificateTest(
  "reload: newcomers see the new certificate, and nobody is dropped",
  async (folder) => {
    const certificate = await folder.make("one");
    await using house = await House.open(tlsOptions(certificate));
    using ann = await connectTls(house, certificate.cert);
    await ann.send("/nick ann");
    await ann.take(2);
    const { cert } = await folder.make("one");
    await house.server.reload();
    await house.logged("certificate-reloaded");
    using bob = await connectTls(house, cert);
    await bob.send("/nick bob");
    await bob.take(2);
    assertEquals(await heardByNow(ann), ["bob has arrived"]);
    await assertRejects(() => connectTls(house, certificate.cert), Deno.errors.InvalidData);
  },
);

certificateTest("reload: a bad certificate is logged, and the old one stays", async (folder) => {
  const certificate = await folder.make("good");
  const other = await folder.make("other");
  await using house = await House.open(tlsOptions(certificate));
  await Deno.writeTextFile(certificate.keyFile, other.key);
  await house.server.reload();
  const [{ level, error } = {}] = await house.logged("certificate-not-reloaded");
  assertEquals(level, "error");
  assertStringIncludes(String(error), "does not belong to the certificate in");
  using ann = await connectTls(house, certificate.cert);
  await ann.send("/nick ann");
  assertEquals(await ann.line(), "You are ann");
});

certificateTest(
  "a certificate that is not valid is warned of, at the start and at a reload",
  async (folder) => {
    const certificate = await folder.make("brief");
    const days = (count: number) => count * 86_400_000;
    for (
      const [event, shift] of [["certificate-expired", 3], [
        "certificate-not-yet-valid",
        -1,
      ]] as const
    ) {
      const clock = { ...SYSTEM_CLOCK, wall: () => Date.now() + days(shift) };
      await using house = await House.open(tlsOptions(certificate), false, clock);
      const [{ level, file, until, from } = {}] = await house.logged(event);
      assertEquals([level, file], ["warn", certificate.certFile]);
      assertMatch(String(until ?? from), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
      await house.server.reload();
      assertEquals((await house.logged(event, 2)).length, 2);
      assertEquals((await house.logged("certificate-reloaded")).length, 1);
    }
    await using house = await House.open(tlsOptions(certificate));
    await house.server.reload();
    await house.logged("certificate-reloaded");
    assertEquals(await house.logged("certificate-expired", 0), []);
    assertEquals(await house.logged("certificate-not-yet-valid", 0), []);
  },
);

Deno.test("reload without TLS is no fault", async () => {
  await using house = await House.open();
  await house.server.reload();
  await house.logged("nothing-to-reload");
  using ann = await house.enter("ann");
  assertEquals(await heardByNow(ann), []);
});

certificateTest("a certificate that cannot be used is told in one sentence", async (folder) => {
  const { keyFile, ...rest } = await folder.make("good");
  const missing = `${folder.path}/missing`;
  const error = await assertRejects(
    () => House.open(tlsOptions({ ...rest, keyFile, certFile: missing })),
    CannotStart,
  );
  assertEquals(
    error.message,
    `cannot read the certificate file "${missing}": there is no such file`,
  );
});

certificateTest("a TLS port that is taken is told, and no other stays open", async (folder) => {
  const certificate = await folder.make("good");
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${taken.addr.port}`;
  const error = await assertRejects(
    () => House.open(tlsOptions(certificate, address)),
    CannotStart,
  );
  assertEquals(
    error.message,
    `cannot listen on ${address}: the address is taken by another program`,
  );
});

const outward = Deno.networkInterfaces().find(({ family, address }) =>
  family === "IPv4" && !address.startsWith("127.")
)?.address;

Deno.test({
  name: "--max-per-address holds for another address than this machine's own",
  ignore: outward === undefined,
  fn: async () => {
    const limits = ["--max-per-address", "2"];
    await using house = await House.open(["--listen", `${outward}:0`, ...limits]);
    using ann = await house.enter("ann");
    using bob = await house.enter("bob");
    using late = await house.connect();
    assertEquals(await late.rest(), [
      "-- too many connections from your address: 2 are open; close one of them first",
    ]);
    assertEquals(await heardByNow(ann), ["bob has arrived"]);
    assertEquals(await heardByNow(bob), []);
  },
});

Deno.test({
  name: "--connect-rate holds for another address than this machine's own",
  ignore: outward === undefined,
  fn: async () => {
    await using house = await House.open(["--listen", `${outward}:0`, "--connect-rate", "2"]);
    for (let i = 0; i < 2; i++) {
      using client = await house.connect("/quit");
      assert((await client.rest()).length > 0);
    }
    using late = await house.connect();
    const [line = ""] = await late.rest();
    assertMatch(line, /^-- too many new connections from your address\b/);
  },
});
