/**
 * English: the notices about order.
 *
 * @module
 */

import type { OrderWords } from "../notice_words.ts";

/** Every notice about order in English. */
export const ENGLISH_ORDER: OrderWords = {
  "room-password": ({ why, room }) =>
    why === "missing"
      ? `#${room} has a password; enter it with: /join ${room} PASSWORD`
      : `that is not the password of #${room}`,
  "not-allowed": ({ why, room }) =>
    why === "operator"
      ? `only operators of this server may do that in #${room}`
      : `only ${why === "owner" ? "the owner" : "moderators"} of #${room} may do that`,
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
    }
  },
  "invited": (notice) =>
    notice.why === "you"
      ? `${notice.from} invites you to #${notice.room}: /join ${notice.room}`
      : `${notice.name} is invited to #${notice.room}`,
  "kicked": ({ room, from, reason }) =>
    `${from} has put you out of #${room}${reason === "" ? "" : `: ${reason}`}`,
  "higher-rank": ({ room, name }) => `${name} has a higher rank than you in #${room}`,
  "yourself": ({ why }) => `you cannot ${why} yourself`,
  "bad-duration": ({ value }) =>
    `that is no duration: ${value}; it is written 30s, 10m, 2h or 7d, and is at most 3650d`,
};
