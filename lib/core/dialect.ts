/**
 * How a client is spoken to: its dialect, and how it hears its rooms.
 *
 * @module
 */

import type { Language } from "./language.ts";

/**
 * How arrivals and departures are told: `every` one at once; `gathered` for 100 ms, so that a crowd is told as
 * one line, to people; or `summed` for a second, to programs that ask for it, of which thousands may listen.
 */
export type Detail = "every" | "gathered" | "summed";

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
  /** What it has asked to be told of arrivals and departures. */
  readonly arrivals: Arrivals;
}

/** What a program may ask to be told of arrivals and departures: every one, or crowds as well. */
export type Arrivals = "every" | "gathered";

/** How a client of this dialect hears its rooms. Never throws. */
export function hearingOf(dialect: Dialect): Hearing {
  if (dialect.kind === "text") return { detail: "gathered", isProgram: false };
  return { detail: dialect.arrivals === "every" ? "every" : "summed", isProgram: true };
}

/** The dialect of a client: JSON for programs, or lines of text in a language for people. */
export type Dialect =
  | JsonDialect
  | { readonly kind: "text"; readonly language: Language };
