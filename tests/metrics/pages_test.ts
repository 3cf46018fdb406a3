import { assertEquals } from "@std/assert";
import { gauge } from "../../lib/metrics/family.ts";
import type { Condition } from "../../lib/metrics/health.ts";
import { Pages } from "../../lib/metrics/pages.ts";

const WELL: Condition = {
  isJoining: false,
  isClusterShut: false,
  isStopping: false,
  waiting: 0,
  isStoreFailing: false,
  isOutOfDescriptors: false,
};

/** Pages over a clock and a condition that the test has in hand. */
class Scene {
  now = 0;
  condition = WELL;
  reads = 0;
  readonly #pages = new Pages({
    families: () => [gauge("hubbub_a", "A.", ++this.reads)],
    condition: () => this.condition,
    now: () => this.now,
  });

  get(path: string, method = "GET"): [number, string] {
    const { status, body } = this.#pages.answer({ method, path });
    return [status, body];
  }
}

Deno.test("/healthz and /readyz are well together with the daemon", () => {
  const scene = new Scene();
  assertEquals(scene.get("/healthz"), [200, "ok\n"]);
  assertEquals(scene.get("/readyz"), [200, "ready\n"]);
});

Deno.test("/readyz says each failure on a line, /healthz only that the loop is stuck", () => {
  const scene = new Scene();
  scene.condition = { ...WELL, isStoreFailing: true, isStopping: true };
  assertEquals(scene.get("/readyz"), [503, "stopping\nstore-failing\n"]);
  assertEquals(scene.get("/healthz"), [200, "ok\n"]);
  scene.condition = { ...WELL, waiting: 5000 };
  assertEquals(scene.get("/readyz"), [503, "loop-stuck\n"]);
  assertEquals(scene.get("/healthz"), [503, "loop-stuck\n"]);
});

Deno.test("/metrics is read ten times a second at most, however many ask", () => {
  const scene = new Scene();
  for (const [now, reads] of [[0, 1], [99, 1], [100, 2], [150, 2], [200, 3]] as const) {
    scene.now = now;
    const text = `# HELP hubbub_a A.\n# TYPE hubbub_a gauge\nhubbub_a ${reads}\n`;
    assertEquals(scene.get("/metrics"), [200, text]);
  }
});

Deno.test("other paths and methods are refused", () => {
  const scene = new Scene();
  for (const path of ["/", "/metrics/", "/Metrics", "/healthz2", "/../metrics"]) {
    assertEquals(scene.get(path)[0], 404, path);
  }
  for (const method of ["POST", "PUT", "OPTIONS", "CONNECT"]) {
    assertEquals(scene.get("/metrics", method)[0], 405, method);
  }
  assertEquals(scene.get("/readyz", "HEAD")[0], 200);
});
