/**
 * The seed of the tests of properties: one and the same for one state of the project, so that the tests of a
 * commit pass or fail everywhere and each time, and another for the next, so that other cases are tried.
 *
 * @module
 */

/** The environment variable that hands the seed to the tests; who sets it decides. */
export const SEED_VARIABLE = "PROPERTY_SEED";

/** So many hexadecimal digits are below the highest seed of the library, which has 31 bits. */
const DIGITS = 7;

/** The seed for this tree of git, as `git rev-parse HEAD^{tree}` prints it; 1 for other text. Never throws. */
export function seedOf(tree: string): number {
  return /^[0-9a-f]{40,64}$/.test(tree) ? Number.parseInt(tree.slice(0, DIGITS), 16) : 1;
}

/** What is committed; empty where there is no git, or no repository. Never rejects. */
export async function committedTree(): Promise<string> {
  try {
    const args = ["rev-parse", "HEAD^{tree}"];
    const { stdout } = await new Deno.Command("git", { args, stderr: "null" }).output();
    return new TextDecoder().decode(stdout).trim();
  } catch {
    return "";
  }
}
