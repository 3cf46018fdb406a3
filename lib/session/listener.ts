/**
 * Reads one client from its entry to the end of its input. Its commands are posted no faster than its
 * budget allows. What a line means is the door's affair.
 *
 * @module
 */

import type { Broadcaster } from "../loop/broadcaster.ts";
import { Budget, type BudgetLimits } from "./budget.ts";
import type { Command } from "../core/command.ts";
import { canWait, costOf } from "../core/commands/mod.ts";
import type { LeaveReason } from "../core/message.ts";
import type { ClientId, Millis } from "../core/units.ts";
import type { Protocol } from "../core/notice.ts";
import type { Entry, Inbound } from "../doors/door.ts";
import { isDisconnect } from "../net/peer.ts";
import type { FanOut } from "../outbound/fanout.ts";
import type { Outbox } from "../outbound/outbox.ts";
import type { Pacer } from "../time/pacer.ts";
import type { Sealer } from "./sealing.ts";

/** The parts that all listeners share. */
export interface ListenerParts {
  /** The one loop. */
  readonly broadcaster: Broadcaster;
  /** The owner of the outboxes. */
  readonly fanout: FanOut;
  /** Time. */
  readonly pacer: Pacer;
  /** The rate limit of a client; undefined = without limit. */
  readonly budget?: BudgetLimits | undefined;
  /** Counts the lines of all clients; undefined if nobody asks. */
  readonly received?: LineCount | undefined;
  /** Makes digests of passwords. */
  readonly sealer: Sealer;
  /** Optional; called for each client that is refused because it speaks another protocol. */
  readonly noteForeign?: ((client: ClientId, protocol: Protocol) => void) | undefined;
}

/** How many lines have come; owned by the part that reads it. */
export interface LineCount {
  /** Of all clients since the start, handled or not. */
  lines: number;
}

const END_OF_INPUT: LeaveReason = { by: "member", code: "end-of-input" };
const LOST: LeaveReason = { by: "member", code: "lost" };
const REFUSED: LeaveReason = { by: "daemon", code: "refused" };

/** Listens to one client: posts its commands, no faster than its budget allows. */
export class Listener {
  readonly #client: ClientId;
  readonly #entry: Entry;
  readonly #outbox: Outbox;
  readonly #parts: ListenerParts;
  readonly #budget: Budget | undefined;
  /** Ends the pause under way; undefined before the first pause. */
  #wake: (() => void) | undefined;
  #isHeardNoMore = false;

  /** A listener for a client that has entered, and its outbox. */
  constructor(
    { client, entry, outbox }: { client: ClientId; entry: Entry; outbox: Outbox },
    parts: ListenerParts,
  ) {
    this.#client = client;
    this.#entry = entry;
    this.#outbox = outbox;
    this.#parts = parts;
    this.#budget = parts.budget && new Budget(parts.budget, parts.pacer.now());
  }

  /**
   * Posts commands until the input ends, and then `disconnected`. Goes on reading after the client has
   * left, so that a reset does not destroy the last lines sent to it. Never rejects: resolves with the
   * error if it was a bug and no disconnect.
   */
  async listen(): Promise<unknown> {
    let reason = END_OF_INPUT;
    let bug: unknown;
    try {
      // Its entry may have asked for something.
      await this.#untilAnswered();
      // `for await` would keep what the last read brought in memory until the next, which may never come.
      const reads = this.#entry[Symbol.asyncIterator]();
      let read: IteratorResult<Iterable<Inbound>> | undefined = await reads.next();
      while (!read.done) {
        await this.#hear(read.value);
        read = undefined;
        read = await reads.next();
      }
      await this.#untilAnswered();
    } catch (error) {
      reason = LOST;
      if (!isDisconnect(error)) bug = error;
    }
    await this.#leave(reason);
    return bug;
  }

  /** Handles what one read brought. Waits for the last post only: the number of lines is bounded. */
  async #hear(read: Iterable<Inbound>): Promise<void> {
    let taken: Promise<void> | undefined;
    for (const inbound of read) {
      if (inbound.kind === "request") {
        await taken;
        this.#parts.fanout.answer(this.#client, inbound.answer);
        continue;
      }
      if (this.#parts.received !== undefined) this.#parts.received.lines++;
      if (inbound.kind === "foreign") return await this.#sendAway(inbound.protocol);
      if (this.#budget?.isLimited) await this.#spend(1);
      if (this.#isHeardNoMore || this.#outbox.isOver) return;
      for (const command of inbound.commands) {
        const sealing = this.#parts.sealer.seal(command);
        // Waits for the digest, so that the commands that follow are carried out after this one.
        taken = this.#post(sealing === undefined ? command : await sealing);
        if (!canWait(command)) continue;
        await taken;
        await this.#untilAnswered();
      }
      const { debt = 0 } = inbound;
      if (debt > 0) await this.#spend(debt);
    }
    await taken;
  }

  async #sendAway(protocol: Protocol): Promise<void> {
    this.#isHeardNoMore = true;
    this.#parts.noteForeign?.(this.#client, protocol);
    await this.#post({ kind: "malformed", notice: { code: "refused", why: protocol } });
    await this.#leave(REFUSED);
  }

  /**
   * Waits until the budget has the tokens, or the client is gone. Lines that a disconnected peer sent
   * beyond its burst are discarded; otherwise they would appear in the room long after it left.
   */
  async #spend(cost: number): Promise<void> {
    const wait = this.#budget?.take(cost, this.#parts.pacer.now()) ?? 0;
    if (wait === 0 || this.#outbox.isOver) return;
    if (this.#outbox.failure === undefined) await this.#pause(wait);
    if (this.#outbox.failure !== undefined) this.#isHeardNoMore = true;
  }

  async #pause(wait: Millis): Promise<void> {
    const { promise, resolve } = this.#untilGone();
    const cancel = this.#parts.pacer.later(wait, () => resolve());
    await promise;
    cancel();
  }

  /**
   * Waits until the client has what it asked for, or is gone: what is sent at the pace of its reading
   * would never come then.
   */
  async #untilAnswered(): Promise<void> {
    const answered = this.#parts.broadcaster.untilAnswered(this.#client);
    if (answered === undefined || this.#outbox.failure !== undefined) return;
    const { promise, resolve } = this.#untilGone();
    answered.then(resolve);
    await promise;
  }

  /** A promise that resolves when the client is gone; the caller may resolve it before. One at a time. */
  #untilGone(): PromiseWithResolvers<void> {
    // One callback for all of them: a promise keeps its callbacks in memory until it settles.
    if (this.#wake === undefined) {
      const wake = () => this.#wake?.();
      this.#outbox.over.then(wake);
      this.#outbox.drained.then(wake);
    }
    const gone = Promise.withResolvers<void>();
    this.#wake = gone.resolve;
    return gone;
  }

  /** Charges the extra cost of a command as a debt: it is answered at once, and the next lines wait. */
  #charge(command: Command): void {
    if (!this.#budget?.isLimited || command.kind !== "ask") return;
    const { broadcaster } = this.#parts;
    const cost = costOf(command.name, {
      population: broadcaster.population,
      publicRooms: () => broadcaster.publicRooms,
      hearing: this.#entry.codec.hearing,
    });
    if (cost > 1) this.#budget.take(cost - 1, this.#parts.pacer.now());
  }

  #leave(reason: LeaveReason): Promise<void> {
    return this.#parts.broadcaster.post({ kind: "disconnected", client: this.#client, reason });
  }

  #post(command: Command): Promise<void> {
    this.#charge(command);
    return this.#parts.broadcaster.post({ kind: "command", client: this.#client, command });
  }
}
