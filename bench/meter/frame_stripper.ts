/**
 * Takes the frames off what a WebSocket server sends, in place: what remains are the lines. Throws for
 * what a server must not send, because a measurement of a broken server means nothing. Pure.
 *
 * @module
 */

const TEXT = 0x81;
const CLOSE = 0x88;
const PING = 0x89;
const PONG = 0x8a;
const LONGEST_HEAD = 10;

/** The frames of one client. */
export class FrameStripper {
  readonly #head = new Uint8Array(LONGEST_HEAD);
  #headBytes = 0;
  /** What is still to come of the frame under way, and whether it is a text message. */
  #left = 0;
  #isText = false;
  #pongs: Uint8Array[] | undefined;

  /** Moves the payloads of text frames to the front of the first `length` bytes; returns their length. */
  strip(bytes: Uint8Array, length: number): number {
    let end = 0;
    for (let at = 0; at < length;) {
      if (this.#left === 0) {
        this.#head[this.#headBytes++] = bytes[at++] ?? 0;
        this.#readHead();
        continue;
      }
      const taken = Math.min(this.#left, length - at);
      if (this.#isText) {
        bytes.copyWithin(end, at, at + taken);
        end += taken;
      }
      at += taken;
      this.#left -= taken;
    }
    return end;
  }

  /** The pongs to send for the pings so far. */
  takePongs(): Uint8Array[] {
    const pongs = this.#pongs ?? [];
    this.#pongs = undefined;
    return pongs;
  }

  #readHead(): void {
    const [first = 0, second = 0] = this.#head;
    const lengthBytes = second === 126 ? 2 : second === 127 ? 8 : 0;
    if (this.#headBytes < 2 + lengthBytes) return;
    this.#headBytes = 0;
    if (![TEXT, CLOSE, PING, PONG].includes(first) || second > 127) {
      throw new Error(`the server sent a frame that begins with ${first}, ${second}`);
    }
    this.#isText = first === TEXT;
    this.#left = lengthBytes === 0
      ? second
      : this.#head.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
    // The daemon's pings are empty.
    if (first === PING) (this.#pongs ??= []).push(Uint8Array.of(PONG, 0x80, 0, 0, 0, 0));
  }
}
