/**
 * English: the notices about bans and about the daemon as a whole.
 *
 * @module
 */

import { formatDuration } from "../../text/duration.ts";
import { formatEnd } from "../../text/moment.ts";
import { LOBBY } from "../lobby.ts";
import type { BanWords } from "../notice_words.ts";

/** Every notice about bans and about the daemon in English. */
export const ENGLISH_BANS: BanWords = {
  "banned": (notice) => {
    const end = `${until(notice.until)}${because(notice.reason)}`;
    switch (notice.why) {
      case "daemon":
        return `you are banned${end}`;
      case "room":
        return `you are banned from #${notice.room}${end}`;
      case "you":
        return `${notice.from} has banned you from #${notice.room}${end}`;
    }
  },
  "ban-set": ({ room, on, until: end, count }) =>
    `${on} is banned from ${placeOf(room)}${until(end)}${
      count > 1 ? `; ${count} people were put out` : ""
    }`,
  "ban-ended": ({ room, on }) => `${on} is not banned from ${placeOf(room)} any more`,
  "not-banned": ({ room, on }) => `${on} is not banned from ${placeOf(room)}`,
  "not-bannable": ({ why, on }) => {
    switch (why) {
      case "this-machine":
        return `${on} is on the machine of the server and cannot be banned`;
      case "no-address":
        return `${on} has no address to ban; /kick ${on} disconnects`;
      case "operator":
        return `${on} is an operator and cannot be banned`;
    }
  },
  "bad-network": ({ value }) =>
    `that is no address and no network: ${value}; they are written 192.0.2.7, 192.0.2.0/24, 2001:db8::/32`,
  "bans-full": ({ room, limit }) =>
    `there are ${limit} bans, the most for ${placeOf(room)}; end one with: /unban NAME`,
  "reason-too-long": ({ limit }) => `that reason is too long: at most ${limit} bytes`,
  "lockdown": (notice) => {
    switch (notice.why) {
      case "refused":
        return "this server takes no newcomers now; try again later";
      case "on":
        return `${notice.from} has locked the server: newcomers are refused; /lockdown off ends it`;
      case "off":
        return `${notice.from} has unlocked the server: newcomers are let in`;
      case "already-on":
        return "the server is locked already";
      case "already-off":
        return "the server is not locked";
    }
  },
  "announcement": ({ from, announcement }) => `announcement from ${from}: ${announcement}`,
  "shutdown": (notice) => {
    switch (notice.why) {
      case "stops": {
        const { left, reason } = notice;
        const when = left > 0 ? `in ${formatDuration(left)}` : "now";
        return `the server stops ${when}${because(reason)}`;
      }
      case "called-off":
        return "the server does not stop: that was called off";
      case "none":
        return "no stop is announced";
    }
  },
};

function placeOf(room: string): string {
  return room === LOBBY ? "this server" : `#${room}`;
}

function until(end: number | undefined): string {
  return end === undefined ? "" : ` until ${formatEnd(end)}`;
}

function because(reason: string): string {
  return reason === "" ? "" : `: ${reason}`;
}
