/**
 * What an error of the library, of the runtime or of the engine means: a problem with a sentence at the
 * start, a failure of one call afterwards.
 *
 * @module
 */

import { errors } from "npm:@nats-io/nats-core@3.4.0";
import { jserrors } from "npm:@nats-io/jetstream@3.4.0/internal";
import { CannotStart } from "../../program/cannot_start.ts";
import type { EngineProblem } from "../../words/engine.ts";
import { EngineFailure } from "../engine.ts";
import { NoEngine, TlsWanted } from "./transport.ts";

/** What the engine's error codes mean that are told apart here. */
const CODES = {
  /** Too few servers take part, or none of them leads. */
  unavailable: 10008,
  notLeader: 10009,
} as const;

/** What was tried when a connection failed. */
export interface Attempt {
  /** The servers, as URLs. */
  readonly servers: readonly string[];
  /** The public key; undefined if there was none. */
  readonly user: string | undefined;
  /** Whether the connection was over TLS. */
  readonly isSecure: boolean;
  /** Why the last connection ended; undefined if it was ended by this side. */
  readonly ended: unknown;
}

/** Why no connection could be made. */
export function connectProblemOf(error: unknown, attempt: Attempt): EngineProblem {
  const { servers, user, isSecure, ended } = attempt;
  if (error instanceof errors.AuthorizationError) return { code: "engine-refuses", user };
  const cause = error instanceof errors.TimeoutError && ended !== undefined ? ended : error;
  const text = textOf(cause);
  if (isSecure && isOfTls(cause, text)) {
    return { code: "engine-tls", servers, why: whyNoTls(text), text };
  }
  if (error instanceof TlsWanted) return { code: "engine-wants-tls", servers };
  if (error instanceof errors.TimeoutError || error instanceof NoEngine) {
    return { code: "engine-mute", servers };
  }
  return { code: "engine-unreachable", servers, text };
}

/** Why the log cannot be used, by the error of a call. */
export function apiProblemOf(error: unknown): EngineProblem {
  const right = violationIn(error);
  if (right !== undefined) return right;
  if (error instanceof jserrors.StreamNotFoundError) return { code: "engine-no-log" };
  if (error instanceof jserrors.JetStreamNotEnabled) return { code: "engine-no-streams" };
  if (isUnanswered(error) || isUnavailable(error)) return { code: "engine-no-majority" };
  return { code: "engine-other", text: textOf(error) };
}

/** The same as what ends a start. */
export function cannotUse(error: unknown): CannotStart {
  return error instanceof CannotStart
    ? error
    : new CannotStart(apiProblemOf(error), { cause: error });
}

/** A call has failed. */
export function failureOf(act: string, error: unknown): EngineFailure {
  if (error instanceof EngineFailure) return error;
  return new EngineFailure(`cannot ${act}: ${textOf(error)}`, { cause: error });
}

/** What the engine says when it does not want what it was given; undefined if it said nothing, or is choosing a leader. */
export function refusalIn(error: unknown): string | undefined {
  const cause = error instanceof EngineFailure ? error.cause : error;
  const isAnswer = cause instanceof jserrors.JetStreamApiError && !isUnavailable(cause);
  return isAnswer ? textOf(cause) : undefined;
}

/** Whether a call failed because no answer came at all. Never throws. */
export function isUnanswered(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof errors.TimeoutError) return true;
  }
  return false;
}

/** The first line of what an error says. Never throws. */
export function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? "";
}

/** What a key may not do, if an error says that; the library may have wrapped it. */
function violationIn(error: unknown): EngineProblem | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof errors.PermissionViolationError) {
      const right = each.operation === "publish" ? "publish" : "subscribe";
      return { code: "engine-no-right", right, subject: each.subject };
    }
  }
  return undefined;
}

function isUnavailable(error: unknown): boolean {
  const cause = error instanceof EngineFailure ? error.cause : error;
  return cause instanceof jserrors.JetStreamApiError &&
    (cause.code === CODES.unavailable || cause.code === CODES.notLeader);
}

/** The runtime has no class of its own for all errors of TLS. */
function isOfTls(error: unknown, text: string): boolean {
  return error instanceof Deno.errors.InvalidData ||
    /certificate|corrupt message|fatal alert|handshake|TLS|KeyMismatch/i.test(text);
}

function whyNoTls(text: string) {
  if (/UnknownIssuer|UnhandledCriticalExtension|BadSignature/i.test(text)) return "authority";
  if (/NotValidForName|not valid for name/i.test(text)) return "name";
  if (/Expired|NotValidYet|not valid yet/i.test(text)) return "expired";
  if (/corrupt message|InvalidContentType/i.test(text)) return "no-tls";
  if (/fatal alert/i.test(text)) return "refused";
  return "other";
}
