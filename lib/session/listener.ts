/**
 * Reads one client from its entry to the end of its input. Lines become commands, which are posted no
 * faster than the client's budget allows.
 *
 * @module
 */

import type { Broadcaster } from "../loop/broadcaster.ts";
import { Budget, type BudgetLimits } from "./budget.ts";
import type { Command } from "../core/command.ts";
import { costOf } from "../core/commands/mod.ts";
import type { LeaveReason } from "../core/message.ts";
import type { Bytes, ClientId, Millis } from "../core/units.ts";
import { isDisconnect } from "../net/peer.ts";
import type { FanOut } from "../outbound/fanout.ts";
import type { Outbox } from "../outbound/outbox.ts";
import type { Pacer } from "../time/pacer.ts";
import type { Codec } from "../wire/codec.ts";
import type { Line } from "../wire/lines.ts";
import type { LineText } from "../wire/utf8.ts";
import type { Protocol } from "../core/notice.ts";
import { type Entry, isSaid, readOpening } from "../doors/opening.ts";
import type { Input } from "../doors/input.ts";
import { measured } from "../doors/measure.ts";

/** The parts that all listeners share. */
export interface ListenerParts {
  /** The one loop. */
  readonly broadcaster: Broadcaster;
  /** The owner of the outboxes. */
  readonly fanout: FanOut;
  /** Time. */
  readonly pacer: Pacer;
  /** The longest line. */
  readonly maxLineBytes: Bytes;
  /** The rate limit of a client; undefined = without limit. */
  readonly budget?: BudgetLimits | undefined;
  /** Optional; called for each client that is refused because it speaks another protocol. */
  readonly noteForeign?: ((client: ClientId, protocol: Protocol) => void) | undefined;
}

const END_OF_INPUT: LeaveReason = { by: "member", code: "end-of-input" };
const LOST: LeaveReason = { by: "member", code: "lost" };
const REFUSED: LeaveReason = { by: "daemon", code: "refused" };

/** The command for telnet's AYT. */
const PING: Command = { kind: "ask", name: "ping", input: "" };

const NOT_UTF8: Command = { kind: "malformed", notice: { code: "not-utf8" } };

/** Listens to one client: lines become commands, no faster than its budget allows. */
export class Listener {
  readonly #client: ClientId;
  readonly #parts: ListenerParts;
  readonly #budget: Budget | undefined;
  readonly #outbox: Outbox;
  #codec: Codec;
  /** Ends the pause under way; undefined before the first pause. */
  #wake: (() => void) | undefined;
  #isHeardNoMore = false;
  /** The number of lines that have come, handled or not. */
  linesIn = 0;
  #isToldOfUtf8 = false;
  /** The first lines, as long as the protocol is not known; undefined once it is. */
  #open: readonly Line[] | undefined = [];

  /** A listener for the client of this outbox. */
  constructor(client: ClientId, outbox: Outbox, parts: ListenerParts) {
    this.#client = client;
    this.#parts = parts;
    this.#codec = outbox.codec;
    this.#budget = parts.budget && new Budget(parts.budget, parts.pacer.now());
    this.#outbox = outbox;
  }

  /**
   * Posts commands until the input ends, and then `disconnected`. Goes on reading after the client has
   * left, so that a reset does not destroy the last lines sent to it. Never rejects: resolves with the
   * error if it was a bug and no disconnect.
   */
  async listen(input: Input, opening: Entry, begun: Line[]): Promise<unknown> {
    let reason = END_OF_INPUT;
    let bug: unknown;
    try {
      await this.#begin(opening, begun);
      for await (const lines of input) {
        this.linesIn += lines.length;
        await this.#hear(await this.#goOn(lines));
      }
    } catch (error) {
      reason = LOST;
      if (!isDisconnect(error)) bug = error;
    }
    await this.#leave(reason);
    return bug;
  }

  /** Handles the lines that came before the entry, and empties `begun` to free its memory. */
  async #begin(opening: Entry, begun: Line[]): Promise<void> {
    const lines = begun.splice(0);
    this.linesIn += lines.length;
    if (opening.isSpent) return await this.#hear(await this.#spendOpening(opening, lines));
    const isOpen = readOpening(lines, this.#codec) === undefined;
    this.#open = isOpen ? lines.filter(isSaid) : undefined;
    await this.#hear(lines);
  }

