/**
 * Nodes of one cluster for tests: real chats over the engine in memory. Time passes by hand; each node has
 * a clock of its own, which stands still while the node is frozen.
 *
 * @module
 */

import { type ClusterHouse, type ClusterState } from "../../lib/bus/cluster.ts";
import { ClusterLog } from "../../lib/bus/cluster_log.ts";
import type { Doom } from "../../lib/bus/doom.ts";
import { Chat } from "../../lib/core/chat.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import { type ClientId, clientId } from "../../lib/core/units.ts";
import type { Stamped } from "../../lib/loop/event_log.ts";
import type { LogFields } from "../../lib/log/log.ts";
import { FakePacer } from "./fake_pacer.ts";
import { asks, connected, says, SETTINGS } from "./happenings.ts";
import { MemoryEngine, type MemoryEngineOptions } from "./memory_engine.ts";
import type { MemoryLink } from "./memory_link.ts";
import { settle } from "./scripted_sink.ts";

/** The time of the engine when a scene begins. */
export const BEGINNING = 1_700_000_000_000;

/** The settings that the nodes of a scene have alike. */
export const ALIKE = '{"max-rooms":1000}';

const STEP = 50;

/** Some nodes and their engine. */
export class ClusterScene {
  /** The engine. */
  readonly engine: MemoryEngine;
  /** The time of the engine, since the epoch. A test may set it. */
  now = BEGINNING;
  readonly #pacer = new FakePacer();
  /** The nodes, those that have ended included. */
  readonly nodes: SceneNode[] = [];

  /** An engine, and no node. */
  constructor(options: MemoryEngineOptions = {}) {
    this.engine = new MemoryEngine({ now: () => this.now, pacer: this.#pacer, ...options });
  }

  /** A node that has joined. */
  async node(name: string, options: SceneNodeOptions = {}): Promise<SceneNode> {
    const node = await this.begin(name, options);
    await this.until(() => node.hasJoined || node.dooms.length > 0);
    return node;
  }

  /** A node that begins. */
  async begin(name: string, options: SceneNodeOptions = {}): Promise<SceneNode> {
    const opening = SceneNode.open(name, this.engine.link(), options);
    for (let i = 0; i < 100 && await isPending(opening); i++) await this.#turn();
    const node = await opening;
    this.nodes.push(node);
    return node;
  }

  /** Lets so much time pass on all nodes that are not frozen. */
  async pass(millis: number): Promise<void> {
    for (let passed = 0; passed < millis; passed += STEP) {
      this.now += STEP;
      this.#pacer.advance(STEP);
      for (const node of this.nodes) if (!node.isFrozen) node.pacer.advance(STEP);
      await this.#turn();
    }
  }

  /** Lets time pass until something holds, for a minute at most. */
  async until(holds: () => boolean): Promise<void> {
    for (let i = 0; i < 1200 && !holds(); i++) await this.pass(STEP);
    if (!holds()) throw new Error("It did not come within a minute");
  }

  /** Lets everything happen that needs no time. */
  async #turn(): Promise<void> {
    await settle();
    for (let i = 0; i < 1000; i++) {
      const waiting = this.nodes.filter(({ pacer, isFrozen }) => pacer.waiting > 0 && !isFrozen);
      if (waiting.length === 0 && i > 0) return;
      for (const { pacer } of waiting) pacer.turn();
      await settle();
    }
  }
}

/** How a node of a scene is. */
export interface SceneNodeOptions {
  /** The settings that all nodes must have alike. */
  readonly settings?: string | undefined;
  /** See `ClusterParts`. */
  readonly snapshotEvery?: number | undefined;
  /** Its clock and its turns; by default one of its own. */
  readonly pacer?: FakePacer | undefined;
}

let randoms = 0;

/** One node: its log, its chat, and what came of it. */
export class SceneNode {
  /** Its name. */
  readonly name: string;
  /** Its connection to the engine. */
  readonly link: MemoryLink;
  /** Its clock and its turns. */
  readonly pacer: FakePacer;
  /** Its log. */
  readonly log: ClusterLog;
  /** Its chat. */
  readonly chat: Chat;
  /** All events that its chat has applied. */
  readonly applied: Stamped[] = [];
  /** All effects. */
  readonly effects: Effect[] = [];
  /** What each room was told, as JSON, by room and seq. */
  readonly told = new Map<string, string>();
  /** How the line was, each time that it changed. */
  readonly states: ClusterState[] = [];
  /** Why it could not go on. */
  readonly dooms: Doom[] = [];
  /** What it logged: the events. */
  readonly logged: string[] = [];
  /** Whether it is one of the nodes. */
  hasJoined = false;
  /** Whether its process stands still. */
  isFrozen = false;
  /** Called with each event that is applied, for a bug or a look; what it throws is a bug of the chat. */
  watch: ((event: ChatEvent) => void) | undefined;
  readonly #loop: Promise<void>;

