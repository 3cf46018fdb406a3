/**
 * English: why a request of HTTP is not served.
 *
 * @module
 */

import type { WebWords } from "../web.ts";

/** Why a request is not served, in English. */
export const ENGLISH_WEB: WebWords = {
  "bad-request": () => "this is not a valid HTTP/1.1 request; open this address in a browser",
  "head-too-large": ({ limit }) => `the header of a request must not be longer than ${limit} bytes`,
  "target-too-long": ({ limit }) =>
    `the address in a request must not be longer than ${limit} bytes`,
  "has-body": () => "a request must not have a body",
  "wrong-host": ({ host }) =>
    `this page is not served under the name ${host}; the operator can allow it: --web-host ${host}`,
  "not-forwarded": () =>
    "the proxy must name the address of the client, and X-Forwarded-For or Forwarded is missing",
  "bad-forwarding": () =>
    "the proxy must name the address of the client, and X-Forwarded-For or Forwarded is wrong",
  "not-found": () => "there is nothing at this address; the chat is at /",
  "bad-method": () => "only GET and HEAD are allowed",
  "no-upgrade": () =>
    "this address only accepts WebSockets; a proxy in front must pass on Upgrade and Connection",
  "bad-version": () => "the version of the WebSocket must be 13",
  "bad-handshake": () => "the WebSocket handshake is incomplete or wrong",
  "no-subprotocol": ({ protocol }) => `the WebSocket must offer the subprotocol ${protocol}`,
  "wrong-origin": ({ origin }) =>
    `pages of ${origin} may not open this chat; the operator can allow it: --web-origin ${origin}`,
  "too-many-requests": () => "too many requests from your address; try again in a minute",
  "busy": () => "the server is busy; try again in a moment",
  "proxy-header": () =>
    "this port takes no PROXY header; the proxy must send X-Forwarded-For or Forwarded instead",
  "plain-on-tls": () => "this port speaks TLS; open the address with https:// in front",
};
