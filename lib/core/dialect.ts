/**
 * How a client is spoken to: its dialect, and how it hears its rooms.
 *
 * @module
 */

import type { Language } from "./language.ts";

/**
 * How arrivals and departures are told: `every` one at once, or `gathered` for a moment, so that a
 * crowd is told as one line.
 */
export type Detail = "every" | "gathered";

/** How a client hears its rooms; the codec of its dialect says it. */
export interface Hearing {
  /** How it is told arrivals and departures. */
  readonly detail: Detail;
  /** Whether a program reads it, which is answered by data and keeps its own account of its rooms. */
  readonly isProgram: boolean;
}

/** The dialect of programs, as one of them has asked for it. */
export interface JsonDialect {
  /** Tells it from the dialect of people. */
  readonly kind: "json";
  /** The language of the sentences that the daemon makes for it. */
  readonly language: Language;
  /** How it is told arrivals and departures. */
  readonly detail: Detail;
}

/** The dialect of a client: JSON for programs, or lines of text in a language for people. */
export type Dialect =
  | JsonDialect
  | { readonly kind: "text"; readonly language: Language };
