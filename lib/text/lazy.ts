/**
 * Values that are made when they are first asked for: tables that a program needs to start without.
 *
 * @module
 */

/** Makes a value at the first call, and gives the same at every other. Throws what `make` throws. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
