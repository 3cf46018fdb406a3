/**
 * How a conversation ended, and the exit code for it: 0 normal end, 1 connection lost, 2 wrong usage,
 * 3 refused, or disconnected for a reason such as idle or too slow, 129 SIGHUP, 130 Ctrl-C, 131 SIGQUIT, 143 SIGTERM.
 *
 * @module
 */

import type { ReasonShown } from "../../words/lines.ts";
import type { Phrases } from "../../words/phrases.ts";

/** The result of a conversation. */
export interface Ending {
  /** Whether the daemon let the client in. */
  readonly wasWelcomed: boolean;
  /** Whether the daemon said anything before that, which is then a refusal. */
  readonly wasRefused: boolean;
  /** Whether the daemon said that the client is banned. */
  readonly isBanned: boolean;
  /** Whether HTTP answered: it is the port of the web page. */
  readonly isWeb?: boolean | undefined;
  /** The daemon's `bye`. */
  readonly bye?: ReasonShown | undefined;
  /** Whether the client had ended its input, or had asked to quit. */
  readonly hadFinished: boolean;
  /** Whether the connection broke, or was given up as dead. */
  readonly wasLost: boolean;
}

/** Exit codes of the client; those of signals are what a shell shows for them. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  refused: 3,
  hungUp: 129,
  interrupted: 130,
  aborted: 131,
  terminated: 143,
} as const;

/** The exit code of a client that does not connect again. Never throws. */
export function exitCode(ending: Ending): number {
  if (ending.bye !== undefined) return codeOf(ending.bye.code, ending.hadFinished);
  if (!ending.wasWelcomed) return ending.wasRefused ? EXIT.refused : EXIT.failure;
  return ending.hadFinished && !ending.wasLost ? EXIT.ok : EXIT.failure;
}

/**
 * The sentence about a bad end that the daemon has not explained; undefined if there is none. Never
 * throws.
 */
export function explain(ending: Ending, phrases: Phrases): string | undefined {
  if (ending.isWeb) return phrases.webPort;
  if (ending.bye !== undefined || exitCode(ending) !== EXIT.failure) return undefined;
  return ending.wasWelcomed ? phrases.connectionLost : phrases.noWelcome;
}

/**
 * Whether to connect again: the link or the daemon has failed, and the daemon has not refused this client.
 * `idle` and `too-slow` count as failures: a client that may connect again answers the idle warnings
 * itself, so these reasons mean that it, or its link, was stopped. A daemon that takes no newcomers, or
 * whose cluster cannot talk at the moment, takes them again later; a kick or a ban is meant for this client. Never throws.
 */
export function isWorthRetrying(ending: Ending): boolean {
  if (ending.hadFinished || ending.isBanned || ending.isWeb) return false;
  if (ending.bye === undefined) return true;
  const { code } = ending.bye;
  return isPassing(code) || isStandstill(code) || code === "lockdown" ||
    code === "cluster-shut";
}

/** Whether the daemon has ended a connection because the client asked for it, after all that it had sent. Never throws. */
export function isLeave(byeCode: string | undefined): boolean {
  return byeCode === "quit" || byeCode === "end-of-input";
}

function codeOf(code: string, hadFinished: boolean): number {
  if (isLeave(code)) return EXIT.ok;
  if (code === "shutdown") return hadFinished ? EXIT.ok : EXIT.failure;
  if (isPassing(code)) return EXIT.failure;
  return EXIT.refused;
}

/** Whether the reason is a fault of the daemon or of the network, and not of this client. */
function isPassing(code: string): boolean {
  return code === "shutdown" || code === "lost" || code === "fault";
}

/** Whether the reason may be that this client was stopped, so that it neither read nor wrote. */
function isStandstill(code: string): boolean {
  return code === "idle" || code === "too-slow";
}
