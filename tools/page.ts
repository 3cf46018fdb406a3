/**
 * Makes lib/doors/web/site/files.ts, the module with the files of the web page, from lib/page: `deno task
 * page`. The browser's part is bundled by `deno bundle`, which takes esbuild from npm at its first use.
 *
 * @module
 */

import { createHash } from "node:crypto";
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
  const scripts = await bundle("early.ts", "main.ts");
  return moduleOf([
    {
      path: "/",
      type: "text/html; charset=utf-8",
      text: squeezeMarkup(withScripts(await read("index.html"), scripts)),
    },
    { path: "/style.css", type: css, text: await readStyles("style") },
    ...scripts,
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

/** The script of index.html that runs before the first paint. */
const EARLY = "early.js";

/**
 * The scripts, in one file each: `early.js`; `app-BUILD.js`, which the page loads; what is imported when it is needed; and
 * what several need. BUILD tells the build: a page of another one finds none of them.
 */
async function bundle(...entries: readonly string[]): Promise<Made[]> {
  const folder = await Deno.makeTempDir();
  try {
    const flags = ["--quiet", "--no-lock", "--platform", "browser", "--minify", "--code-splitting"];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "bundle",
        ...flags,
        "--outdir",
        folder,
        ...entries.map((entry) => join(SOURCES, entry)),
      ],
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
    const all = scripts.map(({ name, text }) => `${name} ${text}`.replace(HASH, "")).join("\n");
    const build = createHash("sha256").update(all).digest("hex").slice(0, BUILD_LENGTH);
    const shared = scripts.filter(({ name }) => name.startsWith("chunk-"));
    const names = new Map(
      scripts.map((script) => [script.name, servedName(script, shared, build)]),
    );
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

/** The hash in a name that esbuild makes of the contents; it is not the same on every machine. */
const HASH = /-[A-Z0-9]{8}(?=\.js)/g;
const BUILD_LENGTH = 8;

/** `app` for the entry, the name of the module for one that is imported later, `shared1` for what several need. */
function servedName(script: Script, shared: readonly Script[], build: string): string {
  if (script.name === EARLY) return EARLY;
  const index = shared.indexOf(script);
  const plain = index >= 0 ? `shared${index + 1}.js` : script.name.replace(HASH, "");
  return plain.replace(/^main\.js$/, "app.js").replace(/\.js$/, `-${build}.js`);
}

/** The entries first, then the others by name and contents, without the hashes. */
function inOrder(a: Script, b: Script): number {
  return orderOf(a) < orderOf(b) ? -1 : 1;
}

function orderOf({ name, text }: Script): string {
  if (name === EARLY) return "";
  return name === "main.js" ? " " : `${name.replace(HASH, "")} ${text.replace(HASH, "")}`;
}

/** The markup with the entry under its name, and with what it imports, which is loaded beside it and not after it. */
function withScripts(markup: string, scripts: readonly Made[]): string {
  const entry = scripts.find(({ path }) => path.startsWith("/app-"));
  if (entry === undefined) throw new Error("deno bundle made no main.js");
  const imported = [...entry.text.matchAll(/from"\.\/([^"]+)"/g)].map(([, name]) =>
    `<link rel="modulepreload" href="${name}">`
  );
  return markup.replace(
    '<script type="module" src="app.js">',
    `${imported.join("")}<script type="module" src="${entry.path.slice(1)}">`,
  );
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
