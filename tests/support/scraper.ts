/**
 * Reads the metrics and probes of a daemon, as a scraper does.
 *
 * @module
 */

import { fail } from "@std/assert";

/** Longer than anything here takes, so that a test that waits in vain says so. */
const PATIENCE_MILLIS = 30_000;

/** What a page answered. */
export interface Page {
  /** The status code. */
  readonly status: number;
  /** The body. */
  readonly text: string;
}

/** A scraper of one daemon. */
export class Scraper {
  readonly #address: string;

  /** Of the daemon whose metrics are at this `HOST:PORT`. */
  constructor(address: string) {
    this.#address = address;
  }

  /** Asks for a page. */
  async get(path: string): Promise<Page> {
    const response = await fetch(`http://${this.#address}${path}`);
    return { status: response.status, text: await response.text() };
  }

  /** All samples, by name and labels as they are written. */
  async samples(): Promise<ReadonlyMap<string, number>> {
    const { text } = await this.get("/metrics");
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    return new Map(lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }));
  }

  /** Waits until these samples have these values, and returns all. */
  async until(wanted: Readonly<Record<string, number>>): Promise<ReadonlyMap<string, number>> {
    const end = Date.now() + PATIENCE_MILLIS;
    while (true) {
      const samples = await this.samples();
      const isSo = Object.entries(wanted).every(([name, value]) => samples.get(name) === value);
      if (isSo) return samples;
      const seen = Object.keys(wanted).map((name) => `${name} ${samples.get(name)}`);
      if (Date.now() > end) fail(`it is ${seen.join(", ")}`);
      await pause();
    }
  }

  /** Waits until a page answers with this status, and returns it. */
  async untilStatus(path: string, status: number): Promise<Page> {
    const end = Date.now() + PATIENCE_MILLIS;
    while (true) {
      const page = await this.get(path);
      if (page.status === status) return page;
      if (Date.now() > end) fail(`${path} answers ${page.status} ${page.text}`);
      await pause();
    }
  }
}

/** Metrics are read anew ten times a second. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
