/**
 * Removes telnet commands (RFC 854, RFC 855) from the bytes of a connection, before anything else
 * looks at them. Nothing is negotiated and nothing is answered: a telnet client that hears no
 * answer stays in its line mode, which is what a chat wants. Pure: bytes in, bytes out.
 *
 * @module
 */

const IAC = 255;
const LOWEST_COMMAND = 236;
const SUBNEGOTIATION_BEGIN = 250;
const SUBNEGOTIATION_END = 240;
const WILL = 251;

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

/**
 * The telnet state of one connection; holds no bytes. By the byte after IAC (255):
 *
 * - 255: the two are one literal byte 255.
 * - 251 to 254 (WILL, WONT, DO, DONT): three bytes are removed, whatever the third is.
 * - 250 (SB): all is removed until IAC SE, or until 1,024 bytes have come without it; what follows
 *   is text again, so that a lost end silences nobody.
 * - 236 to 249: two bytes are removed.
 * - below 236: no command. Both bytes stay, and the first becomes U+FFFD in decoding.
 *
 * A command that the end of input cuts short is removed.
 */
export class TelnetFilter {
  #state: State = "text";
  #subnegotiationBytes = 0;
  #removedBytes = 0;

  /** The bytes of commands removed so far; those of a command count when it is complete. */
  get removedBytes(): number {
    return this.#removedBytes;
  }

  /**
   * The chunk without its commands, and with what an earlier chunk left open. Returns the chunk
   * itself, uncopied, if there is nothing to remove. Never throws.
   */
  strip(chunk: Uint8Array): Uint8Array {
    if (this.#state === "text" && !chunk.includes(IAC)) return chunk;
    // An IAC that ended the chunk before may turn out to be text: one byte more than came.
    const kept = new Uint8Array(chunk.length + 1);
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
          this.#command(byte);
          break;
        case "option":
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
    return kept.subarray(0, length);
  }

  #command(byte: number): void {
    if (byte < LOWEST_COMMAND) {
      this.#state = "text";
    } else if (byte === IAC) {
      this.#remove(1);
    } else if (byte >= WILL) {
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
