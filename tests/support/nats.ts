/**
 * Real NATS servers for tests, where `nats-server` is installed, 2.11 or newer.
 *
 * @module
 */

import { fail } from "@std/assert";
import { constants, inflateRawSync } from "node:zlib";
import { isVersionAtLeast } from "../../lib/bus/jetstream/connection.ts";

/** Longer than a start takes, even on a busy machine. */
const PATIENCE_MILLIS = 60_000;
const POLL_MILLIS = 20;

/** The bytes before what is compressed, without a name. */
const GZIP_HEADER = 10;

/** How a gzip stream begins. */
const GZIP = new Uint8Array([0x1f, 0x8b, 0x08]);

/** Whether tests with NATS are left out here. In CI on Linux they never are: .ci/run installs it. */
export const HAS_NO_NATS: boolean = !isInstalled() &&
  !(Deno.build.os === "linux" && Deno.env.get("CI") === "true");

/** How a server is set up. */
export interface NatsSetup {
  /** What its configuration has besides: accounts, TLS. */
  readonly more?: string;
  /** Whether it keeps streams; yes if left out. */
  readonly hasStreams?: boolean;
  /** Whether it begins with TLS, so that it greets nobody who does not. */
  readonly isSecure?: boolean;
}

/** One server with a store of its own; `await using` ends it, and removes what it stored. */
export class NatsServer implements AsyncDisposable {
  readonly port: number;
  readonly #folder: string;
  readonly #setup: NatsSetup;
  #child: Deno.ChildProcess | undefined;

  private constructor(port: number, folder: string, setup: NatsSetup) {
    this.port = port;
    this.#folder = folder;
    this.#setup = setup;
  }

  static async start(setup: NatsSetup = {}): Promise<NatsServer> {
    const [port = 0] = freePorts(1);
    return await NatsServer.startAt(port, setup);
  }

  /** The same at a port of 127.0.0.1. */
  static async startAt(port: number, setup: NatsSetup): Promise<NatsServer> {
    const server = new NatsServer(port, await Deno.makeTempDir({ prefix: "nats-" }), setup);
    await server.start();
    return server;
  }

  /** The files of its store whose bytes, or what is compressed in them, have this text. */
  async filesWith(text: string): Promise<string[]> {
    const found: string[] = [];
    for (const path of filesIn(`${this.#folder}/store`)) {
      const bytes = await Deno.readFile(path);
      if (holds(bytes, new TextEncoder().encode(text))) found.push(path);
    }
    return found;
  }

  /** Where it listens, in the clear. */
  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  /** Starts it, with what it stored before. */
  async start(): Promise<void> {
    const { more = "", hasStreams = true } = this.#setup;
    const file = `${this.#folder}/server.conf`;
    const streams = hasStreams
      ? `jetstream { store_dir: "${this.#folder}/store", sync_interval: always }`
      : "";
    const text = `listen: "127.0.0.1:${this.port}"\n${streams}\n${more}\n`;
    await Deno.writeTextFile(file, text);
    this.#child = new Deno.Command("nats-server", {
      args: ["-c", file, "-l", `${this.#folder}/log`],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    await this.#untilItListens();
  }

  /** Ends it at once; what it stored stays. */
  async kill(): Promise<void> {
    this.#child?.kill("SIGKILL");
    await this.#child?.status;
    this.#child = undefined;
  }

  /** Stops it where it stands: it takes connections, says nothing, and ends none. */
  freeze(): void {
    this.#child?.kill("SIGSTOP");
  }

  async #untilItListens(): Promise<void> {
    const end = Date.now() + PATIENCE_MILLIS;
    while (Date.now() < end) {
      if (await this.#greets()) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    }
    fail(`nats-server does not listen: ${await Deno.readTextFile(`${this.#folder}/log`)}`);
  }

  async #greets(): Promise<boolean> {
    try {
      using conn = await Deno.connect({ hostname: "127.0.0.1", port: this.port });
      return this.#setup.isSecure === true || await conn.read(new Uint8Array(64)) !== null;
    } catch (error) {
      if (error instanceof Deno.errors.ConnectionRefused) return false;
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** Three servers that are one cluster. */
export class NatsTrio implements AsyncDisposable {
  readonly servers: readonly NatsServer[];

  private constructor(servers: readonly NatsServer[]) {
    this.servers = servers;
  }

  static async start(more = ""): Promise<NatsTrio> {
    const ports = freePorts(6);
    const routes = ports.slice(3).map((port) => `"nats://127.0.0.1:${port}"`).join(", ");
    const servers = await Promise.all(
      ["a", "b", "c"].map((name, index) =>
        NatsServer.startAt(ports[index] ?? 0, {
          more: `server_name: ${name}\n` +
            `cluster { name: hub, listen: "127.0.0.1:${
              ports[index + 3]
            }", routes: [${routes}] }\n` +
            more,
        })
      ),
    );
    return new NatsTrio(servers);
  }

  /** Where they listen. */
  get urls(): string[] {
    return this.servers.map(({ url }) => url);
  }

  /** The one of this name. */
  named(name: string): NatsServer {
    return this.servers["abc".indexOf(name)] ?? fail(`no server is called ${name}`);
  }

  /** The one that listens there. */
  at(url: string): NatsServer {
    return this.servers.find((server) => server.url === url) ?? fail(`no server at ${url}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.servers.map((server) => server[Symbol.asyncDispose]()));
  }
}

/** Ports of 127.0.0.1 that nobody has. */
export function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map(({ addr }) => addr.port);
  for (const listener of listeners) listener.close();
  return ports;
}

function isInstalled(): boolean {
  try {
    const { success, stdout } = new Deno.Command("nats-server", {
      args: ["--version"],
      stdout: "piped",
      stderr: "null",
    }).outputSync();
    const [, version = ""] = /v(\d+\.\d+\.\d+)/.exec(new TextDecoder().decode(stdout)) ?? [];
    return success && isVersionAtLeast(version, "2.11");
  } catch {
    return false;
  }
}

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(`${folder}/${name}`) : [`${folder}/${name}`]
  );
}

function holds(bytes: Uint8Array, text: Uint8Array): boolean {
  if (indexOf(bytes, text, 0) >= 0) return true;
  for (let at = indexOf(bytes, GZIP, 0); at >= 0; at = indexOf(bytes, GZIP, at + 1)) {
    if (indexOf(inflated(bytes.subarray(at)), text, 0) >= 0) return true;
  }
  return false;
}

/** What is compressed here, as far as it goes: other bytes follow. */
function inflated(bytes: Uint8Array): Uint8Array {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH };
    return inflateRawSync(bytes.subarray(GZIP_HEADER), options);
  } catch {
    // Something else begins like this.
    return new Uint8Array();
  }
}

function indexOf(bytes: Uint8Array, part: Uint8Array, from: number): number {
  const [first = 0] = part;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (part.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
