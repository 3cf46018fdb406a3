/**
 * The part of `@std/cli/parse-args` that hubbub uses, declared so that what checks here also checks
 * against the real package.
 *
 * @module
 */

/** Turns command line arguments into an object of flags; see the documentation of `@std/cli`. */
export declare function parseArgs<
  const S extends string = never,
  const B extends string = never,
  const C extends string = never,
>(args: string[], options?: {
  string?: readonly S[];
  boolean?: readonly B[];
  collect?: readonly C[];
  default?: { [key: string]: unknown };
  alias?: { [key: string]: string | readonly string[] };
  negatable?: readonly string[];
  stopEarly?: boolean;
  "--"?: boolean;
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}): { [flag: string]: unknown; _: Array<string | number> };
