/**
 * What a daemon with `--metrics` shows, and when it is not well. The samples are compared with what
 * happened in the test.
 *
 * @module
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { LEAST_CONNECTIONS } from "../lib/admission/page_reception.ts";
import { startDaemon } from "./support/binaries.ts";
import { DataFolder, Program } from "./support/data_folder.ts";
import { heardByNow, House } from "./support/house.ts";
import { LineClient } from "./support/line_client.ts";
import { ReloadHouse } from "./support/reload_house.ts";
import { Scraper } from "./support/scraper.ts";
import { SocketClient } from "./support/socket_client.ts";
import { sourceDaemon } from "./support/source_daemon.ts";

const METRICS = ["--metrics", "127.0.0.1:0"];
const PAGE = ["--web-listen", "127.0.0.1:0"];
const READY = { status: 200, text: "ready\n" };
const HEALTHY = { status: 200, text: "ok\n" };

/** A scraper of a daemon in this process. */
async function scraperOf(house: House, listeners = 2): Promise<Scraper> {
  const listening = await house.logged("listening", listeners);
  const record = listening.find(({ transport }) => transport === "metrics");
  return new Scraper(String(record?.address));
}

Deno.test("the metrics count people, rooms, lines and bytes as they come and go", async () => {
  await using house = await House.open(METRICS);
  const scraper = await scraperOf(house);
  using ann = await house.enter("ann");
  using bob = await house.enter("bob");
  await ann.send("/join dev");
  await heardByNow(ann);
  await bob.send("hello");
  await heardByNow(bob);
  await heardByNow(ann);
  await scraper.until({
    hubbub_people: 2,
    hubbub_connections: 2,
    hubbub_rooms: 2,
    hubbub_public_rooms: 2,
    hubbub_members: 3,
    hubbub_arrivals_total: 2,
    'hubbub_admissions_total{transport="tcp"}': 2,
    'hubbub_messages_total{kind="joined"}': 3,
    'hubbub_messages_total{kind="message"}': 1,
    // Two of entry, one of each kind, and three pings.
    hubbub_received_lines_total: 7,
    hubbub_connection_descriptors: 2,
    hubbub_connections_limit: 10_000,
  });
  await ann.send("/quit");
  await ann.rest();
  const gone = await scraper.until({
    hubbub_people: 1,
    hubbub_connections: 1,
    hubbub_rooms: 1,
    hubbub_members: 1,
    'hubbub_departures_total{reason="quit"}': 1,
  });
  assert((gone.get("hubbub_intake_wait_seconds_count") ?? 0) > 5);
  assertEquals(
    gone.get("hubbub_apply_seconds_count"),
    gone.get('hubbub_apply_seconds_bucket{le="+Inf"}'),
  );
  assert((gone.get("hubbub_resident_memory_bytes") ?? 0) > 10_000_000);
});

Deno.test("the bytes and deliveries of the metrics are those that were sent", async () => {
  await using house = await House.open([...METRICS, "--max-connections", "2"]);
  const scraper = await scraperOf(house);
  using ann = await Program.enter(house.address, "ann");
  await ann.hear("joined");
  const before = await scraper.samples();
  const told = await ann.say("hello");
  const bytes = JSON.stringify(told).length + 1;
  await scraper.until({
    hubbub_sent_bytes_total: (before.get("hubbub_sent_bytes_total") ?? 0) + bytes,
    hubbub_deliveries_total: (before.get("hubbub_deliveries_total") ?? 0) + 1,
    hubbub_skipped_lines_total: 0,
    hubbub_send_queue_bytes: 0,
  });
});

Deno.test("the metrics count refusals by reason, and answer when the daemon is full", async () => {
  await using house = await House.open([...METRICS, "--max-connections", "1"]);
  const scraper = await scraperOf(house);
  using web = await house.connect("GET / HTTP/1.1");
  await web.rest();
  await scraper.until({ 'hubbub_refusals_total{reason="http"}': 1, hubbub_connections: 0 });
  using _ann = await house.enter("ann");
  using bob = await house.connect();
  await bob.rest();
  await scraper.until({ 'hubbub_refusals_total{reason="full"}': 1, hubbub_connections: 1 });
  assertEquals(await scraper.get("/readyz"), READY);
});

