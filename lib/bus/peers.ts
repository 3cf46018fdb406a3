/**
 * Questions between nodes: what only the node of a client knows, asked and answered beside the log.
 *
 * @module
 */

import type { Ask, ChatEvent, Effect, PeerAnswered } from "../core/event.ts";
import type { PeerAnswer, PeerQuestion } from "../core/questions/peer_question.ts";
import type { Answer } from "../core/questions/question.ts";
import type { ClientId, Millis } from "../core/units.ts";
import type { Peers } from "../loop/peers.ts";
import type { Pacer } from "../time/pacer.ts";
import { type Engine, EngineFailure } from "./engine.ts";
import { inTime } from "./in_time.ts";
import { isCount, isFields, isPlace } from "./agreed/shapes.ts";

/** A node that does not answer within this time cannot be reached. */
const PATIENCE: Millis = 3000;

/** The most questions of other nodes that wait for the loop; more are not answered. */
const MAX_ASKED = 4096;

const UNAVAILABLE: Answer = { kind: "failed", why: "unavailable" };
const GONE: Answer = { kind: "failed", why: "gone" };

/** The parts of the peers of one node. */
export interface NodePeersParts {
  /** The engine. */
  readonly engine: Pick<Engine, "ask" | "answer">;
  /** Timers. */
  readonly pacer: Pick<Pacer, "later">;
  /** Whether this node serves the client. */
  isOwn(client: ClientId): boolean;
  /** The epoch of the node that serves the client; undefined if none does. */
  homeOf(client: ClientId): string | undefined;
  /** The last position that the chat has applied. */
  position(): number;
  /** Has the loop apply an event. */
  post(event: ChatEvent): Promise<void>;
  /** See `Peers`. */
  applied(event: ChatEvent, effects: readonly Effect[]): void;
}

/** The other nodes, as the loop of this one sees them. */
export class NodePeers implements Peers {
  /** See `Peers`. */
  readonly isOwn = (client: ClientId): boolean => this.#parts.isOwn(client);
  readonly #parts: NodePeersParts;
  /** What other nodes have asked and the loop has not answered, by the id of the `peer` event. */
  readonly #asked = new Map<number, (answer: PeerAnswer) => void>();
  /** What other nodes have asked that are further in the log than this one. */
  #behind: { readonly position: number; readonly resolve: () => void }[] = [];
  #lastId = 0;

  /** Nobody has asked anything yet. */
  constructor(parts: NodePeersParts) {
    this.#parts = parts;
  }

  /** See `Peers`. */
  applied(event: ChatEvent, effects: readonly Effect[]): void {
    this.#parts.applied(event, effects);
  }

  /** See `Peers`. */
  ask({ client, id, question }: Ask<PeerQuestion>): void {
    void this.#answerTo(question).then((answer) =>
      this.#parts.post({ kind: "answer", client, id, answer })
    );
  }

  /** See `Peers`. */
  answer({ id, answer }: PeerAnswered): void {
    this.#asked.get(id)?.(answer);
  }

  /** The chat has applied all up to `position`: answers what had to wait for that. */
  reached(): void {
    if (this.#behind.length === 0) return;
    const position = this.#parts.position();
    this.#behind = this.#behind.filter((waiting) => {
      if (waiting.position > position) return true;
      waiting.resolve();
      return false;
    });
  }

  /** This node answers under this epoch from here on. */
  serve(epoch: string): void {
    this.#parts.engine.answer(epoch, (text) => this.#respond(text));
  }

  async #answerTo(question: PeerQuestion): Promise<Answer> {
    const home = this.#parts.homeOf(question.kind === "word" ? question.to : question.about);
    if (home === undefined) return GONE;
    // The other node must know what this one knew when it asked, such as the writer and its words before.
    const asking = JSON.stringify({ position: this.#parts.position(), question });
    const asked = this.#parts.engine.ask(home, asking);
    const text = await this.#inTime(asked);
    const answer = text === undefined ? undefined : parse(text);
    return isAnswer(answer, question) ? answer : UNAVAILABLE;
  }

  async #respond(text: string): Promise<string> {
    const asking = parse(text);
    if (!isAsking(asking)) throw new EngineFailure("the question cannot be read");
    if (this.#asked.size + this.#behind.length >= MAX_ASKED) {
      throw new EngineFailure("too many questions");
    }
    await this.#inTime(this.#untilAt(asking.position));
    const { question } = asking;
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<PeerAnswer>();
    this.#asked.set(id, resolve);
    await this.#parts.post({ kind: "peer", id, question });
    const answer = await this.#inTime(promise);
    this.#asked.delete(id);
    if (answer === undefined) throw new EngineFailure("there is no answer");
    return JSON.stringify(answer);
  }

  /** Resolves when the chat has applied all up to this position. */
  async #untilAt(position: number): Promise<void> {
    if (position <= this.#parts.position()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#behind.push({ position, resolve });
    await promise;
  }

  #inTime<T>(promised: Promise<T>): Promise<T | undefined> {
    return inTime(this.#parts.pacer, PATIENCE, promised);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isId(value: unknown): boolean {
  return isCount(value, 1, Number.MAX_SAFE_INTEGER);
}

/** Whether it has the shape of a question with the position where it was asked. */
function isAsking(
  value: unknown,
): value is { readonly position: number; readonly question: PeerQuestion } {
  return isFields(value) && isPlace(value.position) && isQuestion(value.question);
}

/** Whether it has the shape of a question, as far as the rules rely on it. */
function isQuestion(value: unknown): value is PeerQuestion {
  if (!isFields(value)) return false;
  if (value.kind === "word") return isId(value.from) && isId(value.to) && isFields(value.word);
  return value.kind === "whois" && isId(value.about) && typeof value.withConnection === "boolean";
}

/** Whether it has the shape of an answer to this question. */
function isAnswer(value: unknown, { kind }: PeerQuestion): value is PeerAnswer {
  if (!isFields(value)) return false;
  if (value.kind === "failed") return value.why === "gone";
  if (kind === "word") return value.kind === "delivered";
  return value.kind === "whois" && typeof value.idle === "number";
}
