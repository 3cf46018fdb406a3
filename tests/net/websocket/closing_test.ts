/**
 * Close frames: their codes and reasons, and what comes after them (RFC 6455, sections 5.5.1 and 7.4).
 *
 * @module
 */

import { type Case, judge, times, wrong } from "../../support/websocket_cases.ts";
import {
  CLOSE,
  close,
  closeCode,
  frame,
  joined,
  ping,
  text,
} from "../../support/websocket_frames.ts";

const GOOD = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];
const PRIVATE = [3000, 3001, 3999, 4000, 4001, 4999];
const BAD = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535];

judge("Close", [
  { name: "without a code is sent back so", send: [frame({ opcode: CLOSE })], close: "none" },
  ...[...GOOD, ...PRIVATE].map(sentBack),
  ...BAD.map(refused),
  wrong("of one byte is refused", 1002, frame({ opcode: CLOSE, payload: "x" })),
]);

judge("the reason of a Close", [
  { name: "is read over", send: [close(1000, "Auf Wiedersehen, 再见 🙂")], close: 1000 },
  { name: "may have 123 bytes", send: [close(1000, times("x", 123))], close: 1000 },
  wrong("may not have 124", 1002, close(1000, times("x", 124))),
  wrong("must be UTF-8", 1007, close(1000, Uint8Array.of(0xff))),
  wrong("must be UTF-8, without surrogates", 1007, close(1000, Uint8Array.of(0xed, 0xa0, 0x80))),
  wrong("must be UTF-8, without overlong forms", 1007, close(1000, Uint8Array.of(0xc0, 0xaf))),
  wrong("must end with a whole character", 1007, close(1000, Uint8Array.of(0xe4, 0xb8))),
  wrong("with a wrong code: the code counts", 1002, close(1005, Uint8Array.of(0xff))),
]);

judge("after a Close", [
  { name: "a message is ignored", send: [close(1000), text("late")], close: 1000 },
  { name: "a ping is ignored", send: [close(1000), ping("late")], close: 1000 },
  { name: "a second Close is ignored", send: [close(1000), close(1001)], close: 1000 },
  { name: "a fault is ignored", send: [close(1000), Uint8Array.of(255, 255, 255)], close: 1000 },
]);

judge("before a Close", [
  { name: "a message is answered", send: [text("a"), close(1000)], messages: ["a"], close: 1000 },
  { name: "a ping is answered", send: [ping("a"), close(1000)], pongs: ["a"], close: 1000 },
  {
    name: "all messages are answered",
    send: [...Array.from({ length: 50 }, (_, at) => text(`${at}`)), close(1001)],
    messages: Array.from({ length: 50 }, (_, at) => `${at}`),
    close: 1001,
  },
]);

judge("after a violation", [
  {
    ...wrong(
      "nothing is decoded",
      1002,
      text("a"),
      Uint8Array.of(0xf1),
      text("b"),
      ping("b"),
      close(1000),
    ),
    messages: ["a"],
  },
  wrong("256 kB are read and thrown away", 1002, Uint8Array.of(0xff), new Uint8Array(262_144)),
]);

function sentBack(code: number): Case {
  return { name: `${code} is sent back`, send: [close(code, "why")], close: code };
}

function refused(code: number): Case {
  return wrong(
    `${code} is refused`,
    1002,
    frame({ opcode: CLOSE, payload: joined([closeCode(code)]) }),
  );
}
