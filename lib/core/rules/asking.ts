/**
 * Asking: carries out a command that was read, and gives it the actions that it may use.
 *
 * @module
 */

import type { BoundCommand } from "../command.ts";
import { commandNamed, commands } from "../commands/mod.ts";
import type { CommandName } from "../commands/names.ts";
import type { Args, Asker, AskingClient, ReadArgs, Spec } from "../commands/spec.ts";
import type { Orders } from "../commands/orders.ts";
import type { Context } from "../context.ts";
import type { Dialect } from "../dialect.ts";
import type { Language } from "../language.ts";
import type { MemberInfo, RoomInfo } from "../info.ts";
import type { LeaveReason, PrivateMessage, Unstamped } from "../message.ts";
import type { Notice } from "../notice.ts";
import { rankOf } from "./access.ts";
import { describe } from "./order/describing.ts";
import { ignore, ignoredNames, unignore } from "./ignoring.ts";
import { join, type Wish } from "./joining.ts";
import { leave } from "./leaving.ts";
import { maySpeak } from "./order/muting.ts";
import type { NameText, PersonText, RoomText } from "../reading/form.ts";
import type { Nick } from "../reading/names.ts";
import { rename } from "./naming.ts";
import { Ordering } from "./order/ordering.ts";
import { part } from "./parting.ts";
import { type PageWish, showPage } from "./past/recalling.ts";
import { hasRight, mayDo } from "./order/ranks.ts";
import type { Right } from "./order/rights.ts";
import { findOrdered, findOwn, findSeen, seenRooms } from "./rooms.ts";
import { search, searchMore, type SearchWish } from "./past/searching.ts";
import { answer, notify, releaseHeld, tellRoom } from "./telling.ts";
import { giveBack } from "./tokens.ts";
import { setTopic, showTopic } from "./topics.ts";
import { reply, setAway, whisper } from "./whispering.ts";
import type { Seat } from "../state/seat.ts";
import type { Room } from "../state/room.ts";
import { LOBBY, type RoomName } from "../units.ts";

/** The actions that one command has for the client that asked for it. */
export class Asking implements Asker {
  readonly #context: Context;
  readonly #seat: Seat;

  /** For this client. */
  constructor(context: Context, seat: Seat) {
    this.#context = context;
    this.#seat = seat;
  }

