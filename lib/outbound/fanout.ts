/**
 * The way from effects to bytes. All that is published in one turn of the event loop forms one
 * batch for each room and dialect; at the end of the turn everybody who keeps up is given the same
 * bytes in one write. When that is, `rounds.ts` decides.
 *
 * @module
 */

import type { Audience, Effect } from "../core/event.ts";
import type { Language } from "../core/language.ts";
import type { ClientId, Millis, RoomName } from "../core/units.ts";
import { Batch, Feed } from "./feed.ts";
import type { Outbox } from "./outbox.ts";
import type { OutboxOwner } from "./outbox_parts.ts";
import type { Pacer } from "./pacer.ts";
import { Rounds } from "./rounds.ts";
import type { Codec } from "../wire/codec.ts";

/** The dialect of people in languages other than its own. */
export type Translations = Readonly<Partial<Record<Language, Codec>>>;

/** Owns the outboxes of all clients, and the feeds that they hear. */
export class FanOut implements OutboxOwner {
  readonly #pacer: Pacer;
  readonly #codecs: Readonly<Record<Audience, Codec>>;
  readonly #translations: Translations;
  readonly #outboxes = new Map<ClientId, Outbox>();
  readonly #draining = new Set<Outbox>();
  readonly #feeds = new Map<RoomName, Map<Codec, Feed<Outbox>>>();
  readonly #touched = new Set<Outbox>();
  readonly #rounds: Rounds;
  #last: { readonly chunks: readonly Uint8Array[]; readonly bytes: Uint8Array } | undefined;

  /** A fan-out to nobody; people are spoken to in other languages where there are translations. */
  constructor(
    pacer: Pacer,
    codecs: Readonly<Record<Audience, Codec>>,
    translations: Translations = {},
  ) {
    this.#pacer = pacer;
    this.#codecs = codecs;
    this.#translations = translations;
    this.#rounds = new Rounds(pacer, () => this.#flush());
  }

  /** How people are spoken to until they choose a language. */
  get people(): Codec {
    return this.#codecs.people;
  }

  /** Serves this client from now on; before its `connected` is posted. */
  attach(client: ClientId, outbox: Outbox): void {
    outbox.attach(this);
    this.#outboxes.set(client, outbox);
  }

  /** Carries out the effects that concern clients, in order. Never waits. */
  carryOut(effect: Exclude<Effect, { kind: "wake" }>): void {
    switch (effect.kind) {
      case "publish":
        this.#publish(effect);
        break;
      case "send":
        this.#outboxes.get(effect.to)?.send(effect.message);
        break;
      case "join": {
        const outbox = this.#outboxes.get(effect.client);
        if (outbox !== undefined) outbox.join(this.#feedOf(effect.room, outbox.codec));
        break;
      }
      case "part":
        this.#outboxes.get(effect.client)?.part();
        break;
      case "address":
        this.#address(effect);
        break;
      case "drop":
        this.#drop(effect);
        break;
      default:
        effect satisfies never;
    }
  }

  /** Looks for clients that have taken nothing for too long. */
  checkStalled(): void {
    const at = this.#pacer.now();
    for (const outbox of this.#outboxes.values()) outbox.checkStalled(at);
    for (const outbox of this.#draining) outbox.checkStalled(at);
  }

  /** See {@linkcode OutboxOwner}. */
  now(): Millis {
    return this.#pacer.now();
  }

  /** See {@linkcode OutboxOwner}. */
  get flushedAt(): Millis {
    return this.#rounds.at;
  }

  /** See {@linkcode OutboxOwner}. */
  touched(outbox: Outbox): void {
    this.#touched.add(outbox);
    this.#rounds.ask();
  }

  /** See {@linkcode OutboxOwner}. */
  began(outbox: Outbox): number {
    return this.#rounds.begin(outbox);
  }

  /** See {@linkcode OutboxOwner}. */
  settled(token: number): void {
    this.#rounds.settled(token);
  }

  /** See {@linkcode OutboxOwner}. */
  joined(chunks: readonly Uint8Array[]): Uint8Array {
    const [first] = chunks;
    if (first !== undefined && chunks.length === 1) return first;
    if (this.#last !== undefined && isSame(this.#last.chunks, chunks)) return this.#last.bytes;
    const bytes = concatenate(chunks);
    this.#last = { chunks, bytes };
    return bytes;
  }

  #publish({ room, message, audience }: Extract<Effect, { kind: "publish" }>): void {
    const feeds = this.#feeds.get(room);
    if (feeds === undefined) return;
    for (const feed of feeds.values()) {
      if (feed.listeners.size === 0) continue;
      if (audience !== undefined && feed.codec.audience !== audience) continue;
      const line = feed.codec.encode(message);
      if (line === "") continue;
      feed.append(line);
      this.#rounds.ask();
    }
  }

  /** Goes on hearing the same room, in another dialect or language. */
  #address({ client, audience, language }: Extract<Effect, { kind: "address" }>): void {
    const outbox = this.#outboxes.get(client);
    if (outbox === undefined) return;
    const translation = language && audience === "people" && this.#translations[language];
    const codec = translation || this.#codecs[audience];
    const rooms = Array.from(this.#feeds).filter(([, feeds]) =>
      feeds.get(outbox.codec)?.listeners.has(outbox)
    );
    outbox.part();
    outbox.speak(codec);
    for (const [room] of rooms) outbox.join(this.#feedOf(room, codec));
  }

  #drop({ client, reason }: Extract<Effect, { kind: "drop" }>): void {
    const outbox = this.#outboxes.get(client);
    if (outbox === undefined) return;
    this.#outboxes.delete(client);
    this.#draining.add(outbox);
    outbox.drained.then(() => this.#draining.delete(outbox));
    outbox.finish(reason);
  }

  #feedOf(room: RoomName, codec: Codec): Feed<Outbox> {
    let feeds = this.#feeds.get(room);
    if (feeds === undefined) this.#feeds.set(room, feeds = new Map());
    let feed = feeds.get(codec);
    if (feed === undefined) feeds.set(codec, feed = new Feed(codec));
    return feed;
  }

  #flush(): void {
    const touched = Array.from(this.#touched);
    this.#touched.clear();
    for (const outbox of touched) outbox.closeTurn();
    const batches = new Map<readonly string[], Batch>();
    for (const feeds of this.#feeds.values()) {
      for (const feed of feeds.values()) {
        if (feed.open.length === 0) continue;
        const { listeners } = feed;
        const batch = feed.close();
        batches.set(batch.lines, batch);
        for (const outbox of listeners) if (!outbox.isTouched) outbox.offer(batch);
      }
    }
    const batchOf = (lines: readonly string[]) => batches.get(lines) ?? new Batch(lines);
    for (const outbox of touched) outbox.offerTurn(batchOf);
    this.#last = undefined;
  }
}

function isSame(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((chunk, index) => chunk === b[index]);
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
