/**
 * Why a request of HTTP is not served, as data, and the types of the sentences for it. A sentence that is
 * missing in a language does not compile.
 *
 * @module
 */

import type { WithCode } from "../core/notice.ts";
import type { Bytes } from "../core/units.ts";

/** Why a request is not served. Every text in a part is ASCII without control characters. */
export type WebProblem =
  /** The head breaks the rules of HTTP/1.1, or is in doubt between two readings. */
  | { readonly code: "bad-request" }
  /** The head, or the address in it, has more bytes than the limit. */
  | { readonly code: "head-too-large" | "target-too-long"; readonly limit: Bytes }
  /** It has a body. */
  | { readonly code: "has-body" }
  /** The page is not served under this name. */
  | { readonly code: "wrong-host"; readonly host: string }
  /** It comes through a trusted proxy, which does not say from whom, or says it wrongly. */
  | { readonly code: "not-forwarded" | "bad-forwarding" }
  /** There is nothing at this path. */
  | { readonly code: "not-found" }
  /** The method does something else than read. */
  | { readonly code: "bad-method" }
  /** The socket is asked for without a handshake of WebSockets, or with one of another version. */
  | { readonly code: "no-upgrade" | "bad-version" }
  /** The handshake breaks its rules. */
  | { readonly code: "bad-handshake" }
  /** The subprotocol of the socket is not offered. */
  | { readonly code: "no-subprotocol"; readonly protocol: string }
  /** Pages of this origin may not open the socket. */
  | { readonly code: "wrong-origin"; readonly origin: string }
  /** This address asks for too many files. */
  | { readonly code: "too-many-requests" }
  /** Too many connections ask for files. */
  | { readonly code: "busy" }
  /** The connection begins with a PROXY header. */
  | { readonly code: "proxy-header" }
  /** The port speaks TLS, and the connection does not. */
  | { readonly code: "plain-on-tls" };

/** One language's sentences for requests that are not served. */
export type WebWords = {
  readonly [C in WebProblem["code"]]: (problem: WithCode<WebProblem, C>) => string;
};

/** Says why a request is not served, in one sentence without a full stop. Never throws. */
export function sayWebProblem(words: WebWords, problem: WebProblem): string {
  // The code selects the function for this variant. TypeScript cannot prove it, so the argument is cast.
  return words[problem.code](problem as never);
}
