/**
 * The client's side of the frames of RFC 6455, section 5, for tests. Written from the RFC and apart from
 * `lib`, so that one judges the other.
 *
 * @module
 */

const encoder = new TextEncoder();

/** What a client sends; the defaults are what it must send. */
export interface ClientFrame {
  readonly opcode: number;
  readonly payload?: Uint8Array | string | undefined;
  readonly isFinal?: boolean | undefined;
  /** The three reserved bits as a number. */
  readonly reserved?: number | undefined;
  /** The four bytes of the mask; undefined sends an unmasked frame. */
  readonly mask?: readonly number[] | undefined;
  /** The bytes of the length, 7 and more bits; undefined is as few as possible. */
  readonly lengthBytes?: readonly number[] | undefined;
}

/** What a server sends. */
export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Uint8Array;
}

export const TEXT = 1;
export const BINARY = 2;
export const CLOSE = 8;
export const PING = 9;
export const PONG = 10;
export const CONTINUATION = 0;

const MASK = [0x37, 0xfa, 0x21, 0x3d];

/** The bytes of a frame. An explicit `mask: undefined` leaves the mask out. */
export function frame(sent: ClientFrame): Uint8Array {
  const { opcode, isFinal = true, reserved = 0 } = sent;
  const payload = bytesOf(sent.payload ?? "");
  const mask = "mask" in sent ? sent.mask : MASK;
  const [first = 0, ...more] = sent.lengthBytes ?? lengthBytes(payload.length);
  return Uint8Array.from([
    (isFinal ? 0x80 : 0) + reserved * 16 + opcode,
    (mask === undefined ? 0 : 0x80) + first,
    ...more,
    ...mask ?? [],
    ...mask === undefined ? payload : payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)),
  ]);
}

export function text(payload: string | Uint8Array): Uint8Array {
  return frame({ opcode: TEXT, payload });
}

export function ping(payload: string | Uint8Array = ""): Uint8Array {
  return frame({ opcode: PING, payload });
}

export function pong(payload: string | Uint8Array = ""): Uint8Array {
  return frame({ opcode: PONG, payload });
}

/** A Close frame; `reason` follows the code. */
export function close(code: number, reason: string | Uint8Array = ""): Uint8Array {
  return frame({ opcode: CLOSE, payload: joined([closeCode(code), bytesOf(reason)]) });
}

export function closeCode(code: number): Uint8Array {
  return Uint8Array.of(Math.floor(code / 256), code % 256);
}

/** A message in fragments. */
export function fragments(...parts: (string | Uint8Array)[]): Uint8Array[] {
  return parts.map((payload, index) =>
    frame({
      opcode: index === 0 ? TEXT : CONTINUATION,
      payload,
      isFinal: index === parts.length - 1,
    })
  );
}

export function bytesOf(payload: string | Uint8Array): Uint8Array {
  return typeof payload === "string" ? encoder.encode(payload) : payload;
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

/** Reads the frames of a server, strictly: throws an Error for each that a server must not send. */
export class ServerFrames {
  #bytes: Uint8Array = new Uint8Array(0);

  /** Whether the bytes so far end with a whole frame. */
  get isWhole(): boolean {
    return this.#bytes.length === 0;
  }

  /** The frames that these bytes complete. */
  push(chunk: Uint8Array): ServerFrame[] {
    const bytes = new Uint8Array(this.#bytes.length + chunk.length);
    bytes.set(this.#bytes);
    bytes.set(chunk, this.#bytes.length);
    this.#bytes = bytes;
    const frames: ServerFrame[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) frames.push(next);
    return frames;
  }

  #next(): ServerFrame | undefined {
    const [first, second] = this.#bytes;
    if (first === undefined || second === undefined) return undefined;
    if (first < 0x80) throw new Error("the server sent a fragment");
    if ((first & 0x70) !== 0) throw new Error("the server set a reserved bit");
    if (second > 0x7f) throw new Error("the server masked a frame");
    const opcode = first & 0x0f;
    if (![TEXT, CLOSE, PING, PONG].includes(opcode)) throw new Error(`opcode ${opcode}`);
    const wide = second === 126 ? 2 : second === 127 ? 8 : 0;
    if (this.#bytes.length < 2 + wide) return undefined;
    const length = wide === 0
      ? second
      : this.#bytes.slice(2, 2 + wide).reduce((sum, byte) => sum * 256 + byte, 0);
    if (opcode >= 8 && length > 125) throw new Error("a control frame that is too long");
    if (wide > 0 && length <= (wide === 2 ? 125 : 65535)) throw new Error("a length too wide");
    const end = 2 + wide + length;
    if (this.#bytes.length < end) return undefined;
    const payload = this.#bytes.slice(2 + wide, end);
    this.#bytes = this.#bytes.slice(end);
    return { opcode, payload };
  }
}

function lengthBytes(length: number): number[] {
  if (length < 126) return [length];
  if (length < 65536) return [126, ...bigEndian(length, 2)];
  return [127, ...bigEndian(length, 8)];
}

/** A number as so many bytes, the highest first. */
export function bigEndian(value: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, at) => Math.floor(value / 256 ** (count - 1 - at)) % 256,
  );
}
