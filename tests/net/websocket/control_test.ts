/**
 * Pings, pongs, and what is wrong with control frames (RFC 6455, section 5.5).
 *
 * @module
 */

import { type Case, judge, times, wrong } from "../../support/websocket_cases.ts";
import { CLOSE, frame, PING, ping, PONG, pong, text } from "../../support/websocket_frames.ts";

const KINDS = { ping: PING, pong: PONG, close: CLOSE };
const ALL_BYTES = Uint8Array.from({ length: 125 }, (_, at) => at * 2 + 1);

judge("ping", [
  ...["", "x", "hello", times("x", 124), times("x", 125), "\n\r\0", ALL_BYTES].map(answered),
  {
    name: "each of ten is answered in order",
    send: Array.from({ length: 10 }, (_, at) => ping(`${at}`)),
    pongs: Array.from({ length: 10 }, (_, at) => `${at}`),
  },
  {
    name: "each of sixteen that wait is answered",
    send: Array.from({ length: 16 }, (_, at) => ping(`${at}`)),
    pongs: Array.from({ length: 16 }, (_, at) => `${at}`),
  },
  {
    name: "between messages",
    send: [text("a"), ping("1"), text("b"), ping("2"), text("c")],
    messages: ["a", "b", "c"],
    pongs: ["1", "2"],
  },
  {
    name: "a payload that is not UTF-8",
    send: [ping(Uint8Array.of(255))],
    pongs: [Uint8Array.of(255)],
  },
]);

judge("pong that nobody asked for", [
  { name: "is ignored", send: [pong()] },
  { name: "is ignored with its payload", send: [pong(times("x", 125))] },
  { name: "hides no ping", send: [pong("1"), ping("2"), pong("3")], pongs: ["2"] },
  {
    name: "ten of them hide no message",
    send: [...Array(10).fill(pong("x")), text("a")],
    messages: ["a"],
  },
]);

judge("control frame", Object.entries(KINDS).flatMap(faults));

function answered(payload: string | Uint8Array): Case {
  const length = typeof payload === "string" ? JSON.stringify(payload).slice(0, 20) : "all bytes";
  return {
    name: `is answered: ${length}, ${payload.length}`,
    send: [ping(payload)],
    pongs: [payload],
  };
}

function faults([name, opcode]: [string, number]): Case[] {
  const long = times("x", 126);
  return [
    wrong(`${name} of 126 bytes`, 1002, frame({ opcode, payload: long })),
    wrong(`${name} of 65,536 bytes`, 1002, frame({ opcode, payload: times("x", 65_536) })),
    wrong(`${name} in fragments`, 1002, frame({ opcode, isFinal: false, payload: "x" })),
    wrong(`${name} in fragments, at its first byte`, 1002, Uint8Array.of(opcode)),
    {
      ...wrong(
        `${name} of 126 bytes after a message`,
        1002,
        text("a"),
        frame({ opcode, payload: long }),
      ),
      messages: ["a"],
    },
  ];
}
