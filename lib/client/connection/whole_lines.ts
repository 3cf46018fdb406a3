/**
 * The text of a connection up to its last line end, with a bound for each line: `TextLineStream` would buffer an
 * endless line without a limit, and pass on a line that broke off.
 *
 * @module
 */

/**
 * A stream that passes whole lines on, with their ends, and drops what goes beyond `limit` UTF-16 units of a line. A
 * last line without an end is dropped: the connection has broken in the middle of it. Memory: the chunk at hand, and
 * what is passed on of one line.
 */
export function wholeLines(limit: number): TransformStream<string, string> {
  /** What is passed on of the line that has not ended. */
  let held = "";
  return new TransformStream({
    transform(chunk, controller) {
      let whole = "";
      let start = 0;
      while (start < chunk.length) {
        const lineFeed = chunk.indexOf("\n", start);
        const end = lineFeed < 0 ? chunk.length : lineFeed;
        held += chunk.slice(start, Math.min(end, start + limit - held.length));
        if (lineFeed >= 0) {
          whole += `${held}\n`;
          held = "";
        }
        start = end + 1;
      }
      if (whole !== "") controller.enqueue(whole);
    },
  });
}
