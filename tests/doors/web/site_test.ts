/**
 * The files of the page in each coding.
 *
 * @module
 */

import { assertEquals, assertNotEquals } from "@std/assert";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { CODINGS } from "../../../lib/doors/web/accepting.ts";
import { type Representation, Site } from "../../../lib/doors/web/site.ts";
import { FakePacer } from "../../support/fake_pacer.ts";
import { FILES } from "../../support/web_requests.ts";

const PLAIN = new TextEncoder().encode(FILES[1]?.text);

function textOf({ coding, bytes }: Representation): string {
  const decoded = coding === "br"
    ? brotliDecompressSync(bytes)
    : coding === "gzip"
    ? gunzipSync(bytes)
    : bytes;
  return new TextDecoder().decode(decoded);
}

Deno.test("Site gives each file in each coding, and the same text in all of them", () => {
  const site = new Site(FILES);
  for (const { path, type, text } of FILES) {
    for (const coding of CODINGS) {
      const found = site.find(path, coding);
      assertEquals(found && textOf(found), text);
      assertEquals(found?.type, type);
    }
  }
});

Deno.test("Site compresses a file once, and not if it would not become smaller", () => {
  const site = new Site(FILES);
  const first = site.find("/app.js", "br");
  assertEquals(site.find("/app.js", "br") === first, true);
  assertEquals(first?.coding, "br");
  assertEquals((first?.bytes.length ?? Infinity) < PLAIN.length / 10, true);
  assertEquals(site.find("/icon.svg", "br")?.coding, "identity");
  assertEquals(site.find("/icon.svg", "gzip")?.coding, "identity");
});

Deno.test("Site.prepare() compresses one file in a turn, and then no more", () => {
  const pacer = new FakePacer();
  let read = 0;
  const files = FILES.map(({ path, type, text }) => ({
    path,
    type,
    get text() {
      read += 1;
      return text;
    },
  }));
  const site = new Site(files);
  site.prepare((call) => pacer.soon(call));
  assertEquals(read, 0);
  const reads = FILES.map(() => {
    pacer.turn();
    return read;
  });
  assertEquals(reads, [1, 2, 3]);
  pacer.turn();
  assertEquals([pacer.waiting, read], [0, 3]);
  site.find("/app.js", "br");
  assertEquals(read, 3);
  const end = new Site(files).prepare((call) => pacer.soon(call));
  pacer.turn();
  end();
  pacer.turn();
  assertEquals([pacer.waiting, read], [0, 4]);
});

Deno.test("an entity tag differs with the text and the coding, and with nothing else", () => {
  const site = new Site(FILES);
  const tags = CODINGS.map((coding) => site.find("/app.js", coding)?.etag);
  assertEquals(new Set(tags).size, 3);
  assertEquals(CODINGS.map((coding) => new Site(FILES).find("/app.js", coding)?.etag), tags);
  for (const tag of tags) assertEquals(/^"[\w-]{22}\.[a-z]+"$/.test(tag ?? ""), true, tag);
  const other = new Site([{ path: "/app.js", type: "text/javascript", text: "other".repeat(99) }]);
  assertNotEquals(other.find("/app.js", "br")?.etag, tags[0]);
});

// CVE-2018-14056 (ZNC).
Deno.test("Site has its files and nothing else, however a path is written (path traversal)", () => {
  const site = new Site(FILES);
  const paths = [
    "",
    "/app.js/",
    "/APP.JS",
    "/%61pp.js",
    "//app.js",
    "/./app.js",
    "/../etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/..\\app.js",
    "/app.js%00",
    "/constructor",
    "/__proto__",
    "br /app.js",
    "/index.html",
  ];
  for (const path of paths) assertEquals(site.find(path, "br"), undefined, path);
});
