/**
 * Peering: answers what other nodes ask of the clients of this one, and tells its own clients how it is with
 * the other nodes.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { ChatEvent } from "../event.ts";
import type { Notice } from "../notice.ts";
import type { PeerAnswer, PeerQuestion, WhoisQuestion } from "../questions/peer_question.ts";
import { connectionOf } from "./order/describing.ts";
import { notify, tellLost } from "./telling.ts";
import { takeWord } from "./whispering.ts";

/** Another node asks. */
export type PeerAsks = Extract<ChatEvent, { kind: "peer" }>;

/** Answers another node. */
export function answerPeer(context: Context, { id, question }: PeerAsks): void {
  const answer = answerTo(context, question);
  context.effects.push({ kind: "peer-answer", id, answer });
}

/** Tells all clients that this node serves. */
export function tellOwn(context: Context, notice: Notice): void {
  const { desk, at } = context;
  if (notice.code === "cluster-waiting") desk.isWaiting = true;
  if (notice.code === "cluster-back") {
    desk.isWaiting = false;
    // Nobody could be heard meanwhile.
    for (const seat of desk.seats()) {
      if (!seat.isForeign) seat.activeAt = at;
    }
  }
  for (const seat of desk.seats()) notify(context, seat, notice);
  tellLost(context, notice);
}

function answerTo(context: Context, question: PeerQuestion): PeerAnswer {
  switch (question.kind) {
    case "word":
      return takeWord(context, question);
    case "whois":
      return whois(context, question);
  }
}

function whois({ desk, at }: Context, { about, withConnection }: WhoisQuestion): PeerAnswer {
  const seat = desk.seatOf(about);
  if (seat === undefined || seat.isForeign) return { kind: "failed", why: "gone" };
  const connection = withConnection ? { connection: connectionOf(seat) } : {};
  return { kind: "whois", idle: at - seat.awakeAt, ...connection };
}
