/**
 * Where a client's wish meets the rules: finds the command, takes its argument out of what the
 * dialect gave, and offers the command what it may do.
 *
 * @module
 */

import type { Client } from "./client.ts";
import type { Desk, Spec } from "./command.ts";
import { type CommandName, commandNamed, commands } from "./commands/mod.ts";
import type { Effect } from "./event.ts";
import type { Language } from "./language.ts";
import type { LeaveReason, MemberInfo, PrivateMessage, Unstamped } from "./message.ts";
import { type Nick, parseNick } from "./names.ts";
import type { NickProblem, Notice } from "./notice.ts";
import type { Room } from "./room.ts";
import { sanitize } from "./text.ts";
import type { Millis } from "./units.ts";

/** What the chat lends to its desks. */
export interface Services {
  /** The room. */
  readonly room: Room;
  /** Adds an effect, in order. */
  emit(effect: Effect): void;
  /** Tells the room. */
  publish(message: Unstamped): void;
  /** Takes a name for the client, or says why not. */
  claim(nick: Nick, client: Client): NickProblem | undefined;
  /** Tells people the arrivals and departures that are held back. */
  release(): void;
  /** Ends the client's stay. */
  leave(client: Client, reason: LeaveReason, at: Millis): void;
}

/** The desk of one command of one client. */
export class CommandDesk implements Desk {
  /** Who asks. */
  readonly client: Client;
  /** When. */
  readonly at: Millis;
  readonly #services: Services;

  /** A desk for this client at this time. */
  constructor(services: Services, client: Client, at: Millis) {
    this.#services = services;
    this.client = client;
    this.at = at;
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
    this.#services.publish(message);
  }

  /** Answers after everything that came before, held announcements included. */
  answer(message: PrivateMessage): void {
    if (this.client.audience === "people") this.#services.release();
    this.#services.emit({ kind: "send", to: this.client.id, message });
  }

  /** Says a word to the client alone. */
  notice(notice: Notice): void {
    this.answer({ kind: "notice", notice });
  }

  /** Gives the client another name and tells everybody, or says why not. */
  rename(wanted: string): void {
    const from = this.client.nick;
    // Asked first: a default name is one's own, and yet no name that could be chosen.
    if (wanted === from) return this.notice({ code: "name-unchanged", name: from });
    const nick = parseNick(wanted);
    if (typeof nick !== "string") return this.notice(nick);
    if (nick === from) return this.notice({ code: "name-unchanged", name: from });
    const problem = this.#services.claim(nick, this.client);
    if (problem !== undefined) return this.notice(problem);
    // Told first: if there is a bug in that, the others still know the client by its old name.
    this.publish({ kind: "renamed", from, to: nick });
    this.client.nick = nick;
  }

  /** What came before is still told in the language that held before. */
  speak(language: Language): void {
    const { id: client, audience } = this.client;
    this.#services.release();
    this.#services.emit({ kind: "address", client, audience, language });
  }

  /** Ends the client's stay. */
  leave(reason: LeaveReason): void {
    this.#services.leave(this.client, reason, this.at);
  }

  /** Everybody in the client's room, by order of entry. */
  members(): MemberInfo[] {
    return Array.from(this.#services.room.members, (member) => ({
      name: member.nick,
      id: member.id,
      here: this.at - member.enteredAt,
      idle: this.at - member.activeAt,
      address: member.origin.isNamedByAddress ? member.origin.address : undefined,
    }));
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
