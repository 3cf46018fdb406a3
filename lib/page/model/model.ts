/**
 * The state of the page: talks, who one is, and how the connection stands. Told what the daemon says and
 * what the user does, it returns what has changed and what to send. No document, no socket, no clock, no
 * storage: all of it is given. PURE.
 *
 * @module
 */

import type { Act, Outcome, Wire } from "./change.ts";
import type { Status } from "./status.ts";
import type { Talk } from "./talk.ts";

/** What the model begins with. */
export interface ModelOptions {
  /** The name that the user wants; empty for a `guest-N`. */
  readonly nick: string;
  /** The language of the page, in which the daemon answers. */
  readonly language: "en" | "zh";
  /** Rooms to enter beside the lobby, from the last visit and from the address of the page. */
  readonly rooms: readonly string[];
  /** What `kept()` of the last page of this tab has returned; anything else is ignored. */
  readonly kept?: string | undefined;
  /** Words that are mentions beside the own name. */
  readonly watched?: readonly string[];
}

/** The state of the page. */
export class Model {
  #status: Status = { kind: "idle" };
  readonly #you: string;

  /** Takes back what was kept. Never throws. */
  constructor(options: ModelOptions) {
    this.#you = options.nick;
  }

  /** All talks, the lobby first, rooms by the time of entry, then private conversations, the latest first. */
  get talks(): readonly Talk[] {
    return [];
  }

  /** What the user looks at; undefined before the first welcome. */
  get current(): Talk | undefined {
    return undefined;
  }

  /** The user's name, or the wanted one before the daemon has told it. */
  get you(): string {
    return this.#you;
  }

  /** How the connection stands. */
  get status(): Status {
    return this.#status;
  }

  /**
   * The object that opens a connection: name, rooms, `resume`, `history`, language, `arrivals`. The link asks
   * for it at each attempt.
   */
  hello(): Wire {
    return { hello: 1 };
  }

  /**
   * Takes one object of the daemon. `at` is the time now, in milliseconds since 1970, for what has no time of
   * its own. Objects that are unknown or damaged change nothing. Never throws.
   */
  apply(_object: Wire, _at: number): Outcome {
    return { changes: [], send: [] };
  }

  /** Takes what the user does. What cannot be done, such as an act on a talk that is gone, changes nothing. Never throws. */
  act(_act: Act, _at: number): Outcome {
    return { changes: [], send: [] };
  }

  /** Takes how the connection stands. `at` as in `apply`. Never throws. */
  linked(status: Status, _at: number): Outcome {
    this.#status = status;
    return { changes: [{ kind: "status" }], send: [] };
  }

  /**
   * What outlives a reload of this tab, for its sessionStorage: drafts, pending texts, and where the user stopped
   * reading. At most 256 KiB.
   */
  kept(): string {
    return "";
  }
}
