/**
 * Makes lib/doors/web/site/files.ts, the module with the files of the web page, from lib/page: `deno task
 * page`. The browser's part is bundled by `deno bundle`, which takes esbuild from npm at its first use.
 *
 * @module
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = join(ROOT, "lib/page");

/** Where the module stands, relative to the project. */
export const SITE_PATH = "lib/doors/web/site/files.ts";

/** A file of the page. */
interface Made {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

/**
 * Makes the text of the module anew. Throws an `Error` with what `deno bundle` has said, if it fails.
 */
export async function makeSite(): Promise<string> {
  const css = "text/css; charset=utf-8";
  return moduleOf([
    { path: "/", type: "text/html; charset=utf-8", text: squeezeMarkup(await read("index.html")) },
    { path: "/style.css", type: css, text: await readStyles("style") },
    ...await bundle("main.ts"),
    { path: "/late.css", type: css, text: await readStyles("style/late") },
    { path: "/icon.svg", type: "image/svg+xml", text: squeezeMarkup(await read("icon.svg")) },
    {
      path: "/app.webmanifest",
      type: "application/manifest+json",
      text: JSON.stringify(JSON.parse(await read("app.webmanifest"))),
    },
  ]);
}

/** How many bytes the files of a module have together with brotli, as a browser loads them. */
export function brotliBytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
}

function moduleOf(files: readonly Made[]): string {
  const rows = files.map(({ path, type, text }) =>
    `  {\n    path: ${JSON.stringify(path)},\n    type: ${
      JSON.stringify(type)
    },\n    text:\n      ${JSON.stringify(text)},\n  },\n`
  );
  return `/**
 * The files of the web page. GENERATED from lib/page by \`deno task page\`: do not change it by hand.
 *
 * @module
 */

import type { SiteFile } from "../site_file.ts";

/** The files, each with the path at which it is served. */
export const FILES: readonly SiteFile[] = [
${rows.join("")}];
`;
}

async function read(name: string): Promise<string> {
  return await Deno.readTextFile(join(SOURCES, name));
}

/** The style sheets of a folder, by name. */
async function readStyles(folder: string): Promise<string> {
  const names = [...Deno.readDirSync(join(SOURCES, folder))].map(({ name }) => name);
  const sheets = names.filter((name) => name.endsWith(".css")).sort();
  const texts = await Promise.all(sheets.map((name) => read(`${folder}/${name}`)));
  return squeezeStyle(texts.join("\n"));
}

/**
 * The scripts: `app.js`, and beside it what is imported when it is needed, in one file each. The names that esbuild
 * makes of their contents are replaced: the daemon serves all of one version.
 */
async function bundle(entry: string): Promise<Made[]> {
  const folder = await Deno.makeTempDir();
  try {
    const flags = ["--quiet", "--no-lock", "--platform", "browser", "--minify", "--code-splitting"];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", ...flags, "--outdir", folder, join(SOURCES, entry)],
      cwd: ROOT,
      env: { NO_COLOR: "1" },
    }).output();
    if (!success) {
      throw new Error(`deno bundle failed: ${new TextDecoder().decode(stderr).trim()}`);
    }
    const scripts = [...Deno.readDirSync(folder)].map(({ name }) => ({
      name,
      text: unescaped(Deno.readTextFileSync(join(folder, name)).trim()),
    })).sort(inOrder);
    const shared = scripts.filter(({ name }) => name.startsWith("chunk-"));
    const names = new Map(scripts.map((script) => [script.name, servedName(script, shared)]));
    return scripts.map(({ name, text }) => ({
      path: `/${names.get(name)}`,
      type: "text/javascript; charset=utf-8",
      text: [...names].reduce((script, [from, to]) => script.replaceAll(from, to), text),
    }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A script as it is bundled. */
interface Script {
  readonly name: string;
  readonly text: string;
}

/** The hash in a name that esbuild makes of the contents. */
const HASH = /-[A-Z0-9]{8}\.js/g;

/** `app.js` for the entry, the name of the module for one that is imported later, `shared1.js` for what several need. */
function servedName(script: Script, shared: readonly Script[]): string {
  if (script.name === "main.js") return "app.js";
  const index = shared.indexOf(script);
  return index < 0 ? script.name.replace(HASH, ".js") : `shared${index + 1}.js`;
}

/** The entry first, which the page loads; the others by name and contents, without the hashes. */
function inOrder(a: Script, b: Script): number {
  return orderOf(a) < orderOf(b) ? -1 : 1;
}

function orderOf({ name, text }: Script): string {
  return name === "main.js" ? "" : `${name.replace(HASH, "")} ${text.replace(HASH, "")}`;
}

/**
 * With the characters themselves where esbuild writes their numbers, which makes Chinese shorter. Left as they are:
 * what editors do not show, and half pairs.
 */
function unescaped(script: string): string {
  return script.replace(/\\\\|\\u([0-9a-f]{4})/gi, (escape, digits?: string) => {
    const code = parseInt(digits ?? "0", 16);
    const isShown = (0x2010 <= code && code <= 0x2027) || (0x2030 <= code && code < 0x2060) ||
      (0x3001 <= code && code < 0xd800) || (0xff01 <= code && code <= 0xffee);
    return isShown ? String.fromCharCode(code) : escape;
  });
}

/** Without comments, and with one space where markup has a line break. */
function squeezeMarkup(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, "").replace(/>\s*\n\s*/g, ">").replace(/\s*\n\s*/g, " ")
    .trim();
}

/** Without comments and the blanks around punctuation; strings of style.css have no such blanks. */
function squeezeStyle(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ").replace(
    /\s*([{};,>])\s*/g,
    "$1",
  )
    .replace(/:\s+/g, ":").replaceAll(";}", "}").trim();
}

if (import.meta.main) {
  await Deno.writeTextFile(join(ROOT, SITE_PATH), await makeSite());
}
