/**
 * The chat: its state, and the effects of each event. Pure and synchronous. The broadcaster owns the
 * only instance and carries out the effects that `apply` returns. `rules/` and `commands/` decide the
 * effects; `state/` holds the state.
 *
 * @module
 */

import type { ChatEvent, Effect } from "./event.ts";
import type { ChatData } from "./chat_data.ts";
import type { ChatSettings } from "./chat_settings.ts";
import type { Context } from "./context.ts";
import type { Barred } from "./notice.ts";
import { isPublic } from "./rules/access.ts";
import { checkAnswers, takeAnswer } from "./rules/answering.ts";
import { barNotice, barOf, type Comer } from "./rules/order/barring.ts";
import { enter } from "./rules/arriving.ts";
import { hear } from "./rules/hearing.ts";
import { checkIdle } from "./rules/idling.ts";
import { disconnect, leaveAll } from "./rules/leaving.ts";
import { alarm, settleOwners } from "./rules/order/ranks.ts";
import { goOn } from "./rules/past/resuming.ts";
import { countDown } from "./rules/order/running.ts";
import { closeWaiting } from "./rules/starting.ts";
import { Desk } from "./state/desk.ts";
import { Ledger } from "./state/ledger.ts";
import { type ClientId, LOBBY, type Millis } from "./units.ts";

/** How many people and rooms there are. */
export interface ChatCensus {
  /** Clients that are here. */
  readonly people: number;
  /** Rooms, the lobby included. */
  readonly rooms: number;
  /** Rooms that everybody may enter, the lobby included. */
  readonly publicRooms: number;
  /** Stays in rooms: a client in two rooms counts twice. */
  readonly members: number;
  /** Bans of the daemon. */
  readonly bans: number;
  /** Whether only this machine may enter. */
  readonly isLockedDown: boolean;
}

/** The state of the chat. It has one owner, which applies one event after the other. */
export class Chat {
  #settings: ChatSettings;
  readonly #ledger: Ledger;
  readonly #desk: Desk;
  /** Effects of the events so far that have not been returned. */
  #effects: Effect[] = [];

  /** An empty chat, or one as it was when `data` was taken. */
  constructor(settings: ChatSettings, data?: ChatData) {
    this.#settings = settings;
    this.#ledger = new Ledger(settings, data?.ledger);
    this.#desk = new Desk(data?.desk);
  }

  /** How many people and rooms there are; counted at each call. */
  census(): ChatCensus {
    const { bans, isLockedDown } = this.#ledger.order;
    const order = { bans: bans.countIn(LOBBY), isLockedDown };
    const census = { people: this.population, rooms: 0, publicRooms: 0, members: 0, ...order };
    for (const { access, members } of this.#ledger.rooms()) {
      census.rooms++;
      if (isPublic(access)) census.publicRooms++;
      census.members += members.size;
    }
    return census;
  }

  /** How many clients are here. */
  get population(): number {
    return this.#desk.population;
  }

  /** How many rooms everybody may enter, the lobby included; counted at each call. */
  get publicRooms(): number {
    return this.census().publicRooms;
  }

  /**
   * Why bans or the lockdown keep somebody out at this time; undefined if they do not. `at` and `time` are
   * those of `apply`. Never throws.
   */
  barOf(comer: Comer, at: Millis, time: Millis): Barred | undefined {
    const bar = barOf({ ledger: this.#ledger, at }, comer);
    return bar && barNotice({ at, time }, bar);
  }

  /** Whether a client waits for the answer to a question, or for the rest of what it resumes. */
  isAsking(client: ClientId): boolean {
    const seat = this.#desk.seatOf(client);
    return seat !== undefined && (seat.asked.length > 0 || seat.resuming !== undefined);
  }

  /** The whole state as plain data that shares nothing with this chat. */
  snapshot(): ChatData {
    return { ledger: this.#ledger.snapshot(), desk: this.#desk.snapshot() };
  }

  /**
   * Applies one event and returns its effects, in order. An event of a client that is not, or no
   * longer, in the chat has no effect.
   *
   * `at` is from a monotonic clock; all durations are computed from it. `time` is since the epoch and
   * may jump; it is shown to clients and decides nothing.
   *
   * Throws only on a bug. Then the changes made before the throw stand, and the next call returns
   * their effects first, so that no `seq` is missing. A client has not entered if the throw came
   * before its arrival was told. After a throw for an event of a client, apply its `disconnected`
   * next; that removes the client completely.
   */
  apply(event: ChatEvent, at: Millis, time: Millis = at): readonly Effect[] {
    const context: Context = {
      ledger: this.#ledger,
      desk: this.#desk,
      settings: this.#settings,
      effects: this.#effects,
      at,
      time,
      ration: this.#settings.historyBytes,
    };
    this.#carryOut(context, event);
    this.#effects = [];
    return context.effects;
  }

  #carryOut(context: Context, event: ChatEvent): void {
    switch (event.kind) {
      case "connected":
        enter(context, event);
        break;
      case "command":
        hear(context, event);
        break;
      case "disconnected":
        disconnect(context, event);
        break;
      case "tick":
        for (const announcer of this.#desk.announcers()) {
          announcer.tick(context.at, context.effects);
        }
        checkAnswers(context);
        this.#ledger.order.expire(context.at);
        closeWaiting(context);
        settleOwners(context);
        checkIdle(context);
        countDown(context);
        break;
      case "shutdown":
        leaveAll(context);
        break;
      case "answer":
        takeAnswer(context, event);
        break;
      case "more":
        goOn(context, event.client);
        break;
      case "reserved":
        for (const { room, epoch, upTo } of event.places) this.#ledger.reserve(room, epoch, upTo);
        break;
      case "settings":
        this.#settings = { ...this.#settings, ...event.settings };
        break;
      case "alarm":
        alarm(context, event.notice);
        break;
      default:
        event satisfies never;
    }
  }
}
