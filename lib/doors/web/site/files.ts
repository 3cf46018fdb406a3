/**
 * The files of the web page. GENERATED from lib/page by `deno task page`: do not change it by hand.
 *
 * @module
 */

import type { SiteFile } from "../site_file.ts";

/** The five files, each with the path at which it is served. */
export const FILES: readonly SiteFile[] = [
  {
    path: "/",
    type: "text/html; charset=utf-8",
    text:
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1, interactive-widget=resizes-content\"><title>hubbub</title><link rel=\"stylesheet\" href=\"style.css\"><link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\"><link rel=\"manifest\" href=\"app.webmanifest\"><script type=\"module\" src=\"app.js\"></script></head><body></body></html>",
  },
  {
    path: "/style.css",
    type: "text/css; charset=utf-8",
    text:
      ":root{color-scheme:light dark;font-family:system-ui,sans-serif}",
  },
  {
    path: "/app.js",
    type: "text/javascript; charset=utf-8",
    text:
      "document.body.append(\"hello\");",
  },
  {
    path: "/icon.svg",
    type: "image/svg+xml",
    text:
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><path d=\"M2 3h12v8H7l-3 3v-3H2z\" fill=\"#2563eb\" /></svg>",
  },
  {
    path: "/app.webmanifest",
    type: "application/manifest+json",
    text:
      "{\"name\":\"hubbub\",\"short_name\":\"hubbub\",\"start_url\":\".\",\"display\":\"standalone\",\"icons\":[{\"src\":\"icon.svg\",\"sizes\":\"any\",\"type\":\"image/svg+xml\"}]}",
  },
];
