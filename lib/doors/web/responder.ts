/**
 * What a request gets: a file, a WebSocket, or one sentence that says why not. Knows no connection.
 *
 * @module
 */

import type { Millis } from "../../core/units.ts";
import { NetworkMap } from "../../ip/network_map.ts";
import type { WebHost } from "../../net/http_origin.ts";
import type { PeerOrigin } from "../../net/peer.ts";
import type { WebProblem } from "../../words/web.ts";
import { codingFor, languageFor } from "./accepting.ts";
import { hostFor, isTrustworthy, openingProblem } from "./access.ts";
import { type Answer, fileAnswer, refusalAnswer } from "./answer.ts";
import { forwardingOf } from "./forwarding.ts";
import type { ForwardingFault, Overload, WebFrontSettings } from "./front_parts.ts";
import { handshakeProblem } from "./handshake.ts";
import { DOCUMENT_PATH, policyFor, withNodes } from "./nodes.ts";
import { fieldOf, hasBody, isReading, type RequestHead } from "./request.ts";
import { Site } from "./site.ts";
import type { SiteFile } from "./site_file.ts";

/** What a request gets. `origin` is that of the client, as far as it is known. */
export type Decision =
  /** The handshake is right: the connection becomes a WebSocket. */
  | { readonly kind: "upgrade"; readonly origin: PeerOrigin; readonly head: RequestHead }
  /** It is answered. */
  | Answered;

/** A request that is answered. */
export interface Answered {
  /** Tells it from an upgrade. */
  readonly kind: "answer";
  /** The origin of the client. */
  readonly origin: PeerOrigin;
  /** The answer. */
  readonly answer: Answer;
}

/** The path of the socket. */
export const SOCKET_PATH = "/socket";

/** The parts of a responder. */
export interface ResponderParts {
  /** The files of the page. */
  readonly files: readonly SiteFile[];
  /** See `WebFrontParts`. */
  admitFile?(origin: PeerOrigin): Overload | undefined;
  /** See `WebFrontParts`. */
  misforwarded?(origin: PeerOrigin, fault: ForwardingFault): void;
}

/** A request, once it is known from whom it comes. */
interface Asked {
  readonly head: RequestHead;
  readonly host: WebHost;
  readonly origin: PeerOrigin;
}

/** Decides about requests. */
export class Responder {
  readonly #site: Site;
  readonly #parts: ResponderParts;
  #settings: WebFrontSettings;
  #trusted: NetworkMap<true>;
  /** What the document may do; undefined for what every answer may. */
  #policy: string | undefined;

  /** Throws a TypeError if a trusted proxy is no network. */
  constructor(parts: ResponderParts, settings: WebFrontSettings) {
    this.#parts = parts;
    this.#site = new Site(parts.files);
    this.#settings = settings;
    this.#trusted = mapOf(settings.trustedProxies);
    this.#tellNodes();
  }

  /** Other settings hold from the next request on. Throws a TypeError if a trusted proxy is no network. */
  adjust(settings: WebFrontSettings): void {
    this.#trusted = mapOf(settings.trustedProxies);
    this.#settings = settings;
    this.#tellNodes();
  }

  /** See `Site`. */
  prepare(soon: (call: () => void) => void): () => void {
    return this.#site.prepare(soon);
  }

  /** Decides about a request that came from `origin`. Never throws. */
  decide(head: RequestHead, origin: PeerOrigin): Decision {
    const host = hostFor(head.host, this.#settings);
    if ("code" in host) return this.#refuse(host, { head, origin });
    const forwarding = forwardingOf(head, origin, (ip) => this.#trusted.find(ip) !== undefined);
    switch (forwarding.kind) {
      case "missing":
        this.#parts.misforwarded?.(origin, "missing");
        return this.#refuse({ code: "not-forwarded" }, { head, origin });
      case "malformed":
        this.#parts.misforwarded?.(origin, "malformed");
        return this.#refuse({ code: "bad-forwarding" }, { head, origin });
      case "client":
        return this.#serve({ head, host, origin: forwarding.origin });
      default:
        return forwarding satisfies never;
    }
  }

  /** The refusal of what is no request, or is not read. Never throws. */
  refuse(problem: WebProblem, origin: PeerOrigin, retryAfter?: Millis): Answered {
    const { language } = this.#settings;
    return { kind: "answer", origin, answer: refusalAnswer(problem, { language, retryAfter }) };
  }

  #serve(asked: Asked): Decision {
    const { head } = asked;
    if (!isReading(head.method)) return this.#refuse({ code: "bad-method" }, asked);
    if (hasBody(head)) return this.#refuse({ code: "has-body" }, asked);
    return head.path === SOCKET_PATH ? this.#openSocket(asked) : this.#sendFile(asked);
  }

  #openSocket(asked: Asked): Decision {
    const { head, host, origin } = asked;
    const problem = head.method === "GET"
      ? handshakeProblem(head)
      : { code: "bad-method" } as const;
    if (problem !== undefined) return this.#refuse(problem, asked);
    const opener = { origin: fieldOf(head, "origin"), host, transport: origin.transport };
    const wrong = openingProblem(opener, this.#settings);
    return wrong === undefined ? { kind: "upgrade", origin, head } : this.#refuse(wrong, asked);
  }

  #sendFile(asked: Asked): Decision {
    const { head, host, origin } = asked;
    const file = this.#site.find(head.path, codingFor(fieldOf(head, "accept-encoding")));
    if (file === undefined) return this.#refuse({ code: "not-found" }, asked);
    const overload = this.#parts.admitFile?.(origin);
    if (overload !== undefined) {
      return this.#refuse(problemOf(overload), asked, overload.retryAfter);
    }
    const known = fieldOf(head, "if-none-match");
    const answer = fileAnswer(file, { known, isTrustworthy: isTrustworthy(host, origin) });
    const policy = head.path === DOCUMENT_PATH ? this.#policy : undefined;
    return { kind: "answer", origin, answer: { ...answer, policy } };
  }

  /** The document tells of the nodes, and may connect to them. */
  #tellNodes(): void {
    const { nodes = [] } = this.#settings;
    const document = this.#parts.files.find(({ path }) => path === DOCUMENT_PATH);
    if (document !== undefined) this.#site.put(withNodes(document, nodes));
    this.#policy = nodes.length === 0 ? undefined : policyFor(nodes);
  }

  /** The sentence is in the language of the browser, if there are words in it. */
  #refuse(
    problem: WebProblem,
    { head, origin }: Pick<Asked, "head" | "origin">,
    retryAfter?: Millis,
  ): Answered {
    const language = languageFor(fieldOf(head, "accept-language"), this.#settings.language);
    return { kind: "answer", origin, answer: refusalAnswer(problem, { language, retryAfter }) };
  }
}

/** The problem of a request that comes at a bad moment. Never throws. */
export function problemOf({ status }: Overload): WebProblem {
  return { code: status === 429 ? "too-many-requests" : "busy" };
}

function mapOf(networks: readonly string[]): NetworkMap<true> {
  const map = new NetworkMap<true>();
  for (const network of networks) map.set(network, true);
  return map;
}
