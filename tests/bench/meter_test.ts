import { assert, assertEquals, assertGreater } from "@std/assert";
import { churn } from "../../bench/meter/churn.ts";
import { fanout } from "../../bench/meter/fanout.ts";
import { idle } from "../../bench/meter/idle.ts";
import type { Outcome, Site } from "../../bench/meter/outcome.ts";
import { room } from "../../bench/meter/room.ts";
import { type Run, runWork, summarise } from "../../bench/meter/runner.ts";
import { ServerProcess } from "../../bench/meter/server_process.ts";
import { WORKS } from "../../bench/meter/works.ts";

const SHAPE = { receivers: 4, senders: 2, window: 4, lineBytes: 64 };

async function against<T>(
  fault: string,
  run: (site: Site) => Promise<T>,
  wire?: Site["wire"],
): Promise<T> {
  const fixture = new URL("./fixtures/echo_server.ts", import.meta.url).pathname;
  const command = {
    name: "echo",
    command: `${Deno.execPath()} run --allow-net ${fixture} {port} ${fault}`,
  };
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
  assertGreater(figures["deliveriesPerSecond"] ?? 0, 1000);
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

Deno.test("room() says what is due and has all of it back", async () => {
  const { figures, faults } = await against(
    "none",
    (site) => room(site, { clients: 10, rate: 20, lineBytes: 64 }),
  );
  assertEquals(faults, {});
  const share = figures["deliveredShare"] ?? 0;
  assert(share > 0.9 && share < 1.1, `share ${share}`);
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
