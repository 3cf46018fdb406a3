/**
 * Holds docs/metrics.md, the dashboard and the alerts to the metrics that there are.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { familiesOf } from "../../lib/metrics/families.ts";
import type { Family } from "../../lib/metrics/family.ts";
import { ChatWatch } from "../../lib/metrics/chat_watch.ts";
import { ConnectionCounts } from "../../lib/metrics/connection_counts.ts";
import { Timings } from "../../lib/metrics/timings.ts";
import { dashboard, expressions } from "../support/dashboard.ts";
import { projectRoot } from "../support/source.ts";

const ROOMS = {
  people: 0,
  rooms: 1,
  publicRooms: 1,
  members: 0,
  bans: 0,
  isLockedDown: false,
};

const FIGURES = {
  nodes: 1,
  applied: 1,
  last: 1,
  waiting: 0,
  received: 0,
  appended: 0,
  failed: 0,
  filled: 0,
  reentries: 0,
};

/** Every metric that there can be. */
function families(): Family[] {
  const connections = new ConnectionCounts(() => 0);
  connections.connected("tcp");
  connections.answered(200);
  const chat = new ChatWatch(() => 0);
  const watches = { timings: new Timings(() => 0), chat, connections, received: { lines: 0 } };
  const queues = { served: 0, slow: 0, waiting: 0, longest: 0, bytesOut: 0, skipped: 0, lines: 0 };
  const store = { isFailing: false, failures: 0, waiting: 0, dropped: 0, lag: 0 };
  const gate = {
    open: 0,
    limit: 1,
    operators: 0,
    descriptors: 0,
    held: 1,
    isOutOfDescriptors: false,
  };
  return familiesOf(watches, {
    broadcaster: { census: () => ROOMS },
    fanout: { census: () => queues },
    entrance: { gate, pages: { open: 0 }, acceptFailed() {} },
    history: { read: () => store },
    cluster: { state: { isWaiting: false, isShut: false }, figures: FIGURES },
    log: { lost: 0 },
  }, { version: "1", runtime: "deno", startedAt: 0, memory: Deno.memoryUsage });
}

Deno.test("docs/metrics.md has a row for every metric, with its type, labels and help", () => {
  const declared = families().map((family) => {
    const { name, type, help } = family;
    const labels = family.type === "histogram" ? [] : Object.keys(family.samples[0]?.labels ?? {});
    const shown = labels.length === 0 ? name : `${name}{${labels.join(",")}}`;
    return [`\`${shown}\``, type, help.replace(/\.$/, "")];
  });
  const text = Deno.readTextFileSync(`${projectRoot()}docs/metrics.md`);
  const rows = text.split("\n").filter((line) => line.startsWith("| `hubbub_")).map((line) =>
    line.slice(1, -1).split("|").map((cell) => cell.trim())
  );
  assertEquals(rows, declared);
});

Deno.test("every metric is named once, and ends with the base unit of what it measures", () => {
  const names = families().map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const { name, type, help } of families()) {
    assert(/^hubbub_[a-z_]+$/.test(name), name);
    assertEquals(name.endsWith("_total"), type === "counter", name);
    if (type === "histogram") assert(name.endsWith("_seconds"), name);
    assert(/^(?:[A-Z]|1 ).*\.$/.test(help), help);
    assert(!/milli|minute|kilo/i.test(name), name);
  }
});

Deno.test("the dashboard and the alerts name no metric that is not there", () => {
  const known = families().flatMap(({ name, type }) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
  );
  const rules = Deno.readTextFileSync(`${projectRoot()}packaging/prometheus/hubbub.rules.yml`)
    .replaceAll(/^#.*$/gm, "");
  for (const text of [...expressions(), rules]) {
    const named = text.match(/\bhubbub_[a-z_]+/g) ?? [];
    assertEquals(named.filter((name) => !known.includes(name)), [], text);
  }
});

Deno.test("the dashboard shows every metric but the version and the sums", () => {
  const shown = expressions().join("\n");
  const missing = families().map(({ name }) => name).filter((name) => !shown.includes(name));
  assertEquals(missing, [
    "hubbub_build_info",
    "hubbub_public_rooms",
    "hubbub_members",
    "hubbub_arrivals_total",
    "hubbub_events_total",
  ]);
});

Deno.test("the panels of the dashboard lie beside each other, and have ids of their own", () => {
  const { panels } = dashboard();
  assertEquals(new Set(panels.map(({ id }) => id)).size, panels.length);
  const taken = new Set<string>();
  for (const { title, gridPos: { x, y, w, h } } of panels) {
    assert(x + w <= 24, title);
    for (let column = x; column < x + w; column++) {
      for (let line = y; line < y + h; line++) {
        assert(!taken.has(`${column} ${line}`), `${title} lies on another panel`);
        taken.add(`${column} ${line}`);
      }
    }
  }
});
