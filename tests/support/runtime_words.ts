/**
 * What the runtime says for itself on standard error, which is none of our programs' words.
 *
 * @module
 */

/**
 * Environment for a program that tests start from source. Deno complains when its cache, which all
 * processes of the machine share, is locked or damaged; it then goes on without. Its other words, such
 * as a stack trace, stay.
 */
export const WITHOUT_CACHE_WORDS: Readonly<Record<string, string>> = {
  DENO_LOG: "error,deno::cache=off",
};