Deno.test("the metrics count those at the page, its answers and its refusals", async () => {
  await using house = await House.open([...METRICS, ...PAGE, "--max-connections", "1"]);
  const scraper = await scraperOf(house, 3);
  const listening = await house.logged("listening", 3);
  const page = String(listening.find(({ transport }) => transport === "web")?.url);
  using idle = new DisposableStack();
  const { host } = new URL(page);
  for (let count = 0; count < LEAST_CONNECTIONS; count++) {
    idle.use(await LineClient.connect(host));
  }
  await scraper.until({ hubbub_page_connections: LEAST_CONNECTIONS, hubbub_connections: 0 });
  using refused = await LineClient.connect(new URL(page).host);
  await refused.rest();
  idle.dispose();
  await scraper.until({
    hubbub_page_connections: 0,
    'hubbub_refusals_total{reason="page-full"}': 1,
    'hubbub_page_answers_total{status="503"}': 1,
  });
  await (await fetch(page, { headers: { Connection: "close" } })).body?.cancel();
  await using ann = await SocketClient.open(page);
  await ann.nextOf("welcome");
  await scraper.until({
    hubbub_page_connections: 0,
    hubbub_connections: 1,
    hubbub_people: 1,
    'hubbub_admissions_total{transport="web"}': 1,
    'hubbub_page_answers_total{status="101"}': 1,
    'hubbub_page_answers_total{status="200"}': 1,
  });
});

Deno.test("the limit of connections in the metrics is that of the last reload", async () => {
  const lines = (limit: number) => ['metrics = "127.0.0.1:0"', `max-connections = ${limit}`];
  await using house = await ReloadHouse.open(lines(9));
  const record = house.records.find(({ transport }) => transport === "metrics");
  const scraper = new Scraper(String(record?.address));
  await scraper.until({ hubbub_connections_limit: 9 });
  await house.reload(lines(7));
  await scraper.until({ hubbub_connections_limit: 7 });
});

Deno.test({
  name: "the metrics count operators and bans, and a daemon that is locked down is ready",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    using folder = new DataFolder();
    const path = `${folder.path}/admin.sock`;
    await using house = await House.open([...METRICS, "--admin-listen", `unix:${path}`]);
    const scraper = await scraperOf(house, 3);
    using operator = new LineClient(await Deno.connect({ transport: "unix", path }));
    await operator.send("/ban 192.0.2.0/24");
    await operator.send("/ban 2001:db8::1 for 1h");
    await operator.send("/lockdown on");
    await heardByNow(operator);
    await scraper.until({
      hubbub_operators: 1,
      hubbub_bans: 2,
      hubbub_lockdown: 1,
      hubbub_people: 1,
      hubbub_connections: 0,
      'hubbub_admissions_total{transport="admin"}': 1,
    });
    assertEquals(await scraper.get("/readyz"), READY);
    await operator.send("/unban 192.0.2.0/24");
    await operator.send("/lockdown off");
    await heardByNow(operator);
    operator[Symbol.dispose]();
    await scraper.until({ hubbub_operators: 0, hubbub_bans: 1, hubbub_lockdown: 0 });
  },
});

Deno.test("no name, address or text is in the metrics", async () => {
  using folder = new DataFolder();
  await using house = await folder.open(...METRICS);
  const scraper = await scraperOf(house);
  using ann = await house.enter("nameofann");
  for (const line of ["/join roomofann", "/topic topicofann", "textofann", "/away awayofann"]) {
    await ann.send(line);
  }
  await heardByNow(ann, "tokenofann");
  await folder.has("textofann");
  await scraper.until({ hubbub_store_waiting_events: 0, hubbub_rooms: 2 });
  const { text } = await scraper.get("/metrics");
  assertEquals(text.match(/ofann|127\.0\.0\.1/g), null);
});

Deno.test("a store that fails makes the daemon not ready until it works again", async () => {
  using folder = new DataFolder();
  await using house = await folder.open(...METRICS);
  const scraper = await scraperOf(house);
  using ann = await Program.enter(house.address, "ann");
  await ann.say("one");
  await folder.has("one");
  assertEquals(await scraper.get("/readyz"), READY);
  const other = new DatabaseSync(folder.file, { timeout: 5000 });
  other.exec("BEGIN IMMEDIATE");
  await ann.say("two");
  const unready = await scraper.untilStatus("/readyz", 503);
  assertEquals(unready.text, "store-failing\n");
  assertEquals(await scraper.get("/healthz"), HEALTHY);
  const failing = await scraper.until({ hubbub_store_failing: 1, hubbub_store_waiting_events: 1 });
  assert((failing.get("hubbub_store_failures_total") ?? 0) >= 1);
  assert((failing.get("hubbub_store_lag_seconds") ?? 0) > 0);
  other.exec("ROLLBACK");
  other.close();
  await scraper.untilStatus("/readyz", 200);
  await scraper.until({
    hubbub_store_failing: 0,
    hubbub_store_waiting_events: 0,
    hubbub_store_lag_seconds: 0,
    hubbub_store_written_events_total: 3,
  });
});

