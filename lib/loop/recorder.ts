/**
 * The recorder: what the loop needs of the part that keeps what was said and answers questions about it.
 *
 * @module
 */

import type { Ask, Closed, Order, Publish } from "../core/event.ts";
import type { StoreQuestion } from "../core/questions/question.ts";

/** Keeps what is to be recorded, and answers questions. `record` and `ask` are called in the loop: they must not wait. */
export interface Recorder {
  /**
   * A recorded room is told this, or is recorded no more; or something was decided that is kept. Called
   * with `publish` only if it has an epoch, in the order of the loop.
   */
  record(effect: Publish | Closed | Order): void;
  /** A client asks for what the core does not hold. The answer is posted as an `answer` event with the same id. */
  ask(question: Ask<StoreQuestion>): void;
  /**
   * Resolves when all that was recorded until now is on the disk, or cannot be for the time being. If it
   * is there, the loop waits for it before anybody is told. Never rejects.
   */
  readonly written?: (() => Promise<void>) | undefined;
  /**
   * Resolves when all that was recorded until now is on the disk, or cannot be for the time being. The loop
   * waits for it before anybody is told of an event with an `order`: what an operator was told of is there
   * after a crash. Never rejects.
   */
  readonly decided?: (() => Promise<void>) | undefined;
  /**
   * If what was recorded waits too long for the disk, resolves when it is there, or cannot be for the time
   * being; undefined if the loop can go on at once. Called after each batch of events, so that those who
   * talk faster than the disk takes it wait at their own sockets. Never rejects.
   */
  readonly catchUp?: (() => Promise<void> | undefined) | undefined;
}
