/**
 * Which pictures are drawn of which work: how cost grows with the clients, and latency with the load.
 *
 * @module
 */

import { type Chart, drawChart, type Series } from "./plot.ts";
import type { Summary } from "./runner.ts";
import type { Work } from "./works.ts";

/** A work and what the servers came to on it. */
export interface Result {
  /** The work. */
  readonly work: Work;
  /** One a server. */
  readonly summaries: readonly Summary[];
}

/** A picture: the name of its file and its text. */
export interface Picture {
  /** The name of its file. */
  readonly name: string;
  /** SVG. */
  readonly text: string;
}

/** Draws every picture for which there are at least two points. */
export function drawPictures(results: readonly Result[]): Picture[] {
  const growth = results.filter(({ work }) => work.group === "growth");
  const load = results.filter(({ work }) => work.group === "load");
  const pictures: Picture[] = [];
  if (growth.length > 1) {
    const xLabel = "clients in the room, 10 of them talking";
    pictures.push(
      picture("deliveries_by_clients.svg", {
        title: "Deliveries a second against clients",
        xLabel,
        yLabel: "deliveries/s",
        series: lines(growth, "deliveriesPerSecond"),
      }),
      picture("cpu_by_clients.svg", {
        title: "Processor time for one delivery against clients",
        xLabel,
        yLabel: "microseconds",
        series: lines(growth, "cpuMicros"),
      }),
      picture("memory_by_clients.svg", {
        title: "Resident memory against clients",
        xLabel,
        yLabel: "MB",
        series: lines(growth, "peakBytes", 2 ** -20),
      }),
    );
  }
  if (load.length > 1) {
    pictures.push(picture("latency_by_load.svg", {
      title: "Latency against load, 200 clients",
      xLabel: "deliveries/s that were asked for",
      yLabel: "milliseconds",
      series: [
        ...lines(load, "p50Millis").map((line) => ({ ...line, name: `${line.name} p50` })),
        ...lines(load, "p99Millis").map((line) => ({
          ...line,
          name: `${line.name} p99`,
          isDashed: true,
        })),
      ],
    }));
  }
  return pictures;
}

function picture(name: string, chart: Chart): Picture {
  return { name, text: drawChart(chart) };
}

function lines(results: readonly Result[], key: string, scale = 1): Series[] {
  const servers = results[0]?.summaries.map(({ server }) => server) ?? [];
  return servers.map((name, index) => ({
    name,
    points: results.map(({ work, summaries }) =>
      [work.x ?? NaN, (summaries[index]?.figures[key] ?? NaN) * scale] as const
    ),
  }));
}
