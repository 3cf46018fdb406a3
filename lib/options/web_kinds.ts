/**
 * The kinds of values that only the page has: names of hosts and origins, as browsers send them.
 *
 * @module
 */

import { canonicalHostname, canonicalOrigin } from "../net/http_origin.ts";
import type { Kind } from "./option.ts";

/** The name of a host in any script, without a port; its value is as browsers send it, in lower-case ASCII. */
export function webHost(): Kind<string> {
  return {
    placeholder: "NAME",
    allowed: (wording) => wording.hostName,
    read: canonicalHostname,
  };
}

/** The origin of a page (RFC 6454); its value is as browsers send it. */
export function webOrigin(): Kind<string> {
  return {
    placeholder: "ORIGIN",
    allowed: (wording) => wording.origin,
    read: canonicalOrigin,
  };
}

/** The page of another node, at the root of its host; its value is its origin, as browsers send it. */
export function webNode(): Kind<string> {
  return { ...webOrigin(), placeholder: "URL" };
}
