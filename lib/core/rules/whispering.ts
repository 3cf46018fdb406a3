/**
 * Whispering: private words between two clients, and the answer that somebody is away. A private word
 * is sent to its two clients and told to nobody else: it is in no room, and no tap sees it.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { PrivateWord } from "../message.ts";
import type { Notice } from "../notice.ts";
import type { PersonText } from "../reading/form.ts";
import type { Seat } from "../state/seat.ts";
import type { PeerAnswer, WordQuestion } from "../questions/peer_question.ts";
import type { Answer } from "../questions/question.ts";
import type { Purpose } from "../state/asked.ts";
import type { ClientId } from "../units.ts";
import { maySpeakAnywhere } from "./order/muting.ts";
import { findNamed } from "./finding.ts";
import { ask } from "./past/questions.ts";
import { answer, notify } from "./telling.ts";

/** The most bytes of a text about being away, so that the answer to `/who` stays short. */
const MAX_AWAY_BYTES = 200;

/** What is said, and what a program gave with it. */
export interface Said {
  /** The text, safe to show. */
  readonly text: string;
  /** What the program knows its own word by; undefined if it gave nothing. */
  readonly token?: string | undefined;
  /** Whether it goes to the client that last wrote to this one, whatever it is called. */
  readonly isReply?: true | undefined;
}

/** Sends a private word to the client with this name, or refuses with a notice. */
export function whisper(context: Context, seat: Seat, name: PersonText, said: Said): void {
  const to = findNamed(context, name);
  if (to === undefined) {
    return notify(context, seat, { code: "no-such-name", why: "unknown", name });
  }
  deliver(context, seat, to, said);
}

/** Sends a private word to the client that last wrote to this one, or refuses with a notice. */
export function reply(context: Context, seat: Seat, text: string): void {
  const { desk } = context;
  const last = desk.correspondence.correspondentOf(seat.client);
  if (last === undefined) return notify(context, seat, { code: "no-such-name", why: "nobody" });
  const to = desk.seatOf(last.client);
  if (to === undefined) {
    return notify(context, seat, { code: "no-such-name", why: "gone", name: last.nick });
  }
  deliver(context, seat, to, { text, isReply: true });
}

/** Notes that a client is away, with its text about it, or is back: no text; answers with a notice. */
export function setAway(context: Context, seat: Seat, text: string | undefined): void {
  const { ledger } = context;
  if (text === undefined) {
    const why = ledger.awayOf(seat.client) === undefined ? "not-away" : "back";
    ledger.setAway(seat.client, undefined);
    return notify(context, seat, { code: "away", why });
  }
  if (!maySpeakAnywhere(context, seat)) return;
  if (new TextEncoder().encode(text).length > MAX_AWAY_BYTES) {
    return notify(context, seat, { code: "away-too-long", limit: MAX_AWAY_BYTES });
  }
  ledger.setAway(seat.client, text);
  notify(context, seat, { code: "away", why: "set", away: text });
}

/**
 * Tells both clients. A client that ignores the writer is not told, and the writer is told all that it
 * would be told otherwise, so that it cannot find out.
 */
function deliver(context: Context, from: Seat, to: Seat, { text, token, isReply }: Said): void {
  // Those who are muted everywhere can still ask why.
  if (!to.origin.isOperator && !maySpeakAnywhere(context, from)) return;
  const { ledger, desk, settings, time } = context;
  const nick = ledger.nickOf(from.client);
  const word: PrivateWord = {
    kind: "private",
    from: nick,
    to: ledger.nickOf(to.client),
    text,
    time,
    id: desk.correspondence.nextWordId(time, settings.isShared ? from.client : undefined),
  };
  if (to.isForeign) {
    const question = { kind: "word", from: from.client, to: to.client, word } as const;
    return ask(context, from, question, { kind: "word", to: to.client, word, token, isReply });
  }
  answer(context, from, word);
  if (to === from) return;
  hand(context, to, { from: from.client, word });
  tellAway(context, from, to.client);
}

/** Tells the reader, unless it ignores the writer. */
function hand(
  context: Context,
  to: Seat,
  { from, word }: Pick<WordQuestion, "from" | "word">,
): void {
  const { ignoring, correspondence } = context.desk;
  if (ignoring.has(to.client, from)) return;
  answer(context, to, word);
  correspondence.noteWord(to.client, { client: from, nick: word.from });
}

/** A private word has come from a client of another node, for one of this node. */
export function takeWord(context: Context, { from, to, word }: WordQuestion): PeerAnswer {
  const seat = context.desk.seatOf(to);
  if (seat === undefined || seat.isForeign) return { kind: "failed", why: "gone" };
  hand(context, seat, { from, word });
  return { kind: "delivered" };
}

/** Tells the writer what has become of a word for a client of another node. */
export function tellDelivered(
  context: Context,
  seat: Seat,
  { to, word, token, isReply }: Purpose & { readonly kind: "word" },
  found: Answer,
): void {
  if (found.kind !== "delivered") {
    const isHere = context.desk.seatOf(to) !== undefined;
    const isSilent = isHere && found.kind === "failed" && found.why === "unavailable";
    const why = isSilent ? "unreachable" : isReply ? "gone" : "unknown";
    const notice: Notice = { code: "no-such-name", why, name: word.to };
    return answer(context, seat, { kind: "notice", notice, ...(token !== undefined && { token }) });
  }
  answer(context, seat, token === undefined ? word : { ...word, token });
  if (context.desk.seatOf(to) !== undefined) tellAway(context, seat, to);
}

/** Tells the writer that the reader is away, not again and again. */
function tellAway(context: Context, from: Seat, reader: ClientId): void {
  const { ledger, desk, at } = context;
  const away = ledger.awayOf(reader);
  if (away === undefined) return;
  if (!desk.correspondence.takeAwayNote(from.client, reader, at)) return;
  notify(context, from, { code: "is-away", name: ledger.nickOf(reader), away });
}
