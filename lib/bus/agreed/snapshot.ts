/**
 * A snapshot: the bus and the chat at one position of the log, as JSON. PURE.
 *
 * @module
 */

import type { ChatData } from "../../core/chat_data.ts";
import { LEVEL } from "./record.ts";
import type { ReplicaData } from "./replica_data.ts";
import { isReplicaData } from "./snapshot_shape.ts";
import { isFields } from "./shapes.ts";

/** A snapshot. */
export interface Snapshot {
  /** The bus. */
  readonly replica: ReplicaData;
  /** The chat, at the same position. */
  readonly chat: ChatData;
}

/** The snapshot as it is kept. Never throws. */
export function encodeSnapshot({ replica, chat }: Snapshot): string {
  return JSON.stringify({ replica, chat });
}

/**
 * A snapshot as it was kept, by a program that knows this level; a sentence says why it is none. What is
 * in the chat is not checked. Never throws.
 */
export function parseSnapshot(text: string, known: number = LEVEL): Snapshot | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is no JSON";
  }
  if (!isFields(value)) return "it is no object";
  const { replica, chat } = value;
  if (isFields(replica) && isFields(replica.roll) && Number(replica.roll.level) > known) {
    return `level ${replica.roll.level} is in force, and this program knows ${known}`;
  }
  if (!isReplicaData(replica)) return "the state of the nodes in it has a wrong shape";
  if (!isFields(chat) || !isFields(chat.ledger) || !isFields(chat.desk)) return "it has no chat";
  return { replica, chat: chat as unknown as ChatData };
}
