/**
 * Several chats that apply one log, each with its own clients, its own settings and what only it knows.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import type { Chat } from "../../lib/core/chat.ts";
import type { ChatData } from "../../lib/core/chat_data.ts";
import type { ChatEvent, Effect, Origin } from "../../lib/core/event.ts";
import type { PeerQuestion } from "../../lib/core/questions/peer_question.ts";
import { isAgreed } from "../../lib/core/reading/agreed.ts";
import { readEvent } from "../../lib/core/reading/read.ts";
import { type ClientId, clientId } from "../../lib/core/units.ts";
import { newChat, START } from "./happenings.ts";

/** An event in the log, when it was taken in, and the epoch of the node that serves its client. */
export interface Logged {
  readonly event: ChatEvent;
  readonly at: number;
  readonly epoch: number;
}

/** The settings that only some of the nodes have. */
const OWN_SETTINGS = [
  { idleTimeout: 20_000, history: 5, motd: ["hello"], node: "a" },
  { idleTimeout: 0, historyBytes: 100, node: "b" },
  { idleTimeout: 60_000, motd: [], maxLineBytes: 100, node: "c" },
];

const ALIKE = {
  ...{ maxRooms: 4, maxRoomsPerPerson: 3, remember: 6, isRecording: true, isShared: true },
} as const;

/** The agreed state as it can be compared: when the last lines came is each node's own. */
export function agreedView(chat: Chat): ChatData {
  const data: ChatData = JSON.parse(JSON.stringify(chat.agreed()));
  const seats = data.desk.seats.map((seat) => ({ ...seat, activeAt: 0, awakeAt: 0 }));
  return { ...data, desk: { ...data.desk, seats } };
}

/** One node: its chat, and how far it has read the log. */
export class Node {
  readonly index: number;
  /** The number of its process: one that begins anew has another. */
  readonly epoch: number;
  /** What the rooms were told, by the position of the record that told it. */
  readonly told = new Map<number, string[]>();
  /** Private words that own clients were told by others. */
  readonly words: string[] = [];
  readonly own = new Set<ClientId>();
  /** What was to be done since the last look. */
  effects: Effect[] = [];
  chat: Chat;
  position: number;
  #cluster: Cluster;
  #at: number = START;
  #agreedTick = START;

  /** A node that has read nothing, or that goes on from another's state. */
  constructor(cluster: Cluster, index: number, from?: { data: ChatData; position: number }) {
    this.#cluster = cluster;
    this.index = index;
    this.epoch = cluster.nextEpoch();
    this.chat = newChat({ ...ALIKE, ...OWN_SETTINGS[index % OWN_SETTINGS.length] }, from?.data);
    this.position = from?.position ?? 0;
    const last = cluster.log[this.position - 1];
    this.#at = last?.at ?? START;
    this.#agreedTick = cluster.tickBefore(this.position);
  }

  /** Applies so many records. */
  read(count = Infinity): void {
    const { log } = this.#cluster;
    for (let n = 0; n < count && this.position < log.length; n++) {
      const record = log[this.position++];
      if (record === undefined) return;
      this.#at = Math.max(this.#at, record.at);
      if (record.at - this.#agreedTick >= 1000) {
        this.#agreedTick = record.at;
        this.#agree({ kind: "tick", part: "agreed" }, record.at);
      }
      this.#agree(this.#stamped(record), record.at);
      const { event } = record;
      const isReturning = event.kind === "gone" && record.epoch === this.epoch;
      if (isReturning && event.reason.code === "node-lost") {
        for (const back of this.chat.returning()) this.#cluster.append(back, this.epoch);
      }
    }
  }

  /** Applies an event that no other node applies, some time after the last record. */
  local(event: ChatEvent, later = 0): void {
    this.#at += later;
    for (const effect of this.chat.apply(event, this.#at)) {
      const isTold = effect.kind === "publish" && (effect.detail ?? "every") === "every";
      assert(!isTold, `a local ${event.kind} tells a room ${JSON.stringify(effect)}`);
      this.#carryOut(effect);
    }
  }

  #stamped({ event, epoch }: Logged): ChatEvent {
    const isOwn = epoch === this.epoch;
    if (event.kind === "gone") return isOwn ? { ...event, isOwn: true } : event;
    if (event.kind !== "connected") return event;
    if (!isOwn) return { ...event, isForeign: true };
    this.own.add(event.client);
    const realOrigin = this.#cluster.origins.get(event.client);
    return realOrigin === undefined ? event : { ...event, realOrigin };
  }

