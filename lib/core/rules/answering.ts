/**
 * Answering: a question that a client waits for is answered, or has not been answered in time. Then the
 * client is told so by a notice, and the late answer is ignored.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { ChatEvent } from "../event.ts";
import type { Answer } from "../questions/question.ts";
import type { Asked } from "../state/asked.ts";
import type { Seat } from "../state/seat.ts";
import { askFirst } from "./past/questions.ts";
import { tellDescribed } from "./order/describing.ts";
import { tellRecalled } from "./past/recalling.ts";
import { takeStored } from "./past/resuming.ts";
import { tellFound } from "./past/searching.ts";
import { tellDelivered } from "./whispering.ts";

/** A question is answered. */
export type Answered = Extract<ChatEvent, { kind: "answer" }>;

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

/** A client can be answered nothing more: answers all that it waits for. */
export function settleAll(context: Context, seat: Seat): void {
  for (let [asked] = seat.asked; asked !== undefined; [asked] = seat.asked) {
    seat.asked.shift();
    tell(context, seat, asked, { kind: "failed", why: "unavailable" });
  }
}

function settle(context: Context, seat: Seat, asked: Asked, answer: Answer): void {
  seat.asked.shift();
  // A question that is asked while the answer is told asks itself, if no other waits.
  const isNextWaiting = seat.asked.length > 0;
  tell(context, seat, asked, answer);
  if (isNextWaiting) askFirst(context, seat);
}

function tell(
  context: Context,
  seat: Seat,
  { purpose, question }: Asked,
  answer: Answer,
): void {
  switch (purpose.kind) {
    case "history":
      return tellRecalled(context, seat, { purpose, question }, answer);
    case "resume":
      return takeStored(context, seat, answer);
    case "search":
      return tellFound(context, seat, purpose, answer);
    case "word":
      return tellDelivered(context, seat, purpose, answer);
    case "whois":
      return tellDescribed(context, seat, purpose, answer);
    default:
      purpose satisfies never;
  }
}