  /** The next lines, without a late opening, which is handled here. */
  async #goOn(lines: readonly Line[]): Promise<readonly Line[]> {
    if (this.#open === undefined) return lines;
    const said = [...this.#open, ...lines.filter(isSaid)];
    const isFirst = this.#open.length === 0;
    const opening = readOpening(said, this.#codec);
    this.#open = opening === undefined ? said : undefined;
    if (opening?.kind === "refuse") {
      await this.#sendAway(opening.protocol);
      return [];
    }
    // A late `/nick` is an ordinary command.
    if (opening === undefined || opening.codec === this.#codec || !isFirst) return lines;
    const { codec, nick } = opening;
    return await this.#spendOpening(opening, lines, () => {
      this.#codec = codec;
      return this.#post({ kind: "hello", nick });
    });
  }

  /** Charges for an opening that is no command. Returns the lines after it. */
  async #spendOpening(
    { problems }: Entry,
    lines: readonly Line[],
    act?: () => Promise<void>,
  ): Promise<readonly Line[]> {
    const at = lines.findIndex(isSaid);
    await this.#hear(lines.slice(0, at));
    this.#open = undefined;
    await this.#spend(1);
    await act?.();
    for (const problem of problems) await this.#post(problem);
    const opening = lines[at];
    if (opening !== undefined) await this.#noteUtf8(opening);
    return lines.slice(at + 1);
  }

  async #sendAway(protocol: Protocol): Promise<void> {
    this.#isHeardNoMore = true;
    this.#parts.noteForeign?.(this.#client, protocol);
    await this.#post({ kind: "malformed", notice: { code: "refused", why: protocol } });
    await this.#leave(REFUSED);
  }

  /** Handles lines. Waits for the last only: they are of one read, so their number is bounded. */
  async #hear(lines: readonly Line[]): Promise<void> {
    let taken: Promise<void> | undefined;
    for (const line of lines) {
      if (line.kind === "telnet") {
        await taken;
        this.#parts.fanout.answer(this.#client, line.answer);
        continue;
      }
      if (this.#budget !== undefined) await this.#spend(1);
      if (this.#isHeardNoMore || this.#outbox.isOver) return;
      if (line.kind === "text") {
        taken = this.#say(line);
        if (line.isNotUtf8) await this.#noteUtf8(line);
      } else if (line.kind === "are-you-there") taken = this.#post(PING);
      else if (line.kind !== "foreign") await this.#discard(line);
    }
    await taken;
  }

  #say(line: LineText): Promise<void> {
    const command = this.#codec.parse(line.text);
    const measuredCommand = measured(command, line.text, this.#parts.maxLineBytes);
    return measuredCommand.kind === "overlong"
      ? this.#discard(measuredCommand)
      : this.#post(measuredCommand);
  }

  /** Tells the client once that its input was not valid UTF-8. */
  async #noteUtf8(line: Line): Promise<void> {
    if (line.kind !== "text" || !line.isNotUtf8 || this.#isToldOfUtf8) return;
    this.#isToldOfUtf8 = true;
    await this.#post(NOT_UTF8);
  }

  /** Charges for discarded bytes as for lines of the longest length. */
  async #discard(line: Extract<Line, { kind: "overlong" | "discarded" }>): Promise<void> {
    const cost = Math.ceil(line.bytes / this.#parts.maxLineBytes) - 1;
    if (line.kind === "overlong") await this.#post(line);
    if (cost > 0) await this.#spend(cost);
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
    // One callback for all pauses: a promise keeps its callbacks in memory until it settles.
    if (this.#wake === undefined) {
      const wake = () => this.#wake?.();
      this.#outbox.over.then(wake);
      this.#outbox.drained.then(wake);
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const cancel = this.#parts.pacer.later(wait, () => resolve());
    await promise;
    cancel();
  }

  /** Charges the extra cost of a command as a debt: it is answered at once, and the next lines wait. */
  #charge(command: Command): void {
    if (this.#budget === undefined || command.kind !== "ask") return;
    const { population } = this.#parts.broadcaster;
    const cost = costOf(command.name, { population, detail: this.#codec.hearing.detail });
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
