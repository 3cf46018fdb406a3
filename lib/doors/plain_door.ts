/**
 * The plain door, for people with `nc` and for programs: lines of text, or JSON if the first line is a
 * hello. The first lines, or a moment of silence, decide the dialect, the name and whether the peer is
 * refused.
 *
 * @module
 */

import type { Denial } from "../core/notice.ts";
import type { Bytes, Millis } from "../core/units.ts";
import { isDisconnect, type Peer } from "../net/peer.ts";
import { deadline } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";
import type { Codec } from "../wire/codec.ts";
import type { LineLimits } from "../wire/line_limits.ts";
import { type Beginning, readBeginning } from "./beginning.ts";
import type { Door, Entry, Rejection } from "./door.ts";
import { Input } from "./input.ts";
import { LineEntry } from "./line_entry.ts";
import { lineLimits } from "./measure.ts";

/** The settings of a plain door. */
export interface PlainDoorSettings {
  /** The codec of people, in the language of the daemon. */
  readonly people: Codec;
  /** The longest line. */
  readonly maxLineBytes: Bytes;
  /** Where the page is, for those who come here with a browser; undefined if there is none. */
  readonly page?: string | undefined;
}

/** The parts of a plain door. */
export interface PlainDoorParts extends PlainDoorSettings {
  /** Time. */
  readonly pacer: Pacer;
}

/** The longest wait for a first line before the client is greeted without one. */
const ENTRY_WAIT: Millis = 200;

/** The door of the line dialect and the JSON dialect. */
export class PlainDoor implements Door {
  #parts: PlainDoorParts;
  #limits: LineLimits;

  /** A door for any number of connections. */
  constructor(parts: PlainDoorParts) {
    this.#parts = parts;
    this.#limits = lineLimits(parts.maxLineBytes);
  }

  /** Other settings hold for new connections from here on. */
  adjust(settings: PlainDoorSettings): void {
    this.#parts = { ...this.#parts, ...settings };
    this.#limits = lineLimits(settings.maxLineBytes);
  }

  async receive(peer: Peer): Promise<Entry | Rejection | undefined> {
    const { maxLineBytes } = this.#parts;
    const input = new Input(peer, this.#limits);
    const beginning = await this.#beginningOf(input);
    if (beginning === undefined) return undefined;
    const { opening, lines } = beginning;
    if (opening.kind === "enter") return new LineEntry(input, { opening, lines, maxLineBytes });
    return { kind: "refuse", protocol: opening.protocol, ended: input.discard() };
  }

  refusal(refusal: Denial): string {
    const { people, page } = this.#parts;
    const isWeb = page !== undefined && refusal.code === "refused" && refusal.why === "http";
    const notice: Denial = isWeb ? { code: "refused", why: "web", page } : refusal;
    return people.encode({ kind: "notice", notice });
  }

  /** Waits a moment for the first lines. Undefined if the peer left without sending any. */
  async #beginningOf(input: Input): Promise<Beginning | undefined> {
    const { people, pacer } = this.#parts;
    const cancel = deadline(pacer, ENTRY_WAIT, () => input.stopPeeking());
    try {
      return await readBeginning(input, people);
    } catch (error) {
      if (!isDisconnect(error)) throw error;
      return undefined;
    } finally {
      cancel();
      input.stopPeeking();
    }
  }
}