  #agree(event: ChatEvent, at: number): void {
    const told = this.told.get(this.position) ?? [];
    for (const effect of this.chat.apply(event, at)) {
      const isTold = effect.kind === "publish" && (effect.detail ?? "every") === "every";
      if (isTold) told.push(JSON.stringify(effect.message));
      this.#carryOut(effect);
    }
    this.told.set(this.position, told);
  }

  /** What a client of this node was told since the last look, and whether its connection ended. */
  toldTo(client: number): string[] {
    const mine = this.effects.filter((effect) =>
      effect.kind === "send"
        ? effect.to === client
        : effect.kind === "drop" && effect.client === client
    );
    this.effects = this.effects.filter((effect) => !mine.includes(effect));
    return mine.map((effect) => {
      if (effect.kind !== "send") return effect.kind;
      const { message } = effect;
      return message.kind === "notice" ? message.notice.code : message.kind;
    });
  }

  #carryOut(effect: Effect): void {
    this.effects.push(effect);
    switch (effect.kind) {
      case "propose":
        return this.#cluster.append(effect.event, this.epoch);
      case "pace":
        this.#mustBeOwn(effect.client);
        return this.local({ kind: "more", client: effect.client });
      case "ask": {
        const { client, id, question } = effect;
        this.#mustBeOwn(client);
        const answer = question.kind === "word" || question.kind === "whois"
          ? this.#cluster.askPeer(question)
          : { kind: "failed", why: "unavailable" } as const;
        return this.local({ kind: "answer", client, id, answer });
      }
      case "peer-answer":
        this.#cluster.answers.set(effect.id, effect.answer);
        return;
      case "send":
        if (effect.message.kind === "private" && this.own.has(effect.to)) {
          this.words.push(`${effect.to} ${effect.message.text}`);
        }
        return;
      case "order":
        throw new Error("the store keeps what is decided");
    }
  }

  #mustBeOwn(client: ClientId): void {
    assert(this.own.has(client), `node ${this.index} asks for the client ${client} of another`);
  }
}

/** Some nodes and their log. */
export class Cluster {
  readonly log: Logged[] = [];
  readonly origins = new Map<ClientId, Origin>();
  readonly answers = new Map<number, Extract<Effect, { kind: "peer-answer" }>["answer"]>();
  readonly nodes: Node[];
  time = START;
  #ids = 0;
  #asked = 0;
  #epochs = 0;

  /** So many nodes that have read nothing. */
  constructor(count: number) {
    this.nodes = Array.from({ length: count }, (_, index) => new Node(this, index));
  }

  /** The number of the next process. */
  nextEpoch(): number {
    return ++this.#epochs;
  }

  /** The id of the next client. */
  nextId(): ClientId {
    return clientId(++this.#ids);
  }

  /** The time of the last agreed tick before a position. */
  tickBefore(position: number): number {
    let tick = START;
    for (const { at } of this.log.slice(0, position)) if (at - tick >= 1000) tick = at;
    return tick;
  }

  /** Puts an event into the log, read and as JSON. */
  append(event: ChatEvent, epoch: number): void {
    const { realOrigin: _, ...rest } = readEvent(event) as ChatEvent & { realOrigin?: Origin };
    const plain: ChatEvent = JSON.parse(JSON.stringify(rest));
    assert(isAgreed(plain), `${plain.kind} is not agreed`);
    this.log.push({ event: plain, at: this.time, epoch });
  }

  /** A client of a node sends a line: it goes to the log, or is applied when all of the client has come back. */
  post(event: ChatEvent, node: Node): void {
    if (isAgreed(event)) return this.append(event, node.epoch);
    node.read();
    node.local(event);
  }

  /** Asks the node that serves the other client. */
  askPeer(question: PeerQuestion): Extract<ChatEvent, { kind: "answer" }>["answer"] {
    const about = question.kind === "word" ? question.to : question.about;
    const node = this.nodes.find(({ own }) => own.has(about));
    const id = ++this.#asked;
    node?.local({ kind: "peer", id, question: JSON.parse(JSON.stringify(question)) });
    return this.answers.get(id) ?? { kind: "failed", why: "unavailable" };
  }

  /** A node begins anew from the state of another one, which has read the log so far. */
  restart(index: number, from: Node): void {
    const data: ChatData = JSON.parse(JSON.stringify(from.chat.agreed()));
    this.nodes[index] = new Node(this, index, { data, position: from.position });
  }

  /** All nodes have applied the whole log, and agree. */
  check(): void {
    for (let length = -1; length !== this.log.length;) {
      length = this.log.length;
      for (const node of this.nodes) node.read();
    }
    const [first, ...others] = this.nodes;
    if (first === undefined) return;
    for (const node of others) {
      assertEquals(agreedView(node.chat), agreedView(first.chat), `node ${node.index}`);
      for (const [position, told] of node.told) {
        assertEquals(told, first.told.get(position) ?? told, `record ${position}`);
      }
    }
  }
}
