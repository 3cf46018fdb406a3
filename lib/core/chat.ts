/**
 * The chat: its state, and the effects of each event. Pure and synchronous. The broadcaster owns the
 * only instance and carries out the effects that `apply` returns. `rules/` and `commands/` decide the
 * effects; `state/` holds the state.
 *
 * @module
 */

import type { ChatEvent, Effect, ReadEvent } from "./event.ts";
import type { ChatData } from "./chat_data.ts";
import { type ChatSettings, SETTINGS_ALIKE } from "./chat_settings.ts";
import type { Context } from "./context.ts";
import type { Barred } from "./notice.ts";
import { isAgreed } from "./reading/agreed.ts";
import { isPublic } from "./rules/access.ts";
import { checkAnswers, takeAnswer } from "./rules/answering.ts";
import { barNotice, barOf, type Comer } from "./rules/order/barring.ts";
import { enter } from "./rules/arriving.ts";
import { hear } from "./rules/hearing.ts";
import { checkIdle, excuse } from "./rules/idling.ts";
import { disconnect, dismissOwn, leaveAll, leaveAsOne } from "./rules/leaving.ts";
import { closeOrphans, returning } from "./rules/losing.ts";
import { answerPeer, tellOwn } from "./rules/peering.ts";
import { putOutBarred } from "./rules/order/put_out_barred.ts";
import { alarm, settleOwners } from "./rules/order/ranks.ts";
import { forget } from "./rules/past/forgetting.ts";
import { goOn } from "./rules/past/resuming.ts";
import { countDown } from "./rules/order/running.ts";
import { closeWaiting } from "./rules/starting.ts";
import { formsOf, readHere } from "./reading/read.ts";
import { Desk, withoutOwn } from "./state/desk.ts";
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
    const desk = data && settings.isShared ? withoutOwn(data.desk) : data?.desk;
    this.#desk = new Desk(desk);
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
   * What all nodes agree on, as plain data that shares nothing with this chat and can be sent as JSON: the
   * same on all nodes after the same agreed events, but for the times of the last lines. A chat that is
   * shared and begins with it serves none of its clients.
   */
  agreed(): ChatData {
    return { ledger: this.#ledger.snapshot(), desk: this.#desk.agreed() };
  }

  /**
   * The events by which the clients of this node come back that all nodes have seen leave, because this node
   * was given up for dead; by order of entry. Post them after `gone` with `isOwn`, before anything else.
   */
  returning(): readonly ChatEvent[] {
    return returning(this.#desk);
  }

  /**
   * Applies one event, which it reads if it was not read before, and returns its effects, in order. An event
   * of a client that is not, or no longer, in the chat has no effect.
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
    const read = readHere(event);
    const context: Context = {
      ledger: this.#ledger,
      desk: this.#desk,
      settings: this.#settings,
      effects: this.#effects,
      forms: formsOf(read),
      at,
      time,
      isLocal: this.#settings.isShared === true && !isAgreed(read),
      ration: this.#settings.historyBytes,
    };
    this.#carryOut(context, read);
    this.#effects = [];
    return context.effects;
  }

  #carryOut(context: Context, event: ReadEvent): void {
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
      case "gone":
        leaveAsOne(context, event);
        break;
      case "tick":
        excuse(context, event.held ?? 0);
        this.#tick(context, event.part ?? (this.#settings.isShared ? "own" : undefined));
        break;
      case "shutdown":
        if (this.#settings.isShared) dismissOwn(context);
        else leaveAll(context);
        break;
      case "answer":
        takeAnswer(context, event);
        break;
      case "barred":
        putOutBarred(context, event);
        break;
      case "forget":
        forget(context, event.names);
        break;
      case "peer":
        answerPeer(context, event);
        break;
      case "tell-own":
        tellOwn(context, event.notice);
        break;
      case "more":
        goOn(context, event.client);
        break;
      case "reserved":
        // With several nodes the log keeps the numbers.
        if (this.#settings.isShared) break;
        for (const { room, epoch, upTo } of event.places) this.#ledger.reserve(room, epoch, upTo);
        break;
      case "settings":
        this.#settings = changed(this.#settings, event.settings);
        break;
      case "alarm":
        alarm(context, event.notice);
        break;
      default:
        event satisfies never;
    }
  }

  /** Time has passed; only for this node, only for what all nodes agree on, or for both. */
  #tick(context: Context, part: "agreed" | "own" | undefined): void {
    const [isOwn, isAgreed] = [part !== "agreed", part !== "own"];
    if (isOwn) {
      for (const announcer of this.#desk.announcers()) {
        announcer.tick(context.at, context.effects);
      }
      checkAnswers(context);
    }
    if (isAgreed) {
      this.#ledger.order.expire(context.at);
      closeWaiting(context);
      closeOrphans(context);
      settleOwners(context);
    }
    if (isOwn) checkIdle(context);
    if (isAgreed) countDown(context);
  }
}

/** The settings after some were read again. Those that all nodes must have alike stay while the chat is shared. */
function changed(settings: ChatSettings, next: Partial<ChatSettings>): ChatSettings {
  if (!settings.isShared) return { ...settings, ...next };
  const alike = Object.fromEntries(SETTINGS_ALIKE.map((name) => [name, settings[name]]));
  return { ...settings, ...next, ...alike };
}
