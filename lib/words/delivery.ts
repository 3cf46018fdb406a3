/**
 * The client's words about lines that were typed and that the daemon has not answered: one value for each
 * language.
 *
 * @module
 */

/** How many lines were not delivered. */
export interface UndeliveredCount {
  /** How many; at least 1. */
  readonly count: number;
  /** Whether that is certain; otherwise the daemon may have said some of them. */
  readonly isSure: boolean;
}

/** How much of a paste was said. */
export interface PasteCount {
  /** How many of its lines. */
  readonly said: number;
  /** How many it has. */
  readonly total: number;
}

/** The words in one language. */
export interface DeliveryWords {
  /** Asks what to do with lines that were not delivered: `s` sends them, `e` edits them, `d` drops them. */
  askUndelivered(undelivered: UndeliveredCount): string;
  /** A row below the draft while they are kept, with the commands for them. */
  undeliveredKept(undelivered: UndeliveredCount): string;
  /** Before the texts of these lines; `isOver` if the client ends now, and the commands for them are gone. */
  undeliveredLines(undelivered: UndeliveredCount, isOver: boolean): string;
  /** After such texts: so many lines more. */
  undeliveredMore(count: number): string;
  /** So many of them were dropped; `canRecall` if a key brings sent lines back. */
  dropped(count: number, canRecall: boolean): string;
  /** The answer to `/resend` if there are none. */
  readonly nothingToResend: string;
  /** A row below the draft while a paste is said. */
  pasteProgress(paste: PasteCount): string;
  /** The rest of a paste was stopped. */
  pasteStopped(paste: PasteCount): string;
  /** The rest of a paste was dropped, because the daemon has refused a line of it. */
  pasteRefused(paste: PasteCount): string;
  /** A row below the draft after the person has left: so many lines are waited for; 0 for the daemon alone. */
  leaving(count: number): string;
  /** After Ctrl-C. */
  readonly againToLeave: string;
  /** With `--plain`: a line was typed while there was no connection; it is offered when there is one. */
  readonly keptOffline: string;
  /** A line is not sent, because too many lines wait. */
  readonly tooManyPending: string;
  /** In a pipe, at the end: so many lines were sent, and the daemon has not answered them. */
  unanswered(count: number): string;
  /** How long a paste takes, up to this time. */
  upTo(seconds: number): string;
}
