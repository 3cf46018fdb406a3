/**
 * English: the notices about order.
 *
 * @module
 */

import type { RoomName } from "../../core/units.ts";
import { formatEnd } from "../../text/moment.ts";
import { LOBBY } from "../lobby.ts";
import type { OrderWords } from "../notice_words.ts";

/** Every notice about order in English. */
export const ENGLISH_ORDER: OrderWords = {
  "room-password": ({ why, room }) =>
    why === "missing"
      ? `#${room} has a password; enter it with: /join ${room} PASSWORD`
      : `that is not the password of #${room}`,
  "not-allowed": ({ why, room }) =>
    why === "lobby"
      ? `that cannot be done in #${room}`
      : why === "operator"
      ? `only operators of this server may do that in #${room}`
      : `only ${why}s of #${room} may do that`,
  "no-change": (notice) => {
    const { room } = notice;
    switch (notice.why) {
      case "private":
      case "public":
        return `#${room} is ${notice.why} already`;
      case "password":
        return `that is the password of #${room} already`;
      case "no-password":
        return `#${room} has no password`;
      case "member":
        return `${notice.name} is in #${room} already`;
      case "invited":
        return `${notice.name} is invited to #${room} already`;
      case "topic-locked":
        return `the topic of #${room} is locked already`;
      case "topic-unlocked":
        return `the topic of #${room} is not locked`;
      case "moderated":
        return `#${room} is moderated already`;
      case "not-moderated":
        return `#${room} is not moderated`;
      case "kept":
        return `#${room} is kept already`;
      case "not-kept":
        return `#${room} is not kept`;
      case "moderator":
        return `${notice.name} is a moderator of #${room} already`;
      case "owner":
        return `${notice.name} is an owner of #${room} already`;
      case "no-rank":
        return `${notice.name} has no rank in #${room}`;
      case "voiced":
        return `${notice.name} has a voice in #${room} already`;
      case "not-voiced":
        return `${notice.name} has no voice in #${room}`;
      case "muted":
        return `${notice.name} is muted${placeOf(room)} already`;
      case "not-muted":
        return `${notice.name} is not muted${placeOf(room)}`;
    }
  },
  "invited": (notice) =>
    notice.why === "you"
      ? `${notice.from} invites you to #${notice.room}: /join ${notice.room}`
      : `${notice.name} is invited to #${notice.room}`,
  "kicked": ({ room, from, reason }) =>
    `${from} has put you out of #${room}${reason === "" ? "" : `: ${reason}`}`,
  "higher-rank": ({ room, name }) => `${name} has a higher rank than you in #${room}`,
  "yourself": ({ why }) => {
    switch (why) {
      case "op":
      case "deop":
        return "you cannot change your own rank";
      case "voice":
      case "devoice":
        return "you cannot give yourself a voice, or take it away";
      default:
        return `you cannot ${why} yourself`;
    }
  },
  "bad-duration": ({ value }) =>
    `that is no duration: ${value}; it is written 30s, 10m, 2h or 7d, and is at most 3650d`,
  "muted": (notice) => {
    const until = notice.until === undefined ? "" : ` until ${formatEnd(notice.until)}`;
    const where = `${placeOf(notice.room)}${until}`;
    switch (notice.why) {
      case "refused":
        return notice.room === LOBBY
          ? `you are muted${where}; you can still write to operators in private`
          : `you are muted${where}`;
      case "you":
        return `${notice.from} has muted you${where}`;
      case "done":
        return `${notice.name} is muted${where}`;
    }
  },
  "unmuted": (notice) =>
    notice.why === "you"
      ? `${notice.from} lets you speak again${placeOf(notice.room)}`
      : `${notice.name} may speak again${placeOf(notice.room)}`,
  "mutes-full": ({ room, limit }) =>
    `${limit} people are muted${placeOf(room)}, which is the most; unmute somebody first`,
  "done": ({ room }) => `that is done in #${room}`,
  "room-moderated": ({ room }) =>
    `#${room} is moderated: only ${
      room === LOBBY ? "operators" : "moderators"
    } and people with a voice speak there`,
};

/** Where somebody may not speak: what is done in the lobby is done everywhere. */
function placeOf(room: RoomName): string {
  return room === LOBBY ? " in every room" : ` in #${room}`;
}
