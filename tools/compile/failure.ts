/**
 * The one way in which a build fails: with a sentence for the person who asked for it.
 *
 * @module
 */

/**
 * Why nothing was built. `no-base`: the base runtime cannot be had on this machine now, which is
 * no fault of the sources, so tests of the executables are ignored. `failed`: everything else.
 */
export type FailureKind = "no-base" | "failed";

/** Ends a build; caught by whoever started it, who prints the message and nothing else. */
export class BuildFailure extends Error {
  /** What may be concluded from the failure. */
  readonly kind: FailureKind;

  /** The message is one sentence, without a final period. */
  constructor(kind: FailureKind, message: string) {
    super(message);
    this.name = "BuildFailure";
    this.kind = kind;
  }
}
