/**
 * Takes telnet commands (RFC 854, RFC 855) out of the bytes of a connection, before anything else looks
 * at them, and says which of them want an answer. Nothing is negotiated: a telnet client that hears no
 * answer stays in its line mode, which is what a chat wants. The one request that clients wait for is
 * answered. Pure: bytes in, bytes out.
 *
 * @module
 */

import { ERASE_CHARACTER, ERASE_LINE } from "./editing.ts";

const IAC = 255;
const LOWEST_COMMAND = 236;
const SUBNEGOTIATION_END = 240;
const ARE_YOU_THERE = 246;
const ERASE_CHARACTER_COMMAND = 247;
const ERASE_LINE_COMMAND = 248;
const SUBNEGOTIATION_BEGIN = 250;
const WILL = 251;
const WONT = 252;
const DO = 253;
const TIMING_MARK = 6;

/** The bytes of a subnegotiation after which its end is no longer waited for. */
const SUBNEGOTIATION_LIMIT_BYTES = 1024;

type State =
  | "text"
  /** After IAC. */
  | "command"
  /** After IAC WILL, WONT, DO or DONT: the option comes. */
  | "option"
  /** Between IAC SB and IAC SE. */
  | "subnegotiation"
  /** After IAC in there. */
  | "subnegotiation-command";

/** What telnet commands ask of the daemon, in the order in which they came. */
export type TelnetRequest =
  /** Bytes to be sent back, after the answers to all that came before. */
  | { readonly kind: "telnet"; readonly answer: Uint8Array }
  /** AYT: asks for a sign that somebody is there. */
  | { readonly kind: "are-you-there" };

/** Something asked for, and before which of the kept bytes. */
export interface PlacedRequest {
  /** How many of the kept bytes of this chunk came before it. */
  readonly at: number;
  /** What it asks for. */
  readonly request: TelnetRequest;
}

/** What a chunk is without its commands. */
export interface Stripped {
  /** The text. */
  readonly bytes: Uint8Array;
  /** What was asked for, by place; hardly ever anything. */
  readonly requests: readonly PlacedRequest[];
}

const NO_REQUESTS: readonly PlacedRequest[] = [];

/**
 * The telnet state of one connection; holds no bytes. By the byte after IAC (255):
 *
 * - 255: the two are one literal byte 255.
 * - 251 to 254 (WILL, WONT, DO, DONT): three bytes are removed, whatever the third is. One request is
 *   answered, DO TIMING-MARK by WONT TIMING-MARK (RFC 860): after Ctrl-C a telnet client sends it, and
 *   shows nothing more until it is answered. An answer is never answered, so that no two programs can
 *   go on for ever.
 * - 250 (SB): all is removed until IAC SE, or until 1,024 bytes have come without it; what follows
 *   is text again, so that a lost end silences nobody.
 * - 246 (AYT): two bytes are removed, and it is asked for.
 * - 247 (EC), 248 (EL): become the one byte that edits the line.
 * - 236 to 245, 249: two bytes are removed. IP, which Ctrl-C sends, ends nothing: it may have been meant
 *   for a draft.
 * - below 236: no command. Both bytes stay, and the first becomes U+FFFD in decoding.
 *
 * A command that the end of input cuts short is removed.
 */
export class TelnetFilter {
  #state: State = "text";
  /** The command whose option comes. */
  #command = 0;
  #subnegotiationBytes = 0;
  #removedBytes = 0;

  /** The bytes of commands removed so far; those of a command count when it is complete. */
  get removedBytes(): number {
    return this.#removedBytes;
  }

  /** Whether the chunk has no command in it, nor an end of one, so that `strip` is not needed. */
  isPlain(chunk: Uint8Array): boolean {
    return this.#state === "text" && !chunk.includes(IAC);
  }

  /** The chunk without its commands, and with what an earlier chunk left open. Never throws. */
  strip(chunk: Uint8Array): Stripped {
    // An IAC that ended the chunk before may turn out to be text: one byte more than came.
    const kept = new Uint8Array(chunk.length + 1);
    const requests = new Requests();
    let length = 0;
    for (const byte of chunk) {
      switch (this.#state) {
        case "text":
          if (byte === IAC) this.#state = "command";
          else kept[length++] = byte;
          break;
        case "command":
          if (byte < LOWEST_COMMAND) kept[length++] = IAC;
          if (byte < LOWEST_COMMAND || byte === IAC) kept[length++] = byte;
          else if (byte === ARE_YOU_THERE) requests.ask(length);
          else if (byte === ERASE_CHARACTER_COMMAND) kept[length++] = ERASE_CHARACTER;
          else if (byte === ERASE_LINE_COMMAND) kept[length++] = ERASE_LINE;
          this.#take(byte);
          break;
        case "option":
          if (this.#command === DO && byte === TIMING_MARK) requests.refuseMark(length);
          this.#remove(3);
          break;
        case "subnegotiation":
        case "subnegotiation-command":
          this.#subnegotiate(byte);
          break;
        default:
          this.#state satisfies never;
      }
    }
    return { bytes: kept.subarray(0, length), requests: requests.all };
  }

  /** Takes the byte after IAC. */
  #take(byte: number): void {
    if (byte < LOWEST_COMMAND) {
      this.#state = "text";
    } else if (byte === IAC || byte === ERASE_CHARACTER_COMMAND || byte === ERASE_LINE_COMMAND) {
      this.#remove(1);
    } else if (byte >= WILL) {
      this.#command = byte;
      this.#state = "option";
    } else if (byte === SUBNEGOTIATION_BEGIN) {
      this.#state = "subnegotiation";
      this.#subnegotiationBytes = 0;
    } else {
      this.#remove(2);
    }
  }

  #subnegotiate(byte: number): void {
    this.#subnegotiationBytes += 1;
    const isAfterIac = this.#state === "subnegotiation-command";
    const isEnd = isAfterIac && byte === SUBNEGOTIATION_END;
    if (isEnd || this.#subnegotiationBytes >= SUBNEGOTIATION_LIMIT_BYTES) {
      this.#remove(2 + this.#subnegotiationBytes);
    } else {
      // IAC IAC in there is a literal byte, so the second one opens nothing.
      this.#state = byte === IAC && !isAfterIac ? "subnegotiation-command" : "subnegotiation";
    }
  }

  #remove(bytes: number): void {
    this.#removedBytes += bytes;
    this.#state = "text";
  }
}

/** What the commands of a chunk ask for. Answers at one place are put together. */
class Requests {
  #all: PlacedRequest[] | undefined;
  #answer: number[] | undefined;
  #answerAt = 0;

  get all(): readonly PlacedRequest[] {
    this.#endAnswer();
    return this.#all ?? NO_REQUESTS;
  }

  refuseMark(at: number): void {
    if (at !== this.#answerAt) this.#endAnswer();
    this.#answerAt = at;
    (this.#answer ??= []).push(IAC, WONT, TIMING_MARK);
  }

  ask(at: number): void {
    this.#endAnswer();
    this.#add({ at, request: { kind: "are-you-there" } });
  }

  #endAnswer(): void {
    if (this.#answer === undefined) return;
    const answer = Uint8Array.from(this.#answer);
    this.#answer = undefined;
    this.#add({ at: this.#answerAt, request: { kind: "telnet", answer } });
  }

  #add(placed: PlacedRequest): void {
    (this.#all ??= []).push(placed);
  }
}
