/**
 * One line of a talk. Texts come from the daemon and are put into the document by text nodes alone. PURE.
 *
 * @module
 */

/** What all lines have. */
export interface LineStamp {
  /** Tells the line from all others of the page; for drawing. */
  readonly key: number;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  /** Its number in the room; undefined for lines that the daemon does not count. */
  readonly seq?: number | undefined;
}

/** Why somebody has left. */
export interface LeaveReason {
  /** `member`: in the person's own words; `daemon`: in the daemon's, in the language of the page. */
  readonly by: "member" | "daemon";
  /** For programs, such as `quit`, `kicked`, `idle`. */
  readonly code: string;
  /** Possibly empty. */
  readonly text: string;
}

/** Somebody said or did something. */
export type SpokenLine = LineStamp & {
  readonly kind: "message" | "action";
  readonly from: string;
  readonly text: string;
  readonly isOwn: boolean;
  /** Whether it names the user, or one of the user's words. */
  readonly isMention: boolean;
};

/** Lines about who is here and what the room is. */
export type RoomLine =
  | LineStamp & { readonly kind: "joined"; readonly name: string; readonly isOwn: boolean }
  | LineStamp & {
    readonly kind: "left";
    readonly name: string;
    readonly isOwn: boolean;
    readonly reason: LeaveReason;
  }
  /** So many people have arrived or left within 100 ms. */
  | LineStamp & {
    readonly kind: "crowd";
    readonly verb: "arrived" | "left";
    readonly count: number;
  }
  | LineStamp & { readonly kind: "renamed"; readonly from: string; readonly to: string }
  /** An empty text has removed it. */
  | LineStamp & { readonly kind: "topic"; readonly from: string; readonly text: string }
  /**
   * A setting has changed, see `room` in docs/protocol.md. `from` is empty where nobody did it, `name` is
   * the person of `rank` and `voice`, `value` is `true`, `false`, a rank, or for `owner` a name.
   */
  | LineStamp & {
    readonly kind: "setting";
    readonly from: string;
    readonly setting: string;
    readonly name: string;
    readonly value: string;
  };

/** Lines of the daemon or the page for the user alone. */
export type OwnLine =
  /** The daemon's words, in the language of the page. */
  | LineStamp & { readonly kind: "notice"; readonly code: string; readonly text: string }
  /** Events are missing here, which the daemon does not keep or does not tell. */
  | LineStamp & { readonly kind: "gap" }
  /** So many messages were skipped, because the page read too slowly. */
  | LineStamp & { readonly kind: "skipped"; readonly count: number }
  /** A typed command that the daemon does not have; the name without `/`. */
  | LineStamp & { readonly kind: "unknown-command"; readonly name: string }
  /** The user wanted to say something in a room that it was put out of. */
  | LineStamp & { readonly kind: "outside"; readonly room: string }
  /** A typed command without one of its arguments; what should be typed. */
  | LineStamp & { readonly kind: "usage"; readonly usage: string };

/** One line. */
export type Line = SpokenLine | RoomLine | OwnLine;

/** A line as it is made, before the model numbers it. */
export type LineContent = Line extends infer L ? L extends Line ? Omit<L, "key"> : never : never;
