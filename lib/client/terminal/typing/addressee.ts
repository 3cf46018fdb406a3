/**
 * For whom a line was begun: the room where the person spoke then, and the person whom `/reply` answered. If
 * that changes while the line is written, and not by its writer, the line is held once. Pure.
 *
 * @module
 */

import { fold } from "../../../text/fold.ts";
import type { CommandInfo } from "../../../wire/json/commands.ts";
import type { Phrases } from "../../../words/phrases.ts";
import { isForPresent } from "../../rooms/routed.ts";
import type { KeyAction } from "./key_action.ts";
import type { Outcome } from "./question.ts";
import { parseTyped, type Request } from "../../typed/request.ts";

/** Where a line goes now. */
export interface Whereabouts {
  /** The name of the room where the person speaks. */
  readonly room: string;
  /** The person that wrote last in private, which `/reply` answers; one object for one person. Undefined if nobody has. */
  readonly writer: { readonly name: string } | undefined;
}

/** What {@linkcode Addressee} works with. */
export interface AddresseeParts {
  /** Where a line goes now. */
  readonly whereabouts: () => Whereabouts;
  /** Every command that can be typed. */
  readonly commands: () => readonly CommandInfo[];
  /** The words. */
  readonly phrases: Phrases;
}

/** For whom the line is that is being written. */
export class Addressee {
  readonly #parts: AddresseeParts;
  /** Where a line went when this one was begun, or when it was held; undefined if there is none. */
  #begun: Whereabouts | undefined;

  /** There is no line yet. */
  constructor(parts: AddresseeParts) {
    this.#parts = parts;
  }

  /** Call it after each change: whether there is a line now, in the draft or in a question. */
  follow(isBegun: boolean): void {
    this.#begun = isBegun ? this.#begun ?? this.#parts.whereabouts() : undefined;
  }

  /** The person has turned to another room, and takes the line there. */
  noteTurn(): void {
    const { room } = this.#parts.whereabouts();
    if (this.#begun !== undefined) this.#begun = { ...this.#begun, room };
  }

  /** Holds a line that is about to be acted on, as {@linkcode Addressee.hold} does. */
  holdTyped(line: string): KeyAction[] | undefined {
    const typed = parseTyped(line, this.#parts.commands());
    return typed.kind === "request" ? this.hold(typed.request) : undefined;
  }

  /** Holds what an answer to a question would say or run. */
  holdOutcome(outcome: Outcome): KeyAction[] | undefined {
    switch (outcome.kind) {
      case "send":
      case "say":
        return this.hold({ type: "say" });
      case "submit":
        return this.holdTyped(outcome.line);
      default:
        return undefined;
    }
  }

  /**
   * Returns what to do in place of sending a request, if it would not go where it was begun for: the person is
   * told; undefined if it is to be sent. It is held once for each change.
   */
  hold(request: Request): KeyAction[] | undefined {
    const { whereabouts, phrases } = this.#parts;
    const now = whereabouts();
    const { room, writer } = this.#begun ?? now;
    const isMoved = isForPresent(request) && fold(room) !== fold(now.room);
    const isOther = request.type === "reply" && writer !== now.writer;
    this.#begun = now;
    if (isMoved) return [{ kind: "tell", text: phrases.writtenFor(room, now.room) }];
    if (!isOther || now.writer === undefined) return undefined;
    return [{ kind: "tell", text: phrases.replyWouldGoTo(now.writer.name) }];
  }
}
