/**
 * One line that says what is being done, rewritten in place on a terminal and left out elsewhere.
 *
 * @module
 */

const ENCODER = new TextEncoder();

/** Says what is being done; an empty text takes the line away. */
export type Progress = (words: string) => void;

/** A progress line on standard error; does nothing if that is no terminal. Writing never throws. */
export function openProgress(): Progress {
  const stream = Deno.stderr;
  if (!stream.isTerminal()) return () => {};
  const from = performance.now();
  return (words) => {
    const seconds = ((performance.now() - from) / 1000).toFixed(0).padStart(4);
    const shown = words === "" ? "" : `${seconds} s  ${words}`.slice(0, columns() - 1);
    stream.writeSync(ENCODER.encode(`\r\x1b[K${shown}`));
  };
}

function columns(): number {
  try {
    return Deno.consoleSize().columns;
  } catch {
    return 80;
  }
}
