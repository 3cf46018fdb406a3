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

/** The best, which stands still for a tenth of a second or two for the whole page; see `prepare`. */
const BROTLI_QUALITY = 11;

/** The files of the page. Each is compressed once in each coding, when it is first asked for. */
export class Site {
  readonly #files = new Map<string, SiteFile>();
  readonly #made = new Map<string, Representation>();

  /** A site with these files, each under its path. */
  constructor(files: readonly SiteFile[]) {
    for (const file of files) this.#files.set(file.path, file);
  }

  /**
   * Compresses each file in the best coding, one in a turn of the event loop. Called when the daemon has
   * started and nobody is in the chat, whom it would delay later. `soon` calls once, in the next turn. Returns
   * a function that ends it.
   */
  prepare(soon: (call: () => void) => void): () => void {
    const paths = Array.from(this.#files.keys());
    const next = () => {
      const path = paths.shift();
      if (path === undefined) return;
      this.find(path, "br");
      soon(next);
    };
    soon(next);
    return () => paths.splice(0);
  }

  /** Another file at its path; nothing changes if it is the same. */
  put(file: SiteFile): void {
    const { path } = file;
    if (this.#files.get(path)?.text === file.text) return;
    this.#files.set(path, file);
    for (const key of this.#made.keys()) if (key.endsWith(` ${path}`)) this.#made.delete(key);
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
