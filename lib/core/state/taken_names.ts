/**
 * The names in use: which client holds which name. No two names differ only by case or look-alikes,
 * whether chosen or made by the daemon. It only compares strings; they are folded outside, so that two
 * runtimes with different Unicode tables find the same names taken.
 *
 * @module
 */

import type { Nick } from "../reading/names.ts";
import type { NickProblem } from "../notice.ts";
import type { ClientId } from "../units.ts";

/** A name with the strings that it is compared by; made by `nameOf` in `rules/naming.ts`. */
export interface Name {
  /** The name that is shown. */
  readonly nick: Nick;
  /** The name folded for case and width. */
  readonly fold: string;
  /** The same string for all names that look alike. */
  readonly skeleton: string;
}

/** Names and their holders. Never throws. */
export class TakenNames {
  readonly #names = new Map<ClientId, Name>();
  readonly #byFold = new Map<string, ClientId>();
  readonly #bySkeleton = new Map<string, ClientId>();

  /** The name of a holder; undefined if it has none. */
  nameOf(holder: ClientId): Name | undefined {
    return this.#names.get(holder);
  }

  /** The holder of a name, by the name folded for case and width; undefined if nobody has it. */
  holderOf(fold: string): ClientId | undefined {
    return this.#byFold.get(fold);
  }

  /** All holders with their names, in the order in which they took them. */
  entries(): Iterable<[ClientId, Name]> {
    return this.#names.entries();
  }

  /**
   * Why a holder cannot have a name; undefined if it can. A holder can take a name that is similar to
   * its own, for instance in another case.
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

  /** Gives a holder a name instead of its old one; or returns the problem and changes nothing. */
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
