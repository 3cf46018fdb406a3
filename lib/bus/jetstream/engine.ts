/**
 * One node's connection to the engine, as the rest of the bus sees it.
 *
 * @module
 */

import type { Bytes } from "../../core/units.ts";
import type { Log } from "../../log/log.ts";
import type { Pacer } from "../../time/pacer.ts";
import {
  type Engine,
  EngineFailure,
  type KeptSnapshot,
  type LogBounds,
  type LogRecord,
} from "../engine.ts";
import type { LogStream } from "./log_stream.ts";
import { OpenCalls } from "./open_calls.ts";
import { isUnanswered, refusalIn, textOf } from "./problems.ts";
import { Questions } from "./questions.ts";
import { SilenceWatch } from "./silence.ts";
import type { Snapshots } from "./snapshots.ts";
import type { NatsConnection } from "./library_types.ts";

/** What servers take if they say nothing else. */
const USUAL_RECORD: Bytes = 1_048_576;

/** What an engine is made of. */
export interface EngineParts {
  /** The connection, which the engine closes. */
  readonly connection: NatsConnection;
  /** The log, whose ears are open. */
  readonly stream: LogStream;
  /** The snapshots. */
  readonly snapshots: Snapshots;
  /** Is told when the connection is lost and made again. */
  readonly log: Log;
  /** Timers. */
  readonly pacer: Pacer;
}

/**
 * The engine. Calls fail at once while the connection is lost, and those to the log and to other nodes also
 * when it is lost while they wait.
 */
export class JetStreamEngine implements Engine {
  readonly maxRecord: Bytes;
  readonly #parts: EngineParts;
  readonly #questions: Questions;
  readonly #calls = new OpenCalls();
  readonly #silence: SilenceWatch;
  /** Settles when the connection says no more of its state. */
  readonly #watching: Promise<void>;
  #isConnected = true;
  #isClosed = false;
  /** What was refused last; empty when something was taken. */
  #refusal = "";
  #changed: (isConnected: boolean) => void = () => {};

  /** Of these parts. */
  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.maxRecord = parts.connection.info?.max_payload ?? USUAL_RECORD;
    this.#questions = new Questions(parts.connection, (error) => {
      parts.log.warn("engine-question-failed", { text: textOf(error) });
    });
    this.#silence = new SilenceWatch({
      ping: () => parts.connection.flush(),
      received: () => parts.connection.stats().inMsgs,
      leave: () => this.#leave(),
      pacer: parts.pacer,
    });
    this.#watching = this.#followState();
  }

  async append(data: string): Promise<number> {
    try {
      const position = await this.#askLog((stream) => stream.append(data));
      this.#refusal = "";
      return position;
    } catch (error) {
      const text = refusalIn(error);
      if (text !== undefined) this.#noteRefusal(text);
      throw error;
    }
  }

  listen(heard: (record: LogRecord) => void): void {
    this.#parts.stream.listen(heard);
  }

  async read(from: number, limit: number): Promise<readonly LogRecord[]> {
    return await this.#askLog((stream) => stream.read(from, limit));
  }

  async bounds(): Promise<LogBounds> {
    return await this.#askLog((stream) => stream.bounds());
  }

  watch(changed: (isConnected: boolean) => void): void {
    this.#changed = changed;
  }

  async ask(node: string, question: string): Promise<string> {
    this.#needConnection();
    return await this.#calls.make(() => this.#questions.ask(node, question));
  }

  answer(node: string, respond: (question: string) => Promise<string>): void {
    if (!this.#isClosed) this.#questions.answer(node, respond);
  }

  async keep(snapshot: KeptSnapshot): Promise<void> {
    this.#needConnection();
    await this.#parts.snapshots.keep(snapshot);
  }

  async newest(before?: number): Promise<KeptSnapshot | undefined> {
    this.#needConnection();
    return await this.#parts.snapshots.newest(before);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isConnected = false;
    this.#silence.stop();
    this.#calls.lost();
    await this.#parts.connection.close();
    await this.#watching;
  }

  /** What is sent meanwhile would be kept by the library, and sent when nobody waits for it any more. */
  #needConnection(): void {
    if (!this.#isConnected) throw new EngineFailure("there is no connection to the engine");
  }

  /** Asks the log, and notices when no answer comes. */
  async #askLog<T>(call: (stream: LogStream) => Promise<T>): Promise<T> {
    this.#needConnection();
    const { answers } = this.#silence;
    try {
      const answer = await this.#calls.make(() => call(this.#parts.stream));
      this.#silence.answered();
      return answer;
    } catch (error) {
      if (isUnanswered(error)) void this.#silence.unanswered(answers);
      else this.#silence.answered();
      throw error;
    }
  }

  /** Gives up a server that says nothing any more; the library connects to another. */
  #leave(): void {
    const { connection, log } = this.#parts;
    if (!this.#isConnected) return;
    log.warn("engine-silent", { server: connection.getServer() });
    // It rejects only if the connection is being closed.
    connection.reconnect().catch(() => {});
  }

  async #followState(): Promise<void> {
    for await (const status of this.#parts.connection.status()) {
      switch (status.type) {
        case "disconnect":
          this.#change(false);
          break;
        case "reconnect":
          this.#refusal = "";
          this.#change(true);
          break;
        case "error":
          this.#noteRefusal(textOf(status.error));
          break;
        default:
          break;
      }
    }
  }

  /** A key that was taken away, or a store without room, is refused at each attempt, up to ten times a second. */
  #noteRefusal(text: string): void {
    if (text !== this.#refusal) this.#parts.log.warn("engine-refuses", { text });
    this.#refusal = text;
  }

  #change(isConnected: boolean): void {
    if (this.#isClosed || isConnected === this.#isConnected) return;
    this.#isConnected = isConnected;
    const server = this.#parts.connection.getServer();
    this.#parts.log.info(isConnected ? "engine-back" : "engine-lost", { server });
    this.#silence.answered();
    if (!isConnected) this.#calls.lost();
    this.#changed(isConnected);
  }
}
