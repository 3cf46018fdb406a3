/**
 * The kinds of values that only a daemon among several has: where the engine is, and what the node is called.
 *
 * @module
 */

import { formatEndpoint, parseListenAddress } from "../net/address.ts";
import { isNodeName } from "../program/node_name.ts";
import type { Kind } from "./option.ts";

/** The port of NATS servers. */
const ENGINE_PORT = 4222;

/** Servers of the engine, `nats://HOST[:PORT]` or `tls://HOST[:PORT]`, with commas between them; the value has their ports. */
export function engineServers(): Kind<readonly string[]> {
  return {
    placeholder: "URL[,URL...]",
    allowed: (wording) => wording.engineServers,
    read(text) {
      const servers = text.split(",").map((part) => serverOf(part.trim()));
      return servers.every((server) => server !== undefined) ? servers : undefined;
    },
  };
}

/** The name of a node: a plain ASCII word. */
export function nodeName(): Kind<string> {
  return {
    placeholder: "NAME",
    allowed: (wording) => wording.nodeName,
    read: (text) => isNodeName(text) ? text : undefined,
  };
}

function serverOf(text: string): string | undefined {
  const match = /^(nats|tls):\/\/([^/]*)\/?$/.exec(text);
  if (match === null) return undefined;
  const [, scheme = "", place = ""] = match;
  const address = parseListenAddress(/:\d{1,5}$/.test(place) ? place : `${place}:${ENGINE_PORT}`);
  if (address?.transport !== "tcp" || address.port === 0) return undefined;
  return `${scheme}://${formatEndpoint(address.hostname, address.port)}`;
}
