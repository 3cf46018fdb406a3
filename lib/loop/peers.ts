/**
 * Peers: what the loop needs of the part that asks other nodes and is asked by them. The nodes are those
 * of one cluster; one process alone has none.
 *
 * @module
 */

import type { Ask, ChatEvent, Effect, PeerAnswered } from "../core/event.ts";
import type { PeerQuestion } from "../core/questions/peer_question.ts";
import type { ClientId } from "../core/units.ts";

/** Asks other nodes, and answers them. The functions are called in the loop: they must not wait, and must not throw. */
export interface Peers {
  /** Whether this node serves the client. A function that needs no `this`. */
  readonly isOwn: (client: ClientId) => boolean;
  /** An event was applied, of whatever node, with all its effects. Called for each event, in their order. */
  applied(event: ChatEvent, effects: readonly Effect[]): void;
  /**
   * A client asks for what the node of another client knows. The answer is posted as an `answer` event with
   * the same id, within 3 seconds: `failed` with `unavailable` if the other node does not answer.
   */
  ask(question: Ask<PeerQuestion>): void;
  /** The answer to a `peer` event, for the node that has asked. */
  answer(answered: PeerAnswered): void;
}
