/**
 * Whispering: private words between two clients, and the answer that somebody is away. A private word
 * is sent to its two clients and told to nobody else: it is in no room, and no tap sees it.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { PrivateWord } from "../message.ts";
import type { Seat } from "../state/desk.ts";
import type { ClientId } from "../units.ts";
import { maySpeakAnywhere } from "./order/muting.ts";
import { findNamed } from "./finding.ts";
import { answer, notify } from "./telling.ts";

/** The most bytes of a text about being away, so that the answer to `/who` stays short. */
const MAX_AWAY_BYTES = 200;

/** Sends a private word to the client with this name, or refuses with a notice. */
export function whisper(context: Context, seat: Seat, name: string, text: string): void {
  const to = findNamed(context, name);
  if (to === undefined) {
    return notify(context, seat, { code: "no-such-name", why: "unknown", name });
  }
  deliver(context, seat, to, text);
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
  deliver(context, seat, to, text);
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
function deliver(context: Context, from: Seat, to: Seat, text: string): void {
  // Those who are muted everywhere can still ask why.
  if (!to.origin.isOperator && !maySpeakAnywhere(context, from)) return;
  const { ledger, desk, time } = context;
  const nick = ledger.nickOf(from.client);
  const word: PrivateWord = {
    kind: "private",
    from: nick,
    to: ledger.nickOf(to.client),
    text,
    time,
    id: ledger.nextWordId(time),
  };
  answer(context, from, word);
  if (to === from) return;
  if (!desk.ignoring.has(to.client, from.client)) {
    answer(context, to, word);
    desk.correspondence.noteWord(to.client, { client: from.client, nick });
  }
  tellAway(context, from, to.client);
}

/** Tells the writer that the reader is away, not again and again. */
function tellAway(context: Context, from: Seat, reader: ClientId): void {
  const { ledger, desk, at } = context;
  const away = ledger.awayOf(reader);
  if (away === undefined) return;
  if (!desk.correspondence.takeAwayNote(from.client, reader, at)) return;
  notify(context, from, { code: "is-away", name: ledger.nickOf(reader), away });
}
