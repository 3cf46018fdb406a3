/**
 * The log of several nodes by itself: a node in this process, whose clients say lines as fast as the log
 * takes them, and apply what comes back to a chat. Nothing is sent to anybody.
 *
 * @module
 */

import { ClusterLog } from "../../lib/bus/cluster_log.ts";
import { openJetStream } from "../../lib/bus/jetstream/open.ts";
import { Chat } from "../../lib/core/chat.ts";
import type { ClientId } from "../../lib/core/units.ts";
import type { Log } from "../../lib/log/log.ts";
import { SYSTEM_CLOCK, systemPacer } from "../../lib/time/system_pacer.ts";
import { connected, says, SETTINGS } from "../../tests/support/happenings.ts";

const ignore = () => {};
const NO_LOG: Log = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  flush: ignore,
  lost: 0,
};
const NODE = "alone";
const CLIENTS = 64;
/** Each says so many lines before the first comes back, as a program may. */
const AHEAD = 64;
const TEXT = "sixty-four bytes of text that somebody says to a room, no more...";
const TICK_MILLIS = 100;

/** A node that only writes and reads. Hold it with `await using`. */
export class LogAlone implements AsyncDisposable {
  /** How many lines came back. */
  lines = 0;
  readonly #log: ClusterLog;
  readonly #chat: Chat;
  readonly #ticker: ReturnType<typeof setInterval>;
  readonly #loop: Promise<void>;
  #isOver = false;

  private constructor(log: ClusterLog, now: () => number) {
    this.#log = log;
    const shared = { isShared: true, node: NODE, epoch: log.birth };
    this.#chat = new Chat({ ...SETTINGS, ...shared }, log.chat);
    // The clock of the pacer must be read.
    this.#ticker = setInterval(now, TICK_MILLIS);
    this.#loop = this.#run();
  }

  /** A node of the cluster on these servers. */
  static async join(servers: readonly string[]): Promise<LogAlone> {
    const pacer = systemPacer(SYSTEM_CLOCK, TICK_MILLIS);
    const shared = { node: NODE, log: NO_LOG, pacer };
    const engine = await openJetStream({
      ...shared,
      servers,
      keyFile: undefined,
      caFile: undefined,
    });
    const random = () => crypto.randomUUID().slice(0, 8);
    const log = await ClusterLog.open({ ...shared, engine, settings: "{}", random });
    const node = new LogAlone(log, () => pacer.now());
    await log.join({
      snapshot: () => node.#chat.agreed(),
      returning: () => node.#chat.returning(),
      changed: ignore,
      doomed: ({ code }) => {
        throw new Error(`the node cannot go on: ${code}`);
      },
    });
    return node;
  }

  /** Lets clients in, and has them talk until the node is disposed of. */
  async talk(): Promise<void> {
    for (let each = 0; each < CLIENTS; each++) {
      const client = await this.#log.nextId();
      await this.#log.post(connected(client));
      for (let ahead = 0; ahead < AHEAD; ahead++) void this.#say(client);
    }
  }

  /** Leaves the cluster. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await this.#log.post({ kind: "shutdown" });
    this.#log.close();
    await this.#loop;
    await this.#log.stop();
    clearInterval(this.#ticker);
  }

  async #say(client: ClientId): Promise<void> {
    while (!this.#isOver) await this.#log.post(says(client, TEXT));
  }

  async #run(): Promise<void> {
    for await (const batch of this.#log) {
      for (const { event, at, time } of batch) {
        const effects = this.#chat.apply(event, at, time);
        this.#log.peers.applied(event, effects);
        if (event.kind === "command") this.lines++;
      }
    }
  }
}
