/**
 * A notice to one client alone, as data: a code and the parts of the sentence. `words/` makes the
 * sentence, in every language. If one code has several sentences, `why` tells them apart. Every text
 * in a part is safe to show.
 *
 * On the wire the parts are fields beside `type`, `code` and `text` (`wire/json/notice.ts`), so no
 * part has one of these names.
 *
 * @module
 */

import type { BadField } from "./bad_field.ts";
import type { BanNotice, DaemonNotice } from "./ban_notice.ts";
import type { ClusterNotice } from "./cluster_notice.ts";
import type { CommandName } from "./commands/names.ts";
import type { OrderNotice } from "./order_notice.ts";
import type { StoreNotice } from "./store_notice.ts";
import type { Bytes, Millis, RoomName } from "./units.ts";

/** A notice to one client. */
export type Notice =
  | BadField
  | NameNotice
  | RoomNotice
  | Refusal
  | WordNotice
  | PastNotice
  | OrderNotice
  | BanNotice
  | DaemonNotice
  | StoreNotice
  | ClusterNotice
  /** The line is not one JSON object. */
  | { readonly code: "bad-json" }
  /** A program asked for an unknown version of the JSON dialect; `spoken` is used instead. */
  | { readonly code: "hello-version"; readonly wanted: number; readonly spoken: number }
  /** One line of the answer to `/help`; `usage` is the text to type. */
  | { readonly code: "help"; readonly topic: HelpTopic; readonly usage: string }
  /** The time `left` until the client is disconnected for being idle. */
  | { readonly code: "idle-warning"; readonly left: Millis }
  /** The language was chosen. */
  | { readonly code: "lang"; readonly why: "chosen" }
  /** The daemon does not speak the language asked for. */
  | { readonly code: "lang-unknown"; readonly lang: string }
  /** The line had more bytes than the limit. */
  | { readonly code: "line-too-long"; readonly limit: Bytes }
  /** One line of the message of the day, perhaps empty. */
  | { readonly code: "motd"; readonly line: string }
  /** The line had bytes that are not valid UTF-8. */
  | { readonly code: "not-utf8" }
  /** There is no such command; the name as it was typed, without the slash. */
  | { readonly code: "unknown-command"; readonly name: string }
  /** There is no such type of object. */
  | { readonly code: "unknown-type"; readonly name: string }
  /** A command lacks a required argument; `usage` is the text to type. */
  | { readonly code: "usage"; readonly usage: string };

/** Why a name is refused. */
export type NickProblem =
  | { readonly code: "name-empty" | "name-no-letter" | "name-leading-mark" }
  | {
    readonly code: "name-too-long";
    readonly limit: number;
    readonly unit: "characters" | "bytes";
  }
  /** The first character that cannot be in a name. */
  | { readonly code: "name-bad-character"; readonly codePoint: number }
  | { readonly code: "name-too-many-marks"; readonly limit: number }
  | { readonly code: "name-mixed-scripts" | "name-reserved"; readonly name: string }
  /** Somebody has the name. */
  | { readonly code: "name-taken"; readonly why: "same"; readonly name: string }
  /** Somebody has a name that looks like it. */
  | {
    readonly code: "name-taken";
    readonly why: "look-alike";
    readonly name: string;
    readonly like: string;
  };

/** Notices about names. */
export type NameNotice =
  | NickProblem
  /** The name asked for is the client's name already. */
  | { readonly code: "name-unchanged"; readonly name: string };

/** Notices about rooms; `room` is the name without the `#`. */
export type RoomNotice =
  /** The client has left the room at its own wish. Programs are sent their own `left` instead. */
  | { readonly code: "room-left"; readonly room: RoomName }
  /** The room, which the client has entered before, is open to everybody now, and recorded from here on. */
  | { readonly code: "room-recorded"; readonly room: RoomName }
  /** What the client says goes to this room from here on. */
  | { readonly code: "speaking"; readonly room: RoomName }
  /** No room of this name can be seen by the client. */
  | { readonly code: "no-such-room"; readonly room: RoomName }
  /** The client is not in this room. */
  | { readonly code: "not-in-room"; readonly room: RoomName }
  /**
   * The room cannot be entered: it is private, or no room can have this name now. The two cases must
   * not differ in anything.
   */
  | { readonly code: "room-private"; readonly room: RoomName }
  /** The client is in as many rooms as a client may be. */
  | { readonly code: "too-many-rooms"; readonly limit: number }
  /** A client must be in one room at least. */
  | { readonly code: "last-room"; readonly room: RoomName }
  /** The text is longer than a topic may be. */
  | { readonly code: "topic-too-long"; readonly limit: Bytes }
  /** Nobody in the room has the name. */
  | {
    readonly code: "no-such-name";
    readonly why: "not-in-room";
    readonly room: RoomName;
    readonly name: string;
  };

