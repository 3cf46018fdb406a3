/**
 * The whole life of one connection, from top to bottom: received by its door, served, listened to, left.
 * The only place where a disconnect is caught and turned into a reason.
 *
 * @module
 */

import type { Origin } from "../core/event.ts";
import type { LeaveReason } from "../core/message.ts";
import type { Barred } from "../core/notice.ts";
import type { ClientId } from "../core/units.ts";
import type { Door, Entry } from "../doors/door.ts";
import { closeGently, endingOf, endingOfDenial, tellAndClose } from "./closing.ts";
import { Listener, type ListenerParts } from "./listener.ts";
import type { Traffic } from "../log/visit_log.ts";
import { isDisconnect, type Peer } from "../net/peer.ts";
import type { OutboxLimits } from "../outbound/outbox_types.ts";

/** The parts that all sessions share. */
export interface SessionParts extends ListenerParts {
  /** The limits of a send queue. */
  readonly outbox: OutboxLimits;
  /**
   * Resolves when a newcomer can enter, or with why none can; undefined if all can at all times. It waits
   * for as long as that is open. Never rejects.
   */
  readonly untilOpen?: (() => Promise<Barred | undefined>) | undefined;
}

/** The connection that is served. */
export interface Visitor {
  /** Its client id if it enters. */
  readonly client: ClientId;
  /** Where it connects from, as far as all nodes may know if there are several. */
  readonly origin: Origin;
  /** Where it really connects from, if that is more; for this node alone. */
  readonly realOrigin?: Origin | undefined;
  /** The door of its listener. */
  readonly door: Door;
  /** Filled at the end with the counts of the connection; unchanged if no client enters. */
  readonly traffic?: Traffic | undefined;
}

/**
 * Serves one connection from its first byte to its last, and closes it. Resolves when nothing of it is
 * left, with the reason why it ended, or undefined if no client entered. Rejects on a bug only.
 */
export async function runSession(
  peer: Peer,
  { client, origin, realOrigin, door, traffic }: Visitor,
  parts: SessionParts,
): Promise<LeaveReason | undefined> {
  using connection = peer;
  const { pacer } = parts;
  const entry = await door.receive(connection);
  if (entry === undefined) return undefined;
  const { ended } = entry;
  if (entry.kind === "refuse") {
    const { protocol } = entry;
    parts.noteForeign?.(client, protocol);
    const words = door.refusal({ code: "refused", why: protocol });
    await tellAndClose(connection, words, { ended, pacer, ending: "refused" });
    return undefined;
  }
  const { codec, codec: { hearing }, nick, wanted, history, program } = entry;
  const shut = parts.untilOpen && await parts.untilOpen();
  if (shut !== undefined) {
    const words = codec.encode({ kind: "notice", notice: shut });
    const ending = endingOfDenial(shut);
    await tellAndClose(connection, words, { ended: readToEnd(entry), pacer, ending });
    return undefined;
  }
  const outbox = parts.fanout.serve(client, { sink: connection, codec, limits: parts.outbox });
  const wishes = { nick, wanted, history, program };
  const place = { origin, ...(realOrigin !== undefined && { realOrigin }) };
  await parts.broadcaster.post({ kind: "connected", client, ...place, hearing, ...wishes });
  // An operator who puts many out in a hurry must not wait.
  const listenerParts = origin.isOperator ? { ...parts, budget: undefined } : parts;
  const listening = new Listener({ client, entry, outbox }, listenerParts).listen();
  const reason = await outbox.over;
  // A client that its outbox disconnected is still in the chat; for others this has no effect.
  await parts.broadcaster.post({ kind: "disconnected", client, reason });
  await outbox.drained;
  await closeGently(connection, { ended, pacer, ending: endingOf(reason) });
  const [bug] = await Promise.all([listening, ended, outbox.quiet()]);
  if (traffic !== undefined) Object.assign(traffic, { linesIn: entry.linesIn, ...outbox.traffic });
  if (bug !== undefined) throw bug;
  return reason;
}

/** Reads the input of a peer that is not let in, until it ends. Rejects on a bug only. */
async function readToEnd(entry: Entry): Promise<void> {
  try {
    for await (const _read of entry);
  } catch (error) {
    if (!isDisconnect(error)) throw error;
  }
}
