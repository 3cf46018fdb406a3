/**
 * Where a client's wish meets the rules: finds the command, takes its argument out of what the
 * dialect gave, and offers the command what it may do.
 *
 * @module
 */

import type { Asker, Desk, Spec } from "./command.ts";
import { type CommandName, commandNamed, commands } from "./commands/mod.ts";
import type { House } from "./house.ts";
import type { Language } from "./language.ts";
import type { LeaveReason, MemberInfo, PrivateMessage, Unstamped } from "./message.ts";
import type { Notice } from "./notice.ts";
import { leave } from "./rules/leaving.ts";
import { rename } from "./rules/naming.ts";
import { answer, notify, tellRoom } from "./rules/telling.ts";
import type { Seat } from "./state/desk.ts";
import { sanitize } from "./text.ts";

/** The desk of one command of one client. */
export class CommandDesk implements Desk {
  readonly #house: House;
  readonly #seat: Seat;

  /** A desk for this client. */
  constructor(house: House, seat: Seat) {
    this.#house = house;
    this.#seat = seat;
  }

  /** Who asks. */
  get client(): Asker {
    const { client: id, audience, room } = this.#seat;
    return { id, audience, room, nick: this.#house.ledger.nickOf(id) };
  }

  /** Carries out a command by name, or refuses with a notice. */
  ask(name: string, input: string | Readonly<Record<string, unknown>>): void {
    const spec = commandNamed(name);
    const isTyped = typeof input === "string";
    if (spec === undefined) {
      const code = isTyped ? "unknown-command" : "unknown-type";
      return this.notice({ code, name: sanitize(name) });
    }
    const argument = isTyped ? typedArgument(spec, input) : fieldArgument(spec, input);
    if (argument !== undefined || spec.parameter === undefined || spec.parameter.isOptional) {
      if (argument !== BAD) return spec.run(this, argument && sanitize(argument));
    }
    const { field = "", placeholder = "" } = spec.parameter ?? {};
    if (isTyped) this.notice({ code: "usage", usage: `/${name} ${placeholder}` });
    else this.notice({ code: "bad-field", why: "argument", command: name, field });
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

  /** Everybody in the client's room, by order of entry. */
  members(): MemberInfo[] {
    const { ledger, desk, at } = this.#house;
    const members: MemberInfo[] = [];
    for (const id of ledger.room(this.#seat.room).members) {
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

  /** All commands. */
  commands(): Iterable<readonly [CommandName, Spec]> {
    return commands;
  }
}

/** Stands for a field that is there and is not a string. */
const BAD = Symbol("bad field");

function typedArgument(spec: Spec, input: string): string | undefined {
  const text = spec.isUnlisted ? input : input.trim();
  return text === "" ? undefined : text;
}

function fieldArgument(
  spec: Spec,
  fields: Readonly<Record<string, unknown>>,
): string | typeof BAD | undefined {
  if (spec.parameter === undefined) return undefined;
  const value = Object.hasOwn(fields, spec.parameter.field)
    ? fields[spec.parameter.field]
    : undefined;
  return value === undefined || typeof value === "string" ? value : BAD;
}
