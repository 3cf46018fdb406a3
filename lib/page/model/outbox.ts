/**
 * The texts of one talk that were sent and not told yet. What was on its way when a connection broke is
 * matched with what the daemon tells as missed: a text that was said is not sent again. PURE.
 *
 * @module
 */

import { MAX_PENDING, type Pending } from "./talk.ts";

/** A pending text, and how it was sent. */
export interface Sending extends Pending {
  /** The number of the connection on which it was sent; 0 if it was not sent yet. */
  readonly sentIn: number;
  /** Rises from each sending in the talk to the next: a text that is sent again goes behind all that were. */
  readonly turn: number;
}

/** The texts of one talk on their way, oldest first. */
export class Outbox {
  #waiting: readonly Sending[] = [];
  #turn = 0;

  /** All of them. */
  get all(): readonly Sending[] {
    return this.#waiting;
  }

  /** How many more can wait. */
  get room(): number {
    return Math.max(0, MAX_PENDING - this.#waiting.length);
  }

  /** One more waits. Beyond the bound it is dropped: look at `room` first. */
  add(sending: Sending): void {
    if (this.room > 0) this.#waiting = [...this.#waiting, sending];
  }

  /** Takes one out. */
  take(key: number): Sending | undefined {
    const taken = this.#waiting.find((each) => each.key === key);
    if (taken !== undefined) this.#waiting = this.#waiting.filter((each) => each !== taken);
    return taken;
  }

  /**
   * The daemon has told a text that was sent on one of these connections: the first with this text, or else one that
   * differs only in what the daemon has replaced to make it safe to show. Tells whether there is one.
   */
  takeSaid(
    said: { readonly kind: string; readonly text: string },
    connections: readonly number[],
  ): boolean {
    const open = this.#waiting.filter(({ kind, sentIn }) =>
      kind === said.kind && connections.includes(sentIn)
    );
    const taken = open.find(({ text }) => text === said.text) ??
      open.find(({ text }) => bare(text) === bare(said.text));
    return taken !== undefined && this.take(taken.key) !== undefined;
  }

  /**
   * Nobody can say any more whether those were said that were sent on connections before this one. Tells whether there
   * were any.
   */
  doubt(connection: number): boolean {
    return this.#change((each) =>
      each.state === "sent" && 0 < each.sentIn && each.sentIn < connection
        ? { ...each, state: "unsure" }
        : each
    );
  }

  /** The same for those that were sent on this connection before the one of this turn. */
  doubtBefore(connection: number, turn: number): boolean {
    return this.#change((each) =>
      each.state === "sent" && each.sentIn === connection && each.turn < turn
        ? { ...each, state: "unsure" }
        : each
    );
  }

  /**
   * The ones to send now, which count as sent on this connection from here on: those that were not sent yet, and those
   * of earlier connections of which it is certain that they are over.
   */
  send(connection: number, isOver: (connection: number) => boolean): Sending[] {
    const sent: Sending[] = [];
    this.#change((each) => {
      const isDue = each.state === "sent" && each.sentIn < connection &&
        (each.sentIn === 0 || isOver(each.sentIn));
      if (!isDue) return each;
      const sending = { ...each, sentIn: connection, turn: ++this.#turn };
      sent.push(sending);
      return sending;
    });
    return sent;
  }

  /** The user wants it sent again. */
  retry(key: number): boolean {
    return this.#change((each) => each.key === key ? { ...each, state: "sent", sentIn: 0 } : each);
  }

  #change(change: (sending: Sending) => Sending): boolean {
    const before = this.#waiting;
    this.#waiting = before.map(change);
    return before.some((each, index) => each !== this.#waiting[index]);
  }
}

/** Letters and digits, which the daemon leaves as they are. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
