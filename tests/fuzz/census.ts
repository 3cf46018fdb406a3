/**
 * The room as a program must be able to follow it: `seq` without a gap but where one is told, and
 * members whose names are never two's at once.
 *
 * @module
 */

import { fold } from "../../lib/text/fold.ts";
import { skeleton } from "../../lib/text/skeleton.ts";
import { Finding } from "./finding.ts";
import type { Fields } from "./heard.ts";

const STAMPED = ["message", "action", "joined", "left", "renamed"];

/** Follows the events of one program. */
export class Census {
  readonly #members = new Set<string>();
  readonly #keys = new Set<string>();
  #seq: number | undefined;
  #skipped = 0;
  #isWhole = true;
  /** Whether it ignores somebody: what that person says is a gap. */
  #isIgnoring = false;

  /** The names of all who are here; undefined once events were skipped. */
  get members(): ReadonlySet<string> | undefined {
    return this.#isWhole ? this.#members : undefined;
  }

  /** Takes the next event; fails if it does not follow from those before. */
  take(event: Fields): void {
    const { type } = event;
    if (type === "welcome") this.#welcome(event);
    else if (type === "notice" && event.code === "ignore") this.#isIgnoring = true;
    else if (type === "skipped") this.#skip(Number(event.count));
    else if (STAMPED.includes(String(type))) this.#next(event);
    if (!this.#isWhole) return;
    if (type === "joined") this.#arrive(String(event.name));
    else if (type === "left") this.#depart(String(event.name));
    else if (type === "renamed") {
      this.#depart(String(event.from));
      this.#arrive(String(event.to));
    } else if (type === "message" || type === "action") this.#mustBeHere(String(event.from));
    else if (type === "members") this.#compare(event.members);
  }

  /** One's own arrival follows the welcome, so it is not yet counted. */
  #welcome({ members, you, seq }: Fields): void {
    if (this.#seq !== undefined) throw new Finding("welcomed twice");
    this.#seq = Number(seq);
    if (!Array.isArray(members)) throw new Finding("a welcome without members");
    for (const name of members) if (name !== you) this.#arrive(String(name));
  }

  #skip(count: number): void {
    if (!(count > 0)) throw new Finding(`skipped ${count}`);
    this.#skipped += count;
    this.#isWhole = false;
  }

  #next({ seq, type, time, room }: Fields): void {
    const expected = (this.#seq ?? NaN) + this.#skipped + 1;
    const isNext = this.#isIgnoring ? Number(seq) >= expected : seq === expected;
    if (!isNext) throw new Finding(`the ${type} has seq ${seq} in place of ${expected}`);
    if (Number.isNaN(Date.parse(String(time))) || typeof room !== "string") {
      throw new Finding(`the ${type} of seq ${seq} has no time or no room`);
    }
    this.#seq = Number(seq);
    this.#skipped = 0;
  }

  #arrive(name: string): void {
    for (const key of keysOf(name)) {
      if (this.#keys.has(key)) throw new Finding(`two are called ${name}, or look so`);
    }
    for (const key of keysOf(name)) this.#keys.add(key);
    this.#members.add(name);
  }

  #depart(name: string): void {
    this.#mustBeHere(name);
    this.#members.delete(name);
    for (const key of keysOf(name)) this.#keys.delete(key);
  }

  #mustBeHere(name: string): void {
    if (!this.#members.has(name)) throw new Finding(`${name} acts and is not here`);
  }

  #compare(members: unknown): void {
    const told = Array.isArray(members) ? members.map((member) => String(member.name)) : [];
    if (told.toSorted().join("\n") !== Array.from(this.#members).toSorted().join("\n")) {
      throw new Finding(`who lists ${told.join(", ")}, and not ${[...this.#members].join(", ")}`);
    }
  }
}

function keysOf(name: string): readonly string[] {
  return [`fold ${fold(name)}`, `skeleton ${skeleton(name)}`];
}
