/**
 * The plays of `tests/plays/`.
 *
 * @module
 */

const FOLDER = new URL("../plays/", import.meta.url);

/** Every play, by name. */
export function playFiles(): { readonly name: string; readonly source: string }[] {
  return Array.from(Deno.readDirSync(FOLDER))
    .filter(({ name }) => name.endsWith(".play"))
    .map(({ name }) => ({
      name: name.replace(/\.play$/, ""),
      source: Deno.readTextFileSync(new URL(name, FOLDER)),
    }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
}
