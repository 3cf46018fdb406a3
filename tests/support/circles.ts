/**
 * Finds circles of imports. A circle of types runs well, and still nothing in it can be read, moved or
 * tested without all of it.
 *
 * @module
 */

import { importsOf, type SourceFile } from "./source.ts";

/** Circles among files, types included, as `a.ts -> b.ts -> a.ts`; none only if there is none. */
export function circlesIn(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const targets = new Map(files.map((file) => [
    file.path,
    importsOf(file).map(({ target }) => target).filter((target) => paths.has(target)),
  ]));
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const from = trail.indexOf(path);
    if (from >= 0) circles.push([...trail.slice(from), path].join(" -> "));
    if (from >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of paths) walk(path, []);
  return circles;
}
