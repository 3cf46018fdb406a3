/**
 * Why something could not be done, in words for people: what the system says without its numbers,
 * and what the TLS library says in a sentence that tells what to do.
 *
 * @module
 */

import { escapeUnprintable } from "../printable.ts";
import type { Phrases, TlsFault } from "../words/phrases.ts";

/** How the TLS library words each fault; a group is the detail that the phrase takes. */
const TLS_FAULTS: readonly (readonly [RegExp, TlsFault])[] = [
  [/invalid peer certificate: UnknownIssuer/, "unknown-issuer"],
  [/invalid peer certificate: certificate expired.* not valid after (\d+)/, "expired"],
  [/invalid peer certificate: .*not valid yet.* not valid before (\d+)/, "not-yet"],
  [/invalid peer certificate: .*not valid for name.* only valid for (.*)/, "other-host"],
  [/invalid peer certificate: .*CaUsedAsEndEntity/, "authority"],
  [/received corrupt message of type InvalidContentType/, "no-tls"],
];

/** A sentence without its end: `connection refused`. Never throws. */
export function reasonOf(error: unknown, phrases: Phrases): string {
  if (!(error instanceof Error)) return escapeUnprintable(String(error));
  if ("code" in error && error.code === "ENOTFOUND") return phrases.noSuchHost;
  for (const [pattern, fault] of TLS_FAULTS) {
    const found = pattern.exec(error.message);
    if (found !== null) return escapeUnprintable(phrases.tls(fault, detailOf(fault, found[1])));
  }
  const sentence = error.message.replace(/ \(os error \d+\).*$/, "");
  const english = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  return escapeUnprintable(phrases.reason(english, error.name));
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
