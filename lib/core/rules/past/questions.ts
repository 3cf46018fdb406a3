/**
 * Questions: what the core does not hold is asked for, and the client waits. At most one question of a
 * client is out at once; further ones wait behind it. `answering.ts` takes the answers.
 *
 * @module
 */

import type { Context } from "../../context.ts";
import type { Question } from "../../questions/question.ts";
import type { Purpose } from "../../state/asked.ts";
import type { Seat } from "../../state/seat.ts";
import type { Millis } from "../../units.ts";

/** A client waits no longer for an answer. */
export const ANSWER_TIMEOUT: Millis = 5000;

/** Asks for what the core does not hold; the client waits for the answer. */
export function ask(context: Context, seat: Seat, question: Question, purpose: Purpose): void {
  const { desk, at } = context;
  seat.asked.push({ id: desk.nextQuestion(), question, purpose, until: at + ANSWER_TIMEOUT });
  if (seat.asked.length === 1) askFirst(context, seat);
}

/** Asks in place of the question that was just answered: before those that wait. */
export function askNext(context: Context, seat: Seat, question: Question, purpose: Purpose): void {
  const { desk, at } = context;
  seat.asked.unshift({ id: desk.nextQuestion(), question, purpose, until: at + ANSWER_TIMEOUT });
  if (seat.asked.length === 1) askFirst(context, seat);
}

/** Asks the first question of a client, if it has one; its time begins. */
export function askFirst({ effects, at }: Context, seat: Seat): void {
  const [asked] = seat.asked;
  if (asked === undefined) return;
  seat.asked[0] = { ...asked, until: at + ANSWER_TIMEOUT };
  effects.push({ kind: "ask", client: seat.client, id: asked.id, question: asked.question });
}
