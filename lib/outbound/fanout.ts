/**
 * Turns effects into bytes for clients. It knows the clients, the rooms that each hears, and their
 * dialects. The lines of one turn are flushed at its end; `rounds.ts` decides when that is.
 *
 * @module
 */

import type { Arrivals, Dialect } from "../core/dialect.ts";
import type { Effect } from "../core/event.ts";
import type { Language } from "../core/language.ts";
import type { Crowd, RoomMessage } from "../core/message.ts";
import type { ClientId, Millis, RoomName } from "../core/units.ts";
import type { Codec } from "../wire/codec.ts";
import { REPLAYED } from "./batch.ts";
import { type Census, Gone } from "./census.ts";
import { Feed } from "./feed.ts";
import type { FlushWatch } from "./flush_watch.ts";
import { JoinedBytes } from "./joined_bytes.ts";
import { Outbox } from "./outbox.ts";
import type { OutboxLimits, OutboxTools, Sink } from "./outbox_types.ts";
import type { Pacer } from "../time/pacer.ts";
import { rawText } from "./raw_text.ts";
import { isReplayed } from "./replayed.ts";
import { Rounds } from "./rounds.ts";
import { Subscriber } from "./subscriber.ts";
import { type Channel, Turn } from "./turn.ts";

/** The codecs of all dialects. */
export interface Dialects {
  /** For people, by language. */
  readonly text: Readonly<Record<Language, Codec>>;
  /** For programs, by language and by how they are told arrivals. */
  readonly json: Readonly<Record<Language, Readonly<Record<Arrivals, Codec>>>>;
}

/** What the fan-out needs to serve a client. */
export interface Service {
  /** Where its bytes go. */
  readonly sink: Sink;
  /** The dialect that it speaks. */
  readonly codec: Codec;
  /** The limits of its send queue. */
  readonly limits: OutboxLimits;
}

/** The fan-out: owns the outboxes of all clients, and the feeds that they hear. */
export class FanOut {
  readonly #pacer: Pacer;
  readonly #dialects: Dialects;
  readonly #subscribers = new Map<ClientId, Subscriber>();
  readonly #draining = new Set<Outbox>();
  readonly #gone = new Gone();
  /** Only channels that have subscribers. */
  readonly #channels = new Map<RoomName, Map<Codec, Channel>>();
  readonly #turn: Turn;
  readonly #rounds: Rounds;
  readonly #joined = new JoinedBytes();
  readonly #tools: OutboxTools;

