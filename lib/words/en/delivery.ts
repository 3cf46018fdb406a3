/**
 * English: the client's words about lines that the daemon has not answered.
 *
 * @module
 */

import type { DeliveryWords, UndeliveredCount } from "../delivery.ts";

/** English. */
export const ENGLISH_DELIVERY: DeliveryWords = {
  askUndelivered: (undelivered) => `${notDelivered(undelivered)}: [s]end again, [e]dit, [d]rop?`,
  undeliveredKept: (undelivered) =>
    `${notDelivered(undelivered)}; /resend sends again, /resend drop forgets`,
  undeliveredLines: (undelivered, isOver) =>
    isOver
      ? `-- ${withoutChoice(undelivered)}:`
      : `-- ${notDelivered(undelivered)}; /resend sends again, /resend drop forgets:`,
  undeliveredMore: (count) => `-- and ${lines(count)} more`,
  dropped: (count, canRecall) =>
    `-- ${lines(count)} dropped${canRecall ? "; Up brings back what you typed" : ""}`,
  nothingToResend: "-- nothing waits to be sent again",
  pasteProgress: ({ said, total }) => `${said} of ${total} lines sent; Ctrl-C stops the rest`,
  pasteStopped: ({ said, total }) => `-- stopped after ${said} of ${total} lines`,
  pasteRefused: ({ said, total }) =>
    `-- the server refused a line of the paste: stopped after ${said} of ${total} lines`,
  leaving: (count) =>
    count === 0
      ? "leaving when the server has answered; Ctrl-C leaves at once"
      : `leaving when ${lines(count)} ${
        count === 1 ? "is" : "are"
      } delivered; Ctrl-C leaves at once`,
  againToLeave: "Ctrl-C again to leave",
  keptOffline: "-- not connected: the line is kept; /resend sends it when you are back",
  tooManyPending: "not sent: too many lines wait for the server",
  unanswered: (count) =>
    `${lines(count)} that ${count === 1 ? "was" : "were"} sent may not have been delivered`,
  upTo: (seconds) => seconds < 60 ? `up to ${seconds} s` : `up to ${Math.ceil(seconds / 60)} min`,
};

function notDelivered(undelivered: UndeliveredCount): string {
  const words = withoutChoice(undelivered);
  return undelivered.isSure ? words : `${words} (sending again may say them twice)`;
}

function withoutChoice({ count, isSure }: UndeliveredCount): string {
  if (!isSure) return `${lines(count)} may not have been delivered`;
  return `${lines(count)} ${count === 1 ? "was" : "were"} not delivered`;
}

function lines(count: number): string {
  return `${count} ${count === 1 ? "line" : "lines"}`;
}
