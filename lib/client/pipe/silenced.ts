/**
 * Notes in a pipe that what it says is said nowhere, because the client may not speak: a script must not take that
 * for success. Pure.
 *
 * @module
 */

import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Phrases } from "../../words/phrases.ts";

/** Follows the notices of one connection. */
export class Silenced {
  #isSo = false;

  /** Whether a line was refused. */
  get isSo(): boolean {
    return this.#isSo;
  }

  /** Notes an event; returns why a line was refused, for the first such line alone. */
  note(event: DaemonEvent, phrases: Phrases): string | undefined {
    if (this.#isSo || event.kind !== "notice" || !refusesSpeech(event)) return undefined;
    this.#isSo = true;
    return event.known === undefined ? event.text : phrases.notice(event.known);
  }
}

function refusesSpeech({ code, known }: DaemonEvent & { readonly kind: "notice" }): boolean {
  // With the same code the client is told that somebody is muted.
  if (known?.code === "muted") return known.why === "refused";
  return code === "muted" || code === "room-moderated";
}
