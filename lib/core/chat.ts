/**
 * The chat itself: all that is known, and what follows from each event. Pure and synchronous; the
 * broadcaster owns the only one and carries out what `apply` returns. What follows is decided in
 * `rules/` and `commands/`; what is known is kept in `state/`.
 *
 * @module
 */

import type { ChatEvent, Effect } from "./event.ts";
import type { ChatRules, House } from "./house.ts";
import { enter } from "./rules/arriving.ts";
import { hear } from "./rules/hearing.ts";
import { checkIdle } from "./rules/idling.ts";
import { disconnect, leaveAll } from "./rules/leaving.ts";
import { Desk, type DeskData } from "./state/desk.ts";
import { Ledger, type LedgerData } from "./state/ledger.ts";
import type { Millis } from "./units.ts";

/** A chat as plain data. */
export interface ChatData {
  /** What everybody agrees on. */
  readonly ledger: LedgerData;
  /** What is known here alone. */
  readonly desk: DeskData;
}

/** The state of the chat. Not to be shared: one owner applies one event after the other. */
export class Chat {
  readonly #rules: ChatRules;
  readonly #ledger: Ledger;
  readonly #desk: Desk;
  /** What follows from the events so far and has not been returned. */
  #effects: Effect[] = [];

  /** An empty chat, or one as it was when `data` was taken. */
  constructor(rules: ChatRules, data?: ChatData) {
    this.#rules = rules;
    this.#ledger = new Ledger(data?.ledger);
    this.#desk = new Desk(data?.desk);
  }

  /** How many clients are here. */
  get population(): number {
    return this.#desk.population;
  }

  /** Everything that is known, as plain data that shares nothing with this chat. */
  snapshot(): ChatData {
    return { ledger: this.#ledger.snapshot(), desk: this.#desk.snapshot() };
  }

  /**
   * Applies one event and returns what follows, in order. Events of clients who are not, or no
   * longer, here have no effect.
   *
   * `at` is of a clock that never goes back and is all that durations are measured with; `time` is
   * since the epoch and may jump: it is told, and nothing is decided by it.
   *
   * Throws only on a bug. Then what was done before the throw stands, and its effects come first in
   * what the next call returns, so that no `seq` is missing. A client that failed to enter before
   * anybody was told of it has not entered. For an event of a client that is here, the next one to
   * apply is its `disconnected`, after which nothing of it is left.
   */
  apply(event: ChatEvent, at: Millis, time: Millis = at): readonly Effect[] {
    const house: House = {
      ledger: this.#ledger,
      desk: this.#desk,
      rules: this.#rules,
      effects: this.#effects,
      at,
      time,
    };
    this.#carryOut(house, event);
    this.#effects = [];
    return house.effects;
  }

  #carryOut(house: House, event: ChatEvent): void {
    switch (event.kind) {
      case "connected":
        enter(house, event);
        break;
      case "command":
        hear(house, event);
        break;
      case "disconnected":
        disconnect(house, event);
        break;
      case "tick":
        for (const announcer of this.#desk.announcers()) announcer.tick(house.at, house.effects);
        checkIdle(house);
        break;
      case "shutdown":
        leaveAll(house);
        break;
      default:
        event satisfies never;
    }
  }
}
