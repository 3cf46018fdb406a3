/**
 * What the model is told, and what it tells. PURE.
 *
 * @module
 */

import type { Line, SpokenLine } from "./line.ts";
import type { Rank, Talk, TalkId } from "./talk.ts";

/** An object for the daemon or from it, see "The JSON dialect" in docs/protocol.md. */
export interface Wire {
  /** Says what the object is; the hello has none. */
  readonly type?: string;
  /** Anything else: see there. */
  readonly [field: string]: unknown;
}

/** What the user does. */
export type Act =
  /** Looks at a talk from here on. */
  | { readonly kind: "open"; readonly talk: TalkId }
  /** Has chosen a name: it is asked for now, and at each connection from here on. */
  | { readonly kind: "name"; readonly name: string }
  /** Begins a private conversation, or goes to the one that there is. */
  | { readonly kind: "talk-to"; readonly name: string }
  /** Closes a private conversation, or leaves a room. */
  | { readonly kind: "close"; readonly talk: TalkId }
  /** Has changed what stands in the box of the talk. */
  | { readonly kind: "draft"; readonly talk: TalkId; readonly text: string }
  /**
   * Sends the text from the box, and empties it. Each line of it is one text; a line that begins with `/`
   * is a command, `//` says the rest. With `isLiteral`, as after a question about pasted lines, none is.
   */
  | {
    readonly kind: "enter";
    readonly talk: TalkId;
    readonly text: string;
    readonly isLiteral?: boolean;
  }
  /** Chooses something from a menu or a dialog: the object is sent as it is. */
  | { readonly kind: "ask"; readonly object: Wire }
  /** Wants the lines before the first. */
  | { readonly kind: "earlier"; readonly talk: TalkId }
  /** Wants to see the line of this number, which a search has found: answered by the change `sought`. */
  | { readonly kind: "seek"; readonly room: string; readonly seq: number }
  /** Wants to know who is in the room: answered by the change `people`. */
  | { readonly kind: "who"; readonly talk: TalkId }
  /** Whether the page is in sight, and whether the newest line of the current talk is. */
  | { readonly kind: "look"; readonly isVisible: boolean; readonly isAtEnd: boolean }
  /** Sends a pending text again that may not have been said. */
  | { readonly kind: "resend"; readonly talk: TalkId; readonly key: number }
  /** Takes a pending text back: puts it into the box and forgets it. */
  | { readonly kind: "take-back"; readonly talk: TalkId; readonly key: number }
  /** Has read a room up to a number in another tab, as the change `read` said there. */
  | {
    readonly kind: "read-elsewhere";
    readonly room: string;
    readonly epoch: string;
    readonly seq: number;
  }
  /** Has chosen the words that are mentions beside the own name. */
  | { readonly kind: "watch"; readonly words: readonly string[] };

/** Something that the view has to draw anew. Talks are those of the model, after all changes. */
export type Change =
  /** A line was added at the end. */
  | { readonly kind: "line"; readonly talk: Talk; readonly line: Line }
  /** Lines were put before all others, oldest first; they are not news. */
  | { readonly kind: "older"; readonly talk: Talk; readonly lines: readonly Line[] }
  /** The lines are others than before: draw all of them. */
  | { readonly kind: "lines"; readonly talk: Talk }
  /** The line that the user wants to see, or the next one if that cannot be had. */
  | { readonly kind: "sought"; readonly talk: Talk; readonly line: Line }
  /** So many lines were forgotten at the beginning. */
  | { readonly kind: "forgotten"; readonly talk: Talk; readonly count: number }
  /** The texts on their way are others than before. */
  | { readonly kind: "pending"; readonly talk: Talk }
  /** The model has put something into the box, or emptied it. */
  | { readonly kind: "draft"; readonly talk: Talk }
  /** Talks came, went, changed their names, or their marks changed. */
  | { readonly kind: "talks" }
  /** The user looks at another talk. */
  | { readonly kind: "current" }
  /** The place of the mark "new", or `isLoading`, `hasEarlier`, `isPresent` of the talk. */
  | { readonly kind: "marks"; readonly talk: Talk }
  /** People, population, ranks, or the user's own rank. */
  | { readonly kind: "people"; readonly talk: Talk }
  /** The topic, the settings, or whether it is recorded. */
  | { readonly kind: "room"; readonly talk: Talk }
  /** The user's name, or whether they are away. */
  | { readonly kind: "you" }
  /** The status of the connection has changed. */
  | { readonly kind: "status" }
  /** The user has read a room up to this number, where something was unread: for the other tabs. */
  | {
    readonly kind: "read";
    readonly room: string;
    readonly epoch: string;
    readonly seq: number;
  }
  /** The number for the title of the document. */
  | { readonly kind: "title"; readonly unread: number; readonly mentions: number }
  /** The user should be told of the line, if they want notifications and no page is in sight. */
  | { readonly kind: "notify"; readonly talk: Talk; readonly line: SpokenLine }
  /** The answer to something that a panel has asked: see `readAnswer`. */
  | { readonly kind: "answer"; readonly object: Wire }
  /** A notice that no line shows, such as the answer to a command of a menu. It is also in the current talk. */
  | {
    readonly kind: "notice";
    readonly code: string;
    readonly text: string;
    readonly notice: Wire;
  };

