/**
 * The sentence for a person whose login name cannot be had. In a pipe there is none: a program has no use for it.
 *
 * @module
 */

import { linesFor } from "../../words/lines.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import type { Phrases } from "../../words/phrases.ts";
import type { Verdict } from "./verdict.ts";

/** Why the person has another name, and how to choose one; undefined for any other event. Never throws. */
export function nameRefusedLine(
  event: DaemonEvent,
  { isLoginNameRefused }: Verdict,
  phrases: Phrases,
): string | undefined {
  if (!isLoginNameRefused || event.kind !== "notice") return undefined;
  const [refusal] = linesFor(phrases, event);
  return refusal && phrases.chooseAnotherName(refusal);
}
