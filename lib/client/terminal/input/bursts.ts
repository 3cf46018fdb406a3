/**
 * Recognises a paste on terminals without bracketed paste: several lines that arrive in one read were not
 * typed. Pure; the time is passed in with the keys.
 *
 * @module
 */

import type { Key } from "./key.ts";

/** Input that comes this soon after a piece of such a paste belongs to the paste, unless it is a single key. */
const CONTINUED_MILLIS = 150;

/** So many keys in one read may have been typed while this program or the line was busy. */
const TYPED_AHEAD = 5;

/** Replaces keys that cannot have been typed by pastes. */
export class BurstGatherer {
  #pastedAt = -Infinity;
  /** Whether the terminal has put brackets around a paste: then it does so around each. */
  #hasBrackets = false;

  /**
   * Handles the keys of one read. `isOwed` says that the person has ended a paste whose rest may still come;
   * then only single keys count as typed.
   */
  gather(keys: readonly Key[], at: number, isOwed: boolean): Key[] {
    const gathered: Key[] = [];
    let run: Key[] = [];
    for (const key of keys) {
      if (key.name !== "paste" && key.name !== "paste-end") {
        run.push(key);
        continue;
      }
      // A closing bracket without a paste shows that the keys before it were the rest of a paste.
      gathered.push(...this.#judge(run, at, isOwed || key.name === "paste-end"));
      if (key.name === "paste") {
        this.#hasBrackets = true;
        gathered.push(key);
      }
      run = [];
    }
    return [...gathered, ...this.#judge(run, at, isOwed)];
  }

  #judge(keys: readonly Key[], at: number, isSuspect: boolean): readonly Key[] {
    const text = keys.map(textOf).join("");
    const isContinued = at - this.#pastedAt <= CONTINUED_MILLIS;
    const isPasted = hasSeveralLines(text) || ((isSuspect || isContinued) && !isTyped(keys));
    if (!isPasted || text === "") return this.#hasBrackets ? keys : withTabsAsText(keys);
    this.#pastedAt = at;
    return [{ name: "paste", text, isContinued }];
  }
}

/** Whether keys may have been pressed one after the other: one, or one and Enter. */
function isTyped(keys: readonly Key[]): boolean {
  const [first, second, ...more] = keys;
  if (more.length > 0 || (second !== undefined && second.name !== "enter")) return false;
  return first === undefined || [...first.text].length <= 1;
}

function textOf({ name, text }: Key): string {
  return name === "enter" ? "\n" : name === "tab" ? "\t" : text;
}

function hasSeveralLines(text: string): boolean {
  return text.split("\n").filter((line) => line.trim() !== "").length > 1;
}

/**
 * A tab with text after it in the same read does not complete, but is text, unless it is among a few keys without
 * Enter; an Enter at the end stays a key.
 */
function withTabsAsText(keys: readonly Key[]): readonly Key[] {
  const isEntered = keys.at(-1)?.name === "enter";
  const line = isEntered ? keys.slice(0, -1) : keys;
  const isLine = line.every(({ name }) => name === "text" || name === "tab");
  const hasTab = line.some(({ name }, i) => name === "tab" && line[i + 1]?.name === "text");
  const isTypedAhead = !isEntered && line.map(textOf).join("").length <= TYPED_AHEAD;
  if (!isLine || !hasTab || isTypedAhead) return keys;
  const pasted: Key = { name: "paste", text: line.map(textOf).join("") };
  return isEntered ? [pasted, ...keys.slice(-1)] : [pasted];
}
