/**
 * Where a client's wish meets the rules: finds the command, takes its argument out of what the
 * dialect gave, and offers the command what it may do.
 *
 * @module
 */

import type { RawArgs } from "../command.ts";
import { bind } from "../commands/bind.ts";
import { commandNamed, commands } from "../commands/mod.ts";
import type { CommandName } from "../commands/names.ts";
import type { Asker, AskingClient, Spec } from "../commands/spec.ts";
import type { House } from "../house.ts";
import type { Language } from "../language.ts";
import type { LeaveReason, MemberInfo, PrivateMessage, Unstamped } from "../message.ts";
import type { Notice } from "../notice.ts";
import { leave } from "./leaving.ts";
import { rename } from "./naming.ts";
import { answer, notify, tellRoom } from "./telling.ts";
import type { Seat } from "../state/desk.ts";
import { sanitize } from "../../text/sanitize.ts";

/** What one command can do for the client that asked for it. */
export class Asking implements Asker {
  readonly #house: House;
  readonly #seat: Seat;

  /** For this client. */
  constructor(house: House, seat: Seat) {
    this.#house = house;
    this.#seat = seat;
  }

  /** Who asks. */
  get client(): AskingClient {
    const { client: id, audience, room } = this.#seat;
    return { id, audience, room, nick: this.#house.ledger.nickOf(id) };
  }

  /** Carries out a command by name, or refuses with a notice. */
  ask(name: string, input: RawArgs): void {
    const spec = commandNamed(name);
    if (spec === undefined) {
      const code = typeof input === "string" ? "unknown-command" : "unknown-type";
      return this.notice({ code, name: sanitize(name) });
    }
    const binding = bind(name, spec.params, input);
    if (binding.kind === "refused") return this.notice(binding.notice);
    const args = Object.entries(binding.args).map(([field, text]) => [field, sanitize(text)]);
    spec.run(this, Object.fromEntries(args));
  }

  /** Tells the room. */
  publish(message: Unstamped): void {
    tellRoom(this.#house, this.#seat.room, message);
  }

  /** Answers after everything that came before, held announcements included. */
  answer(message: PrivateMessage): void {
    answer(this.#house, this.#seat, message);
  }

  /** Says a word to the client alone. */
  notice(notice: Notice): void {
    notify(this.#house, this.#seat, notice);
  }

  /** Gives the client another name and tells everybody, or says why not. */
  rename(wanted: string): void {
    rename(this.#house, this.#seat, wanted);
  }

  /** What came before is still told in the language that held before. */
  speak(language: Language): void {
    const { client, audience, room } = this.#seat;
    const { desk, effects } = this.#house;
    desk.announcer(room).releaseAll(effects);
    effects.push({ kind: "address", client, audience, language });
  }

  /** Ends the client's stay. */
  leave(reason: LeaveReason): void {
    leave(this.#house, this.#seat, reason);
  }

  /** The first people of the client's room by order of entry, at most so many. */
  members(limit: number): MemberInfo[] {
    const { ledger, desk, at } = this.#house;
    const members: MemberInfo[] = [];
    for (const id of ledger.room(this.#seat.room).members) {
      if (members.length >= limit) break;
      const seat = desk.seatOf(id);
      if (seat === undefined) continue;
      members.push({
        name: ledger.nickOf(id),
        id,
        here: at - seat.enteredAt,
        idle: at - seat.activeAt,
        address: seat.origin.isNamedByAddress ? seat.origin.address : undefined,
      });
    }
    return members;
  }

  /** How many people are in the client's room. */
  get population(): number {
    return this.#house.ledger.room(this.#seat.room).members.size;
  }

  /** All commands. */
  commands(): Iterable<readonly [CommandName, Spec]> {
    return commands;
  }
}
