/**
 * Bans, the lockdown and the announced stop on a running daemon: at every door, with addresses that a
 * proxy tells, and by operators at the socket of `--admin-listen`.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { certificateTest } from "./support/certificates.ts";
import { heardByNow, House } from "./support/house.ts";
import { LineClient } from "./support/line_client.ts";

const HAS_UNIX_SOCKETS = Deno.build.os !== "windows";

/** A daemon behind a proxy at 127.0.0.1, with an operator. */
class Scene implements AsyncDisposable {
  readonly house: House;
  readonly op: LineClient;
  readonly #folder: string;

  private constructor(house: House, op: LineClient, folder: string) {
    this.house = house;
    this.op = op;
    this.#folder = folder;
  }

  static async open(options: readonly string[] = []): Promise<Scene> {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/admin.sock`;
    const behind = ["--trust-proxy", "127.0.0.1", "--admin-listen", `unix:${path}`];
    const house = await House.open([...behind, ...options]);
    const op = new LineClient(await Deno.connect({ transport: "unix", path }));
    await op.send("/nick op");
    assertEquals((await op.take(2))[0], "You are op");
    return new Scene(house, op, folder);
  }

  /** Connects from an address and sends lines. */
  from(ip: string, ...lines: string[]): Promise<LineClient> {
    const [family, to] = ip.includes(":") ? ["TCP6", "2001:db8::1"] : ["TCP4", "198.51.100.1"];
    return this.house.connect([`PROXY ${family} ${ip} ${to} 40000 8000\r`, ...lines].join("\n"));
  }

  /** Connects from an address and enters under this name. */
  async enter(ip: string, name: string): Promise<LineClient> {
    const client = await this.from(ip, `/nick ${name}`);
    assertEquals((await client.take(2))[0], `You are ${name}`);
    return client;
  }

  /** Gives an order and waits for its answer. */
  async order(line: string): Promise<string[]> {
    await this.op.send(line);
    return await heardByNow(this.op);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.op[Symbol.dispose]();
    await this.house[Symbol.asyncDispose]();
    await Deno.remove(this.#folder, { recursive: true });
  }
}

function banTest(name: string, body: (scene: Scene) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !HAS_UNIX_SOCKETS,
    fn: async () => {
      await using scene = await Scene.open();
      await body(scene);
    },
  });
}

banTest(
  "a banned person is disconnected, and refused in one line as people and as program",
  async (scene) => {
    using ann = await scene.enter("192.0.2.7", "ann");
    await scene.order("/ban ann for 1h spam");
    assertEquals(await ann.rest(), ["-- disconnected: banned by op: spam"]);
    const line = /^-- you are banned until \d{4}-\d\d-\d\d \d\d:\d\d UTC: spam$/;
    for (const first of ["/nick ann", '{"hello":1,"nick":"ann"}']) {
      using again = await scene.from("192.0.2.7", first);
      const [only, ...others] = await again.rest();
      assertMatch(only ?? "", line);
      assertEquals(others, []);
    }
    using other = await scene.enter("192.0.2.8", "bob");
    assertEquals(await scene.order("/unban ann"), [
      "bob has arrived",
      "-- ann is not banned from this server any more",
    ]);
    using back = await scene.enter("192.0.2.7", "ann");
    assertEquals(await heardByNow(back), []);
    assertEquals(await heardByNow(other), ["ann has arrived"]);
  },
);

banTest("networks of both families are refused, IPv4 inside IPv6 too", async (scene) => {
  await scene.order("/ban 192.0.2.0/24");
  await scene.order("/ban 2001:db8:1:2::/64 go away");
  for (const ip of ["192.0.2.200", "::ffff:192.0.2.1"]) {
    using client = await scene.from(ip);
    assertEquals(await client.rest(), ["-- you are banned"], ip);
  }
  using client = await scene.from("2001:db8:1:2:3::4");
  assertEquals(await client.rest(), ["-- you are banned: go away"]);
  using near = await scene.enter("2001:db8:1:3::4", "ann");
  using machine = await scene.enter("127.0.0.1", "bob");
  await scene.order("/ban ::/0");
  await scene.order("/ban 0.0.0.0/0");
  assertEquals((await near.rest()).at(-1), "-- disconnected: banned by op");
  assertEquals((await heardByNow(machine)).at(-1), "ann has left (banned by op)");
});

banTest("a ban that comes while its person waits at the door keeps it out", async (scene) => {
  // Let in by the gate; the daemon waits up to 200 ms for its first line.
  using waiting = await scene.from("192.0.2.7");
  await scene.house.logged("connected", 2);
  await scene.order("/ban 192.0.2.7");
  await waiting.send("/nick ann");
  assertEquals(await waiting.rest(), ["-- you are banned"]);
  const [gone] = await scene.house.logged("disconnected");
  assertEquals(gone?.reason, "banned");
});

banTest("under lockdown others are refused, this machine and operators are not", async (scene) => {
  using ann = await scene.enter("192.0.2.7", "ann");
  await scene.order("/lockdown on");
  using bob = await scene.from("192.0.2.8");
  assertEquals(await bob.rest(), ["-- this server takes no newcomers now; try again later"]);
  using unknown = await scene.house.connect("PROXY UNKNOWN\r");
  assertEquals(await unknown.rest(), ["-- this server takes no newcomers now; try again later"]);
  using local = await scene.enter("127.0.0.1", "local");
  assertEquals(await heardByNow(local), []);
  assertEquals(await heardByNow(ann), ["local has arrived"]);
  await scene.order("/lockdown off");
  using cay = await scene.enter("192.0.2.9", "cay");
  assertEquals(await heardByNow(cay), []);
});

banTest("what operators do is in the log, what they say is not", async (scene) => {
  using ann = await scene.enter("192.0.2.7", "ann");
  await scene.order("/announce the cake is in the kitchen");
  await scene.order("/ban ann for 1h spam");
  await ann.rest();
  const records = await scene.house.logged("audit", 2);
  const said = records.map((
    { act, by, on, network, room, reason, until },
  ) => [act, by, on, network, room, reason, typeof until]);
  assertEquals(said, [
    ["announce", "op", undefined, undefined, undefined, undefined, "undefined"],
    ["ban", "op", "ann", "192.0.2.7", "lobby", "spam", "string"],
  ]);
  assertEquals(JSON.stringify(records).includes("cake"), false);
  const refused = await scene.from("192.0.2.7");
  await refused.rest();
  refused[Symbol.dispose]();
  const [record] = await scene.house.logged("refused");
  assertMatch(String(record?.reason), /^you are banned until .*: spam$/);
});

banTest("/shutdown tells everybody, and stops the daemon as a signal does", async (scene) => {
  using ann = await scene.enter("192.0.2.7", "ann");
  await scene.order("/shutdown 10m upgrade");
  assertEquals(await heardByNow(ann), ["-- the server stops in 10m: upgrade"]);
  await scene.order("/shutdown off");
  assertEquals(await heardByNow(ann), ["-- the server does not stop: that was called off"]);
  await scene.op.send("/shutdown 1ms upgrade");
  await scene.house.server.stopOrdered;
  assertEquals(await ann.rest(), [
    "-- the server stops in 1ms: upgrade",
    "-- the server is shutting down",
  ]);
  await scene.house.server.stop();
});

certificateTest("who is banned hears it over TLS, too", async (folder) => {
  const { cert, certFile, keyFile } = await folder.make("good");
  const tls = ["--tls-listen", "127.0.0.1:0", "--tls-cert", certFile, "--tls-key", keyFile];
  await using scene = await Scene.open(tls);
  await scene.order("/ban 192.0.2.7 spam");
  const port = Number(scene.house.server.addresses[1]?.split(":").at(-1));
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  await conn.write(new TextEncoder().encode("PROXY TCP4 192.0.2.7 198.51.100.1 1 2\r\n"));
  using banned = new LineClient(
    await Deno.startTls(conn, { hostname: "127.0.0.1", caCerts: [cert] }),
  );
  assertEquals(await banned.rest(), ["-- you are banned: spam"]);
});
