/**
 * Events, places and decisions for tests of the store.
 *
 * @module
 */

import type { RoomMessage } from "../../lib/core/message.ts";
import type { KeptRoom, KeptSentence } from "../../lib/core/order.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { LOBBY, type RoomName } from "../../lib/core/units.ts";

/** A name that has passed the rules. */
export const nick = (name: string): Nick => name as Nick;

/** The name of a room. */
export const roomName = (name: string): RoomName => name as RoomName;

/** A message of ann's in the room `dev`, told a second after the one before. */
export function said(seq: number, text: string, parts: Partial<RoomMessage> = {}): RoomMessage {
  const stamp = { seq, time: 1_000_000 + seq * 1000, room: roomName("dev") };
  return { kind: "message", from: nick("ann"), text, ...stamp, ...parts } as RoomMessage;
}

/** An event of each kind, numbered from 1. */
export function oneOfEach(): RoomMessage[] {
  const [ann, bob] = [nick("ann"), nick("bob")];
  const contents = [
    { kind: "joined", name: ann },
    { kind: "message", from: ann, text: "hello" },
    { kind: "action", from: ann, text: "waves" },
    { kind: "topic", from: ann, text: "tea" },
    { kind: "renamed", from: ann, to: bob },
    { kind: "room", from: bob, setting: "private", value: false },
    { kind: "room", setting: "owner", value: bob },
    { kind: "left", name: bob, reason: { by: "member", code: "quit", text: "bye" } },
    { kind: "left", name: bob, reason: { by: "daemon", code: "kicked", from: "ann", text: "" } },
    { kind: "left", name: bob, reason: { by: "daemon", code: "idle", after: 300_000 } },
  ];
  return contents.map((content, index) => {
    const stamp = { seq: index + 1, time: 1_000_000 + index, room: roomName("dev") };
    return { ...content, ...stamp } as RoomMessage;
  });
}

/** A ban of the daemon that ann has imposed. */
export function banOf(network: string, parts: Partial<KeptSentence> = {}): KeptSentence {
  return { room: LOBBY, network, by: "ann", reason: "spam", since: 1_000_000, ...parts };
}

/** A public room that is kept. */
export function keptRoom(room: string, parts: Partial<KeptRoom> = {}): KeptRoom {
  const flags = { isKept: true, isPrivate: false, isTopicLocked: false, isModerated: false };
  return { room: roomName(room), ...flags, openFrom: 0, ...parts };
}
