/**
 * The settings of the chat: limits and texts that its rules need.
 *
 * @module
 */

import type { Bytes, Millis } from "./units.ts";

/** Limits and texts that the rules need; the defaults are in `options/daemon.ts`. */
export interface ChatSettings {
  /** Silence after which a client is disconnected; 0 = never. */
  readonly idleTimeout: Millis;
  /** The longest line, for the notice that refuses a longer one. */
  readonly maxLineBytes: number;
  /** The most rooms at once, the lobby not counted. */
  readonly maxRooms: number;
  /** The most rooms that one client may be in, the lobby counted; at least 1. */
  readonly maxRoomsPerPerson: number;
  /** Program and version, told in the welcome. */
  readonly server: string;
  /**
   * The epoch of the lobby, unless the store continues an older one; the epochs of other rooms begin
   * with it. Random: no other run has the same.
   */
  readonly epoch: string;
  /** How many messages and actions each room remembers. */
  readonly remember: number;
  /** How many remembered messages people are shown on entry, unasked. */
  readonly history: number;
  /**
   * About the most bytes of history that one event of a client shows, so that an answer cannot fill the
   * send queue of a client that reads.
   */
  readonly historyBytes: Bytes;
  /** The message of the day: lines that are shown on entry to the chat, safe to show; perhaps none. */
  readonly motd: readonly string[];
  /** Whether there is a store, so that public rooms are recorded. */
  readonly isRecording: boolean;
  /** Whether several nodes apply the same agreed events; undefined is not. */
  readonly isShared?: boolean | undefined;
  /** The name of this node, told to programs; undefined if there is only one. */
  readonly node?: string | undefined;
}

/**
 * The settings that must be alike on all nodes, because they decide what an agreed event does. While the
 * chat is shared, a `settings` event does not change them.
 */
export const SETTINGS_ALIKE = [
  "maxRooms",
  "maxRoomsPerPerson",
  "remember",
  "isRecording",
] as const satisfies readonly (keyof ChatSettings)[];
