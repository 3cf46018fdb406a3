/**
 * What a door is: the part of a listener that knows what is spoken there. It makes a client of a peer, or
 * refuses it, and turns what the client sends into commands. The session knows doors by this interface
 * alone.
 *
 * @module
 */

import type { Command, RoomsWanted } from "../core/command.ts";
import type { Denial, Protocol } from "../core/notice.ts";
import type { Peer } from "../net/peer.ts";
import type { Codec } from "../wire/codec.ts";

/** What is spoken at a listener. One door serves all connections of its listeners. */
export interface Door {
  /**
   * Reads the beginning of a connection. The caller owns the peer, and reads it through the result only.
   * Resolves with undefined if the peer left before it entered. Rejects on a bug only.
   */
  receive(peer: Peer): Promise<Entry | Rejection | undefined>;
  /** A refusal in the form that peers at this door can read, as whole lines. Never throws. */
  refusal(refusal: Denial): string;
}

/**
 * A peer that becomes a client. Iterating it gives what the client sends, that of one read at a time, from
 * its first line on; it ends at the end of input, and throws the disconnect that ends it. It is iterated
 * once, by the session.
 */
export interface Entry extends AsyncIterable<Iterable<Inbound>> {
  /** Tells it from a rejection. */
  readonly kind: "enter";
  /** The dialect that it speaks now. The door changes it together with a `hello` command. */
  readonly codec: Codec;
  /** The name that it wants, not checked. */
  readonly nick?: string | undefined;
  /** The rooms that it wants to enter, not checked; undefined is the lobby alone. */
  readonly wanted?: RoomsWanted | undefined;
  /** How many messages from before it wants of each of them; undefined is none. */
  readonly history?: number | undefined;
  /** The program and its version, as the client calls it, not checked. */
  readonly program?: string | undefined;
  /** The number of lines that have come, handled or not. */
  readonly linesIn: number;
  /** Resolves when reading the peer has ended. Never rejects. */
  readonly ended: Promise<void>;
}

/** A peer that does not speak what is spoken at this door. */
export interface Rejection {
  /** Tells it from an entry. */
  readonly kind: "refuse";
  /** What it speaks. */
  readonly protocol: Protocol;
  /** Resolves when the rest of its input has been read and discarded. Rejects on a bug only. */
  readonly ended: Promise<void>;
}

/** One thing that a client sent. */
export type Inbound =
  /** A line, which costs one unit of the client's budget before it is handled. */
  | {
    readonly kind: "line";
    /** The commands that it means, to be posted in this order. */
    readonly commands: readonly Command[];
    /** The units that it costs besides, after the commands; undefined is none. */
    readonly debt?: number | undefined;
  }
  /** A request of the client's program, which costs nothing, and the bytes that answer it. */
  | { readonly kind: "request"; readonly answer: Uint8Array }
  /** The client turns out to speak another protocol. */
  | { readonly kind: "foreign"; readonly protocol: Protocol };
