/**
 * The door of WebSockets: the JSON dialect, from the first message on. There is no waiting for what might
 * come, as at the plain door: on a busy machine that would greet a page as a person, and say its hello
 * aloud.
 *
 * @module
 */

import type { Language } from "../../core/language.ts";
import type { Denial } from "../../core/notice.ts";
import type { Bytes, Millis } from "../../core/units.ts";
import { isDisconnect, type Peer } from "../../net/peer.ts";
import { deadline, within } from "../../time/deadline.ts";
import type { Pacer } from "../../time/pacer.ts";
import { jsonCodecs } from "../../wire/json/codec.ts";
import type { LineLimits } from "../../wire/line_limits.ts";
import type { Line } from "../../wire/lines.ts";
import type { Door, Entry, Rejection } from "../door.ts";
import { Input } from "../input.ts";
import { LineEntry } from "../line_entry.ts";
import { lineLimits } from "../measure.ts";
import { helloOpening, isSaid } from "../opening.ts";

/** The settings of a socket door. */
export interface SocketDoorSettings {
  /** The longest text of a message. */
  readonly maxLineBytes: Bytes;
  /** The language of refusals, which come before a client can ask for another. */
  readonly language: Language;
}

/** The parts of a socket door. */
export interface SocketDoorParts extends SocketDoorSettings {
  /** Time. */
  readonly pacer: Pacer;
}

/** The longest wait for the hello, from the upgrade on. */
export const HELLO_TIMEOUT: Millis = 10_000;

/** The longest wait for the last frame to be taken, and for the peer to close. */
const GOODBYE_TIMEOUT: Millis = 1000;

/** The door of WebSockets. */
export class SocketDoor implements Door {
  readonly #pacer: Pacer;
  #settings: SocketDoorSettings;
  #limits: LineLimits;
  /** Those whose hello is waited for. */
  readonly #waiting = new Set<Input>();
  #isClosed = false;

  /** A door for any number of connections. */
  constructor({ pacer, ...settings }: SocketDoorParts) {
    this.#pacer = pacer;
    this.#settings = settings;
    this.#limits = lineLimits(settings.maxLineBytes);
  }

  /** Other settings hold for new connections from here on. */
  adjust(settings: SocketDoorSettings): void {
    this.#settings = settings;
    this.#limits = lineLimits(settings.maxLineBytes);
  }

  /** Ends all waits for a hello, and those to come: these sockets are told that the daemon stops. */
  endHellos(): void {
    this.#isClosed = true;
    for (const input of this.#waiting) input.stopPeeking();
  }

  async receive(peer: Peer): Promise<Entry | Rejection | undefined> {
    const { maxLineBytes } = this.#settings;
    const input = new Input(peer, this.#limits);
    const lines = await this.#firstLines(input);
    if (lines === undefined) {
      // It has closed the socket, or broken the rules of WebSockets, and is told which of the two.
      await within(this.#pacer, GOODBYE_TIMEOUT, peer.closeWrite());
      return undefined;
    }
    const opening = openingOf(lines);
    if (opening !== undefined) return new LineEntry(input, { opening, lines, maxLineBytes });
    if (this.#isClosed && lines.length === 0) return await this.#stop(peer, input);
    return { kind: "refuse", protocol: "no-hello", ended: input.discard() };
  }

  refusal(refusal: Denial): string {
    return jsonCodecs[this.#settings.language].every.encode({ kind: "notice", notice: refusal });
  }

  /** Says that the daemon stops. A close at once could reset the connection and destroy that. */
  async #stop(peer: Peer, input: Input): Promise<undefined> {
    const ended = Promise.all([peer.closeWrite("stopping"), input.discard()]);
    await within(this.#pacer, GOODBYE_TIMEOUT, ended);
  }

  /** The lines of the first read; none if it does not come in time, undefined if the peer left before. */
  async #firstLines(input: Input): Promise<readonly Line[] | undefined> {
    const cancel = deadline(this.#pacer, HELLO_TIMEOUT, () => input.stopPeeking());
    this.#waiting.add(input);
    if (this.#isClosed) input.stopPeeking();
    try {
      const first = await input.peek();
      if (first === undefined) return [];
      if (first.done) return undefined;
      await input.next();
      return first.value;
    } catch (error) {
      if (!isDisconnect(error)) throw error;
      return undefined;
    } finally {
      cancel();
      this.#waiting.delete(input);
      input.stopPeeking();
    }
  }
}

/** Undefined if the first line is no hello. */
function openingOf(lines: readonly Line[]): ReturnType<typeof helloOpening> {
  const first = lines.find(isSaid);
  return first?.kind === "text" ? helloOpening(first.text) : undefined;
}
