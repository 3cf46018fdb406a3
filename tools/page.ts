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
  const files: Made[] = [
    { path: "/", type: "text/html; charset=utf-8", text: squeezeMarkup(await read("index.html")) },
    {
      path: "/style.css",
      type: "text/css; charset=utf-8",
      text: squeezeStyle(await readStyles()),
    },
    { path: "/app.js", type: "text/javascript; charset=utf-8", text: await bundle("main.ts") },
    { path: "/icon.svg", type: "image/svg+xml", text: squeezeMarkup(await read("icon.svg")) },
    {
      path: "/app.webmanifest",
      type: "application/manifest+json",
      text: JSON.stringify(JSON.parse(await read("app.webmanifest"))),
    },
  ];
  return moduleOf(files);
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

/** The five files, each with the path at which it is served. */
export const FILES: readonly SiteFile[] = [
${rows.join("")}];
`;
}

async function read(name: string): Promise<string> {
  return await Deno.readTextFile(join(SOURCES, name));
}

/** The style sheets of lib/page/style, by name. */
async function readStyles(): Promise<string> {
  const names = [...Deno.readDirSync(join(SOURCES, "style"))].map(({ name }) => name).sort();
  return (await Promise.all(names.map((name) => read(`style/${name}`)))).join("\n");
}

async function bundle(name: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--no-lock",
      "--platform",
      "browser",
      "--minify",
      join(SOURCES, name),
    ],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`deno bundle failed: ${new TextDecoder().decode(stderr).trim()}`);
  return unescaped(new TextDecoder().decode(stdout).trim());
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
