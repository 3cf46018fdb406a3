/**
 * The environment of the process. A variable that may not be read counts as not set.
 *
 * @module
 */

/** An environment variable; undefined if it is not set or may not be read. Never throws. */
export function environment(name: string): string | undefined {
  try {
    return Deno.env.get(name);
  } catch {
    // The program may have fewer permissions than it asks for.
    return undefined;
  }
}
