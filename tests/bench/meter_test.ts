import { assert, assertEquals, assertGreater } from "@std/assert";
import { churn } from "../../bench/meter/churn.ts";
import { fanout } from "../../bench/meter/fanout.ts";
import { idle } from "../../bench/meter/idle.ts";
import type { Outcome, Site } from "../../bench/meter/outcome.ts";
import { room } from "../../bench/meter/room.ts";
import { rooms } from "../../bench/meter/rooms.ts";
import { type Run, runWork, summarise } from "../../bench/meter/runner.ts";
import { type ServerCommand, ServerProcess } from "../../bench/meter/server_process.ts";
import { WORKS } from "../../bench/meter/works.ts";

const FIXTURE = new URL("./fixtures/echo_server.ts", import.meta.url).pathname;
const SHAPE = { receivers: 4, senders: 2, window: 4, lineBytes: 64 };

async function against<T>(
  fault: string,
  run: (site: Site) => Promise<T>,
  wire?: Site["wire"],
): Promise<T> {
  const command = {
    name: "echo",
    command: `${Deno.execPath()} run --allow-net ${FIXTURE} {port} ${fault}`,
  };
  return await at(command, run, wire);
}

/** The daemon from source, for what needs rooms. */
function withDaemon<T>(run: (site: Site) => Promise<T>, dialect?: "json"): Promise<T> {
  const main = new URL("../../main.ts", import.meta.url).pathname;
  const options = "--listen 127.0.0.1:{port} --rate 0 --max-per-address 0 --connect-rate 0";
  const command = `${Deno.execPath()} run -A --no-check --no-prompt ${main} ${options}`;
  return at({ name: "daemon", command, dialect }, run);
}

async function at<T>(
  command: ServerCommand,
  run: (site: Site) => Promise<T>,
  wire?: Site["wire"],
): Promise<T> {
  await using server = await ServerProcess.start(command, false);
  return await run({
    command,
    server,
    seconds: 0.3,
    warmUpSeconds: 0,
    settleMillis: 30,
    watch: () => {},
    wire,
  });
}

function assertMeasured({ figures, faults }: Outcome): void {
  assertEquals(faults, {});
  // How many is a matter of the machine.
  assertGreater(figures["deliveriesPerSecond"] ?? 0, 0);
  assertGreater(figures["p50Millis"] ?? 0, 0);
}

Deno.test("fanout() measures a server that serves everybody alike", async () => {
  assertMeasured(await against("none", (site) => fanout(site, SHAPE)));
});

Deno.test("fanout() measures as well where epoll cannot be called", async () => {
  assertMeasured(await against("none", (site) => fanout(site, SHAPE), "streams"));
});

for (
  const [fault, kind] of [["drop", "lost"], ["double", "surplus"], ["cut", "strange"], [
    "swap",
    "strange",
  ]] as const
) {
  Deno.test(`fanout() finds the lines that a server should not ${fault}`, async () => {
    const { faults } = await against(fault, (site) => fanout({ ...site, seconds: 0.5 }, SHAPE));
    assertGreater(faults[kind] ?? 0, 0, JSON.stringify(faults));
  });
}

Deno.test("fanout(), room() and idle() measure clients of a WebSocket", async () => {
  const file = new URL("./fixtures/web_server.ts", import.meta.url).pathname;
  const command = `${Deno.execPath()} run --allow-net --no-check ${file} {port}`;
  const web = { name: "web", command, dialect: "web" } as const;
  assertMeasured(await at(web, (site) => fanout(site, SHAPE)));
  const { figures, faults } = await at(web, (site) => idle(site, 20));
  assertEquals([figures["clients"], faults], [20, {}]);
  const shape = { clients: 10, rate: 50, lineBytes: 200 };
  assertEquals((await at(web, (site) => room(site, shape))).faults, {});
});

Deno.test("fanout() measures programs that speak JSON", async () => {
  // A program is told each arrival, on a busy machine a while after it: such a line is not one of the work.
  const settled = { settleMillis: 1500 };
  assertMeasured(await withDaemon((site) => fanout({ ...site, ...settled }, SHAPE), "json"));
});

Deno.test("room() says what is due and has all of it back", async () => {
  const { figures, faults } = await against(
    "none",
    (site) => room(site, { clients: 10, rate: 20, lineBytes: 64 }),
  );
  assertEquals(faults, {});
  const share = figures["deliveredShare"] ?? 0;
  // A busy machine says less than what is due; a wrong sum would be off by a factor.
  assert(share > 0.1 && share < 1.1, `share ${share}`);
});

Deno.test("idle() holds every client that it opened", async () => {
  const { figures, faults } = await against("none", (site) => idle(site, 20));
  assertEquals([figures["clients"], faults], [20, {}]);
});

Deno.test("churn() counts cycles and loses nothing", async () => {
  const { figures, faults } = await against(
    "none",
    (site) => churn(site, { loops: 2, bystanders: 2, lineBytes: 64 }),
  );
  assertEquals(faults, {});
  assertGreater(figures["cyclesPerSecond"] ?? 0, 50);
});

Deno.test("rooms() and silent rooms are measured with nothing lost and in one order", async () => {
  const shape = { clients: 12, rooms: 10, members: 3, senders: 10, linesPerSecond: 100 };
  await withDaemon(async (site) => {
    const { figures, faults } = await rooms(site, { ...shape, lineBytes: 64 });
    assertEquals(faults, {});
    assertGreater(figures["deliveries"] ?? 0, 3);
  });
  await withDaemon(async (site) => {
    assertMeasured(await fanout(site, { ...SHAPE, silentRooms: 30 }));
  });
});

Deno.test("runWork() shows what a work is compared with in a row before it", async () => {
  const [work] = WORKS;
  assert(work !== undefined);
  const summaries = await runWork({
    ...work,
    run: () => Promise.resolve({ figures: { n: 2 }, faults: {} }),
    beside: { name: "half", run: () => Promise.resolve({ figures: { n: 1 }, faults: {} }) },
  }, {
    servers: [{ name: "echo", command: `${Deno.execPath()} run --allow-net ${FIXTURE} {port}` }],
    rounds: 2,
    isQuick: true,
    settleMillis: 10,
    watch: () => {},
    record: () => {},
  });
  assertEquals(summaries, [
    { server: "echo, half", figures: { n: 1 }, faults: {} },
    { server: "echo", figures: { n: 2 }, faults: {} },
  ]);
});

Deno.test("runWork() records a server that cannot be started as failed", async () => {
  const [work] = WORKS;
  assert(work !== undefined);
  const runs: Run[] = [];
  const [summary] = await runWork(work, {
    servers: [{ name: "broken", command: `${Deno.execPath()} eval 0 {port}` }],
    rounds: 1,
    isQuick: true,
    settleMillis: 10,
    watch: () => {},
    record: (run) => runs.push(run),
  });
  assertEquals([runs.length, summary?.error], [1, "cannot measure broken: it ended at once"]);
});

Deno.test("summarise() takes medians of figures and sums of faults", () => {
  const run = (n: number, lost: number): Run => (
    { work: "w", server: "s", round: 1, figures: { n }, faults: { lost } }
  );
  const { figures, faults } = summarise("s", [run(5, 1), run(1, 0), run(3, 2)]);
  assertEquals([figures, faults], [{ n: 3 }, { lost: 3 }]);
});