Deno.test("a durable daemon measures as well", async () => {
  using folder = new DataFolder();
  await using house = await folder.open("--durable", "on", ...METRICS);
  const scraper = await scraperOf(house);
  using ann = await Program.enter(house.address, "ann");
  await ann.say("one");
  const samples = await scraper.until({ hubbub_store_written_events_total: 2 });
  for (const name of ["intake_wait", "apply", "flush", "store_write"]) {
    assert((samples.get(`hubbub_${name}_seconds_count`) ?? 0) > 0, name);
  }
  assertEquals(
    samples.get("hubbub_intake_wait_seconds_count"),
    samples.get("hubbub_apply_seconds_count"),
  );
});

Deno.test("a daemon that is stopping is not ready, and says so to the end", async () => {
  await using house = await House.open([...METRICS, "--grace", "60s"]);
  const scraper = await scraperOf(house);
  using ann = await house.enter("ann");
  // The connection lasts until its end is read, or for a second.
  const stopped = house.server.stop();
  const unready = await scraper.get("/readyz");
  assertEquals(unready, { status: 503, text: "stopping\n" });
  assertEquals(await scraper.get("/healthz"), HEALTHY);
  await ann.rest();
  ann[Symbol.dispose]();
  await stopped;
});

Deno.test("searches are timed, with a store and without", async () => {
  using folder = new DataFolder();
  for (const open of [() => House.open(METRICS), () => folder.open(...METRICS)]) {
    await using house = await open();
    const scraper = await scraperOf(house);
    using ann = await Program.enter(house.address, "ann");
    await ann.ask({ type: "search", words: "hello" });
    await ann.hear("found");
    const samples = await scraper.until({ hubbub_search_seconds_count: 1 });
    assert((samples.get("hubbub_search_seconds_sum") ?? 0) > 0);
  }
});

Deno.test({
  name: "a daemon without descriptors is not ready until somebody leaves",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const command = sourceDaemon("--listen", "127.0.0.1:0", ...METRICS);
    const limited = ["sh", "-c", 'ulimit -n 150; exec "$@"', "sh", ...command];
    await using running = await startDaemon(limited, { listenerCount: 2 });
    const metrics = running.listeners.find(({ transport }) => transport === "metrics");
    const scraper = new Scraper(metrics?.address ?? "");
    assertEquals(await scraper.get("/readyz"), READY);
    const crowd: LineClient[] = [];
    for (let i = 0; i < 110; i++) crowd.push(await LineClient.connect(running.address));
    const unready = await scraper.untilStatus("/readyz", 503);
    assertEquals(unready.text, "no-descriptors\n");
    assertEquals(await scraper.get("/healthz"), HEALTHY);
    const samples = await scraper.samples();
    assert((samples.get("hubbub_failed_accepts_total") ?? 0) > 0);
    // The first lack of descriptors sets the limit to the connections that are open, a later one lowers it by an
    // eighth. On a busy machine there may be several before the listener rests.
    const limit = samples.get("hubbub_connection_descriptors_limit") ?? 0;
    const once = samples.get("hubbub_connections") ?? 0;
    const twice = Math.floor(once * 7 / 8);
    const expected = [once, twice, Math.floor(twice * 7 / 8)];
    assert(expected.includes(limit), `limit ${limit}, not one of ${expected.join(", ")}`);
    for (const client of crowd) client[Symbol.dispose]();
    assertEquals(await scraper.untilStatus("/readyz", 200), READY);
    assertEquals((await running.stop()).code, 0);
  },
});

Deno.test("a port that is taken is one sentence, and nothing is left open", async () => {
  await using house = await House.open(METRICS);
  const error = await House.open(["--metrics", house.address]).then(() => undefined, String);
  assertStringIncludes(error ?? "", `cannot listen on ${house.address}`);
});
