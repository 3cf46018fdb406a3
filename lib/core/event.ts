/**
 * The interface of the core. Each input is a `ChatEvent`, and each output is an `Effect`.
 * `Chat.apply(event, at, time)` turns an event into effects.
 *
 * @module
 */

import type { Command, RoomsWanted } from "./command.ts";
import type { Detail, Dialect, Hearing } from "./dialect.ts";
import type { ChatSettings } from "./chat_settings.ts";
import type { Whois } from "./info.ts";
import type { Crowd, LeaveReason, PrivateMessage, RoomMessage } from "./message.ts";
import type { Notice } from "./notice.ts";
import type { Act, OrderChange } from "./order.ts";
import type { Answer, Question } from "./questions/question.ts";
import type { Transport } from "./transport.ts";
import type { ClientId, Millis, RoomName } from "./units.ts";

/**
 * Where a client connects from, as far as the core may know. Behind a proxy, the addresses are those of
 * the proxy's header.
 */
export interface Origin {
  /** `IP:PORT`, or undefined where there is none (a Unix socket). */
  readonly address?: string | undefined;
  /** Whether the address may be shown, and is the default name of the client. */
  readonly isNamedByAddress: boolean;
  /** The IP address in its canonical form; undefined where there is none. */
  readonly ip?: string | undefined;
  /**
   * The network under which people are banned and muted: the IPv4 address, or the /64 of an IPv6 address
   * (`2001:db8::/64`); undefined where there is no address.
   */
  readonly network?: string | undefined;
  /** Whether it comes from this machine: by a loopback address, a Unix socket, or within the process. */
  readonly isLoopback: boolean;
  /** Whether it is an operator of the daemon. */
  readonly isOperator: boolean;
  /** What carries the connection. */
  readonly transport: Transport;
}

/** Something that happened; posted to the broadcaster, applied to the chat one at a time. */
export type ChatEvent =
  | {
    readonly kind: "connected";
    readonly client: ClientId;
    readonly origin: Origin;
    readonly hearing: Hearing;
    /** The name asked for on entry, not checked. */
    readonly nick?: string | undefined;
    /** The rooms asked for on entry; undefined is the lobby alone. */
    readonly wanted?: RoomsWanted | undefined;
    /** How many messages from before a program asks for in each room of its entry. */
    readonly history?: number | undefined;
    /** The program and its version, as the client calls it; not checked. */
    readonly program?: string | undefined;
  }
  | { readonly kind: "command"; readonly client: ClientId; readonly command: Command }
  | { readonly kind: "disconnected"; readonly client: ClientId; readonly reason: LeaveReason }
  /** Time has passed. Posted about once a second, and at each instant that a `wake` asked for. */
  | { readonly kind: "tick" }
  | { readonly kind: "shutdown" }
  /** The answer to the question that a client waits for. */
  | {
    readonly kind: "answer";
    readonly client: ClientId;
    /** The `id` of the question. */
    readonly id: number;
    readonly answer: Answer;
  }
  /** The client has read all that it was sent of what it resumes: go on. */
  | { readonly kind: "more"; readonly client: ClientId }
  /** The store has reserved numbers of these rooms. */
  | { readonly kind: "reserved"; readonly places: readonly Reserved[] }
  /** The configuration was read again: these settings hold from here on, the others as before. */
  | { readonly kind: "settings"; readonly settings: Partial<ChatSettings> }
  /** Something that all operators are told, such as a failure of the store. */
  | { readonly kind: "alarm"; readonly notice: Notice };

/** The store has reserved the numbers of a room up to this one, under this epoch. */
export interface Reserved {
  /** The room. */
  readonly room: RoomName;
  /** Its epoch. */
  readonly epoch: string;
  /** The last number that is reserved. */
  readonly upTo: number;
}

/** Tell all listeners of the room, or those with one detail. Taps get it too, unless it is `gathered`. */
export interface Publish {
  /** Tells it from other effects. */
  readonly kind: "publish";
  /** The room. */
  readonly room: RoomName;
  /** What is told. */
  readonly message: RoomMessage | Crowd;
  /** Only listeners with this detail are told; undefined is all. */
  readonly detail?: Detail | undefined;
  /** Listeners of the room that are not told this. */
  readonly except?: readonly ClientId[] | undefined;
  /** The epoch of the room if this is to be recorded; undefined if it must not be. */
  readonly epoch?: string | undefined;
  /** What the room is like with this, if it is to be recorded. */
  readonly state?: RoomState | undefined;
}

/** What is kept of a room besides its events; not all of these need be recorded. */
export interface RoomState {
  /** How many messages and actions there were so far. */
  readonly said: number;
  /** Its topic, before it changes with this; empty if it has none. */
  readonly topic: string;
  /** While it is public, everybody may read from this number on. */
  readonly openFrom: number;
}

/** A client waits for the answer to a question; it comes back as an `answer` event. */
export interface Ask {
  /** Tells it from other effects. */
  readonly kind: "ask";
  /** The client. */
  readonly client: ClientId;
  /** Tells the question from all others; the answer has the same. */
  readonly id: number;
  /** What it asks for. */
  readonly question: Question;
}

/** A recorded room has vanished, or is public no more; not at shutdown. */
export interface Closed {
  /** Tells it from other effects. */
  readonly kind: "closed";
  /** The room. */
  readonly room: RoomName;
  /** Its epoch. */
  readonly epoch: string;
}

/** An operator or a moderator has done something; for the log. It never has what was said. */
export interface Audit extends Act {
  /** Tells it from other effects. */
  readonly kind: "audit";
}

/** Something that an operator has decided changes, and is kept if there is a store. */
export interface Order {
  /** Tells it from other effects. */
  readonly kind: "order";
  /** What changes. */
  readonly change: OrderChange;
}

/** An action for the broadcaster and its fan-out, which carry out effects in order. */
export type Effect =
  /** Tell one client; taps do not see it. An event of a room is told again, to one that resumes. */
  | {
    readonly kind: "send";
    readonly to: ClientId;
    readonly message: PrivateMessage | Crowd | RoomMessage;
  }
  | Publish
  | Ask
  | Closed
  | Audit
  | Order
  /** Tell one client of another, with what waits for the other. */
  | {
    readonly kind: "describe";
    readonly to: ClientId;
    readonly about: ClientId;
    readonly message: Whois;
  }
  /** The daemon stops, as after SIGTERM. */
  | { readonly kind: "stop" }
  /** From here on the client hears the room. */
  | { readonly kind: "join"; readonly client: ClientId; readonly room: RoomName }
  /** From here on the client no longer hears the room. */
  | { readonly kind: "part"; readonly client: ClientId; readonly room: RoomName }
  /** From here on the client speaks this dialect, and hears its rooms as the dialect does. */
  | { readonly kind: "speak"; readonly client: ClientId; readonly dialect: Dialect }
  /** The client has left the chat: flush its send queue, then end the connection. */
  | { readonly kind: "drop"; readonly client: ClientId; readonly reason: LeaveReason }
  /** Post `more` for the client when it has been sent all that it was told so far. */
  | { readonly kind: "pace"; readonly client: ClientId }
  /** Post a `tick` at this instant of the monotonic clock. */
  | { readonly kind: "wake"; readonly at: Millis };
