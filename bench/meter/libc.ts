/**
 * The few calls of the C library on Linux that the meter needs, typed, and the numbers that go with
 * them. One `Libc` owns the opened library and the memory handed to it.
 *
 * @module
 */

/** The calls, as the runtime needs them described. */
export const SYMBOLS = {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  getsockopt: { parameters: ["i32", "i32", "i32", "buffer", "buffer"], result: "i32" },
  recv: { parameters: ["i32", "pointer", "usize", "i32"], result: "i32" },
  send: { parameters: ["i32", "pointer", "usize", "i32"], result: "i32" },
  shutdown: { parameters: ["i32", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "pointer", "i32", "i32"], result: "i32" },
  epoll_pwait2: {
    parameters: ["i32", "pointer", "i32", "buffer", "pointer"],
    result: "i32",
    optional: true,
  },
  __errno_location: { parameters: [], result: "pointer" },
} as const;

/** The opened library: its symbols and `close`. */
export type Library = Deno.DynamicLibrary<typeof SYMBOLS>;

/** Numbers of Linux that are the same on every architecture Deno runs on. */
export const LINUX = {
  /** Address family of IPv4. */
  inet: 2,
  /** A TCP socket that never blocks and is not inherited. */
  tcpSocket: 1 | 0o4000 | 0o2000000,
  /** Level of socket options. */
  levelSocket: 1,
  /** Level of IP options. */
  levelIp: 0,
  /** Level of TCP options. */
  levelTcp: 6,
  /** Socket option: the pending error. */
  optionError: 4,
  /** Socket option: size of the send buffer. */
  optionSendBuffer: 7,
  /** Socket option: size of the receive buffer. */
  optionReceiveBuffer: 8,
  /** IP option: choose the local port only when connecting. */
  optionBindNoPort: 24,
  /** TCP option: no Nagle. */
  optionNoDelay: 1,
  /** Flag of send: no signal. */
  noSignal: 0x4000,
  /** Way of shutdown: the sending half. */
  shutSending: 1,
  /** Error: try again. */
  again: 11,
  /** Error: interrupted. */
  interrupted: 4,
  /** Error: connecting goes on. */
  inProgress: 115,
  /** Event: readable. */
  in: 1,
  /** Event: writable. */
  out: 4,
  /** Event: error. */
  err: 8,
  /** Event: both halves are over. */
  hup: 0x10,
  /** Event: the peer has ended its half. */
  peerHup: 0x2000,
  /** Control: add. */
  add: 1,
  /** Control: change. */
  change: 3,
} as const;

/** Opens the C library; undefined where there is none of this name or foreign calls are not allowed. */
export function openLibc(): Library | undefined {
  if (Deno.build.os !== "linux") return undefined;
  try {
    return Deno.dlopen("libc.so.6", SYMBOLS);
  } catch {
    return undefined;
  }
}

/** The bytes of an IPv4 socket address. */
export function socketAddress(
  ip: readonly [number, number, number, number],
  port: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint16(0, LINUX.inet, true);
  bytes[2] = port >> 8;
  bytes[3] = port & 0xff;
  bytes.set(ip, 4);
  return bytes;
}
