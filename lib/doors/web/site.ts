/**
 * The files of the page, in memory and in each coding. There is nothing else: no file is opened, so no path
 * leads anywhere else.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Coding } from "./accepting.ts";
import type { SiteFile } from "./site_file.ts";

/** A file as it is sent. */
export interface Representation {
  /** Its media type. */
  readonly type: string;
  /** Its coding. */
  readonly coding: Coding;
  /** Its bytes in that coding. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Its entity tag, in quotes: another one if the bytes are others. */
  readonly etag: string;
}

/** How many characters of a digest in base64 tell one version of a file from another. */
const TAG_LENGTH = 22;

/** Brotli stands still for 10 ms with this quality, and for 150 with the best, which saves a tenth. */
const BROTLI_QUALITY = 6;

/** The files of the page. Each is compressed once in each coding, when it is first asked for. */
export class Site {
  readonly #files = new Map<string, SiteFile>();
  readonly #made = new Map<string, Representation>();

  /** A site with these files, each under its path. */
  constructor(files: readonly SiteFile[]) {
    for (const file of files) this.#files.set(file.path, file);
  }

  /** The file at a path in a coding, as it is if it would not become smaller; undefined if there is none. */
  find(path: string, coding: Coding): Representation | undefined {
    const file = this.#files.get(path);
    if (file === undefined) return undefined;
    const key = `${coding} ${path}`;
    const made = this.#made.get(key) ?? represent(file, coding);
    this.#made.set(key, made);
    return made;
  }
}

function represent({ type, text }: SiteFile, wanted: Coding): Representation {
  const plain = new TextEncoder().encode(text);
  const coded = encode(plain, wanted);
  const [coding, bytes] = coded.length < plain.length
    ? [wanted, coded] as const
    : ["identity", plain] as const;
  const digest = createHash("sha256").update(plain).digest("base64url").slice(0, TAG_LENGTH);
  return { type, coding, bytes, etag: `"${digest}.${coding}"` };
}

function encode(bytes: Uint8Array<ArrayBuffer>, coding: Coding): Uint8Array<ArrayBuffer> {
  switch (coding) {
    case "br":
      return Uint8Array.from(brotliCompressSync(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }));
    case "gzip":
      return Uint8Array.from(gzipSync(bytes, { level: 9 }));
    case "identity":
      return bytes;
    default:
      return coding satisfies never;
  }
}
