/**
 * Frames of all lengths, kinds and masks, rightly and wrongly made (RFC 6455, section 5.2). Servers that
 * trusted them were CVE-2021-40516, CVE-2026-53524, GHSA-jc97-h3h9-7xh6, and Ergo #1226 and #2039.
 *
 * @module
 */

import { type Case, judge, times, wrong } from "../../support/websocket_cases.ts";
import {
  bigEndian,
  BINARY,
  CLOSE,
  CONTINUATION,
  frame,
  PING,
  PONG,
  TEXT,
  text,
} from "../../support/websocket_frames.ts";

const OPCODES = { CONTINUATION, TEXT, PING, PONG, CLOSE };

judge("length", [0, 1, 2, 3, 4, 5, 124, 125, 126, 127, 128, 65_535, 65_536].map(ofLength));

judge("length in more bytes than it needs", [
  ...[0, 1, 124, 125].map((length) => wide(length, 2)),
  ...[0, 1, 125, 126, 65_535].map((length) => wide(length, 8)),
]);

judge("length above 63 bits", [
  wrong("2^63", 1002, head([127, 0x80, 0, 0, 0, 0, 0, 0, 0])),
  wrong("2^64 - 1", 1002, head([127, 255, 255, 255, 255, 255, 255, 255, 255])),
  wrong("refused at its first byte", 1002, head([127, 0x80])),
]);

judge("kind", [
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].flatMap(unknownKind),
  wrong("binary is refused", 1003, frame({ opcode: BINARY, payload: "hello" })),
  wrong("binary is refused, though it is empty", 1003, frame({ opcode: BINARY })),
  wrong("binary is refused, at its first byte", 1003, Uint8Array.of(0x82)),
  wrong("a fragment of binary is refused", 1003, frame({ opcode: BINARY, isFinal: false })),
]);

judge("reserved bits", Object.entries(OPCODES).flatMap(reserved));

judge("mask", [
  ...Object.entries(OPCODES).map(unmasked),
  ...[[0, 0, 0, 0], [255, 255, 255, 255], [0x80, 0, 0, 1], [1, 2, 3, 4], [0, 0, 0, 0x0a]].map(
    masked,
  ),
]);

judge("one line for each message", [
  { name: "LF within becomes a space", send: [text('{\n"a":1\n}')], messages: ['{ "a":1 }'] },
  { name: "CR LF within becomes two", send: [text('{\r\n"a":1}\r\n')], messages: ['{  "a":1}  '] },
  { name: "no message is lost", send: [text("a"), text(""), text("b")], messages: ["a", "", "b"] },
  {
    name: "a hundred at once",
    send: Array.from({ length: 100 }, (_, at) => text(`${at}`)),
    messages: Array.from({ length: 100 }, (_, at) => `${at}`),
  },
]);

function ofLength(length: number): Case {
  const message = times("x", length);
  return {
    name: `${length} bytes, twice`,
    send: [text(message), text(message)],
    messages: [message, message],
  };
}

function wide(length: number, bytes: 2 | 8): Case {
  const lengthBytes = [bytes === 2 ? 126 : 127, ...bigEndian(length, bytes)];
  const payload = times("x", length);
  return wrong(`${length} in ${bytes} bytes`, 1002, frame({ opcode: TEXT, payload, lengthBytes }));
}

/** The head of a masked text message whose payload does not come. */
function head(lengthBytes: readonly number[]): Uint8Array {
  return frame({ opcode: TEXT, lengthBytes, mask: undefined }).map((byte, at) =>
    at === 1 ? byte | 0x80 : byte
  );
}

function unknownKind(opcode: number): Case[] {
  return [
    wrong(`${opcode} is unknown`, 1002, frame({ opcode })),
    wrong(`${opcode} is unknown, at its first byte`, 1002, Uint8Array.of(0x80 + opcode)),
    {
      ...wrong(`${opcode} after a message`, 1002, text("hello"), frame({ opcode }), text("late")),
      messages: ["hello"],
    },
  ];
}

function reserved([name, opcode]: [string, number]): Case[] {
  return [1, 2, 3, 4, 5, 6, 7].map((bits) => ({
    ...wrong(
      `${bits} in ${name} after a message`,
      1002,
      text("hello"),
      frame({ opcode, reserved: bits, payload: "x" }),
      text("late"),
    ),
    messages: ["hello"],
  }));
}

function unmasked([name, opcode]: [string, number]): Case {
  return wrong(`${name} without one`, 1002, frame({ opcode, payload: "hello", mask: undefined }));
}

function masked(mask: number[]): Case {
  const message = "grüße, 世界 🙂 and more";
  return {
    name: `${mask.join(" ")}`,
    send: [
      frame({ opcode: TEXT, payload: message, mask }),
      frame({ opcode: PING, payload: "x", mask }),
    ],
    messages: [message],
    pongs: ["x"],
  };
}
