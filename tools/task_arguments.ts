/**
 * What the command lines of the tools have in common.
 *
 * @module
 */

/** The arguments of a task, without the two dashes that `deno task NAME -- ...` hands on. */
export function taskArguments(args: readonly string[]): string[] {
  return args[0] === "--" ? args.slice(1) : [...args];
}

/** For `parseArgs`: takes nothing that it was not told of, and remembers the first in `unknown`. */
export class KnownOnly {
  /** The first argument that no option takes; undefined if there is none. */
  unknown: string | undefined;

  /** Is asked about each argument that is no option. */
  readonly check = (arg: string): boolean => {
    this.unknown ??= arg;
    return false;
  };
}
