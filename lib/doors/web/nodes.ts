/**
 * The other nodes of the chat, at which the page may go on: what the document tells of them, and what lets a browser
 * connect there. Pure.
 *
 * @module
 */

import { CONTENT_SECURITY } from "./policy.ts";
import type { SiteFile } from "./site_file.ts";

/** The path of the document. */
export const DOCUMENT_PATH = "/";

/**
 * The document with the hosts of these origins, in canonical form, which have no character that markup knows. The
 * page connects to them by its own scheme. Never throws.
 */
export function withNodes(document: SiteFile, origins: readonly string[]): SiteFile {
  if (origins.length === 0) return document;
  const hosts = origins.map((origin) => origin.replace(/^https?:\/\//, "")).join(" ");
  return { ...document, text: document.text.replace("<html", () => `<html data-nodes="${hosts}"`) };
}

/** What the document may do: the same as without other nodes, and connect to their sockets. Never throws. */
export function policyFor(origins: readonly string[]): string {
  // A source with `https` does not let a socket through.
  const sockets = origins.map((origin) => ` ${origin.replace("http", "ws")}`).join("");
  return CONTENT_SECURITY.map((rule) => rule.startsWith("connect-src ") ? rule + sockets : rule)
    .join("; ");
}
