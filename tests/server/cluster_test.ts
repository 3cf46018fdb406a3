/**
 * The server as one node of several: whom it lets in, what it tells an operator, what of people leaves it,
 * how it stops, and what it cannot survive.
 *
 * @module
 */

import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import type { Engine } from "../../lib/bus/engine.ts";
import { CannotStart, StartStopped } from "../../lib/program/cannot_start.ts";
import { startServer } from "../../lib/server/start.ts";
import { createLog } from "../../lib/log/log.ts";
import { configOf, heardBefore, heardByNow, House } from "../support/house.ts";
import { DataFolder } from "../support/data_folder.ts";
import { LineClient } from "../support/line_client.ts";
import { MemoryEngine } from "../support/memory_engine.ts";
import { Scraper } from "../support/scraper.ts";

const METRICS = ["--metrics", "127.0.0.1:0"];

/** A clock that a test moves on, no faster than a daemon looks at it. */
function movedClock() {
  let ahead = 0;
  return {
    wall: () => Date.now() + ahead,
    steady: () => performance.now() + ahead,
    async pass(house: House, millis: number): Promise<void> {
      for (let rest = millis; rest > 0; rest -= 200) {
        ahead += Math.min(rest, 200);
        await house.server.tick();
      }
    },
  };
}

async function scraperOf(house: House): Promise<Scraper> {
  const records = await house.logged("listening");
  const { address } = records.find(({ transport }) => transport === "metrics") ?? {};
  return new Scraper(String(address));
}

async function hears(client: LineClient, line: string): Promise<void> {
  await heardBefore(client, line);
}

