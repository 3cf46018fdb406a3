/**
 * The table of commands: a new one has its row here, its name in names.ts and its words in `words/`.
 *
 * @module
 */

import type { Command } from "../command.ts";
import { away } from "./away.ts";
import { ban, bans, unban } from "./ban.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { invite } from "./invite.ts";
import { join } from "./join.ts";
import { kick } from "./kick.ts";
import { ignore, unignore } from "./ignore.ts";
import { lang } from "./lang.ts";
import { me } from "./me.ts";
import { mute, unmute } from "./mute.ts";
import { msg, privateWord } from "./msg.ts";
import type { CommandName } from "./names.ts";
import { nick } from "./nick.ts";
import { deop, op } from "./op.ts";
import { part } from "./part.ts";
import { ping } from "./ping.ts";
import { quit } from "./quit.ts";
import { room } from "./room.ts";
import { rooms } from "./rooms.ts";
import { reply } from "./reply.ts";
import { announce, lockdown, shutdown } from "./running.ts";
import { say } from "./say.ts";
import { search } from "./search.ts";
import type { CostFactors, Spec } from "./spec.ts";
import { topic } from "./topic.ts";
import { devoice, voice } from "./voice.ts";
import { whois } from "./whois.ts";
import { who } from "./who.ts";

const TABLE: Readonly<Record<CommandName, Spec>> = {
  nick,
  who,
  me,
  say,
  join,
  part,
  rooms,
  topic,
  room,
  invite,
  kick,
  mute,
  unmute,
  op,
  deop,
  voice,
  devoice,
  whois,
  msg,
  private: privateWord,
  reply,
  away,
  ignore,
  unignore,
  ping,
  history,
  search,
  lang,
  ban,
  unban,
  bans,
  announce,
  lockdown,
  shutdown,
  help,
  quit,
};

/** Name to row, in the order of `/help`. */
export const commands: ReadonlyMap<CommandName, Spec> = new Map(
  Object.entries(TABLE) as [CommandName, Spec][],
);

/** The row of a command by what a client calls it; undefined if there is none. Never throws. */
export function commandNamed(name: string): Spec | undefined {
  return (commands as ReadonlyMap<string, Spec>).get(name);
}

/** Whether a command may be answered later than the next line would be. Never throws. */
export function canWait(command: Command): boolean {
  if (command.kind !== "ask") return command.kind === "hello";
  return commandNamed(command.name)?.canWait === true;
}

/** The cost of a command, in lines of the client's budget. Never throws. */
export function costOf(name: string, factors: CostFactors): number {
  return Math.max(1, commandNamed(name)?.cost?.(factors) ?? 1);
}
