/**
 * A script on the pure core: bytes through the splitter and the codecs into the chat, and what
 * follows back through the codecs, with nothing of streams, timers or sockets. A hundred times as
 * fast as the real thing, and the same each time.
 *
 * @module
 */

import type { Command } from "../../lib/core/command.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import { type ClientId, clientId } from "../../lib/core/units.ts";
import type { Protocol } from "../../lib/core/notice.ts";
import type { Inbound } from "../../lib/doors/door.ts";
import { type Entering, isSaid, plainOpening, readOpening } from "../../lib/doors/opening.ts";
import { PlainReader } from "../../lib/doors/plain_reader.ts";
import type { Codec } from "../../lib/wire/codec.ts";
import { jsonCodec, jsonCodecs } from "../../lib/wire/json/codec.ts";
import { type Line, LineSplitter } from "../../lib/wire/lines.ts";
import { textCodec } from "../../lib/wire/text/codec.ts";
import { Census } from "./census.ts";
import { Finding } from "./finding.ts";
import { checkSafe, readObject, readPeopleLine } from "./heard.ts";
import { LIMITS } from "./place.ts";
import { type Action, type Opening, pieces, requestLine, ROOMS, type Script } from "./script.ts";
import { newChat } from "../support/happenings.ts";
import { originOf } from "../support/origins.ts";

const encoder = new TextEncoder();

/** The one who hears everything, from before the first to after the last. */
const WITNESS = clientId(1);
const END = { by: "member", code: "end-of-input" } as const;
const IDLE_TIMEOUT = 5000;
const ROUND_MILLIS = 70;

interface Sitter {
  readonly id: ClientId;
  readonly splitter: LineSplitter;
  /** Reads it as the door does; undefined before it has entered. */
  reader: PlainReader | undefined;
  isOver: boolean;
  count: number;
}

/** Performs a script; throws a finding. Returns all effects, for a comparison of two runs. */
export function converseInCore(script: Script): readonly Effect[] {
  const conversation = new CoreConversation();
  for (const round of script.rounds) {
    for (const action of round) conversation.act(action);
    conversation.pass(ROUND_MILLIS);
  }
  return conversation.finish();
}

class CoreConversation {
  readonly #chat = newChat({ idleTimeout: IDLE_TIMEOUT, maxLineBytes: LIMITS.maxLine });
  readonly #census = new Census();
  readonly #codecs = new Map<ClientId, Codec>();
  readonly #seats = new Map<number, Sitter>();
  readonly #effects: Effect[] = [];
  /** The rooms that the witness hears. */
  readonly #witnessed = new Set<string>();
  #lastId = 1;
  #at = 1_000_000;

  constructor() {
    this.#connect(WITNESS, { ...plainOpening(), codec: jsonCodec });
    for (const room of ROOMS) this.#ask(WITNESS, { kind: "ask", name: "join", input: { room } });
  }

  act(action: Action): void {
    const { who } = action;
    if (action.kind === "enter") {
      this.#leave(who);
      this.#sit(who, action.opening);
      return;
    }
    if (action.kind === "leave") return this.#leave(who);
    const sitter = this.#seats.get(who) ?? this.#sit(who, "nasty");
    switch (action.kind) {
      case "send":
        for (const part of pieces(action.bytes, action.cuts)) this.#hear(sitter, part);
        break;
      case "count":
      case "flood":
        this.#hear(sitter, encoder.encode(`\ncount ${sitter.id} ${++sitter.count}\n`));
        break;
      case "whisper":
        this.#hear(sitter, encoder.encode(`\n/msg guest-1 whisper ${sitter.id}\n`));
        break;
      case "room": {
        const line = requestLine(action.request, action.room, this.#isJson(sitter));
        this.#hear(sitter, encoder.encode(`\n${line}\n`));
        break;
      }
      case "listen":
        // Who has sent nothing is let in by the silence.
        if (sitter.reader === undefined) this.#enter(sitter, plainOpening());
        break;
      default:
        action satisfies never;
    }
  }

  pass(millis: number): void {
    this.#at += millis;
    this.#apply({ kind: "command", client: WITNESS, command: { kind: "blank" } });
    this.#apply({ kind: "tick" });
  }

  finish(): readonly Effect[] {
    for (const who of Array.from(this.#seats.keys())) this.#leave(who);
    this.pass(ROUND_MILLIS);
    this.pass(ROUND_MILLIS);
    for (const room of ROOMS) this.#ask(WITNESS, { kind: "ask", name: "who", input: { room } });
    const left = this.#chat.snapshot().ledger.rooms.map(({ room }) => room);
    if (left.join() !== ROOMS.join()) throw new Finding(`there are rooms left: ${left.join(", ")}`);
    if (this.#chat.population !== 1) throw new Finding(`${this.#chat.population} are left behind`);
    this.#apply({ kind: "shutdown" });
    return this.#effects;
  }

  #sit(who: number, opening: Opening): Sitter {
    const sitter: Sitter = {
      id: clientId(++this.#lastId),
      splitter: new LineSplitter({ maxLineBytes: LIMITS.maxLine }),
      reader: undefined,
      isOver: false,
      count: 0,
    };
    this.#seats.set(who, sitter);
    if (opening === "line") this.#hear(sitter, encoder.encode(`/nick s${sitter.id}\n`));
    if (opening === "json" || opening === "page") {
      this.#hear(sitter, encoder.encode(helloOf(sitter.id, opening)));
    }
    if (opening === "silent") this.#enter(sitter, plainOpening());
    return sitter;
  }

  #leave(who: number): void {
    const sitter = this.#seats.get(who);
    this.#seats.delete(who);
    if (sitter === undefined) return;
    for (const line of sitter.splitter.end()) this.#line(sitter, line);
    if (sitter.reader === undefined) return;
    this.#apply({ kind: "disconnected", client: sitter.id, reason: END });
  }

  #hear(sitter: Sitter, bytes: Uint8Array): void {
    const lines = sitter.splitter.push(bytes);
    if (sitter.splitter.heldBytes > LIMITS.maxLine) {
      throw new Finding("the splitter holds too much");
    }
    for (const line of lines) this.#line(sitter, line);
  }

  /** As the plain door does it, but for the time that passes there: the first line is an opening. */
  #line(sitter: Sitter, line: Line): void {
    if (sitter.isOver) return;
    if (sitter.reader !== undefined) return this.#handle(sitter, sitter.reader.read([line]));
    if (!isSaid(line)) return;
    const opening = readOpening([line]) ?? plainOpening();
    if (opening.kind === "enter") this.#enter(sitter, opening, [line]);
    else this.#turnAway(sitter, opening.protocol);
  }

  #enter(sitter: Sitter, opening: Entering, lines: readonly Line[] = []): void {
    sitter.reader = new PlainReader(opening.codec, LIMITS.maxLine);
    this.#connect(sitter.id, opening);
    this.#handle(sitter, sitter.reader.begin(opening, lines));
  }

