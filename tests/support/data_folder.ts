/**
 * Folders for what a daemon keeps, and disks that are small, for tests.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { House } from "./house.ts";
import { LineClient } from "./line_client.ts";

/** A message of the daemon to a program, as it came. */
export type Told = Readonly<Record<string, unknown>>;

/** A folder that is removed at the end; `await using` a daemon in it after it. */
export class DataFolder implements Disposable {
  /** Its path. */
  readonly path: string;

  /** A new one, in this folder or where temporary files are. */
  constructor(dir?: string) {
    this.path = Deno.makeTempDirSync(dir === undefined ? {} : { dir });
  }

  /** Where a daemon keeps its data; missing until one did. */
  get data(): string {
    return `${this.path}/data`;
  }

  /** The file of the database. */
  get file(): string {
    return `${this.data}/hubbub.db`;
  }

  /** The socket for operators of a daemon that is started with `adminOptions`. */
  get admin(): string {
    return `${this.path}/admin.sock`;
  }

  /** The options for it. */
  get adminOptions(): readonly string[] {
    return ["--admin-listen", `unix:${this.admin}`];
  }

  /** A daemon in this process that keeps its data here. */
  open(...options: string[]): Promise<House> {
    return House.open(["--data", this.data, ...options]);
  }

  /** What is written, by order: the room, the number and the text of each event. */
  written(): string[] {
    using db = new DatabaseSync(this.file, { readOnly: true, timeout: 5000 });
    const rows = db.prepare(
      "SELECT room, event.id & 0xffffffff AS seq, text FROM event JOIN place ON place.id = event.id >> 32 ORDER BY event.id",
    ).all();
    return rows.map(({ room, seq, text }) => `${room} ${seq} ${text}`);
  }

  /** Resolves when the text was written. */
  async has(text: string): Promise<void> {
    while (!this.written().some((row) => row.endsWith(` ${text}`))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Whether any of its files holds these bytes. */
  holds(text: string): boolean {
    const wanted = Array.from(new TextEncoder().encode(text)).join();
    return Array.from(Deno.readDirSync(this.data)).some(({ name }) =>
      Array.from(Deno.readFileSync(`${this.data}/${name}`)).join().includes(wanted)
    );
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}

/** A program in the chat. */
export class Program implements Disposable {
  /** What it was told on entry. */
  readonly welcome: Told;
  readonly #client: LineClient;

  private constructor(client: LineClient, welcome: Told) {
    this.#client = client;
    this.welcome = welcome;
  }

  /** Enters at this address, or at this path of a Unix socket; `more` are further fields of its hello. */
  static async enter(address: string, nick: string, more: Told = {}): Promise<Program> {
    const client = address.startsWith("/")
      ? await LineClient.connectUnix(address)
      : await LineClient.connect(address);
    await client.send(JSON.stringify({ hello: 1, nick, ...more }));
    let line = await client.line();
    // On a busy machine the hello comes late, and the program is greeted as a person before.
    while (line !== undefined && !line.startsWith("{")) line = await client.line();
    return new Program(client, JSON.parse(line ?? "{}"));
  }

  /** Asks for something. */
  ask(command: Told): Promise<void> {
    return this.#client.send(JSON.stringify(command));
  }

  /** All messages up to this one, which must come; without it. */
  async hearUntil(isLast: (told: Told) => boolean): Promise<Told[]> {
    const heard: Told[] = [];
    for (
      let line = await this.#client.line();
      line !== undefined;
      line = await this.#client.line()
    ) {
      const told = JSON.parse(line);
      if (isLast(told)) return heard;
      heard.push(told);
    }
    throw new Error("the end never came");
  }

  /** The next message of this type. */
  async hear(type: string): Promise<Told> {
    for (
      let line = await this.#client.line();
      line !== undefined;
      line = await this.#client.line()
    ) {
      const told = JSON.parse(line);
      if (told.type === type) return told;
    }
    throw new Error(`never told ${type}`);
  }

  /** Says something, and returns it as it was told. */
  async say(text: string, room?: string): Promise<Told> {
    await this.ask({ type: "say", text, room });
    return await this.hear("message");
  }

  [Symbol.dispose](): void {
    this.#client[Symbol.dispose]();
  }
}

/** A disk of its own in memory, where the system lets us make one; otherwise undefined. */
export class SmallDisk implements Disposable {
  /** Where it is. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** A disk of so many KiB. */
  static make(kib: number): SmallDisk | undefined {
    if (Deno.build.os !== "linux") return undefined;
    const path = Deno.makeTempDirSync();
    const disk = new SmallDisk(path);
    if (run("mount", "-t", "tmpfs", "-o", `size=${kib}k`, "tmpfs", path)) return disk;
    Deno.removeSync(path);
    return undefined;
  }

  /** Sets whether it can be written, and returns whether that is so. */
  setWritable(isWritable: boolean): boolean {
    return run("mount", "-o", `remount,${isWritable ? "rw" : "ro"}`, this.path);
  }

  [Symbol.dispose](): void {
    run("umount", this.path);
    Deno.removeSync(this.path);
  }
}

function run(program: string, ...args: string[]): boolean {
  try {
    return new Deno.Command(program, { args, stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}
