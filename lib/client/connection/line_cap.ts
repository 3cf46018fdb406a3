/**
 * A bound for lines of text before they are collected: `TextLineStream` would buffer an endless line
 * without a limit.
 *
 * @module
 */

/**
 * A stream that passes text on and drops what goes beyond `limit` UTF-16 units of a line. The line's
 * end always comes through, so the next line is whole. Memory: the chunk at hand.
 */
export function capLines(limit: number): TransformStream<string, string> {
  let length = 0;
  return new TransformStream({
    transform(chunk, controller) {
      let kept = "";
      let start = 0;
      while (start < chunk.length) {
        const lineFeed = chunk.indexOf("\n", start);
        const end = lineFeed < 0 ? chunk.length : lineFeed;
        kept += chunk.slice(start, Math.min(end, start + Math.max(0, limit - length)));
        length += end - start;
        if (lineFeed >= 0) {
          kept += "\n";
          length = 0;
        }
        start = end + 1;
      }
      if (kept !== "") controller.enqueue(kept);
    },
  });
}
