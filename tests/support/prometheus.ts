/**
 * A real Prometheus for tests, where one is installed: `prometheus` and `promtool` as Debian has them.
 *
 * @module
 */

import { fail } from "@std/assert";
import { projectRoot } from "./source.ts";

/** Longer than a start and a few scrapes take, even on a busy machine. */
const PATIENCE_MILLIS = 60_000;
const POLL_MILLIS = 100;

/** Whether tests with Prometheus are left out here. In CI on Linux they never are: .ci/run installs it. */
export const HAS_NO_PROMETHEUS: boolean = !isInstalled() &&
  !(Deno.build.os === "linux" && Deno.env.get("CI") === "true");

/** The answer of a query: each series with its value now. */
export type Vector = readonly {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}[];

/** Runs promtool on a text or a file of the project, and returns what it says; undefined if it finds nothing. */
export async function promtool(args: readonly string[], stdin = ""): Promise<string | undefined> {
  const child = new Deno.Command("promtool", {
    args: [...args],
    cwd: projectRoot(),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(stdin));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  return success ? undefined : said;
}

/** A server of its own; `await using` ends it, and removes what it stored. */
export class Prometheus implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #folder: string;
  readonly #address: string;

  private constructor(child: Deno.ChildProcess, folder: string, address: string) {
    this.#child = child;
    this.#folder = folder;
    this.#address = address;
  }

  /** Scrapes this target once a second, with the rules of the project. */
  static async start(target: string): Promise<Prometheus> {
    const folder = await Deno.makeTempDir();
    const rules = `${projectRoot()}packaging/prometheus/hubbub.rules.yml`;
    const config = {
      global: { scrape_interval: "1s", evaluation_interval: "1s" },
      rule_files: [rules],
      scrape_configs: [{ job_name: "hubbub", static_configs: [{ targets: [target] }] }],
    };
    await Deno.writeTextFile(`${folder}/prometheus.yml`, JSON.stringify(config));
    const address = `127.0.0.1:${freePort()}`;
    const child = new Deno.Command("prometheus", {
      args: [
        `--config.file=${folder}/prometheus.yml`,
        `--storage.tsdb.path=${folder}/data`,
        `--web.listen-address=${address}`,
      ],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    return new Prometheus(child, folder, address);
  }

  /** Asks it something. */
  async ask<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
    const response = await fetch(
      `http://${this.#address}/api/v1/${path}?${new URLSearchParams(query)}`,
    );
    const { status, data, error } = await response.json();
    if (status !== "success") throw new Error(`${JSON.stringify(query)}: ${error}`);
    return data;
  }

  /** The series of an expression now. */
  async query(query: string): Promise<Vector> {
    const { result } = await this.ask<{ result: Vector }>("query", { query });
    return result;
  }

  /** Waits until an expression has a series, and returns all. */
  async until(query: string): Promise<Vector> {
    const end = Date.now() + PATIENCE_MILLIS;
    while (Date.now() < end) {
      const vector = await this.query(query).catch(isNotUp);
      if (vector.length > 0) return vector;
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    }
    return fail(`never true: ${query}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** While it starts there is no answer, or one that is no JSON. */
function isNotUp(error: unknown): Vector {
  if (error instanceof TypeError || error instanceof SyntaxError) return [];
  throw error;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function isInstalled(): boolean {
  try {
    return ["prometheus", "promtool"].every((program) =>
      new Deno.Command(program, { args: ["--version"], stdout: "null", stderr: "null" })
        .outputSync().success
    );
  } catch {
    return false;
  }
}
