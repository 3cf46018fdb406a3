/**
 * The interface of the core. Each input is a `ChatEvent`, and each output is an `Effect`.
 * `Chat.apply(event, at, time)` turns an event into effects.
 *
 * @module
 */

import type { Command, ReadCommand, RoomsWanted } from "./command.ts";
import type { Detail, Dialect, Hearing } from "./dialect.ts";
import type { ChatSettings } from "./chat_settings.ts";
import type { Whois } from "./info.ts";
import type { Crowd, LeaveReason, PrivateMessage, RoomMessage } from "./message.ts";
import type { Notice } from "./notice.ts";
import type { Act, OrderChange } from "./order.ts";
import type { Form } from "./reading/form.ts";
import type { Name } from "./state/taken_names.ts";
import type { PeerAnswer, PeerQuestion } from "./questions/peer_question.ts";
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
   * (`2001:db8::/64`); undefined where there is no address. In a log that several nodes share it is a mark
   * in its place, see `state/marks.ts`.
   */
  readonly network?: string | undefined;
  /** Whether it comes from this machine: by a loopback address, a Unix socket, or within the process. */
  readonly isLoopback: boolean;
  /** Whether it is an operator of the daemon. */
  readonly isOperator: boolean;
  /** What carries the connection. */
  readonly transport: Transport;
}

/** Where a client was whose node was given up for dead. It is back in all of these rooms, or not at all. */
export interface Stay {
  /** Its rooms, by order of entry, each with its epoch. */
  readonly rooms: readonly { readonly room: RoomName; readonly epoch: string }[];
  /** The room where it speaks. */
  readonly room: RoomName;
  /** The other rooms that it has spoken in and not left. */
  readonly before: readonly RoomName[];
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
    /** The names that it may have otherwise, the best first, once the event was read. */
    readonly spare?: readonly Name[] | undefined;
    /** What the names in it are compared by, once it was read; see `BoundCommand`. */
    readonly forms?: readonly Form[] | undefined;
    /**
     * Whether it was here before, and its node was given up for dead: it is told again nothing that it
     * knows, and hears its rooms without a gap.
     */
    readonly isBack?: true | undefined;
    /** Where it was before, if it is back. */
    readonly stay?: Stay | undefined;
    /** Whether another node serves it. Never in the log: each node says it of the clients of others. */
    readonly isForeign?: true | undefined;
    /**
     * Where it really connects from, if `origin` has a mark in place of the network and no address. Never in
     * the log: each node says it of its own clients.
     */
    readonly realOrigin?: Origin | undefined;
  }
  | { readonly kind: "command"; readonly client: ClientId; readonly command: Command }
  | { readonly kind: "disconnected"; readonly client: ClientId; readonly reason: LeaveReason }
  /**
   * Time has passed. Posted about once a second, and at each instant that a `wake` asked for. With several
   * nodes there are two: what all nodes decide alike by the time of the log, and what each decides for its
   * own clients by its own; undefined is both. `held` is how far the clock has jumped ahead since the last own
   * tick: that time counts as nobody's silence.
   */
  | {
    readonly kind: "tick";
    readonly part?: "agreed" | "own" | undefined;
    readonly held?: Millis | undefined;
  }
  /** All clients of a node have left together. `isOwn` if it is this node, whose connections stay. */
  | {
    readonly kind: "gone";
    readonly clients: readonly ClientId[];
    readonly reason: LeaveReason;
    readonly isOwn?: true | undefined;
  }
  | { readonly kind: "shutdown" }
  /**
   * A node has found that a ban of this network is against its client: it is put out of the room, from the
   * lobby out of the daemon. Only the node of the client knows the address.
   */
  | {
    readonly kind: "barred";
    readonly client: ClientId;
    readonly room: RoomName;
    /** As the ban has it. */
    readonly network: string;
  }
  /**
   * What was said and done under these names, as they are written, is forgotten. Only the log of several nodes
   * has it: one process forgets when it does not run.
   */
  | { readonly kind: "forget"; readonly names: readonly string[] }
  /** Another node asks this one; the effect `peer-answer` with the same `id` has the answer. */
  | { readonly kind: "peer"; readonly id: number; readonly question: PeerQuestion }
  /**
   * All clients that this node serves are told this. From `cluster-waiting` to `cluster-back` nobody is
   * disconnected for being idle.
   */
  | { readonly kind: "tell-own"; readonly notice: Notice }
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

/** A client comes. */
export type Connected = Extract<ChatEvent, { kind: "connected" }>;

/** A client has sent a line. */
export type Heard = Extract<ChatEvent, { kind: "command" }>;

/** A client comes, and its event was read. */
export interface ReadConnected extends Connected {
  /** The names that it may have besides that which it asks for, the best first. */
  readonly spare: readonly Name[];
}

/** A client has sent a line that was read. */
export interface ReadLine extends Heard {
  /** The line. */
  readonly command: ReadCommand;
}

/** An event that was read: its strings need no further work. `reading/read.ts` makes it. */
export type ReadEvent =
  | Exclude<ChatEvent, { kind: "connected" | "command" }>
  | ReadConnected
  | ReadLine;

/** The store has reserved the numbers of a room up to this one, under this epoch. */
export interface Reserved {
  /** The room. */
  readonly room: RoomName;
  /** Its epoch. */
  readonly epoch: string;
  /** The last number that is reserved. */
  readonly upTo: number;
}

/** Tell all listeners of the room, or those with one detail. Taps get it too, if it is for all or `every`. */
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
export interface Ask<Q extends Question = Question> {
  /** Tells it from other effects. */
  readonly kind: "ask";
  /** The client. */
  readonly client: ClientId;
  /** Tells the question from all others; the answer has the same. */
  readonly id: number;
  /** What it asks for. */
  readonly question: Q;
}

/** The answer to what another node has asked. */
export interface PeerAnswered {
  /** Tells it from other effects. */
  readonly kind: "peer-answer";
  /** That of the question. */
  readonly id: number;
  /** The answer. */
  readonly answer: PeerAnswer;
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
  | PeerAnswered
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
  /** Post this event: what one node has found about its client, and all nodes are to apply. */
  | { readonly kind: "propose"; readonly event: ChatEvent }
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
