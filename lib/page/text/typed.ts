/**
 * What stands in the box: its length as the daemon counts it, and its lines. PURE.
 *
 * @module
 */

/** How many bytes a text has in UTF-8, as the limit of the daemon counts; half a pair counts as three. Never throws. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** The lines of a text that are said: not the blank ones, and without blanks at their ends. Never throws. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.trimEnd()).filter((line) =>
    line !== ""
  );
}

/** Whether the line may be a command, or begins with a slash that is written twice to be said. Never throws. */
export function isCommand(line: string): boolean {
  return /^[/／]/u.test(line);
}
