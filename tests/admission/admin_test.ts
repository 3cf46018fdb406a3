/**
 * The listener of operators: its access rights, and what holds for the clients that came through it.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { MAX_OPERATORS } from "../../lib/admission/gate.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import { LineClient } from "../support/line_client.ts";

/** A test with a path for the socket, in a folder that is removed afterwards. */
function adminTest(name: string, body: (path: string) => Promise<void>): void {
  Deno.test({
    name,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      const folder = await Deno.makeTempDir();
      try {
        await body(`${folder}/admin.sock`);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/** Connects as an operator, under this name, and takes the greeting. */
async function operatorAt(path: string, name: string): Promise<LineClient> {
  const operator = new LineClient(await Deno.connect({ transport: "unix", path }));
  await operator.send(`/nick ${name}`);
  assertEquals((await operator.take(2))[0], `You are ${name}`);
  return operator;
}

adminTest("--admin-listen is a socket for this user alone, beside the others", async (path) => {
  await using house = await House.open(["--admin-listen", `unix:${path}`]);
  assertEquals(house.server.addresses.at(-1), `unix:${path}`);
  assertEquals((Deno.lstatSync(path).mode ?? 0) & 0o777, 0o600);
  const records = await house.logged("listening", 2);
  assertEquals(records.map(({ transport }) => transport), ["tcp", "admin"]);
  assertEquals(records.at(-1)?.address, `unix:${path}`);
  using operator = new LineClient(await Deno.connect({ transport: "unix", path }));
  assertMatch(await operator.line() ?? "", /^You are guest-\d+$/);
  const [connected] = await house.logged("connected");
  assertEquals([connected?.transport, connected?.address], ["admin", undefined]);
});

adminTest("--socket-mode is not for the socket of operators", async (path) => {
  const plain = ["--listen", `unix:${path}.plain`, "--socket-mode", "666"];
  await using _house = await House.open([...plain, "--admin-listen", `unix:${path}`]);
  const modeOf = (file: string) => (Deno.lstatSync(file).mode ?? 0) & 0o777;
  assertEquals([modeOf(path), modeOf(`${path}.plain`)], [0o600, 0o666]);
});

adminTest("operators are let in when the daemon is full, so many of them", async (path) => {
  await using house = await House.open([
    "--max-connections",
    "1",
    "--admin-listen",
    `unix:${path}`,
  ]);
  using _ann = await house.enter("ann");
  using bob = await house.connect("/nick bob");
  assertMatch((await bob.rest())[0] ?? "", /^-- the server is full/);
  using operators = new DisposableStack();
  for (let i = 0; i < MAX_OPERATORS; i++) {
    operators.use(await operatorAt(path, `op${"abcdefghijklmnop"[i]}`));
  }
  using late = new LineClient(await Deno.connect({ transport: "unix", path }));
  assertEquals(await late.rest(), [
    `-- the server is full: ${MAX_OPERATORS} people are connected; try again later`,
  ]);
  const refused = await house.logged("refused", 2);
  assertEquals(refused.map(({ transport }) => transport), ["tcp", "admin"]);
});

adminTest("operators leave the places of the others free", async (path) => {
  await using house = await House.open([
    "--max-connections",
    "1",
    "--admin-listen",
    `unix:${path}`,
  ]);
  using _operator = await operatorAt(path, "ann");
  using _bob = await house.enter("bob");
});

adminTest("clients of that socket are operators, and others are not", async (path) => {
  await using house = await House.open(["--admin-listen", `unix:${path}`]);
  using ann = await operatorAt(path, "ann");
  using bob = await house.enter("bob");
  using zed = await house.enter("zed");
  for (const somebody of [bob, zed, ann]) {
    await somebody.send("/join dev");
    await heardBefore(somebody, "-- you speak in #dev now");
  }
  await zed.send("/room private");
  await heardBefore(zed, "-- only owners of #dev may do that");
  await ann.send("/room private");
  assertEquals((await heardByNow(ann)).some((line) => line.includes("only")), false);
});

adminTest("operators are not slowed down by the rate of the others", async (path) => {
  const options = ["--rate", "0.001", "--burst", "1", "--admin-listen", `unix:${path}`];
  await using _house = await House.open(options);
  using ann = await operatorAt(path, "ann");
  // The others would wait for a quarter of an hour for each.
  for (let i = 0; i < 20; i++) await ann.send(`/ping ${i}`);
  assertEquals((await ann.take(20)).at(-1), "-- pong 19");
});

adminTest("a socket of operators that another daemon has is left to it", async (path) => {
  await using house = await House.open(["--admin-listen", `unix:${path}`]);
  let problem: unknown;
  try {
    await using _other = await House.open(["--admin-listen", `unix:${path}`]);
  } catch (error) {
    problem = error;
  }
  assertMatch(String(problem), /CannotStart/);
  using _ann = await operatorAt(path, "ann");
  await house.server.stop();
  assertEquals(Array.from(Deno.readDirSync(path.slice(0, path.lastIndexOf("/")))), []);
});
