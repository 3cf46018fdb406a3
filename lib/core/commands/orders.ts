/**
 * Orders: what a command can do to a room and to people, for a client that has the right to it. A row
 * says the right with `needs`, and it is checked before the row runs.
 *
 * @module
 */

import type { PersonText } from "../reading/form.ts";
import type { RoomName } from "../units.ts";
import type { BanWish } from "../rules/order/banning.ts";
import type { Kick } from "../rules/order/moderating.ts";
import type { Muting } from "../rules/order/muting.ts";
import type { Rank } from "../state/access.ts";
import type { StopWish } from "../rules/order/running.ts";

/** The orders of one client. Each answers or tells the room, or refuses with a notice. */
export interface Orders {
  /** Shows the client the settings of a room. */
  showSettings(room: RoomName): void;
  /** Makes a room private or public. */
  setPrivate(room: RoomName, isPrivate: boolean): void;
  /** Sets or removes the password of a room. */
  setPassword(room: RoomName, digest: string | undefined): void;
  /** Says whether only moderators may set the topic of a room. */
  setTopicLock(room: RoomName, isOn: boolean): void;
  /** Says whether only moderators and members with a voice may speak in a room. */
  setModerated(room: RoomName, isOn: boolean): void;
  /** Says whether a room stays when nobody is in it. */
  setKept(room: RoomName, isOn: boolean): void;
  /** Invites a person into a room. */
  invite(room: RoomName, name: PersonText): void;
  /** Puts a person out of a room, from the lobby out of the daemon. */
  kick(room: RoomName, kick: Kick): void;
  /** Gives a person a rank in a room; `member` takes it away. */
  setRank(room: RoomName, name: PersonText, rank: Rank): void;
  /** Lets a person speak in a room while it is moderated, or no more. */
  setVoice(room: RoomName, name: PersonText, isOn: boolean): void;
  /** Lets a person speak no more in a room, from the lobby nowhere. */
  mute(room: RoomName, muting: Muting): void;
  /** Lets a person that was muted in a room speak again. */
  unmute(room: RoomName, name: PersonText): void;
  /** Bans a person or a network from a room, and puts out those it is against. */
  ban(room: RoomName, wish: BanWish): void;
  /** Ends the bans of a person or a network. */
  unban(room: RoomName, target: PersonText): void;
  /** Shows the client the bans of a room. */
  showBans(room: RoomName): void;
  /** Says something to everybody. */
  announceAll(text: string): void;
  /** Closes the daemon for newcomers, or opens it. */
  setLockdown(isOn: boolean): void;
  /** Announces a stop of the daemon, or calls it off. */
  orderStop(wish: StopWish): void;
}
