/**
 * What a daemon says to a client that it does not let in. A refusal before the daemon knows the dialect is one plain
 * line in the daemon's language, so it can only be known by its words. Pure.
 *
 * @module
 */

import { LANGUAGES } from "../../core/language.ts";
import type { DaemonLine } from "../../wire/json/daemon_event.ts";
import { phrasesFor } from "../../words/catalogue/phrases.ts";

/** Whether a line that comes before the welcome refuses the client. Never throws. */
export function isRefusal(line: DaemonLine): boolean {
  if (line.kind === "plain") return true;
  return line.kind === "event" && (line.event.kind === "notice" || line.event.kind === "bye");
}

/** Whether a refusal says that the client is banned: then it is no use to come back. Never throws. */
export function isBan(line: DaemonLine): boolean {
  if (line.kind === "event") return "code" in line.event && line.event.code === "banned";
  return line.kind === "plain" && beginnings().some((each) => line.text.startsWith(each));
}

/** Whether the line is the first of an answer of HTTP. Never throws. */
export function isWebAnswer(line: DaemonLine): boolean {
  return line.kind === "plain" && /^HTTP\/1\.[01] \d{3} /.test(line.text);
}

/** How the line begins in each language; an end and a reason may follow. */
function beginnings(): readonly string[] {
  return LANGUAGES.map((language) => {
    const words = phrasesFor(language).notice({ code: "banned", why: "daemon", reason: "" });
    return `-- ${words}`;
  });
}
