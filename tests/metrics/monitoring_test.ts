/** @module */

import { assertEquals, assertRejects, assertStringIncludes, fail } from "@std/assert";
import { parseConfig } from "../../lib/config/config.ts";
import { Intake } from "../../lib/loop/intake.ts";
import { Monitoring } from "../../lib/metrics/monitoring.ts";
import type { Sources } from "../../lib/metrics/sources.ts";
import { CannotStart } from "../../lib/program/cannot_start.ts";
import { startServer } from "../../lib/server/start.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { Scraper } from "../support/scraper.ts";

const ADDRESS = { transport: "tcp", hostname: "127.0.0.1", port: 0 } as const;
const QUIET = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  flush() {},
  lost: 0,
};

const ROOMS = {
  people: 0,
  rooms: 1,
  publicRooms: 1,
  members: 0,
  bans: 0,
  isLockedDown: false,
};

/** A daemon whose parts have nothing to say. */
const SOURCES: Sources = {
  broadcaster: { census: () => ROOMS },
  fanout: {
    census: () => ({
      served: 0,
      slow: 0,
      waiting: 0,
      longest: 0,
      bytesOut: 0,
      skipped: 0,
      lines: 0,
    }),
  },
  entrance: {
    gate: {
      open: 0,
      limit: 1,
      operators: 0,
      descriptors: 0,
      held: Infinity,
      isOutOfDescriptors: false,
    },
    acceptFailed() {},
  },
  history: undefined,
  log: QUIET,
};

/** A monitoring whose clock the test has in hand. */
async function open(): Promise<{ monitoring: Monitoring; pacer: FakePacer }> {
  const pacer = new FakePacer();
  const clock = { wall: () => 0, steady: () => pacer.now() };
  return { monitoring: await Monitoring.open(ADDRESS, { log: QUIET, pacer, clock }), pacer };
}

Deno.test("a loop that applies nothing more makes the daemon unhealthy, until it goes on", async () => {
  const { monitoring, pacer } = await open();
  const intake = new Intake({ now: () => 0, time: () => 0 }, monitoring.watches.timings);
  monitoring.run(SOURCES);
  monitoring.noteBegun();
  const scraper = new Scraper(monitoring.address);
  const reading = intake[Symbol.asyncIterator]();
  void intake.post({ kind: "tick" });
  await reading.next();
  void intake.post({ kind: "tick" });
  pacer.advance(4999);
  assertEquals((await scraper.get("/healthz")).status, 200);
  pacer.advance(1);
  for (const path of ["/healthz", "/readyz"]) {
    assertEquals(await scraper.get(path), { status: 503, text: "loop-stuck\n" });
  }
  await reading.next();
  assertEquals((await scraper.get("/healthz")).status, 200);
  await monitoring.stop();
});

Deno.test("an accept that failed makes the daemon not ready for 5 s", async () => {
  const { monitoring, pacer } = await open();
  monitoring.run(SOURCES);
  monitoring.noteBegun();
  const scraper = new Scraper(monitoring.address);
  pacer.advance(1000);
  monitoring.watches.connections.acceptFailed();
  pacer.advance(4999);
  assertEquals(await scraper.get("/readyz"), { status: 503, text: "no-descriptors\n" });
  pacer.advance(1);
  assertEquals((await scraper.get("/readyz")).status, 200);
  await monitoring.stop();
  assertEquals(pacer.timers, 0);
});

Deno.test("a monitoring that never ran leaves nothing open", async () => {
  const { monitoring, pacer } = await open();
  await monitoring.stop();
  assertEquals(pacer.timers, 0);
});

Deno.test("a daemon whose metrics have the address of another listener says so", async () => {
  using blocker = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const taken = `127.0.0.1:${blocker.addr.port}`;
  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = free.addr;
  free.close();
  const metrics = `127.0.0.1:${port}`;
  const own = `this daemon's own listener on ${metrics} has it already`;
  // Other systems let both listen.
  const wildcards = Deno.build.os === "linux" ? [`0.0.0.0:${port}`] : [];
  for (const listen of [metrics, ...wildcards]) {
    assertEquals(await refusalOf(listen, metrics), `cannot listen on ${listen}: ${own}`);
  }
  assertStringIncludes(await refusalOf(taken, metrics), "taken by another program");
});

async function refusalOf(listen: string, metrics: string): Promise<string> {
  const startup = parseConfig(["--listen", listen, "--metrics", metrics], () => undefined);
  if (startup.kind !== "run") fail(JSON.stringify(startup));
  const { message } = await assertRejects(
    () => startServer(startup.config, { log: QUIET }),
    CannotStart,
  );
  return message;
}