/** Notices about private words, being away and ignoring. */
export type WordNotice =
  /** Nobody here has the name. */
  | { readonly code: "no-such-name"; readonly why: "unknown"; readonly name: string }
  /** The client that last wrote to this one has left; its name when it wrote. */
  | { readonly code: "no-such-name"; readonly why: "gone"; readonly name: string }
  /** The client with this name is at another node, which does not answer. */
  | { readonly code: "no-such-name"; readonly why: "unreachable"; readonly name: string }
  /** Nobody has written to this client. */
  | { readonly code: "no-such-name"; readonly why: "nobody" }
  /** The client that was written to is away, and says this about it. */
  | { readonly code: "is-away"; readonly name: string; readonly away: string }
  /** The client is away from now on. */
  | { readonly code: "away"; readonly why: "set"; readonly away: string }
  /** The client is no longer away. */
  | { readonly code: "away"; readonly why: "back" }
  /** The client was not away. */
  | { readonly code: "away"; readonly why: "not-away" }
  /** The text about being away has more bytes than the limit. */
  | { readonly code: "away-too-long"; readonly limit: Bytes }
  /** Whether the client ignores the other from now on, and whether it did before. */
  | {
    readonly code: "ignore";
    readonly why: "begun" | "already" | "ended" | "not-ignored";
    readonly name: string;
  }
  /** The client ignores as many people as it can. */
  | { readonly code: "ignore-full"; readonly limit: number };

/** Notices about what was said before. */
export type PastNotice =
  /** What was given is neither a moment nor a number. */
  | { readonly code: "bad-time"; readonly value: string }
  /** The client has searched as often as it may in a minute; `wait` until it may again. */
  | { readonly code: "search-limit"; readonly limit: number; readonly wait: Millis }
  /** The last search has found no more, or there was none. */
  | { readonly code: "search-no-more" }
  /** The search was given up because it took too long. */
  | { readonly code: "search-too-long" }
  /** What is kept on disk cannot be read now. */
  | { readonly code: "store-unavailable" };

/** A protocol other than that of this chat, which a peer speaks. */
export type Protocol =
  | "http"
  | "ssh"
  | "irc"
  | "smtp"
  | "ftp"
  | "pop3"
  | "imap"
  | "nntp"
  | "sip"
  | "rtsp"
  | "redis"
  | "memcached"
  | "stomp"
  | "nats"
  | "mqtt"
  | "amqp"
  | "postgres"
  | "ldap"
  | "xmpp"
  | "vnc"
  | "rdp"
  | "socks"
  | "smb"
  | "rsync"
  | "git"
  | "bittorrent"
  | "minecraft"
  | "syslog"
  | "graphite"
  | "lpd"
  | "fix"
  | "jdwp"
  | "statsd"
  | "influxdb"
  | "dict"
  | "ami"
  | "hl7"
  /** A header that a proxy puts in front of what others speak. */
  | "proxy"
  /** TLS on a plain port. */
  | "tls"
  /** Binary data of an unknown protocol. */
  | "binary"
  /** Anything but a hello, or nothing for too long, where one must come first. */
  | "no-hello";

/** Why a connection is not served. */
export type Refusal =
  /** The limit of connections is reached. */
  | { readonly code: "refused"; readonly why: "full"; readonly open: number }
  /** The limit of connections from this address is reached. */
  | { readonly code: "refused"; readonly why: "per-address"; readonly open: number }
  /** The limit of new connections a minute from this address is reached. */
  | { readonly code: "refused"; readonly why: "connect-rate"; readonly limit: number }
  /** It speaks another protocol. */
  | { readonly code: "refused"; readonly why: Protocol }
  /** It speaks HTTP, and the page is elsewhere: at this URL, in which HOST may stand for the host. */
  | { readonly code: "refused"; readonly why: "web"; readonly page: string }
  /** It speaks plain text to a TLS port. */
  | { readonly code: "refused"; readonly why: "plain-on-tls" }
  /** Its address is that of a trusted proxy, and it sends no PROXY header. */
  | { readonly code: "refused"; readonly why: "no-proxy-header" }
  /** Its address is that of a trusted proxy, and its PROXY header is wrong. */
  | { readonly code: "refused"; readonly why: "bad-proxy-header" };

/** Why somebody is not let into the daemon: its decisions about people forbid it, or it is cut off from the other nodes. */
export type Barred = Extract<
  BanNotice | DaemonNotice | ClusterNotice,
  { why: "daemon" | "refused" }
>;

/** What a peer is told that is not let in. */
export type Denial = Refusal | Barred;

/** The variants of a union that have this code, also if a variant has several codes. */
export type WithCode<T extends { readonly code: string }, C> = T extends { readonly code: infer K }
  ? C extends K ? T : never
  : never;

/** The subject of a line of `/help`: a command, or text that begins with a slash. */
export type HelpTopic = CommandName | "literal";
