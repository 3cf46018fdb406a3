/**
 * What nodes ask each other beside the log: requests of the engine, which keeps none of them.
 *
 * @module
 */

import { headers, type Msg } from "npm:@nats-io/nats-core@3.4.0";
import type { Millis } from "../../core/units.ts";
import { EngineFailure } from "../engine.ts";
import { questionSubject } from "./names.ts";
import { failureOf } from "./problems.ts";
import type { NatsConnection, Subscription } from "./library_types.ts";

/** How long a node may take to answer. */
const ANSWER_MILLIS: Millis = 3000;

/** A header of an answer that is none: the node that was asked has failed. */
const FAULT = "Hub-Fault";

/** Asking and answering, over one connection. */
export class Questions {
  readonly #connection: NatsConnection;
  readonly #failed: (error: unknown) => void;
  /** Where the present epoch of this node is asked. */
  #ears: Subscription | undefined;

  /** Over this connection; `failed` is told of each question that this node could not answer. */
  constructor(connection: NatsConnection, failed: (error: unknown) => void) {
    this.#connection = connection;
    this.#failed = failed;
  }

  /** Resolves with the answer. Rejects with `EngineFailure` after 3 s, or at once if nobody listens. */
  async ask(epoch: string, question: string): Promise<string> {
    try {
      const options = { timeout: ANSWER_MILLIS };
      const answer = await this.#connection.request(questionSubject(epoch), question, options);
      if (answer.headers?.has(FAULT)) throw new EngineFailure("the other node could not answer");
      return answer.string();
    } catch (error) {
      throw failureOf("ask another node", error);
    }
  }

  /** Answers what is asked of this epoch, and no more what was asked of the one before. Never throws. */
  answer(epoch: string, respond: (question: string) => Promise<string>): void {
    this.#ears?.unsubscribe();
    this.#ears = this.#connection.subscribe(questionSubject(epoch), {
      callback: (error, message) => {
        if (error !== null) this.#failed(error);
        else void this.#respond(message, respond);
      },
    });
  }

  async #respond(message: Msg, respond: (question: string) => Promise<string>): Promise<void> {
    try {
      message.respond(await respond(message.string()));
    } catch (error) {
      this.#failed(error);
      this.#refuse(() => message.respond("", { headers: fault() }));
    }
  }

  /** Says that there is no answer, unless the connection has ended. */
  #refuse(say: () => void): void {
    try {
      say();
    } catch {
      // The one that asked waits in vain, but not long.
    }
  }
}

function fault() {
  const all = headers();
  all.set(FAULT, "1");
  return all;
}
