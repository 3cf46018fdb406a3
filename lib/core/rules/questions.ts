/**
 * Questions: what the core does not hold is asked for, and the client waits. At most one question of a
 * client is out at once; further ones wait behind it. A question that is not answered in time is
 * answered with a notice, and its late answer is ignored.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { ChatEvent } from "../event.ts";
import type { Answer, Question } from "../questions/question.ts";
import type { Asked, Purpose } from "../state/asked.ts";
import type { Seat } from "../state/desk.ts";
import type { Millis } from "../units.ts";
import { tellAnswer } from "./recalling.ts";

/** A client waits no longer for an answer. */
export const ANSWER_TIMEOUT: Millis = 5000;

/** A question is answered. */
export type Answered = Extract<ChatEvent, { kind: "answer" }>;

/** Asks for what the core does not hold; the client waits for the answer. */
export function ask(context: Context, seat: Seat, question: Question, purpose: Purpose): void {
  seat.asked.push({
    id: context.desk.nextQuestion(),
    question,
    purpose,
    until: context.at + ANSWER_TIMEOUT,
  });
  if (seat.asked.length === 1) sendFirst(context, seat);
}

/** An answer has come. It is ignored if nobody waits for it any more. */
export function takeAnswer(context: Context, { client, id, answer }: Answered): void {
  const seat = context.desk.seatOf(client);
  const asked = seat?.asked[0];
  if (seat === undefined || asked?.id !== id) return;
  settle(context, seat, asked, answer);
}

/** Time has passed: answers the questions that have waited too long. */
export function checkAnswers(context: Context): void {
  for (const seat of context.desk.seats()) {
    const [asked] = seat.asked;
    if (asked === undefined || context.at < asked.until) continue;
    settle(context, seat, asked, { kind: "failed", why: "unavailable" });
  }
}

function settle(context: Context, seat: Seat, asked: Asked, answer: Answer): void {
  seat.asked.shift();
  tellAnswer(context, seat, asked, answer);
  sendFirst(context, seat);
}

function sendFirst({ effects, at }: Context, seat: Seat): void {
  const [asked] = seat.asked;
  if (asked === undefined) return;
  seat.asked[0] = { ...asked, until: at + ANSWER_TIMEOUT };
  effects.push({ kind: "ask", client: seat.client, id: asked.id, question: asked.question });
}
