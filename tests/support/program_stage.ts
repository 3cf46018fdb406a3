/**
 * A stage with the daemon as a program of its own: time passes as it does, so only plays in which
 * little of it passes are for this stage.
 *
 * @module
 */

import { parseDuration } from "../../lib/core/duration.ts";
import { type Daemon, startDaemon } from "./binaries.ts";
import { LineClient } from "./line_client.ts";
import type { Play, Stage } from "./play.ts";

/** More time than this in one step is for the stages whose clock can be moved. */
const MOST_MILLIS = 1500;

/** Whether a play can be performed in real time. */
export function isShort(play: Play): boolean {
  return play.steps.every(({ text }) => {
    const time = /^time passes (\S+)$/.exec(text)?.[1];
    return time === undefined || (parseDuration(time) ?? Infinity) <= MOST_MILLIS;
  });
}

/** Performs on a daemon that is a process of its own. */
export class ProgramStage implements Stage {
  readonly #daemon: Daemon;
  readonly #actors = new Map<string, LineClient>();

  private constructor(daemon: Daemon) {
    this.#daemon = daemon;
  }

  /** Starts the program with these options besides its listener. */
  static async start(program: string, options: readonly string[]): Promise<ProgramStage> {
    const command = [program, "--listen", "127.0.0.1:0", "--rate", "0", ...options];
    return new ProgramStage(await startDaemon(command));
  }

  async enter(name: string, first: string | undefined): Promise<void> {
    const client = await LineClient.connect(this.#daemon.address);
    this.#actors.set(name, client);
    if (first !== undefined) await client.send(first);
  }

  async type(name: string, line: string): Promise<void> {
    await this.#actor(name).send(line);
  }

  async hear(name: string): Promise<string | undefined> {
    return await this.#actor(name).line();
  }

  async close(name: string): Promise<void> {
    await this.#actor(name).closeWrite();
  }

  vanish(name: string): Promise<void> {
    this.#actor(name)[Symbol.dispose]();
    return Promise.resolve();
  }

  async passTime(millis: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, millis));
  }

  addressOf(name: string): string {
    return this.#actor(name).address;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#actors.values()) client[Symbol.dispose]();
    await this.#daemon[Symbol.asyncDispose]();
  }

  #actor(name: string): LineClient {
    const actor = this.#actors.get(name);
    if (actor === undefined) throw new Error(`${name} has not entered`);
    return actor;
  }
}
