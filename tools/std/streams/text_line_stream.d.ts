/**
 * The part of `@std/streams/text-line-stream` that hubbub uses.
 *
 * @module
 */

/** Turns text cut anywhere into lines; see the documentation of `@std/streams`. */
export declare class TextLineStream extends TransformStream<string, string> {
  /** With `allowCR` a lone CR ends a line as well. */
  constructor(options?: { allowCR?: boolean });
}
