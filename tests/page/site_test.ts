/**
 * The module with the page's files is made from the page's sources, and is small.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { FILES } from "../../lib/doors/web/site/files.ts";
import { brotliBytes, makeSite, SITE_PATH } from "../../tools/page.ts";
import { projectRoot } from "../support/source.ts";

/** Each version of Deno has its own esbuild, which may write other bytes. */
const MAKER = "2.9.6";
const MOST_BYTES = 20_000;

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

Deno.test("the page has five files, with the types that browsers want", () => {
  assertEquals(FILES.map(({ path, type }) => `${path} ${type}`), [
    "/ text/html; charset=utf-8",
    "/style.css text/css; charset=utf-8",
    "/app.js text/javascript; charset=utf-8",
    "/icon.svg image/svg+xml",
    "/app.webmanifest application/manifest+json",
  ]);
});

Deno.test("the page has at most 20 kB with brotli", () => {
  const bytes = brotliBytes(FILES.map(({ text }) => text));
  assert(bytes <= MOST_BYTES, `${bytes} bytes`);
});