Deno.test("people of two nodes are in one chat, under numbers and names of their own", async () => {
  const engine = new MemoryEngine();
  await using one = await House.openNode("one", engine);
  await using two = await House.openNode("two", engine);
  using ann = await one.enter("ann");
  using bob = await two.enter("bob");
  using stranger = await two.connect("/nick ANN");
  await hears(stranger, "-- the name ANN is taken");
  await ann.send("hello");
  await hears(bob, "ann: hello");
  await bob.send("/who");
  const who = (await heardByNow(bob)).filter((line) => /^-- \S+ #/.test(line));
  const ids = who.map((line) => /#(\d+)/.exec(line)?.[1]);
  assertEquals(new Set(ids).size, 3, who.join("\n"));
});

Deno.test("no address is in the log of the cluster or in its snapshots", async () => {
  const engine = new MemoryEngine();
  {
    await using one = await House.openNode("one", engine);
    using ann = await one.enter("ann");
    using bob = await one.connect();
    assertMatch(String(await bob.line()), /^You are guest-\d+$/);
    await ann.send("hello");
    await hears(bob, "ann: hello");
  }
  const kept = JSON.stringify([engine.records, engine.snapshots]);
  assertStringIncludes(kept, "hello");
  assert(engine.snapshots.length > 0);
  assertEquals(/127\.0\.0\.1|::1/.test(kept), false);
});

Deno.test("an operator is shown the address of a person of the own node", async () => {
  using folder = new DataFolder();
  const engine = new MemoryEngine();
  await using one = await House.openNode("one", engine, {
    options: ["--listen", "127.0.0.1:0", ...folder.adminOptions],
  });
  using ann = await one.enter("ann");
  using root = await LineClient.connectUnix(folder.admin);
  await root.send("/whois ann");
  await heardBefore(root, (line) => line.includes(ann.address));
});

Deno.test("a node that stops tells the others, who go on, and its people", async () => {
  const engine = new MemoryEngine();
  await using one = await House.openNode("one", engine);
  using ann = await one.enter("ann");
  {
    await using two = await House.openNode("two", engine);
    using bob = await two.enter("bob");
    await hears(ann, "bob has arrived");
    const goodbye = hears(bob, "-- the server is shutting down");
    await two.server.stop();
    await goodbye;
  }
  await hears(ann, "bob has left (the server is shutting down)");
  await ann.send("still here");
  await hears(ann, "ann: still here");
});

Deno.test("a node that is started again goes on from what was said", async () => {
  const engine = new MemoryEngine();
  await using one = await House.openNode("one", engine, { options: ["--history", "5"] });
  using ann = await one.enter("ann");
  for (const round of ["first", "second"]) {
    await using two = await House.openNode("two", engine, { options: ["--history", "5"] });
    await ann.send(round);
    await hears(ann, `ann: ${round}`);
    using bob = await two.connect("/nick bob");
    await heardBefore(bob, (line) => line.endsWith(`ann: ${round}`));
  }
});

Deno.test("a node without the other nodes lets nobody in after 30 s, and says so", async () => {
  const engine = new MemoryEngine();
  const clock = movedClock();
  await using house = await House.openNode("one", engine, { options: METRICS, clock });
  const scraper = await scraperOf(house);
  assertEquals(await scraper.get("/readyz"), { status: 200, text: "ready\n" });
  using ann = await house.enter("ann");
  engine.goAway();
  await clock.pass(house, 3000);
  await hears(ann, "-- the line to the other nodes is down; what you say waits");
  assertEquals((await house.logged("cluster-waiting")).length, 1);
  await ann.send("are you there?");
  await clock.pass(house, 31_000);
  await house.logged("cluster-shut");
  using bob = await house.connect();
  assertEquals(
    await bob.line(),
    "-- the line to the other nodes is down, so nobody can come in now; try again later",
  );
  assertEquals(await bob.line(), undefined);
  assertEquals(await scraper.get("/readyz"), { status: 503, text: "cluster-shut\n" });
  await scraper.until({ hubbub_cluster_waiting: 1, hubbub_cluster_shut: 1 });
  // Who is silent because nothing can be said is not put out.
  await clock.pass(house, 600_000);
  engine.comeBack();
  await hears(ann, "ann: are you there?");
  await house.logged("cluster-back");
  await scraper.untilStatus("/readyz", 200);
  using cat = await house.enter("cat");
  await hears(ann, "cat has arrived");
  await cat.send("/who");
});

Deno.test("a newcomer waits while the other nodes are away, and is refused when nobody is let in", async () => {
  const engine = new MemoryEngine();
  const clock = movedClock();
  await using house = await House.openNode("one", engine, { clock });
  engine.goAway();
  using ann = await house.connect("/nick ann");
  await clock.pass(house, 3000);
  await house.logged("cluster-waiting");
  using bob = await house.connect("/nick bob");
  await clock.pass(house, 31_000);
  await house.logged("cluster-shut");
  assertEquals(
    await bob.line(),
    "-- the line to the other nodes is down, so nobody can come in now; try again later",
  );
  assertEquals(await bob.line(), undefined);
  engine.comeBack();
  // She came before the line was known to be down.
  await heardBefore(ann, (line) => line.includes("ann"));
});

Deno.test("a newcomer who waits for the other nodes enters when they are back", async () => {
  const engine = new MemoryEngine();
  const clock = movedClock();
  await using house = await House.openNode("one", engine, { clock });
  using ann = await house.enter("ann");
  engine.goAway();
  // Something has to wait for the engine, so that it is missed.
  await ann.send("are you there?");
  await clock.pass(house, 3000);
  await house.logged("cluster-waiting");
  using bob = await house.connect("/nick bob");
  engine.comeBack();
  await clock.pass(house, 2000);
  await hears(ann, "bob has arrived");
  await bob.send("here");
  await hears(ann, "bob: here");
});

Deno.test("the metrics of a node tell of the log that it shares", async () => {
  const engine = new MemoryEngine();
  await using one = await House.openNode("one", engine, { options: METRICS });
  await using two = await House.openNode("two", engine);
  using ann = await one.enter("ann");
  using bob = await two.enter("bob");
  await bob.send("hello");
  await hears(ann, "bob: hello");
  const metrics = await (await scraperOf(one)).until({
    hubbub_cluster_nodes: 2,
    hubbub_cluster_waiting: 0,
    hubbub_cluster_shut: 0,
    hubbub_people: 2,
    hubbub_connections: 1,
  });
  assert((metrics.get("hubbub_cluster_position") ?? 0) > 2);
  assert((metrics.get("hubbub_cluster_sent_records_total") ?? 0) > 0);
  assertEquals(metrics.get("hubbub_cluster_reentries_total"), 0);
  // What the other node's people do is counted there.
  assertEquals(metrics.get('hubbub_messages_total{kind="message"}'), 0);
  assertEquals(metrics.get("hubbub_arrivals_total"), 1);
});

Deno.test("the log of a node tells of its own people alone", async () => {
  const engine = new MemoryEngine();
  await using one = await House.openNode("one", engine);
  await using two = await House.openNode("two", engine);
  using ann = await one.enter("ann");
  using bob = await two.enter("bob");
  await bob.send("/nick rob");
  await hears(ann, "bob is now known as rob");
  await bob.send("/quit");
  await hears(ann, "rob has left");
  assertEquals((await one.logged("entered")).map(({ name }) => name), ["ann"]);
  assertEquals((await two.logged("renamed")).map(({ to }) => to), ["rob"]);
  assertEquals(await one.logged("renamed", 0), []);
  assertEquals(await one.logged("left", 0), []);
});

Deno.test("a node whose settings differ does not start, and says which", async () => {
  const engine = new MemoryEngine();
  await using _one = await House.openNode("one", engine, { options: ["--max-rooms", "5"] });
  const error = await assertRejects(
    () => House.openNode("two", engine, { options: ["--max-rooms", "7"] }),
    CannotStart,
  );
  assertEquals(
    error.message,
    "--max-rooms is 7 here, and 5 on the other nodes; it must be the same on all nodes",
  );
});

Deno.test("a node that keeps what is said does not join nodes that do not", async () => {
  using folder = new DataFolder();
  const engine = new MemoryEngine();
  await using _one = await House.openNode("one", engine);
  const error = await assertRejects(
    () => House.openNode("two", engine, { options: ["--data", folder.data] }),
    CannotStart,
  );
  assertStringIncludes(error.message, "--data is given here, and not on the other nodes");
});

Deno.test("of two daemons under one name the elder stops with a sentence", async () => {
  const engine = new MemoryEngine();
  await using elder = await House.openNode("one", engine);
  using ann = await elder.enter("ann");
  await using _younger = await House.openNode("one", engine);
  const problem = await elder.server.failed;
  assertEquals(problem, { code: "no-node", doom: { code: "fenced", node: "one" } });
  await hears(ann, "-- the server is shutting down");
  assertEquals(await ann.line(), undefined);
  await elder.server.stop();
  const [{ error } = {}] = await elder.logged("node-failed");
  assertEquals(
    error,
    "another daemon runs under the name one; each node needs a --node of its own",
  );
});

Deno.test("an engine that cannot be reached is a sentence, and leaves nothing open", async () => {
  const config = configOf(["--cluster", "nats://127.0.0.1:9", "--node", "one"]);
  const log = createLog({ format: "text", level: "error", write: (bytes) => bytes.length });
  await assertRejects(() => startServer(config, { log }), CannotStart);
});

/** A node behind a proxy that tells where people come from, and the socket of its operators. */
function openFronted(node: string, engine: MemoryEngine, folder: DataFolder): Promise<House> {
  const options = ["--listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1"];
  return House.openNode(node, engine, { options: [...options, ...folder.adminOptions] });
}

/** Connects as somebody at this address. */
function connectFrom(house: House, ip: string, name: string): Promise<LineClient> {
  return house.connect(`PROXY TCP4 ${ip} 127.0.0.1 4000 8000\r\n/nick ${name}`);
}

Deno.test("bans of addresses, of networks and of people hold at every node", async () => {
  using folder = new DataFolder();
  using other = new DataFolder();
  const engine = new MemoryEngine();
  await using one = await openFronted("one", engine, folder);
  await using two = await openFronted("two", engine, other);
  using root = await LineClient.connectUnix(folder.admin);
  await hears(root, "Nobody else is here");
  using eve = await connectFrom(two, "192.0.2.7", "eve");
  using mallory = await connectFrom(two, "192.0.2.8", "mallory");
  using trudy = await connectFrom(two, "198.51.100.9", "trudy");
  using ann = await connectFrom(two, "203.0.113.1", "ann");
  await hears(root, "ann has arrived");
  await root.send("/ban 192.0.2.7 for 1h");
  await heardBefore(eve, (line) => line.startsWith("-- disconnected: banned by"));
  await root.send("/ban mallory for 1h");
  await heardBefore(mallory, (line) => line.startsWith("-- disconnected: banned by"));
  await root.send("/ban 198.51.100.0/24 for 1h");
  await heardBefore(trudy, (line) => line.startsWith("-- disconnected: banned by"));
  for (const house of [one, two]) {
    for (const ip of ["192.0.2.7", "192.0.2.8", "198.51.100.77"]) {
      using again = await connectFrom(house, ip, "again");
      assertMatch(String(await again.line()), /^-- you are banned until /, ip);
    }
    using welcome = await connectFrom(house, "192.0.2.6", "welcome");
    await hears(welcome, "You are welcome");
  }
  await ann.send("still here");
  await hears(ann, "ann: still here");
  const kept = JSON.stringify(engine.records.filter(({ data }) => !/"(?:ban|barred)"/.test(data)));
  assertEquals(/192\.0\.2\.|198\.51\.100|203\.0\.113/.test(kept), false);
});

Deno.test("an announcement, a lockdown and a shutdown are for all nodes", async () => {
  using folder = new DataFolder();
  using other = new DataFolder();
  const engine = new MemoryEngine();
  await using one = await openFronted("one", engine, folder);
  await using two = await openFronted("two", engine, other);
  using root = await LineClient.connectUnix(folder.admin);
  await hears(root, "Nobody else is here");
  using ann = await connectFrom(two, "203.0.113.1", "ann");
  await hears(root, "ann has arrived");
  await root.send("/announce tea is ready");
  await heardBefore(ann, (line) => line.includes("tea is ready"));
  await root.send("/lockdown on");
  await heardBefore(root, (line) => line.includes("has locked the server"));
  await ann.send("quiet here");
  await hears(ann, "ann: quiet here");
  using bob = await connectFrom(two, "203.0.113.2", "bob");
  assertMatch(String(await bob.line()), /^-- /);
  assertEquals(await bob.line(), undefined);
  await root.send("/shutdown");
  await hears(ann, "-- the server is shutting down");
  await Promise.all([one.server.stopOrdered, two.server.stopOrdered]);
  await Promise.all([one.server.stop(), two.server.stop()]);
});

Deno.test("a node that reads of an earlier shutdown starts all the same", async () => {
  using folder = new DataFolder();
  const engine = new MemoryEngine();
  {
    await using one = await openFronted("one", engine, folder);
    using root = await LineClient.connectUnix(folder.admin);
    await hears(root, "Nobody else is here");
    await root.send("/shutdown");
    await one.server.stopOrdered;
  }
  // As if the snapshot of the stop could not be kept.
  engine.snapshots = [];
  await using again = await House.openNode("one", engine);
  using ann = await again.enter("ann");
  await ann.send("here again");
  await hears(ann, "ann: here again");
});

Deno.test("a node whose shutdown came due while no node ran starts all the same", async () => {
  using folder = new DataFolder();
  let ahead = 0;
  const engine = new MemoryEngine({ now: () => Date.now() + ahead });
  {
    await using _one = await openFronted("one", engine, folder);
    using root = await LineClient.connectUnix(folder.admin);
    await hears(root, "Nobody else is here");
    await root.send("/shutdown in 1h");
    await heardBefore(root, (line) => line.includes("stops in 1h"));
  }
  ahead = 2 * 3_600_000;
  await using again = await House.openNode("one", engine);
  using ann = await again.enter("ann");
  await ann.send("here again");
  await hears(ann, "ann: here again");
});

Deno.test("a node that is to stop before it has begun stops, and closes the engine", async () => {
  const start = (engine: () => Promise<Engine>) => {
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
    const log = createLog({ format: "json", level: "info", write: (bytes) => bytes.length });
    const config = configOf(["--cluster", "nats://in.memory", "--node", "one"]);
    return { stop, starting: startServer(config, { log, stopped, cluster: { engine } }) };
  };
  // The engine is reached too late.
  const late = Promise.withResolvers<Engine>();
  const early = start(() => late.promise);
  early.stop();
  await assertRejects(() => early.starting, StartStopped);
  const first = watched(new MemoryEngine().link());
  late.resolve(first.link);
  await first.closed;
  // It takes nothing that the node puts in.
  const second = watched(new MemoryEngine().link());
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  second.link.append = () => {
    ask();
    return new Promise(() => {});
  };
  const waiting = start(() => Promise.resolve(second.link));
  await asked;
  waiting.stop();
  await assertRejects(() => waiting.starting, StartStopped);
  await second.closed;
});

/** A connection to the engine, and when it is closed. */
function watched(link: Engine) {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const close = link.close.bind(link);
  link.close = async () => {
    await close();
    resolve();
  };
  return { link, closed };
}
