/**
 * The roll of names: which client holds which name. No two names differ by case or look-alikes alone,
 * whether a name was chosen or made by the daemon. Compares strings only; what folds them is decided
 * outside, so that two runtimes with different Unicode tables keep the same roll.
 *
 * @module
 */

import type { Nick } from "../rules/names.ts";
import type { NickProblem } from "../notice.ts";
import type { ClientId } from "../units.ts";

/** A name with what it is compared by; made by `nameOf` in `rules/naming.ts`. */
export interface Name {
  /** The name as it is shown. */
  readonly nick: Nick;
  /** The name without regard to case and width. */
  readonly fold: string;
  /** What all names that look like it have in common. */
  readonly skeleton: string;
}

/** Names and their holders. Never throws. */
export class Roll {
  readonly #names = new Map<ClientId, Name>();
  readonly #byFold = new Map<string, ClientId>();
  readonly #bySkeleton = new Map<string, ClientId>();

  /** The name of a holder; undefined if it has none. */
  nameOf(holder: ClientId): Name | undefined {
    return this.#names.get(holder);
  }

  /** All holders with their names, in the order in which they took them. */
  entries(): Iterable<[ClientId, Name]> {
    return this.#names.entries();
  }

  /**
   * Why a holder cannot have a name; undefined if it can. A name like one's own, in another case for
   * instance, can be had.
   */
  problemWith(name: Name, holder: ClientId): NickProblem | undefined {
    const { nick } = name;
    if (isOthers(this.#byFold.get(name.fold), holder)) {
      return { code: "name-taken", why: "same", name: nick };
    }
    const twin = this.#bySkeleton.get(name.skeleton);
    if (twin !== undefined && isOthers(twin, holder)) {
      const like = this.#names.get(twin)?.nick ?? nick;
      return { code: "name-taken", why: "look-alike", name: nick, like };
    }
    return undefined;
  }

  /** Gives a name to a holder, in place of the one it had; or says why not, and changes nothing. */
  claim(name: Name, holder: ClientId): NickProblem | undefined {
    const problem = this.problemWith(name, holder);
    if (problem !== undefined) return problem;
    this.release(holder);
    this.#names.set(holder, name);
    this.#byFold.set(name.fold, holder);
    this.#bySkeleton.set(name.skeleton, holder);
    return undefined;
  }

  /** Makes the name of a holder free again; nothing happens if it has none. */
  release(holder: ClientId): void {
    const name = this.#names.get(holder);
    if (name === undefined) return;
    this.#names.delete(holder);
    this.#byFold.delete(name.fold);
    this.#bySkeleton.delete(name.skeleton);
  }
}

function isOthers(found: ClientId | undefined, holder: ClientId): boolean {
  return found !== undefined && found !== holder;
}
