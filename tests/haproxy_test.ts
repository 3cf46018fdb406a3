/**
 * The daemon behind a real HAProxy: what it sends in front of a connection is understood.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { CertificateFolder } from "./support/certificates.ts";
import { Haproxy, haproxyTest } from "./support/haproxy.ts";
import { heardBefore, heardByNow, House } from "./support/house.ts";
import { LineClient } from "./support/line_client.ts";

/** The address that HAProxy gives to its clients, in its own configuration language. */
const IPV4 = "ipv4(203.0.113.9)";
const IPV6 = "ipv6(2001:db8::9)";

const OPTIONS = ["--trust-proxy", "127.0.0.0/8", "--names", "address"];

function portOf(address: string | undefined): number {
  return Number(address?.split(":").at(-1));
}

for (
  const server of [
    "send-proxy",
    "send-proxy-v2",
    "send-proxy-v2 proxy-v2-options crc32c,unique-id,authority,ssl,cert-cn",
  ]
) {
  haproxyTest(`${server}: a conversation, with the client's address`, async () => {
    await using house = await House.open([...OPTIONS, "--max-per-address", "2"]);
    const port = portOf(house.address);
    await using haproxy = await Haproxy.start([
      { port, server, source: IPV4 },
      { port, server, source: IPV6 },
    ]);
    const [first = 0, second = 0] = haproxy.ports;
    using ann = await LineClient.connect(`127.0.0.1:${first}`);
    assertMatch(await ann.line() ?? "", /^You are 203\.0\.113\.9:\d+$/);
    await ann.send("/nick ann\nhello");
    await heardBefore(ann, "ann: hello");
    using bob = await LineClient.connect(`127.0.0.1:${second}`);
    assertMatch(await bob.line() ?? "", /^You are \[2001:db8::9\]:\d+$/);
    await bob.send("/nick bob\nhello ann");
    await heardBefore(ann, "bob: hello ann");
    using _other = await LineClient.connect(`127.0.0.1:${first}`);
    await heardBefore(ann, (line) => line.endsWith(" has arrived"));
    using late = await LineClient.connect(`127.0.0.1:${first}`);
    assertMatch((await late.rest())[0] ?? "", /^-- too many connections from your address: 2 /);
    await ann.send("/quit");
    await ann.rest();
    await heardBefore(bob, "ann has left");
  });
}

haproxyTest("its checks are answered, and neither told to anybody nor logged at info", async () => {
  await using house = await House.open([...OPTIONS, "--log-level", "debug"]);
  const server = "send-proxy-v2 check inter 20ms";
  await using haproxy = await Haproxy.start([{
    port: portOf(house.address),
    server,
    source: IPV4,
  }]);
  using ann = await LineClient.connect(`127.0.0.1:${haproxy.ports[0]}`);
  assertMatch(await ann.line() ?? "", /^You are 203\.0\.113\.9:\d+$/);
  const ended = await house.logged("disconnected", 5);
  assertEquals(new Set(ended.map(({ level, reason }) => `${level} ${reason}`)).size, 1);
  assertEquals([ended[0]?.level, ended[0]?.reason], ["debug", "not-entered"]);
  const connected = await house.logged("connected");
  const shown = connected.filter(({ level }) => level === "info").map(({ address }) => address);
  assertEquals(shown.length, 1);
  assertMatch(String(shown[0]), /^203\.0\.113\.9:/);
  const heard = await heardByNow(ann);
  assertEquals(heard.filter((line) => line.includes("arrived")), []);
  assertEquals((await house.logged("bad-proxy-header", 0)).length, 0);
});

haproxyTest("its header stands before TLS that it passes on", async () => {
  await using folder = await CertificateFolder.create();
  const { certFile, keyFile, cert } = await folder.make("good");
  const tls = ["--tls-listen", "127.0.0.1:0", "--tls-cert", certFile, "--tls-key", keyFile];
  await using house = await House.open([...OPTIONS, ...tls]);
  const port = portOf(house.server.addresses.at(-1));
  await using haproxy = await Haproxy.start([{ port, server: "send-proxy-v2", source: IPV4 }]);
  const address = { hostname: "127.0.0.1", port: haproxy.ports[0] ?? 0 };
  using ann = new LineClient(await Deno.connectTls({ ...address, caCerts: [cert] }));
  assertMatch(await ann.line() ?? "", /^You are 203\.0\.113\.9:\d+$/);
  const [connected] = await house.logged("connected");
  assertEquals(connected?.transport, "tls");
});
