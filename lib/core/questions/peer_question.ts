/**
 * Questions to the node that serves another client, and their answers: what only that node knows, or what
 * must not stand in the log that all nodes share. Plain data that can be sent as JSON.
 *
 * @module
 */

import type { WhoisConnection } from "../info.ts";
import type { PrivateWord } from "../message.ts";
import type { ClientId, Millis } from "../units.ts";

/** A private word for a client of the other node. */
export interface WordQuestion {
  /** Tells it from other questions. */
  readonly kind: "word";
  /** The client that says it. */
  readonly from: ClientId;
  /** The client that it is for. */
  readonly to: ClientId;
  /** The word, without what the writer gave with it. */
  readonly word: PrivateWord;
}

/** What the other node knows of its client. */
export interface WhoisQuestion {
  /** Tells it from other questions. */
  readonly kind: "whois";
  /** The client. */
  readonly about: ClientId;
  /** Whether its connection is asked for too. */
  readonly withConnection: boolean;
}

/** What one node asks another. */
export type PeerQuestion = WordQuestion | WhoisQuestion;

/** What the other node answers. */
export type PeerAnswer =
  /** The client has been told the word, or would have been if it did not ignore the writer. */
  | { readonly kind: "delivered" }
  /** What the node knows; `connection` only if it was asked for. */
  | {
    readonly kind: "whois";
    readonly idle: Millis;
    readonly connection?: WhoisConnection | undefined;
  }
  /** The client is not there any more. */
  | { readonly kind: "failed"; readonly why: "gone" };
