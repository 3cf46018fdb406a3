/**
 * The bounds of what a client may send: the bytes of a message, and frames that say nothing.
 *
 * @module
 */

import { judge, times, wrong } from "../../support/websocket_cases.ts";
import {
  bigEndian,
  close,
  CONTINUATION,
  fragments,
  frame,
  pong,
  TEXT,
  text,
} from "../../support/websocket_frames.ts";
import { ECHO_LIMIT } from "../../support/websocket_echo.ts";
import { MAX_SMALL_FRAMES } from "../../../lib/net/websocket/frame_decoder.ts";

const HALF = times("x", ECHO_LIMIT / 2);
const FULL = times("x", ECHO_LIMIT);
const emptyPart = frame({ opcode: CONTINUATION, isFinal: false });

judge("the longest message", [
  { name: "comes back, and a second one", send: [text(FULL), text(FULL)], messages: [FULL, FULL] },
  { name: "comes back, of two fragments", send: fragments(HALF, HALF), messages: [FULL] },
  { name: "comes back, of three", send: fragments(HALF, HALF, ""), messages: [FULL] },
]);

judge("a longer message", [
  wrong("is refused", 1009, text(`${FULL}x`)),
  wrong("is refused at its head", 1009, headOf(ECHO_LIMIT + 1)),
  wrong("is refused at its head: 2^24", 1009, headOf(2 ** 24)),
  wrong("is refused at its head: 2^40", 1009, headOf(2 ** 40)),
  wrong("is refused at its head: 2^53", 1009, headOf(2 ** 53)),
  wrong("is refused at its head: 2^62", 1009, headOf(2 ** 62)),
  wrong("is refused, of two fragments", 1009, ...fragments(HALF, `${HALF}x`)),
  wrong("is refused, of three", 1009, ...fragments(HALF, HALF, "x")),
  { ...wrong("is refused after another", 1009, text("a"), headOf(2 ** 40)), messages: ["a"] },
]);

judge("frames that say nothing", [
  {
    name: "as many pongs as may be",
    send: [...many(pong(), MAX_SMALL_FRAMES), text("a"), ...many(pong(), MAX_SMALL_FRAMES - 1)],
    messages: ["a"],
  },
  wrong("a pong too many", 1008, ...many(pong(), MAX_SMALL_FRAMES + 1)),
  {
    name: "as many empty fragments as may be",
    send: [...fragments("a", ...many(new Uint8Array(0), MAX_SMALL_FRAMES), "b")],
    messages: ["ab"],
  },
  wrong(
    "an empty fragment too many",
    1008,
    frame({ opcode: TEXT, payload: "a", isFinal: false }),
    ...many(emptyPart, MAX_SMALL_FRAMES + 1),
  ),
  wrong(
    "pongs and empty fragments together",
    1008,
    frame({ opcode: TEXT, isFinal: false }),
    ...many(emptyPart, MAX_SMALL_FRAMES / 2),
    ...many(pong(), MAX_SMALL_FRAMES / 2),
  ),
  {
    name: "a Close frame is the last that may be",
    send: [...many(pong(), MAX_SMALL_FRAMES - 1), close(1000)],
    close: 1000,
  },
]);

function many<T>(item: T, count: number): T[] {
  return Array<T>(count).fill(item);
}

/** The head of a text message whose payload does not come. */
function headOf(length: number): Uint8Array {
  const head = frame({
    opcode: TEXT,
    lengthBytes: [127, ...bigEndian(length, 8)],
    mask: [1, 2, 3, 4],
  });
  return head;
}
