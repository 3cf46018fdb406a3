/**
 * Explains an error to people: the text of the system without its numbers, and for an error of the TLS library
 * a sentence that says what to do.
 *
 * @module
 */

import type { ClientAddress } from "../../net/address.ts";
import { escapeUnprintable } from "../../text/printable.ts";
import { NoAddress, NoAnswer } from "../../net/connect.ts";
import type { Phrases, SystemFaultCode, TlsFault } from "../../words/phrases.ts";

/** Matches the text of the TLS library for each fault; a group captures the detail that the phrase needs. */
const TLS_FAULTS: readonly (readonly [RegExp, TlsFault])[] = [
  // The second is an issuer with the name of a trusted one and another key.
  [/invalid peer certificate: (?:UnknownIssuer|BadSignature)/, "unknown-issuer"],
  [/invalid peer certificate: certificate expired.* not valid after (\d+)/, "expired"],
  [/invalid peer certificate: .*not valid yet.* not valid before (\d+)/, "not-yet"],
  [/invalid peer certificate: .*not valid for name.* only valid for (.*)/, "other-host"],
  [/invalid peer certificate: .*CaUsedAsEndEntity/, "authority"],
  [/received corrupt message of type InvalidContentType/, "no-tls"],
];

/** The meaning of errors whose class is enough to know it. */
const KINDS: ReadonlyMap<string, SystemFaultCode> = new Map([
  ["ConnectionRefused", "refused"],
  ["ConnectionReset", "reset"],
  ["ConnectionAborted", "aborted"],
  ["NotFound", "missing"],
  ["PermissionDenied", "denied"],
  ["NotCapable", "not-capable"],
  ["TimedOut", "timed-out"],
  ["IsADirectory", "folder"],
  ["UnexpectedEof", "closed-early"],
]);

/** The meaning of other errors, by the text of the system in small letters. */
const SAYINGS: ReadonlyMap<string, SystemFaultCode> = new Map([
  ["network is unreachable", "network-unreachable"],
  ["no route to host", "no-route"],
  ["cannot assign requested address", "address-unavailable"],
  ["not a directory", "not-a-folder"],
  ["connection reset by peer", "reset"],
  ["no space left on device", "no-space"],
  ["disk quota exceeded", "quota"],
  ["file too large", "too-large"],
  ["input/output error", "io"],
  ["read-only file system", "read-only"],
]);

/** A sentence without its end: `connection refused`. Never throws. */
export function reasonOf(error: unknown, phrases: Phrases): string {
  return escapeUnprintable(
    error instanceof Error ? sentenceOf(error, phrases) : String(error),
  );
}

/**
 * Why there is no connection to an address, and what a person may look at then: whether a daemon runs there, and
 * whether a profile was meant. A sentence without its end. Never throws.
 */
export function whyNotConnected(
  address: ClientAddress,
  error: unknown,
  phrases: Phrases,
): string {
  const why = reasonOf(error, phrases);
  if (!(error instanceof Error)) return why;
  if (isUnknownHost(error)) return isLikeProfile(address) ? phrases.noSuchHostOrProfile : why;
  const code = codeOf(error);
  const isNobodyThere = code === "refused" || (code === "missing" && address.transport === "unix");
  return isNobodyThere ? phrases.together([why, phrases.askWhetherItRuns]) : why;
}

/** Whether the address may be the name of a profile: the name of a host without a dot. */
function isLikeProfile(address: ClientAddress): boolean {
  return address.transport === "tcp" && !/[.:]/.test(address.hostname);
}

function sentenceOf(error: Error, phrases: Phrases): string {
  if (error instanceof NoAnswer) return phrases.noAnswer(error.seconds);
  if (error instanceof NoAddress) return phrases.noAddress;
  if (isUnknownHost(error)) return phrases.noSuchHost;
  for (const [pattern, fault] of TLS_FAULTS) {
    const found = pattern.exec(error.message);
    if (found !== null) return phrases.tls(fault, detailOf(fault, found[1]));
  }
  return phrases.systemSays({ code: codeOf(error), text: textOf(error) });
}

function codeOf(error: Error): SystemFaultCode | "other" {
  return SAYINGS.get(textOf(error)) ?? KINDS.get(error.name) ?? "other";
}

/** The text of the system in small letters, without its number. */
function textOf({ message }: Error): string {
  const sentence = message.replace(/ \(os error \d+\).*$/s, "");
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** A date for instants, names for hosts. */
function detailOf(fault: TlsFault, text = ""): string {
  if (fault === "other-host") {
    const names = [...text.matchAll(/"([^"]*)"|IpAddress\(([^)]*)\)/g)];
    return names.map(([, name, address]) => name ?? address).join(", ");
  }
  const seconds = Number(text);
  const isDate = text !== "" && seconds < 253_402_300_800;
  return isDate ? new Date(seconds * 1000).toISOString().slice(0, 10) : "";
}

/** Two resolvers say it, the second where an address has a zone that this machine does not know. */
function isUnknownHost(error: Error): boolean {
  return "code" in error && error.code === "ENOTFOUND" ||
    /^failed to lookup address information: (?:Name or service|nodename)/.test(error.message);
}
