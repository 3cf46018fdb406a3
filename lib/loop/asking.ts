/**
 * Asking: has the questions of clients answered, by the part that keeps what was said or by another node.
 *
 * @module
 */

import type { Ask, ChatEvent } from "../core/event.ts";
import type { Peers } from "./peers.ts";
import type { Recorder } from "./recorder.ts";

/** Who answers. */
export interface AskingParts {
  /** Answers what is about what was said; undefined if nothing is kept. */
  readonly recorder?: Recorder | undefined;
  /** Answers what another node knows; undefined if there are none. */
  readonly peers?: Peers | undefined;
  /** Adds the answer to the events if nobody is there who could give it. */
  post(event: ChatEvent): Promise<void>;
}

/** Has a question answered; the answer comes as an event. */
export function askFor(asked: Ask, { recorder, peers, post }: AskingParts): void {
  const { client, id, question } = asked;
  if (question.kind === "word" || question.kind === "whois") {
    if (peers !== undefined) return peers.ask({ ...asked, question });
  } else if (recorder !== undefined) return recorder.ask({ ...asked, question });
  void post({ kind: "answer", client, id, answer: { kind: "failed", why: "unavailable" } });
}