  #handle(sitter: Sitter, read: Iterable<Inbound>): void {
    for (const inbound of read) {
      if (inbound.kind === "foreign") this.#turnAway(sitter, inbound.protocol);
      if (inbound.kind !== "line") continue;
      for (const command of inbound.commands) this.#ask(sitter.id, command);
    }
  }

  #isJson({ id }: Sitter): boolean {
    return this.#codecs.get(id)?.hearing.isProgram === true;
  }

  #turnAway(sitter: Sitter, protocol: Protocol): void {
    const notice = { code: "refused", why: protocol } as const;
    checkSafe(textCodec.encode({ kind: "notice", notice }).trimEnd());
    sitter.isOver = true;
  }

  #connect(client: ClientId, { codec, nick, wanted }: Entering): void {
    this.#codecs.set(client, codec);
    const origin = originOf();
    this.#apply({ kind: "connected", client, origin, hearing: codec.hearing, nick, wanted });
  }

  #ask(client: ClientId, command: Command): void {
    this.#apply({ kind: "command", client, command });
  }

  #apply(event: ChatEvent): void {
    for (const effect of this.#chat.apply(event, this.#at)) this.#follow(effect);
  }

  #follow(effect: Effect): void {
    this.#effects.push(effect);
    if ("client" in effect && !this.#codecs.has(effect.client)) {
      throw new Finding(`${effect.kind} for ${effect.client}, who is not here`);
    }
    if (effect.kind === "publish") {
      for (const codec of [textCodec, jsonCodec, jsonCodecs.zh.gathered]) {
        const { detail } = codec.hearing;
        if ((effect.detail ?? detail) === detail) {
          const isHeard = codec === jsonCodec && this.#witnessed.has(effect.room);
          this.#check(codec, codec.encode(effect.message), isHeard);
        }
      }
    } else if (effect.kind === "send") {
      const codec = this.#codecs.get(effect.to);
      if (codec === undefined) throw new Finding(`a word for ${effect.to}, who is not here`);
      this.#check(codec, codec.encode(effect.message), effect.to === WITNESS);
    } else if (effect.kind === "speak" && effect.dialect.kind === "json") {
      const { language, detail } = effect.dialect;
      this.#codecs.set(effect.client, jsonCodecs[language][detail]);
    } else if (effect.kind === "join" && effect.client === WITNESS) {
      this.#witnessed.add(effect.room);
    } else if (effect.kind === "drop") {
      this.#codecs.delete(effect.client);
    }
  }

  #check(codec: Codec, text: string, isForWitness: boolean): void {
    for (const line of text.split("\n").slice(0, -1)) {
      if (codec === textCodec) {
        readPeopleLine(line);
        continue;
      }
      const event = readObject(line);
      if (isForWitness) this.#census.take(event);
    }
  }
}

/** A page hears arrivals gathered. */
function helloOf(id: number, opening: "json" | "page"): string {
  const arrivals = opening === "page" ? "gathered" : "every";
  return `${JSON.stringify({ hello: 1, nick: `s${id}`, arrivals })}\n`;
}
