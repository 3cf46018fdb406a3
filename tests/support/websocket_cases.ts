/**
 * Cases of the conformance suite: what a client sends, and what it must see. Each is judged from outside,
 * over a real socket, at once and byte by byte.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { echoed } from "./websocket_echo.ts";
import { bytesOf, close, joined } from "./websocket_frames.ts";

/** One case. */
export interface Case {
  /** What it is, after the name of its section. */
  readonly name: string;
  /** What the client sends. A Close frame with 1000 follows if no other end is expected. */
  readonly send: readonly Uint8Array[];
  /** The messages that come back. */
  readonly messages?: readonly string[] | undefined;
  /** The payloads of the pongs. */
  readonly pongs?: readonly (string | Uint8Array)[] | undefined;
  /** The code with which the server closes; `none` is a Close frame without one. */
  readonly close?: number | "none" | undefined;
  /** Whether the server closes because of what the client did wrong. */
  readonly isViolation?: boolean | undefined;
}

/** Above this size a case is sent at once only. */
const LONGEST_BY_BYTE = 600;

/** Makes a test of each case. */
export function judge(section: string, cases: Iterable<Case>): void {
  for (const { name, send, messages = [], pongs = [], close: code, isViolation } of cases) {
    Deno.test(`${section}: ${name}`, async () => {
      const bytes = joined(code === undefined ? [...send, close(1000)] : send);
      const expected = { messages: [...messages], pongs: pongs.map(octets), close: code ?? 1000 };
      const ways = [[bytes]];
      if (bytes.length <= LONGEST_BY_BYTE) {
        ways.push(Array.from(bytes, (byte) => Uint8Array.of(byte)));
      }
      for (const pieces of ways) {
        const { error, ...seen } = await echoed(pieces);
        assertEquals(seen, expected, pieces.length === 1 ? "at once" : "byte by byte");
        assertEquals(error !== undefined, isViolation ?? false, error);
      }
    });
  }
}

/** A case in which the client does something wrong, with the code that says so. */
export function wrong(name: string, close: number, ...send: Uint8Array[]): Case {
  return { name, send, close, isViolation: true };
}

/** A text as often as asked. */
export function times(text: string, count: number): string {
  return text.repeat(count);
}

function octets(payload: string | Uint8Array): string {
  return String.fromCharCode(...bytesOf(payload));
}
