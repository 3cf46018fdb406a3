/**
 * What Tab does to a draft: completes a word, and with the next Tab shows another candidate for it. Pure.
 *
 * @module
 */

import {
  beginCompletion,
  type Completable,
  completed,
  type Completion,
  cycle,
  isSettled,
  namesBehindAt,
} from "./completion.ts";
import type { Draft } from "./editor.ts";

/** The completion of one draft after the other. */
export class Completer {
  readonly #world: () => Completable;
  #completion: Completion | undefined;

  /** Asks for the candidates when they are needed: to list them may be dear. */
  constructor(world: () => Completable) {
    this.#world = world;
  }

  /** Another key was pressed: the next Tab begins anew. */
  stop(): void {
    this.#completion = undefined;
  }

  /** The draft after Tab, or after Shift-Tab; undefined if nothing fits. */
  press(draft: Draft, isBackward: boolean): Draft | undefined {
    const begin = () => beginCompletion(draft, this.#world(), isBackward);
    const last = this.#completion;
    if (last === undefined) this.#completion = begin();
    // If only one command matches, its arguments are completed next.
    else if (isSettled(last)) this.#completion = begin() ?? last;
    else this.#completion = cycle(last, isBackward ? -1 : 1);
    return this.#completion && completed(this.#completion);
  }

  /** The names, each with its sign, that Tab offers for a word with an `@` before the cursor. */
  offered(draft: Draft): readonly string[] {
    if (!/[@＠]\S*$/u.test(draft.text.slice(0, draft.cursor))) return [];
    return namesBehindAt(draft, this.#world()).map((name) => `@${name}`);
  }
}
