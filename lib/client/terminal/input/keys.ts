/**
 * Turns the bytes of a terminal, cut anywhere, into text, named keys and pastes. Reports that a terminal sends
 * by itself, such as those of the mouse, are left out, but for those of the focus.
 *
 * @module
 */

import { BurstGatherer } from "./bursts.ts";
import { isFocusReport, type Key, key } from "./key.ts";
import { keyOf } from "./key_names.ts";
import { Scanner, type Token } from "./scanner.ts";

/** Parses keys from what is read. Times are in milliseconds of a clock that is never set. */
export class KeyDecoder {
  readonly #scanner = new Scanner();
  readonly #bursts = new BurstGatherer();

  /** When {@linkcode wake} is to be called if nothing is read before; undefined for never. */
  get wakeAt(): number | undefined {
    return this.#scanner.wakeAt;
  }

  /** Since when a paste is open and nothing more of it has come; undefined if none is open. */
  get pasteSilentSince(): number | undefined {
    return this.#scanner.pasteSilentSince;
  }

  /** Parses the bytes of one read; returns the keys that are complete. Never throws. */
  feed(bytes: Uint8Array, at: number): Key[] {
    const wasOwed = this.#scanner.isPasteOwed;
    const tokens = this.#scanner.feed(bytes, at).filter(isNoSecondHalf);
    const keys = tokens.map(keyFor).filter((each) => each !== undefined);
    return aroundReports(keys, (typed) => this.#bursts.gather(typed, at, wasOwed));
  }

  /** Decides about bytes that were held back, because nothing has followed for a while. Never throws. */
  wake(at: number): Key[] {
    return this.#scanner.wake(at).map(keyFor).filter((each) => each !== undefined);
  }
}

/** Reports of the focus are no part of what is typed: those that came first stay first, the others follow. */
function aroundReports(
  keys: readonly Key[],
  gather: (typed: readonly Key[]) => readonly Key[],
): Key[] {
  const first = keys.findIndex((key) => !isFocusReport(key));
  const begin = first < 0 ? keys.length : first;
  const typed = keys.filter((key) => !isFocusReport(key));
  return [...keys.slice(0, begin), ...gather(typed), ...keys.slice(begin).filter(isFocusReport)];
}

/** CR LF is one line end: an LF after a CR is not a key. */
function isNoSecondHalf(token: Token, at: number, tokens: readonly Token[]): boolean {
  const before = tokens[at - 1];
  return !(token.kind === "control" && token.code === 0x0a && before?.kind === "control" &&
    before.code === 0x0d);
}

function keyFor(token: Token): Key | undefined {
  switch (token.kind) {
    case "text":
      return { name: "text", text: token.text };
    case "control":
      return key(controlName(token.code));
    case "escape":
    case "paste-end":
      return key(token.kind);
    case "alt":
      return key(`alt-${altName(token.char)}`);
    case "sequence":
      return keyOf(token);
    case "paste":
      return { name: "paste", text: token.text, isCut: token.isCut };
    default:
      return token satisfies never;
  }
}

function altName(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x20 || code === 0x7f ? controlName(code) : char.toLowerCase();
}

function controlName(code: number): string {
  switch (code) {
    case 0x0d:
    case 0x0a:
      return "enter";
    case 0x09:
      return "tab";
    case 0x7f:
    case 0x08:
      return "backspace";
    default:
      return `ctrl-${String.fromCharCode(code + 64).toLowerCase()}`;
  }
}
