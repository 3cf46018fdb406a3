/**
 * Values that are made at their first use, such as tables that would delay the start of a program.
 *
 * @module
 */

/** Makes a value at the first call, and returns the same at later calls. Throws what `make` throws. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
