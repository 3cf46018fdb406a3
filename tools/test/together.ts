/**
 * Test files that are loaded into one isolate, by a module that imports them. By itself `deno test` gives
 * each file an isolate of its own, which loads anew all that the file needs: half a second of a processor
 * for each of several hundred files.
 *
 * @module
 */

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Files that need an isolate of their own: those of a browser share one for the file and keep its pipes
 * open between the tests, which the sanitizers of other tests would take for theirs.
 */
const ALONE: readonly string[] = ["tests/browser/"];

/** What every module imports first. */
const SEED = new URL("../../tests/support/property_seed.ts", import.meta.url);

/** Modules to give to `deno test`, in a folder of their own; dispose of it when the tests have run. */
export class Together implements Disposable {
  readonly #folder = Deno.makeTempDirSync({ prefix: "hubbub-tests-" });
  #count = 0;

  /** The files that need an isolate of their own, and one module that imports all others, if there are any. */
  modulesOf(files: readonly string[]): string[] {
    const alone = files.filter((file) => ALONE.some((place) => file.startsWith(place)));
    const others = files.filter((file) => !alone.includes(file));
    if (others.length === 0) return alone;
    const path = `${this.#folder}/${++this.#count}_test.ts`;
    const imports = [SEED, ...others.map((file) => pathToFileURL(resolve(file)))]
      .map((url) => `import ${JSON.stringify(url)};\n`);
    Deno.writeTextFileSync(path, imports.join(""));
    return [path, ...alone];
  }

  /** Removes the modules. */
  [Symbol.dispose](): void {
    Deno.removeSync(this.#folder, { recursive: true });
  }
}
