/**
 * A fan-out in fake time to clients whose sinks do what the test says.
 *
 * @module
 */

import type { Detail, Dialect } from "../../lib/core/dialect.ts";
import type { RoomMessage } from "../../lib/core/message.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { clientId, LOBBY, type RoomName } from "../../lib/core/units.ts";
import { type Dialects, FanOut } from "../../lib/outbound/fanout.ts";
import type { Outbox } from "../../lib/outbound/outbox.ts";
import type { OutboxLimits } from "../../lib/outbound/outbox_types.ts";
import type { Codec } from "../../lib/wire/codec.ts";
import { jsonCodecs } from "../../lib/wire/json/codec.ts";
import { textCodecs } from "../../lib/wire/text/codec.ts";
import { FakePacer } from "./fake_pacer.ts";
import { ScriptedSink } from "./scripted_sink.ts";

/** One client's sending side. */
export interface Receiver {
  /** What is tested. */
  readonly outbox: Outbox;
  /** Where its bytes go. */
  readonly sink: ScriptedSink;
}

/** A line of a room that is just this text, which begins with `a: `. */
export function roomLine(text: string, room: RoomName = LOBBY): RoomMessage {
  const from = text.slice(0, text.indexOf(":")) as Nick;
  return { kind: "message", seq: 1, time: 0, room, from, text: text.slice(from.length + 2) };
}

/** A line of the room that takes so many bytes on the wire, its end included. */
export function lineOfBytes(bytes: number): string {
  return "a: " + "x".repeat(bytes - 4);
}

/** How a client is spoken to: a person by default, in JSON if it hears every arrival, or by this codec. */
interface Manner {
  readonly detail?: Detail;
  readonly codec?: Codec;
}

/** The stage for tests of everything in `lib/outbound`. */
export class OutboundScene {
  readonly pacer = new FakePacer();
  readonly fanout: FanOut;
  readonly #dialects: Dialects;

  /** A stage whose people and programs are spoken to in these dialects. */
  constructor(
    dialects: Dialects = { text: textCodecs, json: jsonCodecs },
  ) {
    this.#dialects = dialects;
    this.fanout = new FanOut(this.pacer, dialects);
  }

  /** Attaches a client; it hears nothing yet. */
  attach(
    id: number,
    { detail = "gathered", codec, ...limits }: Partial<OutboxLimits> & Manner = {},
  ): Receiver {
    const sink = new ScriptedSink();
    const { json, text } = this.#dialects;
    const outbox = this.fanout.serve(clientId(id), {
      sink,
      codec: codec ?? (detail === "every" ? json.en.every : text.en),
      limits: { skipAbove: 1000, dropAt: 4000, stallTimeout: 30_000, ...limits },
    });
    return { outbox, sink };
  }

  /** Attaches a client that hears the room. */
  enter(id: number, options?: Parameters<OutboundScene["attach"]>[1]): Receiver {
    const receiver = this.attach(id, options);
    this.join(id);
    return receiver;
  }

  /** Tells the lobby each of these lines, e.g. `a: hello`. */
  say(...lines: string[]): void {
    for (const line of lines) this.sayIn(LOBBY, line);
  }

  /** Tells a room a line, and all but these clients hear it. */
  sayIn(room: string, line: string, except?: readonly number[]): void {
    const message = roomLine(line, room as RoomName);
    this.fanout.carryOut({
      kind: "publish",
      room: message.room,
      message,
      except: except?.map(clientId),
    });
  }

  /** A private word. */
  tell(id: number, text: string): void {
    const message = { kind: "pong", token: text } as const;
    this.fanout.carryOut({ kind: "send", to: clientId(id), message });
  }

  /** Tells one client each of these lines of the lobby, later than the others. */
  replay(id: number, ...lines: string[]): void {
    for (const line of lines) {
      this.fanout.carryOut({ kind: "send", to: clientId(id), message: roomLine(line) });
    }
  }

  /** Lets a client hear a room. */
  join(id: number, room: string = LOBBY): void {
    this.fanout.carryOut({ kind: "join", client: clientId(id), room: room as RoomName });
  }

  /** Lets a client hear a room no more. */
  part(id: number, room: string = LOBBY): void {
    this.fanout.carryOut({ kind: "part", client: clientId(id), room: room as RoomName });
  }

  /** Lets a client speak this dialect. */
  speak(id: number, dialect: Dialect): void {
    this.fanout.carryOut({ kind: "speak", client: clientId(id), dialect });
  }

  /** Ends a client's stay. */
  drop(id: number): void {
    const reason = { by: "member", code: "quit" } as const;
    this.fanout.carryOut({ kind: "drop", client: clientId(id), reason });
  }

  /** Ends a turn of the event loop, late writers or not, after any rest. */
  turn(): void {
    this.pacer.advance(this.pacer.waiting === 0 ? 25 : 1);
    this.pacer.turn();
  }
}
