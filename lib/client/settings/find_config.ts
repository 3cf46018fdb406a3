/**
 * Finds the configuration file: the one that was asked for, or one of the usual ones. Reads it, nothing else.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import type { OptionWording } from "../../words/options.ts";
import type { Phrases } from "../../words/phrases.ts";
import { reasonOf } from "../connection/fault.ts";
import { ConfigTooLong, MAX_CONFIG_BYTES } from "./config_text.ts";
import type { ConfigText } from "./config_file.ts";

/** Where to look. */
export interface Search {
  /** Paths by priority. A file with nothing in it counts as missing, unless it is the last. */
  readonly paths: readonly string[];
  /** Whether there must be one. */
  readonly isNeeded: boolean;
  /** Reads a file; rejects with `Deno.errors.NotFound` if there is none. */
  readonly readFile: (path: string) => Promise<string>;
  /** The words. */
  readonly phrases: Phrases;
  /** The words about files. */
  readonly wording: OptionWording;
}

/** What was found. */
export type Found =
  | { readonly kind: "file"; readonly file: ConfigText }
  /** There is none that can be used; `why` says so of one that is there. */
  | { readonly kind: "none"; readonly why?: string }
  /** There is none, and there must be one. */
  | { readonly kind: "missing"; readonly why: string };

/** Finds the file. Never rejects. */
export async function findConfig(search: Search): Promise<Found> {
  const { paths, isNeeded, readFile, phrases, wording } = search;
  let missing: string | undefined;
  for (const [index, path] of paths.entries()) {
    try {
      const text = await readFile(path);
      const isLast = index === paths.length - 1;
      if (isLast || text.trim() !== "") return { kind: "file", file: { path, text } };
    } catch (error) {
      const why = explain(path, error, { phrases, wording });
      if (!isAbsent(error, path)) return { kind: isNeeded ? "missing" : "none", why };
      missing ??= why;
    }
  }
  return isNeeded && missing !== undefined ? { kind: "missing", why: missing } : { kind: "none" };
}

function explain(
  path: string,
  error: unknown,
  { phrases, wording }: Pick<Search, "phrases" | "wording">,
): string {
  if (error instanceof ConfigTooLong) return wording.fileTooLong(quote(path), MAX_CONFIG_BYTES);
  return phrases.cannotRead(escapeUnprintable(path), reasonOf(error, phrases));
}

/**
 * Whether nothing is at the path: a part of it may also be a file where a folder would be. The runtime lets no
 * program look below `/dev/null`, which some accounts have as their home.
 */
function isAbsent(error: unknown, path: string): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory ||
    (error instanceof Deno.errors.NotCapable && /^\/(?:dev|proc|sys)\//.test(path));
}
