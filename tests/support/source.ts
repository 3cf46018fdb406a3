/**
 * Reads the project's own sources for the tests of its shape: files, their code without comments
 * and texts, and what they import.
 *
 * Sources are cut by regular expressions, not parsed: a template inside a template inside a
 * template, which nobody should write, would be taken for text.
 *
 * @module
 */

import { fileURLToPath } from "node:url";

/** A file of the project. */
export interface SourceFile {
  /** Relative to the project's root, with slashes. */
  readonly path: string;
  /** Everything in it. */
  readonly text: string;
}

/** One import, re-export or dynamic import. */
export interface Import {
  /** What is imported: a path relative to the project's root, or a package as it is written. */
  readonly target: string;
  /** Whether only types are imported, which leaves nothing to run. */
  readonly isTypeOnly: boolean;
}

/** Folders that tools make and git ignores. */
const IGNORED = [".git", ".cache", ".coverage", "dist", "node_modules"];

const COMMENT = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const STRING = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
const TEMPLATE = "`(?:\\\\[\\s\\S]|\\$\\{(?:[^{}`]|\\{[^{}]*\\}|`[^`]*`)*\\}|[^`\\\\])*`";
const REGEX = String.raw`(?<=(?:^|[=(,:;!&|?{}\[+>]|\breturn|\bcase)\s*)` +
  String.raw`\/(?![*\/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\/\\\n\[])+\/[a-z]*`;
const PIECE = new RegExp([COMMENT, STRING, TEMPLATE, REGEX].join("|"), "g");
const IMPORT =
  /^(?:import|export)\s+(?:(type\s)?\s*([\w*{][^"';]*?)\s*from\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;

/** The project's root, with a slash at its end. */
export function projectRoot(): string {
  return fileURLToPath(new URL("../..", import.meta.url));
}

/** The names at the top of the project, without what git ignores. */
export function topLevelNames(): string[] {
  const names = [...Deno.readDirSync(projectRoot())].map((entry) => entry.name);
  return names.filter((name) => !IGNORED.includes(name)).sort();
}

/** The paths of all files below a folder, without what git ignores. */
export function filesBelow(folder: string): string[] {
  const paths: string[] = [];
  for (const entry of Deno.readDirSync(projectRoot() + folder)) {
    if (IGNORED.includes(entry.name)) continue;
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory) paths.push(...filesBelow(path));
    else paths.push(path);
  }
  return paths.sort();
}

/** The files of the two programs: main.ts, client.ts and everything in lib. */
export function programFiles(): SourceFile[] {
  const paths = [...topLevelNames(), ...filesBelow("lib")].filter((path) => path.endsWith(".ts"));
  return paths.map((path) => ({ path, text: Deno.readTextFileSync(projectRoot() + path) }));
}

/** What is left to run: comments, texts and regular expressions emptied, line breaks kept. */
export function codeOf(text: string): string {
  return text.replace(PIECE, (piece) => {
    const breaks = "\n".repeat(piece.split("\n").length - 1);
    if (piece.startsWith("`")) return `\`${insertionsOf(piece)}\`${breaks}`;
    if (piece.startsWith("//") || piece.startsWith("/*")) return breaks;
    return `""${breaks}`;
  });
}

/** Everything that a file imports, in the order of the file. */
export function importsOf(file: SourceFile): Import[] {
  const text = file.text.replace(PIECE, (piece) => /^\/[/*]/.test(piece) ? "" : piece);
  return [...text.matchAll(IMPORT)].map(([, typeWord, names, from, dynamic]) => ({
    target: resolve(file.path, from ?? dynamic ?? ""),
    isTypeOnly: typeWord !== undefined || areAllTypes(names),
  }));
}

function insertionsOf(template: string): string {
  const found = template.matchAll(/\$\{((?:[^{}`]|\{[^{}]*\}|`[^`]*`)*)\}/g);
  return [...found].map(([, code]) => codeOf(code ?? "")).join(" ");
}

function areAllTypes(names: string | undefined): boolean {
  if (names === undefined || !names.startsWith("{")) return false;
  const list = names.slice(1, -1).split(",").map((name) => name.trim()).filter((name) => name);
  return list.every((name) => name.startsWith("type "));
}

function resolve(importer: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return new URL(specifier, `file:///${importer}`).pathname.slice(1);
}