  private constructor(name: string, link: MemoryLink, { pacer, log, logged }: {
    pacer: FakePacer;
    log: ClusterLog;
    logged: string[];
  }) {
    this.name = name;
    this.link = link;
    this.pacer = pacer;
    this.log = log;
    this.logged = logged;
    const shared = { isShared: true, node: name, epoch: log.birth };
    this.chat = new Chat({ ...SETTINGS, ...shared }, log.chat);
    this.#loop = this.#run();
    const house: ClusterHouse = {
      snapshot: () => this.chat.agreed(),
      returning: () => this.chat.returning(),
      changed: (state) => this.states.push(state),
      doomed: (doom) => this.dooms.push(doom),
    };
    log.join(house).then(() => this.hasJoined = true, ({ doom }) => this.dooms.push(doom));
  }

  /** Opens a node. Rejects with `ClusterFailure`. */
  static async open(
    name: string,
    link: MemoryLink,
    { settings = ALIKE, snapshotEvery, pacer = new FakePacer() }: SceneNodeOptions,
  ): Promise<SceneNode> {
    const logged: string[] = [];
    const write = (event: string, fields?: LogFields) =>
      void logged.push(`${event} ${JSON.stringify(fields)}`);
    const ignore = () => {};
    const log = await ClusterLog.open({
      engine: link,
      node: name,
      settings,
      pacer,
      log: { debug: ignore, info: write, warn: write, error: write, flush: ignore, lost: 0 },
      random: () => String(++randoms).padStart(8, "0"),
      snapshotEvery,
    });
    return new SceneNode(name, link, { pacer, log, logged });
  }

  /** Somebody enters here; resolves with the number of the client. */
  async enter(nick: string, rooms?: readonly string[]): Promise<ClientId> {
    const client = await this.log.nextId();
    const wanted = rooms && { wanted: { rooms, hasLobby: true } };
    void this.log.post(connected(client, { nick, ...wanted }));
    return client;
  }

  /** A client says something; resolves when that is applied. */
  say(client: ClientId, text: string): Promise<void> {
    return this.log.post(says(client, text));
  }

  /** A client asks for something. */
  ask(client: ClientId, name: string, input = ""): Promise<void> {
    return this.log.post(asks(client, name, input));
  }

  /** A client ends its connection. */
  leave(client: ClientId): Promise<void> {
    const reason = { by: "member", code: "end-of-input" } as const;
    return this.log.post({ kind: "disconnected", client, reason });
  }

  /** The process stands still. */
  freeze(): void {
    this.isFrozen = true;
    this.link.freeze();
  }

  /** It goes on. */
  thaw(): void {
    this.isFrozen = false;
    this.link.thaw();
  }

  /** The process is gone, without a word. */
  async kill(): Promise<void> {
    this.isFrozen = true;
    await this.link.close();
  }

  /** Stops in good order; resolves when the loop has ended. Time must pass meanwhile. */
  async stop(): Promise<void> {
    await this.log.post({ kind: "shutdown" });
    this.log.close();
    await this.#loop;
    await this.log.stop();
  }

  /** The texts of the messages that the lobby was told, in order. */
  get lines(): string[] {
    const publishes = this.effects.filter((effect) => effect.kind === "publish");
    return publishes.flatMap(({ message }) => message.kind === "message" ? [message.text] : []);
  }

  /** What the lobby was told of comings and goings: `+ann`, `-ann`. */
  get comings(): string[] {
    return this.effects.flatMap((effect) => {
      if (effect.kind !== "publish" || effect.detail === "gathered") return [];
      const { message } = effect;
      if (message.kind === "joined") return [`+${message.name}`];
      return message.kind === "left" ? [`-${message.name} ${message.reason.code}`] : [];
    });
  }

  /** The notices that a client was sent, by their codes. */
  notices(client: ClientId): string[] {
    return this.effects.flatMap((effect) => {
      if (effect.kind !== "send" || effect.to !== client) return [];
      return effect.message.kind === "notice" ? [effect.message.notice.code] : [];
    });
  }

  async #run(): Promise<void> {
    for await (const batch of this.log) {
      for (const stamped of batch) this.#apply(stamped);
    }
  }

  #apply(stamped: Stamped): void {
    const { event, at, time } = stamped;
    this.watch?.(event);
    const effects = this.chat.apply(event, at, time);
    this.applied.push(stamped);
    this.effects.push(...effects);
    this.log.peers.applied(event, effects);
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    if (effect.kind === "propose") void this.log.post(effect.event);
    if (effect.kind === "peer-answer") this.log.peers.answer(effect);
    if (effect.kind === "ask" && this.log.isOwn(effect.client)) {
      const { question } = effect;
      const isForPeers = question.kind === "word" || question.kind === "whois";
      if (isForPeers) this.log.peers.ask({ ...effect, question });
    }
    if (effect.kind !== "publish" || effect.message.kind === "crowd") return;
    const { room, message, detail = "every" } = effect;
    if (detail === "every") this.#note(`${room} ${message.seq}`, JSON.stringify(message));
  }

  #note(place: string, message: string): void {
    if (this.told.has(place)) throw new Error(`${this.name} told ${place} twice`);
    this.told.set(place, message);
  }
}

/** A number of a client that no node has granted. */
export const NOBODY = clientId(999_999_999);

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let isSettled = false;
  promise.then(() => isSettled = true, () => isSettled = true);
  await settle();
  return !isSettled;
}
