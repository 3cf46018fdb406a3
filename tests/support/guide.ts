/**
 * Reads a document that leads through commands and files, so that a test can do what it says.
 *
 * @module
 */

/** One thing that a document tells its reader to do. */
export type GuideStep =
  /** Run a block of commands; `place` is the heading above it. */
  | { readonly kind: "run"; readonly script: string; readonly place: string }
  /** Write a file. */
  | { readonly kind: "write"; readonly path: string; readonly text: string }
  /** Commands that no test runs, and why. */
  | { readonly kind: "leave"; readonly script: string; readonly reason: string };

const BLOCK = /^( *)```(\w+)\n([^]*?)^ *```\n/gm;
const LEFT = "Not run by the tests: ";

/**
 * The steps of a document in Markdown, in their order. Blocks of `sh` are commands; they are left if the next
 * paragraph says `Not run by the tests:`. Other blocks are files if the line before has "in", a path in
 * backquotes, and a colon at its end; otherwise they are only shown.
 */
export function stepsOf(document: string): GuideStep[] {
  return [...document.matchAll(BLOCK)].flatMap((block): GuideStep[] => {
    const [whole, indent = "", language, body = ""] = block;
    const text = body.replaceAll(new RegExp(`^${indent}`, "gm"), "");
    const before = document.slice(0, block.index);
    if (language !== "sh") {
      const intro = before.trimEnd().split("\n\n").at(-1) ?? "";
      const path = /\b[Ii]n `(\/[^`]+)`[^`]*:$/.exec(intro)?.[1];
      return path === undefined ? [] : [{ kind: "write", path, text }];
    }
    const after = document.slice(block.index + whole.length).trimStart();
    if (after.startsWith(LEFT)) {
      const reason = after.slice(LEFT.length).split("\n\n")[0] ?? "";
      return [{ kind: "leave", script: text, reason }];
    }
    const prose = before.replaceAll(BLOCK, "");
    const place = [...prose.matchAll(/^#+ (.*)$/gm)].at(-1)?.[1] ?? "";
    return [{ kind: "run", script: text, place }];
  });
}
