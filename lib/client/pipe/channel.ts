/**
 * How the input of a pipe reaches the daemon: over one connection, or over several, one after the other. Here is the
 * way that ends with its connection; see lasting_channel.ts for the other.
 *
 * @module
 */

import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Conversation } from "../connection/conversation.ts";
import type { Verdict } from "../connection/verdict.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { type SplitLine, splitLongLine, USUAL_LIMIT } from "../typed/split_long_lines.ts";
import type { Sendable } from "../typed/request.ts";
import { Unanswered } from "./unanswered.ts";

/** A connection, and whether the daemon lets the client into the rooms that were asked for. */
export interface Opening {
  /** The conversation, which has begun. */
  readonly conversation: Conversation;
  /** Settles with true when everything has been entered, and with false when that will never be. */
  readonly entered: Promise<boolean>;
}

/** What a sender needs of the way to the daemon. */
export interface Channel {
  /** A request as the daemon takes it: in parts, if it is too long for one line. */
  split(request: Sendable): SplitLine;
  /** Resolves when the next line may be sent: with false, if none ever may. */
  ready(): Promise<boolean>;
  /** Sends a line of the dialect as it is; false if no more is taken. */
  send(line: string): Promise<boolean>;
  /** Sends a request, and follows what becomes of it if it says something; false if no more is taken. */
  ask(request: Sendable): Promise<boolean>;
  /** `quit` is sent now. */
  noteQuit(): void;
  /** Nothing more is sent. */
  finish(): Promise<void>;
}

/** What a pipe needs of it beside that. */
export interface FollowedChannel extends Channel {
  /** A connection begins. */
  begin(opening: Opening): void;
  /** An event has come; `you` is the name of the client before it. */
  note(event: DaemonEvent, verdict: Verdict, you: string): void;
  /** The connection has ended; `wasRefused` if the daemon has said that it does not let the client in. */
  lose(wasRefused: boolean): void;
  /** There will be no other connection. */
  end(): void;
  /** How many lines the daemon has not answered, or may have; `hasLeft` if it says that it has read all. */
  unanswered(hasLeft: boolean): number;
}

/** The lines of one connection. Their own lines are skipped as those of others if the output is slow. */
export class SingleChannel implements FollowedChannel {
  readonly #rooms: Rooms;
  readonly #unanswered = new Unanswered();
  #opening: Opening | undefined;

  /** Sends nothing before {@linkcode begin}. */
  constructor(rooms: Rooms) {
    this.#rooms = rooms;
  }

  split(request: Sendable): SplitLine {
    const { lineLimit = USUAL_LIMIT } = this.#opening?.conversation ?? {};
    return splitLongLine(request, lineLimit);
  }

  begin(opening: Opening): void {
    this.#opening = opening;
  }

  async ready(): Promise<boolean> {
    const opening = this.#opening;
    return opening !== undefined && await opening.conversation.welcomed && await opening.entered;
  }

  async send(line: string): Promise<boolean> {
    return await this.#opening?.conversation.send(line) ?? false;
  }

  ask(request: Sendable): Promise<boolean> {
    this.#unanswered.add(request, this.#rooms.present);
    return this.send(JSON.stringify(request));
  }

  noteQuit(): void {
    this.#opening?.conversation.noteQuit();
  }

  async finish(): Promise<void> {
    await this.#opening?.conversation.finish();
  }

  note(event: DaemonEvent, _: Verdict, you: string): void {
    this.#unanswered.note(event, you);
  }

  lose(): void {}

  end(): void {}

  unanswered(hasLeft: boolean): number {
    return hasLeft ? 0 : this.#unanswered.count;
  }
}
