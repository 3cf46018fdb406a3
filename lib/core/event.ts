/**
 * The core's whole surface: everything that happens is a `ChatEvent`, everything to be done about
 * it is an `Effect`. `Chat.apply(event, at, time)` turns the first into the second.
 *
 * @module
 */

import type { Command } from "./command.ts";
import type { Language } from "./language.ts";
import type { Crowd, LeaveReason, PrivateMessage, RoomMessage } from "./message.ts";
import type { ClientId, Millis, RoomName } from "./units.ts";

/** How a client listens: people are spared noise that programs want in full. */
export type Audience = "people" | "programs";

/** Where a client comes from, as far as the core may know. */
export interface Origin {
  /** `IP:PORT`, or undefined where there is none (a Unix socket). */
  readonly address?: string | undefined;
  /** Whether the address serves as the name of who has not chosen one, and may be shown. */
  readonly isNamedByAddress: boolean;
}

/** Something that happened; posted to the broadcaster, applied to the chat one at a time. */
export type ChatEvent =
  | {
    readonly kind: "connected";
    readonly client: ClientId;
    readonly origin: Origin;
    readonly audience: Audience;
    /** The name asked for on entry, as it came. */
    readonly nick?: string | undefined;
  }
  | { readonly kind: "command"; readonly client: ClientId; readonly command: Command }
  | { readonly kind: "disconnected"; readonly client: ClientId; readonly reason: LeaveReason }
  /** Time has passed. Posted about once a second, and at each instant that a `wake` asked for. */
  | { readonly kind: "tick" }
  | { readonly kind: "shutdown" };

/** Tell everybody who listens to the room, or one audience of it; taps see it. */
export interface Publish {
  /** Tells it from other effects. */
  readonly kind: "publish";
  /** The room. */
  readonly room: RoomName;
  /** What is told. */
  readonly message: RoomMessage | Crowd;
  /** Who is told; undefined is everybody. */
  readonly audience?: Audience | undefined;
  /** Clients who listen to the room and yet do not hear this. */
  readonly except?: readonly ClientId[] | undefined;
}

/** Something to be done, in this order; carried out by the broadcaster and its fan-out. */
export type Effect =
  /** Tell one client; taps do not see it. */
  | { readonly kind: "send"; readonly to: ClientId; readonly message: PrivateMessage | Crowd }
  | Publish
  /** From here on the client hears the room. */
  | { readonly kind: "join"; readonly client: ClientId; readonly room: RoomName }
  /** From here on the client no longer hears the room. */
  | { readonly kind: "part"; readonly client: ClientId; readonly room: RoomName }
  /** From here on the client is spoken to as a member of this audience; English if not said. */
  | {
    readonly kind: "address";
    readonly client: ClientId;
    readonly audience: Audience;
    readonly language?: Language | undefined;
  }
  /** The client is gone from the chat: send what is queued, then end the connection. */
  | { readonly kind: "drop"; readonly client: ClientId; readonly reason: LeaveReason }
  /** Post a `tick` at this instant of the clock that never goes back. */
  | { readonly kind: "wake"; readonly at: Millis };
