/**
 * The handshake of a WebSocket (RFC 6455, section 4), from the side of the server. Pure.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { WebProblem } from "../../words/web.ts";
import { hasWord, type RequestHead } from "./request.ts";

/** The subprotocol of the socket: the JSON dialect in its first version. */
export const SUBPROTOCOL = "hubbub.json.1";

/** The version of the protocol. */
export const SOCKET_VERSION = "13";

/** What a server adds to the key of a client before it digests it (RFC 6455, section 1.3). */
const KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** 16 bytes in base64, whose last digit has four bits that count. */
const KEY = /^[A-Za-z0-9+/]{21}[AQgw]==$/;

/** What is wrong with a handshake; undefined if it is right. Never throws. */
export function handshakeProblem(head: RequestHead): WebProblem | undefined {
  if (!head.isVersion11 || !hasWord(head, "upgrade", "websocket")) return { code: "no-upgrade" };
  if (!hasWord(head, "connection", "upgrade")) return { code: "no-upgrade" };
  const [version] = head.fields.get("sec-websocket-version") ?? [];
  if (version !== SOCKET_VERSION) return { code: "bad-version" };
  if (!KEY.test(keyOf(head))) return { code: "bad-handshake" };
  const isOffered = (head.fields.get("sec-websocket-protocol") ?? [])
    .some((list) => list.split(",").some((each) => each.trim() === SUBPROTOCOL));
  return isOffered ? undefined : { code: "no-subprotocol", protocol: SUBPROTOCOL };
}

/** The answer to the key of a client, which shows that its request was understood. Never throws. */
export function acceptOf(head: RequestHead): string {
  return createHash("sha1").update(keyOf(head) + KEY_SUFFIX).digest("base64");
}

function keyOf({ fields }: RequestHead): string {
  return fields.get("sec-websocket-key")?.[0] ?? "";
}
