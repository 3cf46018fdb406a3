/**
 * The part of `@std/assert` that hubbub's tests use.
 *
 * @module
 */

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error = Error> = abstract new (...args: any[]) => E;

/** Fails unless the expression is truthy. */
export declare function assert(expr: unknown, msg?: string): asserts expr;
/** Fails unless both are equal, deeply. */
export declare function assertEquals<T>(actual: T, expected: T, msg?: string): void;
/** Fails if the value is null or undefined. */
export declare function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T>;
/** Fails unless `actual > expected`. */
export declare function assertGreater<T>(actual: T, expected: T, msg?: string): void;
/** Fails unless `actual >= expected`. */
export declare function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void;
/** Fails unless `actual` is an instance of the class. */
export declare function assertInstanceOf<T extends ErrorClass>(
  actual: unknown,
  expectedType: T,
  msg?: string,
): asserts actual is InstanceType<T>;
/** Fails unless `actual < expected`. */
export declare function assertLess<T>(actual: T, expected: T, msg?: string): void;
/** Fails unless `actual <= expected`. */
export declare function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void;
/** Fails unless the string matches. */
export declare function assertMatch(actual: string, expected: RegExp, msg?: string): void;
/** Fails if both are equal, deeply. */
export declare function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;
/** Fails unless the promise rejects; resolves with the error. */
export declare function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClass?: ErrorClass<E>,
  msgIncludes?: string,
): Promise<E>;
/** Fails unless both are the same value. */
export declare function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T;
/** Fails unless the string includes the other. */
export declare function assertStringIncludes(actual: string, expected: string, msg?: string): void;
/** Fails unless the function throws; returns the error. */
export declare function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClass?: ErrorClass<E>,
  msgIncludes?: string,
): E;
/** Fails. */
export declare function fail(msg?: string): never;
