/**
 * Messages in fragments, with control frames between them, and fragments that belong to no message
 * (RFC 6455, section 5.4).
 *
 * @module
 */

import { type Case, judge, wrong } from "../../support/websocket_cases.ts";
import {
  close,
  CONTINUATION,
  fragments,
  frame,
  ping,
  pong,
  TEXT,
  text,
} from "../../support/websocket_frames.ts";

const MESSAGE = "Grüße an 世界 🙂.";
const open = frame({ opcode: TEXT, payload: "open", isFinal: false });
const more = frame({ opcode: CONTINUATION, payload: "more", isFinal: false });
const last = frame({ opcode: CONTINUATION, payload: "last" });

judge("fragments", [
  { name: "two", send: fragments("hel", "lo"), messages: ["hello"] },
  { name: "two, the first empty", send: fragments("", "hello"), messages: ["hello"] },
  { name: "two, the last empty", send: fragments("hello", ""), messages: ["hello"] },
  { name: "three, the middle one empty", send: fragments("hel", "", "lo"), messages: ["hello"] },
  { name: "three empty ones", send: fragments("", "", ""), messages: [""] },
  { name: "one for each byte", send: perByte(MESSAGE), messages: [MESSAGE] },
  {
    name: "one for each byte, a ping after each",
    send: perByte("hello").flatMap((part, at) => [part, ping(`${at}`)]),
    messages: ["hello"],
    pongs: ["0", "1", "2", "3", "4"],
  },
  {
    name: "one for each byte, a pong after each",
    send: perByte("hello").flatMap((part) => [part, pong("x")]),
    messages: ["hello"],
  },
  {
    name: "of many messages",
    send: Array.from({ length: 20 }, (_, at) => fragments(`${at}`, "-", `${at}`)).flat(),
    messages: Array.from({ length: 20 }, (_, at) => `${at}-${at}`),
  },
  {
    name: "then a whole message",
    send: [...fragments("a", "b"), text("c")],
    messages: ["ab", "c"],
  },
  ...Array.from({ length: new TextEncoder().encode(MESSAGE).length + 1 }, (_, at) => cutAt(at)),
]);

judge("fragment of no message", [
  wrong("is refused", 1002, last),
  wrong("is refused, though more follows", 1002, more),
  wrong("is refused, though it is empty", 1002, frame({ opcode: CONTINUATION })),
  { ...wrong("after a message", 1002, text("a"), last, text("b")), messages: ["a"] },
  { ...wrong("after a message in fragments", 1002, open, last, more), messages: ["openlast"] },
  { ...wrong("after a ping", 1002, ping("x"), last), pongs: ["x"] },
]);

judge("message within another", [
  wrong("is refused", 1002, open, text("within")),
  wrong("in fragments is refused", 1002, open, frame({ opcode: TEXT, isFinal: false })),
  wrong("after a fragment is refused", 1002, open, more, text("within")),
  { ...wrong("after a ping is refused", 1002, open, ping("x"), text("within")), pongs: ["x"] },
]);

judge("a message that does not end", [
  {
    name: "is dropped at the Close frame",
    send: [open, close(1000)],
    close: 1000,
    isViolation: true,
  },
  {
    name: "is dropped, the messages before it are not",
    send: [text("a"), open, more, close(1001)],
    messages: ["a"],
    close: 1001,
    isViolation: true,
  },
]);

function perByte(message: string): Uint8Array[] {
  return fragments(...Array.from(new TextEncoder().encode(message), (byte) => Uint8Array.of(byte)));
}

function cutAt(at: number): Case {
  const bytes = new TextEncoder().encode(MESSAGE);
  const send = fragments(bytes.slice(0, at), bytes.slice(at));
  return { name: `a text cut at byte ${at}`, send, messages: [MESSAGE] };
}
