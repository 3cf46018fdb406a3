/**
 * Completes names, rooms and commands in the box. PURE.
 *
 * @module
 */

/** What can be completed. */
export interface Candidates {
  /** Names of people, those who spoke last first. */
  readonly names: readonly string[];
  /** Names of rooms, without `#`. */
  readonly rooms: readonly string[];
  /** Names of commands, without `/`. */
  readonly commands: readonly string[];
}

/** A completion that goes on: the text from `from` to `to` is the `at`th of `words`. */
export interface Completion {
  /** The text of the box. */
  readonly text: string;
  /** Where the completed word begins, in UTF-16 units. */
  readonly from: number;
  /** Where it ends, its suffix included. */
  readonly to: number;
  /** What it can be, in turn. */
  readonly words: readonly string[];
  /** Which of them it is. */
  readonly at: number;
}

/** Completes a word before the caret; the same text and caret as it has returned last: goes on with that word. */
export type Completer = (text: string, caret: number, step: number) => Completion | undefined;

/** Makes what completes words; `candidates` are asked for at the first press. */
export function makeCompleter(candidates: () => Candidates): Completer {
  let last: Completion | undefined;
  return (text, caret, step) => {
    const isSame = last !== undefined && last.text === text && last.to === caret;
    last = isSame && last !== undefined ? turn(last, step) : complete(text, caret, candidates());
    return last;
  };
}

/** Completes the word before the caret; undefined if there is nothing to complete. */
export function complete(
  text: string,
  caret: number,
  candidates: Candidates,
): Completion | undefined {
  const from = text.slice(0, caret).search(/\S*$/);
  const begun = text.slice(from, caret);
  const words = wordsFor(begun, from === 0, candidates);
  const first = words[0];
  if (begun === "" || first === undefined) return undefined;
  return replaced(text, from, caret, words, 0);
}

/** The next word of the same completion, or with a `step` of -1 the one before. */
export function turn(completion: Completion, step: number): Completion {
  const { text, from, to, words, at } = completion;
  return replaced(text, from, to, words, (at + step + words.length) % words.length);
}

function replaced(
  text: string,
  from: number,
  to: number,
  words: readonly string[],
  at: number,
): Completion {
  const word = words[at] ?? "";
  return {
    text: text.slice(0, from) + word + text.slice(to),
    from,
    to: from + word.length,
    words,
    at,
  };
}

function wordsFor(begun: string, isFirst: boolean, candidates: Candidates): string[] {
  if (begun.startsWith("/") && isFirst) {
    return starting(begun.slice(1), candidates.commands).map((name) => `/${name} `);
  }
  if (begun.startsWith("#")) {
    return starting(begun.slice(1), candidates.rooms).map((name) => `#${name} `);
  }
  const name = begun.startsWith("@") ? begun.slice(1) : begun;
  return starting(name, candidates.names).map((found) => isFirst ? `${found}: ` : `${found} `);
}

function starting(begun: string, words: readonly string[]): string[] {
  const folded = begun.toLowerCase();
  return words.filter((word) => word.toLowerCase().startsWith(folded));
}