  /** A fan-out without clients. */
  constructor(pacer: Pacer, dialects: Dialects, watch?: FlushWatch) {
    this.#pacer = pacer;
    this.#dialects = dialects;
    // A flush has no caller that could catch a bug, so it is thrown in a pacer's call, which reports it.
    this.#turn = new Turn((bug) =>
      pacer.soon(() => {
        throw bug;
      })
    );
    this.#tools = {
      now: () => pacer.now(),
      join: (pieces) => this.#joined.join(pieces),
    };
    this.#rounds = new Rounds(pacer, (at) => {
      watch?.flushing();
      this.#joined.forget();
      const writers = this.#turn.flush(at);
      watch?.flushed();
      return writers;
    });
  }

  /** The number of feeds with subscribers; for tests of their bound. */
  get feeds(): number {
    return this.#channels.values().reduce((sum, { size }) => sum + size, 0);
  }

  /** What the send queues have done and hold; counted at each call. */
  census(): Census & { readonly lines: number } {
    const outboxes = this.#subscribers.values().map(({ outbox }) => outbox);
    const census = this.#gone.countWith([...outboxes, ...this.#draining]);
    return { ...census, lines: this.#turn.lines - census.skipped };
  }

  /** Serves this client from now on. Call it before posting its `connected`. */
  serve(client: ClientId, { sink, codec, limits }: Service): Outbox {
    const outbox = new Outbox(sink, codec, { limits, tools: this.#tools });
    this.#subscribers.set(client, new Subscriber(outbox));
    return outbox;
  }

  /** Sends a telnet answer to a client, after all lines that it has been told so far. */
  answer(client: ClientId, bytes: Uint8Array): void {
    const subscriber = this.#subscribers.get(client);
    if (subscriber !== undefined) this.#tell(subscriber, rawText(bytes));
  }

  /**
   * Calls `sent` once, when a client has been sent everything that it was told so far, and nothing waits
   * for it. Never for a client that is not, or no longer, served.
   */
  whenSent(client: ClientId, sent: () => void): void {
    const subscriber = this.#subscribers.get(client);
    if (subscriber === undefined) return;
    subscriber.noteSent(sent);
    this.#setApart(subscriber);
  }

  /** A clock that never jumps. */
  now(): Millis {
    return this.#pacer.now();
  }

  /** Carries out an effect; those that other parts carry out are left to them. Never waits. */
  carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "publish":
        return this.#publish(effect);
      case "send":
        return this.#send(effect);
      case "describe":
        return this.#describe(effect);
      case "join": {
        const subscriber = this.#subscribers.get(effect.client);
        if (subscriber !== undefined) this.#join(subscriber, effect.room);
        return;
      }
      case "part": {
        const subscriber = this.#subscribers.get(effect.client);
        if (subscriber !== undefined) this.#part(subscriber, effect.room);
        return;
      }
      case "speak":
        return this.#speak(effect);
      case "drop":
        return this.#drop(effect);
      case "wake":
      case "pace":
      case "ask":
      case "closed":
      case "audit":
      case "order":
      case "stop":
      case "propose":
      case "peer-answer":
        return;
      default:
        effect satisfies never;
    }
  }

  /** Disconnects clients whose writes have made no progress for too long. */
  checkStalled(): void {
    const at = this.#pacer.now();
    for (const { outbox } of this.#subscribers.values()) outbox.checkStalled(at);
    for (const outbox of this.#draining) outbox.checkStalled(at);
  }

  #publish({ room, message, detail, except }: Extract<Effect, { kind: "publish" }>): void {
    const channels = this.#channels.get(room);
    if (channels === undefined) return;
    const ordinal = this.#turn.number();
    const bugs: unknown[] = [];
    const lines = new Map<Codec, string>();
    for (const channel of channels.values()) {
      const { codec } = channel.feed;
      if (detail !== undefined && codec.hearing.detail !== detail) continue;
      const { twin } = codec;
      const speaker = twin?.shares(message) ? twin.codec : codec;
      const line = lines.get(speaker) ?? encoded(message, speaker, bugs);
      lines.set(speaker, line);
      if (line === "") continue;
      this.#turn.say(channel, line, ordinal);
      this.#rounds.ask();
    }
    for (const client of except ?? []) {
      const subscriber = this.#subscribers.get(client);
      if (subscriber === undefined || feedOf(subscriber, room) === undefined) continue;
      subscriber.omit(ordinal);
      this.#turn.noteApart(subscriber);
    }
    if (bugs.length > 0) throw bugs[0];
  }

  #send({ to, message }: Extract<Effect, { kind: "send" }>): void {
    const subscriber = this.#subscribers.get(to);
    const line = subscriber?.outbox.codec.encode(message) ?? "";
    if (subscriber === undefined || line === "") return;
    this.#tell(subscriber, line, isReplayed(message) ? REPLAYED : undefined);
  }

  /** Sends what is known of a client, with what only its outbox knows. */
  #describe({ to, about, message }: Extract<Effect, { kind: "describe" }>): void {
    const outbox = this.#subscribers.get(about)?.outbox;
    const { connection } = message;
    if (outbox === undefined || connection === undefined) {
      return this.#send({ kind: "send", to, message });
    }
    const told = { ...connection, queued: outbox.waiting, skipped: outbox.traffic.skipped };
    this.#send({ kind: "send", to, message: { ...message, connection: told } });
  }

  #tell(subscriber: Subscriber, line: string, place?: typeof REPLAYED): void {
    subscriber.tell(line, this.#turn.number(), place);
    this.#setApart(subscriber);
  }

  #join(subscriber: Subscriber, room: RoomName): void {
    if (feedOf(subscriber, room) !== undefined) return;
    const channel = this.#channelOf(room, subscriber.outbox.codec);
    channel.subscribers.add(subscriber);
    subscriber.join(channel.feed, this.#turn.ordinal);
    this.#turn.noteApart(subscriber);
  }

  #part(subscriber: Subscriber, room: RoomName): void {
    const feed = feedOf(subscriber, room);
    if (feed === undefined) return;
    subscriber.part(feed, this.#turn.ordinal);
    this.#turn.noteApart(subscriber);
    const channels = this.#channels.get(room);
    const channel = channels?.get(feed.codec);
    channel?.subscribers.delete(subscriber);
    if (channel?.subscribers.size === 0) channels?.delete(feed.codec);
    if (channels?.size === 0) this.#channels.delete(room);
  }

  /** Changes the dialect or language of a client; it hears the same rooms. */
  #speak({ client, dialect }: Extract<Effect, { kind: "speak" }>): void {
    const subscriber = this.#subscribers.get(client);
    if (subscriber === undefined) return;
    const rooms = subscriber.feeds.map(({ room }) => room);
    for (const room of rooms) this.#part(subscriber, room);
    subscriber.outbox.speak(this.#codecOf(dialect));
    for (const room of rooms) this.#join(subscriber, room);
  }

  #codecOf(dialect: Dialect): Codec {
    const { text, json } = this.#dialects;
    const { language } = dialect;
    return dialect.kind === "json" ? json[language][dialect.arrivals] : text[language];
  }

  /** Ends serving a client. Lines of this turn, such as the farewell, are still sent. */
  #drop({ client, reason }: Extract<Effect, { kind: "drop" }>): void {
    const subscriber = this.#subscribers.get(client);
    if (subscriber === undefined) return;
    for (const { room } of subscriber.feeds) this.#part(subscriber, room);
    this.#subscribers.delete(client);
    const { outbox } = subscriber;
    this.#draining.add(outbox);
    outbox.drained.then(() => {
      this.#draining.delete(outbox);
      this.#gone.add(outbox);
    });
    outbox.end(reason);
    subscriber.leave();
    this.#setApart(subscriber);
  }

  #setApart(subscriber: Subscriber): void {
    this.#turn.noteApart(subscriber);
    this.#rounds.ask();
  }

  #channelOf(room: RoomName, codec: Codec): Channel {
    let channels = this.#channels.get(room);
    if (channels === undefined) this.#channels.set(room, channels = new Map());
    let channel = channels.get(codec);
    if (channel === undefined) {
      channel = { feed: new Feed(room, codec), subscribers: new Set() };
      channels.set(codec, channel);
    }
    return channel;
  }
}

/** Encodes a message. A bug in one codec must not affect others: it is noted, and the line is empty. */
function encoded(message: RoomMessage | Crowd, codec: Codec, bugs: unknown[]): string {
  try {
    return codec.encode(message);
  } catch (bug) {
    bugs.push(bug);
    return "";
  }
}

function feedOf({ feeds }: Subscriber, room: RoomName): Feed | undefined {
  return feeds.find((feed) => feed.room === room);
}
