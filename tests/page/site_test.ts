/**
 * The module with the page's files is made from the page's sources, and is small.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { FILES } from "../../lib/doors/web/site/files.ts";
import type { SiteFile } from "../../lib/doors/web/site_file.ts";
import { brotliBytes, makeSite, SITE_PATH } from "../../tools/page.ts";
import { projectRoot } from "../support/source.ts";

/** Each version of Deno has its own esbuild, which may write other bytes. */
const MAKER = "2.9.6";
/** The most bytes with brotli of all that is loaded before a person can read and say a line, in one language. */
const MOST_FIRST = 24_000;
/** The most of all files together. */
const MOST_IN_ALL = 38_200;
/** What is loaded later, or for the other language, or by the browser for itself. */
const LATER = ["/talk_zh.js", "/late.js", "/late.css", "/icon.svg", "/app.webmanifest"];

Deno.test({
  name: "the files of the page are those that its sources make; else run: deno task page",
  ignore: Deno.version.deno !== MAKER,
  fn: async () => {
    const committed = await Deno.readTextFile(projectRoot() + SITE_PATH);
    assert(
      committed === await makeSite(),
      "lib/doors/web/site/files.ts is old: run deno task page",
    );
  },
});

Deno.test("the page has these files, with the types that browsers want", () => {
  assertEquals(FILES.map(({ path, type }) => `${plain(path)} ${type}`), [
    "/ text/html; charset=utf-8",
    "/style.css text/css; charset=utf-8",
    "/early.js text/javascript; charset=utf-8",
    "/app.js text/javascript; charset=utf-8",
    "/shared1.js text/javascript; charset=utf-8",
    "/late.js text/javascript; charset=utf-8",
    "/talk_en.js text/javascript; charset=utf-8",
    "/talk_zh.js text/javascript; charset=utf-8",
    "/late.css text/css; charset=utf-8",
    "/icon.svg image/svg+xml",
    "/app.webmanifest application/manifest+json",
  ]);
});

Deno.test(`the page has at most ${MOST_FIRST} bytes with brotli before a line can be said`, () => {
  const bytes = sizeOf(FILES.filter(({ path }) => !LATER.includes(plain(path))));
  assert(bytes <= MOST_FIRST, `${bytes} bytes`);
});

Deno.test(`the page has at most ${MOST_IN_ALL} bytes with brotli in all`, () => {
  const bytes = sizeOf(FILES);
  assert(bytes <= MOST_IN_ALL, `${bytes} bytes`);
});

Deno.test("the page has all scripts under names of one build, and loads at once what it needs at once", () => {
  const builds = FILES.flatMap(({ path }) => /-([0-9a-f]{8})\.js$/.exec(path)?.[1] ?? []);
  assertEquals([builds.length, new Set(builds).size], [5, 1]);
  const [build] = builds;
  const markup = FILES.find(({ path }) => path === "/")?.text ?? "";
  const loaded = [...markup.matchAll(/(?:src|href)="([^"#]+\.js)"/g)].map(([, name]) => name);
  assertEquals(loaded, ["early.js", `shared1-${build}.js`, `app-${build}.js`]);
});

/** A path without the build. */
function plain(path: string): string {
  return path.replace(/-[0-9a-f]{8}\.js$/, ".js");
}

function sizeOf(files: readonly SiteFile[]): number {
  return brotliBytes(files.map(({ text }) => text));
}
