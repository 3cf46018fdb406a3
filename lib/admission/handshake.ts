/**
 * The handshake of a connection to a listener over TLS, and what follows from its result.
 *
 * @module
 */

import type { VisitLog } from "../log/visit_log.ts";
import type { Peer } from "../net/peer.ts";
import type { TlsFront } from "../net/tls_front.ts";
import { isOutOfDescriptors } from "./descriptors.ts";
import { logOriginOf } from "./log_origin.ts";

/** The parts of a handshake. */
export interface HandshakeParts {
  /** Does TLS handshakes; undefined if no listener is over TLS. */
  readonly tls: TlsFront | undefined;
  /** The log of failed ones. */
  readonly visits: VisitLog;
  /** Called when a handshake failed because the process has no descriptor left. */
  outOfDescriptors(): void;
}

/** What becomes of a connection after its handshake. */
export interface AfterHandshake {
  /** It speaks TLS: serves the secured peer, which is closed afterwards. */
  readonly serve: (peer: Peer) => Promise<void>;
  /** It does not speak TLS, but began with these bytes; the plain peer is still open. */
  readonly refuse: (first: Uint8Array) => Promise<void>;
}

/** Does the handshake with a plain peer. Resolves when nothing of the connection is left. Rejects on a bug only. */
export async function afterHandshake(
  peer: Peer,
  { serve, refuse }: AfterHandshake,
  { tls, visits, outOfDescriptors }: HandshakeParts,
): Promise<void> {
  const secured = await tls?.secure(peer);
  switch (secured?.kind) {
    case "secured": {
      const { peer: connection, ended } = secured;
      await Promise.all([serve(connection).finally(() => connection.close()), ended]);
      return;
    }
    case "not-tls":
      return await refuse(secured.bytes);
    case "failed": {
      const { error } = secured;
      const reason = error instanceof Error ? error.message : String(error);
      visits.handshakeFailed(logOriginOf(peer.origin), reason);
      if (isOutOfDescriptors(error)) outOfDescriptors();
      return;
    }
    case undefined:
      return;
    default:
      secured satisfies never;
  }
}
