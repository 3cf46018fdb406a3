/**
 * Removes telnet commands (RFC 854, RFC 855) from the bytes of a connection, before any other code reads
 * them, and returns those that need an answer. Nothing is negotiated: without an answer a telnet client
 * stays in line mode, which suits a chat. Only the request that clients wait for is answered. Pure:
 * bytes in, bytes out.
 *
 * @module
 */

import { ERASE_CHARACTER, ERASE_LINE } from "./text/editing.ts";

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

/** The longest subnegotiation; after so many bytes without its end, text follows. */
const SUBNEGOTIATION_LIMIT_BYTES = 1024;

type State =
  | "text"
  /** After IAC. */
  | "command"
  /** After IAC WILL, WONT, DO or DONT: the option follows. */
  | "option"
  /** Between IAC SB and IAC SE. */
  | "subnegotiation"
  /** After IAC in a subnegotiation. */
  | "subnegotiation-command";

/** A request of a telnet command. */
export type TelnetRequest =
  /** Bytes to be sent back, after the answers to all that came before. */
  | { readonly kind: "telnet"; readonly answer: Uint8Array }
  /** AYT ("are you there"): asks for any visible answer. */
  | { readonly kind: "are-you-there" };

/** A request, and its place among the kept bytes. */
export interface PlacedRequest {
  /** The number of kept bytes of this chunk that came before it. */
  readonly at: number;
  /** The request. */
  readonly request: TelnetRequest;
}

/** A chunk without its commands. */
export interface Stripped {
  /** The text. */
  readonly bytes: Uint8Array;
  /** The requests, by place; nearly always empty. */
  readonly requests: readonly PlacedRequest[];
}

const NO_REQUESTS: readonly PlacedRequest[] = [];

/**
 * The telnet state of one connection; holds no bytes. By the byte after IAC (255):
 *
 * - 255: the two are one literal byte 255.
 * - 251 to 254 (WILL, WONT, DO, DONT): three bytes are removed, whatever the third is. One request is
 *   answered, DO TIMING-MARK by WONT TIMING-MARK (RFC 860): after Ctrl-C a telnet client sends it, and
 *   shows nothing more until it is answered. An answer is never answered, which prevents endless loops
 *   between two programs.
 * - 250 (SB): all is removed until IAC SE, or until 1,024 bytes have come without it; text follows
 *   again, so that a client whose end is lost can still chat.
 * - 246 (AYT): two bytes are removed, and a request is returned.
 * - 247 (EC), 248 (EL): become the one byte that edits the line.
 * - 236 to 245, 249: two bytes are removed. IP, which Ctrl-C sends, does not end the connection: it may
 *   have been meant to discard a draft.
 * - below 236: no command. Both bytes stay, and the first becomes U+FFFD in decoding.
 *
 * A command that is incomplete at the end of input is removed.
 */
export class TelnetFilter {
  #state: State = "text";
  /** The command whose option follows. */
  #command = 0;
  #subnegotiationBytes = 0;
  #removedBytes = 0;

  /** The bytes of commands removed so far; those of a command count when it is complete. */
  get removedBytes(): number {
    return this.#removedBytes;
  }

  /** Whether the chunk has no command and no end of one, so that `strip` is not needed. */
  isPlain(chunk: Uint8Array): boolean {
    return this.#state === "text" && !chunk.includes(IAC);
  }

  /** The chunk without its commands; completes a command of an earlier chunk. Never throws. */
  strip(chunk: Uint8Array): Stripped {
    // An IAC that ended the chunk before may be text after all: one byte more than the chunk.
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
      // IAC IAC in a subnegotiation is a literal byte, so the second one begins no command.
      this.#state = byte === IAC && !isAfterIac ? "subnegotiation-command" : "subnegotiation";
    }
  }

  #remove(bytes: number): void {
    this.#removedBytes += bytes;
    this.#state = "text";
  }
}

/** The requests of a chunk. Answers at one place are joined. */
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