/** Answers of the daemon to what panels ask. */
export type Answer =
  | { readonly kind: "rooms"; readonly rooms: readonly RoomListed[]; readonly more: number }
  | { readonly kind: "found"; readonly lines: readonly Found[]; readonly hasMore: boolean }
  | { readonly kind: "whois"; readonly person: Whois }
  | {
    readonly kind: "bans";
    readonly room: string;
    readonly bans: readonly Ban[];
    readonly more: number;
  }
  | { readonly kind: "ignored"; readonly names: readonly string[] };

/** A room as the daemon lists it. */
export interface RoomListed {
  /** Its name, without `#`. */
  readonly room: string;
  /** How many people are in it. */
  readonly people: number;
  /** Empty if it has none. */
  readonly topic: string;
  /** Whether everybody may enter it. */
  readonly isPublic: boolean;
  /** Whether the user is in it. */
  readonly isYours: boolean;
}

/** Something that a search has found. */
export interface Found {
  /** Where it was said. */
  readonly room: string;
  /** Its number there. */
  readonly seq: number;
  /** Whether it was done and not said. */
  readonly isAction: boolean;
  /** Who said it. */
  readonly from: string;
  /** What was said. */
  readonly text: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** Who a person is. Times are milliseconds since 1970; `idle` is a duration. */
export interface Whois {
  /** The name now. */
  readonly name: string;
  /** The number of the connection. */
  readonly id: number;
  /** Whether the person is an operator. */
  readonly isOperator: boolean;
  /** When the person entered. */
  readonly since: number;
  /** How long ago their last line came. */
  readonly idle: number;
  /** What the person says about being away; undefined if they are here. */
  readonly away?: string | undefined;
  /** The rooms that the user is in as well; for operators all. */
  readonly rooms: readonly { readonly room: string; readonly rank: Rank }[];
  /** Where the connection comes from. For operators, as all that follow. */
  readonly address?: string | undefined;
  /** How: `tcp`, `tls`, `web` and so on. */
  readonly transport?: string | undefined;
  /** The program, as its hello says. */
  readonly client?: string | undefined;
  /** Bytes that wait for the person. */
  readonly queued?: number | undefined;
  /** Lines that they were not told. */
  readonly skipped?: number | undefined;
}

/** A ban of a room. */
export interface Ban {
  /** The name that the person had; empty for a network. */
  readonly name: string;
  /** The banned network; empty if that is not told. */
  readonly network: string;
  /** Who has banned. */
  readonly by: string;
  /** Since when. */
  readonly since: number;
  /** Undefined if it has no end. */
  readonly until?: number | undefined;
  /** Possibly empty. */
  readonly reason: string;
}

/** What follows from an event or an act. */
export interface Outcome {
  /** In the order in which they are to be drawn. */
  readonly changes: readonly Change[];
  /** Objects for the daemon, to be given to the link in this order. */
  readonly send: readonly Wire[];
}
