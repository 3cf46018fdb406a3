/**
 * The metrics, the alerts and the queries of the dashboard as a real Prometheus takes them.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { DataFolder, Program } from "../support/data_folder.ts";
import { expressions } from "../support/dashboard.ts";
import { House } from "../support/house.ts";
import { MemoryEngine } from "../support/memory_engine.ts";
import { HAS_NO_PROMETHEUS, Prometheus, promtool } from "../support/prometheus.ts";
import { Scraper } from "../support/scraper.ts";

const METRICS = ["--metrics", "127.0.0.1:0"];
const RULES = "packaging/prometheus/hubbub.rules.yml";
const RULE_TESTS = "packaging/prometheus/hubbub_test.yml";

function prometheusTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, ignore: HAS_NO_PROMETHEUS, fn });
}

prometheusTest("promtool finds nothing wrong with the metrics", async () => {
  using folder = new DataFolder();
  await using house = await folder.open(...METRICS);
  const [, metrics] = await house.logged("listening", 2);
  using ann = await Program.enter(house.address, "ann");
  await ann.say("hello");
  const { text } = await new Scraper(String(metrics?.address)).get("/metrics");
  assertEquals(await promtool(["check", "metrics"], text), undefined);
});

prometheusTest("promtool would find something wrong with other metrics", async () => {
  const wrong = "# TYPE hubbub_a counter\nhubbub_a 1\n";
  assert(await promtool(["check", "metrics"], wrong) !== undefined);
});

prometheusTest("the alerts are valid, and each fires when it should and not before", async () => {
  assertEquals(await promtool(["check", "rules", RULES]), undefined);
  assertEquals(await promtool(["test", "rules", RULE_TESTS]), undefined);
});

prometheusTest(
  "Prometheus scrapes a daemon, and answers the queries of the dashboard",
  async () => {
    using folder = new DataFolder();
    await using house = await folder.open(...METRICS, "--web-listen", "127.0.0.1:0");
    const listening = await house.logged("listening", 3);
    const recordOf = (wanted: string) => listening.find(({ transport }) => transport === wanted);
    const target = String(recordOf("metrics")?.address);
    await (await fetch(String(recordOf("web")?.url), { headers: { Connection: "close" } })).text();
    await using prometheus = await Prometheus.start(target);
    using ann = await Program.enter(house.address, "ann");
    await ann.say("hello");
    await ann.ask({ type: "search", words: "hello" });
    await ann.hear("found");
    const [people] = await prometheus.until('hubbub_people{job="hubbub"} == 1');
    assertEquals(people?.metric.instance, target);
    await prometheus.until('hubbub_messages_total{kind="message"} == 1');
    // A rate needs two scrapes.
    await prometheus.until('count_over_time(up{job="hubbub"}[1m]) > 2');
    for (const expression of expressions()) {
      const query = expression.replaceAll("$__rate_interval", "1m").replaceAll(/\$\w+/g, ".*");
      const series = await prometheus.query(query);
      // No descriptor limit is known, and the daemon is alone, so there are no series of these.
      const isEmpty = /descriptors_limit|hubbub_cluster_/.test(query);
      assertEquals(series.length === 0, isEmpty, query);
    }
    assertEquals(await prometheus.query('ALERTS{alertstate="firing"}'), []);
  },
);

prometheusTest("a node of several answers the queries about the others", async () => {
  await using house = await House.openNode("one", new MemoryEngine(), { options: METRICS });
  const listening = await house.logged("listening", 2);
  const metrics = listening.find(({ transport }) => transport === "metrics");
  await using prometheus = await Prometheus.start(String(metrics?.address));
  await prometheus.until('count_over_time(up{job="hubbub"}[1m]) > 2');
  const queries = expressions().filter((expression) => expression.includes("hubbub_cluster_"));
  assert(queries.length > 5);
  for (const expression of queries) {
    const query = expression.replaceAll("$__rate_interval", "1m").replaceAll(/\$\w+/g, ".*");
    assert((await prometheus.query(query)).length > 0, query);
  }
  assertEquals(await prometheus.query('ALERTS{alertstate="firing"}'), []);
});

prometheusTest("Prometheus knows when a daemon is gone", async () => {
  using folder = new DataFolder();
  const house = await folder.open(...METRICS);
  const [, metrics] = await house.logged("listening", 2);
  await using prometheus = await Prometheus.start(String(metrics?.address));
  await prometheus.until('up{job="hubbub"} == 1');
  await house.server.stop();
  await prometheus.until('up{job="hubbub"} == 0');
  await prometheus.until('ALERTS{alertname="HubbubDown",alertstate="pending"}');
});
