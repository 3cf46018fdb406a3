/**
 * The environment of the process. What it may not know is as good as not there.
 *
 * @module
 */

/** An environment variable; undefined if it is not set or may not be read. Never throws. */
export function environment(name: string): string | undefined {
  try {
    return Deno.env.get(name);
  } catch {
    // A program may be given less to read than it asks for.
    return undefined;
  }
}