  /** The client that asks. */
  get client(): AskingClient {
    const { client: id, hearing, room } = this.#seat;
    return { id, hearing, room, nick: this.#context.ledger.nickOf(id) };
  }

  /** Carries out a command that was read, or refuses with a notice. */
  carryOut({ name, args, token }: BoundCommand): void {
    const spec = commandNamed(name);
    if (spec === undefined) throw new Error(`There is no command ${name}`);
    const { effects } = this.#context;
    const before = effects.length;
    if (this.#mayAsk(spec, args)) spec.run(this, args);
    if (token !== undefined) giveBack(effects, before, { by: this.#seat.client, token });
  }

  /** Whether the client has the right that the command needs. If not, refuses with a notice. */
  #mayAsk({ needs, params }: Spec, args: ReadArgs): boolean {
    // The rows that have a right read their texts as they are.
    const right = needs?.(args as Args);
    if (right === undefined) return true;
    const hasRoom = params.some(({ field }) => field === "room");
    const room = hasRoom
      ? this.#ordered(args.room as RoomText | undefined)
      : this.#context.ledger.room(LOBBY);
    return room !== undefined && mayDo(this.#context, this.#seat, room, right);
  }

  /** Whether the client has a right in a room. */
  may(right: Right, room: RoomName): boolean {
    return hasRight(this.#seat, this.#context.ledger.room(room), right);
  }

  /** A room that the client is in, for an operator any; without a name, the one where it speaks. */
  orderedRoom(wanted: RoomText | undefined): RoomName | undefined {
    return this.#ordered(wanted)?.name;
  }

  #ordered(wanted: RoomText | undefined): Room | undefined {
    return findOrdered(this.#context, this.#seat, wanted);
  }

  /** A room that the client is in; without a name, the one where it speaks. */
  ownRoom(wanted: RoomText | undefined): RoomName | undefined {
    return findOwn(this.#context, this.#seat, wanted)?.name;
  }

  /** A room that the client may see; without a name, the one where it speaks. */
  seenRoom(wanted: RoomText | undefined): RoomName | undefined {
    return findSeen(this.#context, this.#seat, wanted)?.name;
  }

  /** Says something in a room to all but those who ignore the client, or refuses with a notice. */
  publish(room: RoomName, message: Unstamped, token?: string): void {
    if (!maySpeak(this.#context, this.#seat, room)) return;
    const { ignoring } = this.#context.desk;
    const isSpeech = message.kind === "message" || message.kind === "action";
    const by = this.#seat.client;
    const telling = isSpeech ? { by, except: ignoring.ignorersOf(by), token } : {};
    tellRoom(this.#context, room, message, telling);
  }

  /** Answers after all earlier messages, held announcements included. */
  answer(message: PrivateMessage): void {
    answer(this.#context, this.#seat, message);
  }

  /** Sends a notice to the client alone. */
  notice(notice: Notice): void {
    notify(this.#context, this.#seat, notice);
  }

  /** Gives the client another name and tells the room, or refuses with a notice. */
  rename(wanted: NameText): void {
    rename(this.#context, this.#seat, wanted);
  }

  /** Sends a private word to the client with this name, or refuses with a notice. */
  whisper(name: PersonText, text: string, token?: string): void {
    whisper(this.#context, this.#seat, name, { text, token });
  }

  /** Sends a private word to the client that last wrote to this one, or refuses with a notice. */
  reply(text: string): void {
    reply(this.#context, this.#seat, text);
  }

  /** Notes that the client is away, or is back: no text; answers with a notice. */
  setAway(text: string | undefined): void {
    setAway(this.#context, this.#seat, text);
  }

  /** The client hears this person no more; answers with a notice. */
  ignore(name: PersonText): void {
    ignore(this.#context, this.#seat, name);
  }

  /** The client hears this person again; answers with a notice. */
  unignore(name: PersonText): void {
    unignore(this.#context, this.#seat, name);
  }

  /** The names of those that the client ignores, by order of ignoring. */
  ignored(): readonly Nick[] {
    return ignoredNames(this.#context, this.#seat);
  }

  /** Sets the language. Earlier messages are still sent in the old one. */
  speak(language: Language): void {
    const { client, hearing: { detail, isProgram } } = this.#seat;
    const dialect: Dialect = isProgram
      ? { kind: "json", language, arrivals: detail === "every" ? "every" : "gathered" }
      : { kind: "text", language };
    if (!isProgram) releaseHeld(this.#context, this.#seat);
    this.#context.effects.push({ kind: "speak", client, dialect });
  }

  /** Ends the client's stay. */
  leave(reason: LeaveReason): void {
    leave(this.#context, this.#seat, reason);
  }

  /** Enters a room or turns to it, or refuses with a notice. */
  join(wish: Wish): void {
    join(this.#context, this.#seat, wish);
  }

  /** Leaves a room, or refuses with a notice. */
  part(wanted: RoomText | undefined): void {
    part(this.#context, this.#seat, wanted);
  }

  /** The rooms that the client may see. */
  rooms(): RoomInfo[] {
    return seenRooms(this.#context, this.#seat);
  }

  /** Shows the topic of a room. */
  showTopic(room: RoomName): void {
    showTopic(this.#context, this.#seat, room);
  }

  /** Sets the topic of a room, or refuses with a notice. */
  setTopic(room: RoomName, text: string): void {
    setTopic(this.#context, this.#seat, room, text);
  }

  /** What the client can do to rooms and to people. */
  get orders(): Orders {
    return new Ordering(this.#context, this.#seat);
  }

  /** Shows a page of what was said in a room, or refuses with a notice. */
  showHistory(wanted: RoomText | undefined, page: PageWish): void {
    showPage(this.#context, this.#seat, wanted, page);
  }

  /** Searches in what the client may read; answers, or refuses with a notice. */
  search(wish: SearchWish): void {
    search(this.#context, this.#seat, wish);
  }

  /** Shows more of what the last search has found, or refuses with a notice. */
  searchMore(): void {
    searchMore(this.#context, this.#seat);
  }

  /** The first people of a room by order of entry, at most `limit`. */
  members(room: RoomName, limit: number): MemberInfo[] {
    const { ledger, desk, at } = this.#context;
    const { members: all, access } = ledger.room(room);
    const members: MemberInfo[] = [];
    for (const id of all.keys()) {
      if (members.length >= limit) break;
      const seat = desk.seatOf(id);
      if (seat === undefined) continue;
      const away = ledger.awayOf(id);
      const rank = rankOf(access, id);
      members.push({
        name: ledger.nickOf(id),
        id,
        here: at - seat.enteredAt,
        idle: at - seat.awakeAt,
        address: seat.origin.isNamedByAddress ? seat.origin.address : undefined,
        ...(away !== undefined && { away }),
        ...(rank !== "member" && { rank }),
        ...(access.voices.includes(id) && { voice: true }),
      });
    }
    return members;
  }

  /** Tells who a person is, or refuses with a notice. */
  describe(name: PersonText): void {
    describe(this.#context, this.#seat, name);
  }

  /** How many people are in a room. */
  populationOf(room: RoomName): number {
    return this.#context.ledger.room(room).members.size;
  }

  /** All commands. */
  commands(): Iterable<readonly [CommandName, Spec]> {
    return commands;
  }
}
