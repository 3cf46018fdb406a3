/**
 * The names of the commands. It imports nothing, so code that only needs the names does not import
 * the commands themselves.
 *
 * @module
 */

/** The name of a command. */
export type CommandName =
  | "nick"
  | "who"
  | "me"
  | "say"
  | "join"
  | "part"
  | "rooms"
  | "topic"
  | "room"
  | "invite"
  | "kick"
  | "mute"
  | "unmute"
  | "op"
  | "deop"
  | "voice"
  | "devoice"
  | "whois"
  | "msg"
  | "private"
  | "reply"
  | "away"
  | "ignore"
  | "unignore"
  | "ping"
  | "lang"
  | "history"
  | "search"
  | "ban"
  | "unban"
  | "bans"
  | "announce"
  | "lockdown"
  | "shutdown"
  | "help"
  | "quit";
