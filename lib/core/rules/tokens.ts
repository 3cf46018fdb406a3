/**
 * Tokens: what a program gives with a text to know it again. Its own copy of the text has the token; if the
 * text is refused, the notice has it.
 *
 * @module
 */

import type { Effect } from "../event.ts";
import type { ClientId } from "../units.ts";

/** A token, and the client that gave it. */
export interface Given {
  /** The client. */
  readonly by: ClientId;
  /** The token, sanitised. */
  readonly token: string;
}

/**
 * Gives a client its token back, in what it is told from this effect on: with its own copy of the text, or
 * with each notice if it is told no copy.
 */
export function giveBack(effects: Effect[], from: number, { by, token }: Given): void {
  const told = effects.slice(from).flatMap((effect) =>
    effect.kind === "send" && effect.to === by ? [effect.message.kind] : []
  );
  if (told.includes("own")) return;
  const kind = told.includes("private") ? "private" : "notice";
  for (const [index, effect] of effects.entries()) {
    if (index < from || effect.kind !== "send" || effect.to !== by) continue;
    const { message } = effect;
    if (message.kind === kind) effects[index] = { ...effect, message: { ...message, token } };
  }
}
