/**
 * The recorder of a daemon that keeps nothing on disk: it searches in what the rooms remember.
 *
 * @module
 */

import type { Ask, ChatEvent } from "../core/event.ts";
import type { Answer, SearchQuestion, StoreQuestion } from "../core/questions/question.ts";
import type { Recorder } from "../loop/recorder.ts";
import type { Pacer } from "../time/pacer.ts";

/** The parts of a remembering. */
export interface RememberingParts {
  /** Timers. */
  readonly pacer: Pick<Pacer, "now" | "later">;
  /** Told of bugs; the client that asked is told that there is no answer. */
  readonly report: (bug: unknown) => void;
}

const UNAVAILABLE: Answer = { kind: "failed", why: "unavailable" };

/** With more searches than this waiting, further ones fail at once. */
const MAX_SEARCHES = 100;

/** Answers questions without a store, one after the other. */
export class Remembering implements Recorder {
  readonly #parts: RememberingParts;
  #post: (event: ChatEvent) => Promise<void> = () => Promise.resolve();
  /** Settles when the searches so far are answered. */
  #last: Promise<void> = Promise.resolve();
  #searches = 0;

  /** No question waits. */
  constructor(parts: RememberingParts) {
    this.#parts = parts;
  }

  /** From now on, answers by `post`. */
  connect(post: (event: ChatEvent) => Promise<void>): void {
    this.#post = post;
  }

  /** Nothing is kept. */
  record(): void {}

  /** Has a question answered; the answer is posted. */
  ask({ client, id, question }: Ask<StoreQuestion>): void {
    const post = (answer: Answer) => void this.#post({ kind: "answer", client, id, answer });
    // Pages are only asked for of rooms that are recorded.
    if (question.kind !== "search" || this.#searches >= MAX_SEARCHES) return post(UNAVAILABLE);
    this.#searches++;
    this.#last = this.#last.then(async () => {
      post(await this.#search(question));
      this.#searches--;
    });
  }

  async #search(question: SearchQuestion): Promise<Answer> {
    try {
      // Loaded by the first search, because most daemons are never asked for one.
      const { scan } = await import("./scan.ts");
      return await scan(question, this.#parts.pacer);
    } catch (bug) {
      this.#parts.report(bug);
      return UNAVAILABLE;
    }
  }
}
