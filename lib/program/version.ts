/**
 * The version of both programs; it is defined only here.
 *
 * @module
 */

/** The version by https://semver.org that `--version`, `welcome` and the executables tell. */
export const VERSION: string = "0.1.0";
