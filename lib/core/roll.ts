/**
 * The roll of names: who here holds which. No two people are told apart by case or by look-alikes
 * alone, whether a name was chosen or made by the daemon.
 *
 * @module
 */

import { fold } from "./fold.ts";
import type { Nick } from "./names.ts";
import type { NickProblem } from "./notice.ts";
import { skeleton } from "./skeleton.ts";

/** Names and their holders; `Holder` is whatever identifies one, and is compared as by a `Map`. */
export class Roll<Holder> {
  readonly #names = new Map<Holder, Nick>();
  readonly #byFold = new Map<string, Holder>();
  readonly #bySkeleton = new Map<string, Holder>();

  /**
   * Gives a name to a holder, in place of the one it had; or says why not, and changes nothing.
   * A name like one's own, in another case for instance, can be had. Never throws.
   */
  claim(name: Nick, holder: Holder): NickProblem | undefined {
    const [folded, likeness] = [fold(name), skeleton(name)];
    if (this.#isOthers(this.#byFold.get(folded), holder)) {
      return { code: "name-taken", why: "same", name };
    }
    const twin = this.#bySkeleton.get(likeness);
    if (twin !== undefined && this.#isOthers(twin, holder)) {
      return { code: "name-taken", why: "look-alike", name, like: this.#names.get(twin) ?? name };
    }
    this.release(holder);
    this.#names.set(holder, name);
    this.#byFold.set(folded, holder);
    this.#bySkeleton.set(likeness, holder);
    return undefined;
  }

  /** Makes the name of a holder free again; nothing happens if it has none. Never throws. */
  release(holder: Holder): void {
    const name = this.#names.get(holder);
    if (name === undefined) return;
    this.#names.delete(holder);
    this.#byFold.delete(fold(name));
    this.#bySkeleton.delete(skeleton(name));
  }

  /** Who is called so, without regard to case and width; undefined if nobody is. Never throws. */
  find(text: string): Holder | undefined {
    return this.#byFold.get(fold(text));
  }

  #isOthers(found: Holder | undefined, holder: Holder): boolean {
    return found !== undefined && found !== holder;
  }
}
