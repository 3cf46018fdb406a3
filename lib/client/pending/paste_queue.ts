/**
 * Lines that were pasted, which are sent one after the other: a few are on their way at a time, so that the
 * next typed line is soon said, and the rest can be stopped. Pure.
 *
 * @module
 */

import type { Line } from "./line.ts";

/** How far a paste has been said. */
export interface PasteProgress {
  /** How many of its lines were said. */
  readonly said: number;
  /** How many it has. */
  readonly total: number;
}

/** The lines of all pastes that are not finished. */
export class PasteQueue {
  #waiting: readonly Line[] = [];
  /** Of the lines that were sent, those that the daemon has not answered. */
  #open = new Set<number>();
  #total = 0;

  /** The lines that were not sent yet. */
  get waiting(): readonly Line[] {
    return this.#waiting;
  }

  /** How far it is; undefined if nothing is left of a paste. */
  get progress(): PasteProgress | undefined {
    const open = this.#waiting.length + this.#open.size;
    return open === 0 ? undefined : { said: this.#total - open, total: this.#total };
  }

  /** More lines are to be sent, behind the others. */
  add(lines: readonly Line[]): void {
    this.#waiting = [...this.#waiting, ...lines];
    this.#total += lines.length;
  }

  /** Lines that were sent under these keys are to be sent again, before the others, also if they are of no paste. */
  again(keys: readonly number[], lines: readonly Line[]): void {
    this.drop(keys);
    this.#waiting = [...lines, ...this.#waiting];
    this.#total += lines.length;
  }

  /** Takes the next line, to send it. */
  next(): Line | undefined {
    const [line, ...rest] = this.#waiting;
    if (line === undefined) return undefined;
    this.#waiting = rest;
    this.#open.add(line.key);
    return line;
  }

  /** The daemon has answered these lines. */
  finish(keys: readonly number[]): void {
    for (const key of keys) this.#open.delete(key);
    if (this.progress === undefined) this.#total = 0;
  }

  /** These lines were sent, and are no longer wanted. */
  drop(keys: readonly number[]): void {
    for (const key of keys) if (this.#open.delete(key)) this.#total -= 1;
    this.finish([]);
  }

  /** Drops what was not sent yet; returns how far it is, undefined if there was nothing left to send. */
  stop(): PasteProgress | undefined {
    const { progress } = this;
    const left = this.#waiting.length;
    if (progress === undefined || left === 0) return undefined;
    this.#waiting = [];
    this.#total -= left;
    this.finish([]);
    return { said: progress.total - left, total: progress.total };
  }
}
