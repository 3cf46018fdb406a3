/**
 * The options of the daemon: names, defaults and ranges, and why each range is what it is. Nothing
 * else knows a default; config.ts turns the values into a `Config`.
 *
 * @module
 */

import {
  bytes,
  choice,
  decimal,
  duration,
  file,
  integer,
  listenAddress,
  tcpAddress,
} from "./kinds.ts";
import type { OptionTable } from "./parse.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const MIB = 1_048_576;

/** The daemon's options, in the order of its help. */
export const DAEMON_OPTIONS = {
  "listen": {
    kind: listenAddress(),
    isRepeatable: true,
    defaultNote: "127.0.0.1:8000 if there is no other listener",
    summary: "accepts plain connections at HOST:PORT, [IPV6]:PORT or unix:PATH; port 0 picks one",
  },
  "tls-listen": {
    kind: tcpAddress(),
    isRepeatable: true,
    summary: "accepts TLS connections at HOST:PORT or [IPV6]:PORT",
  },
  "tls-cert": { kind: file(), summary: "the certificate chain for TLS, in PEM" },
  "tls-key": { kind: file(), summary: "the private key for TLS, in PEM" },
  "names": {
    kind: choice(["auto", "address", "guest"]),
    default: "auto",
    summary: "the name of who has not chosen one: the address, or guest-N; auto says the address " +
      "on a loopback listener only",
  },
  "idle-timeout": {
    // The least is for trials; a week is the most that still deserves the name.
    kind: duration({ min: 10, max: 168 * HOUR, canBeOff: true }),
    default: "5m",
    summary: "disconnects who has sent no line for so long, after a warning; 0 never does",
  },
  "max-line": {
    // The longest name fits into the least, whole commands into either dialect; a longer line is
    // given up after 1 MiB in any case.
    kind: bytes({ min: 128, max: MIB }),
    default: "4096",
    summary: "refuses longer lines",
  },
  "rate": {
    kind: decimal({ min: 0, max: 1_000_000 }),
    default: "2",
    summary: "reads so many lines a second from each client; 0 is no limit",
  },
  "burst": {
    kind: integer({ min: 1, max: 1_000_000 }),
    default: "5",
    summary: "reads so many lines at once before the rate holds",
  },
  "send-queue": {
    // Less than 1 KiB would skip lines for readers who are not slow at all.
    kind: bytes({ min: 1024, max: 64 * MIB }),
    default: "65536",
    summary: "skips lines for a reader when more than this waits for it",
  },
  "send-queue-max": {
    kind: bytes({ min: 1024, max: 64 * MIB }),
    default: "262144",
    summary: "disconnects a reader when more than this waits for it; at least --send-queue",
  },
  "stall-timeout": {
    // Never off: a peer that is gone would hold its queue for ever.
    kind: duration({ min: 10, max: HOUR }),
    default: "30s",
    summary: "disconnects a reader that has taken nothing for so long while something waits",
  },
  "max-connections": {
    kind: integer({ min: 1, max: 1_000_000 }),
    default: "10000",
    summary: "refuses more connections than this",
  },
  "max-per-address": {
    kind: integer({ min: 0, max: 1_000_000 }),
    default: "64",
    summary: "refuses more connections from one address, or one IPv6 /64, except this machine; " +
      "0 is no limit",
  },
  "connect-rate": {
    kind: integer({ min: 0, max: 1_000_000 }),
    default: "120",
    summary: "refuses more new connections a minute from one address, or one IPv6 /64, except " +
      "this machine; 0 is no limit",
  },
  "history": {
    // Each line may have --max-line bytes, and every newcomer is sent all of them.
    kind: integer({ min: 0, max: 1000 }),
    default: "0",
    later: { off: "0" },
    summary: "shows so many past lines to who enters",
  },
  "motd": { kind: file(), later: {}, summary: "shows the text of a file to who enters" },
  "log-format": {
    kind: choice(["text", "json"]),
    default: "text",
    summary: "how the log on stderr is written, one record a line",
  },
  "log-level": {
    kind: choice(["debug", "info", "warn", "error"], "LEVEL"),
    default: "info",
    summary: "the least that is logged: debug, info, warn or error",
  },
  "grace": {
    // Never off: farewells need a moment. Supervisors lose their patience long before the most.
    kind: duration({ min: 10, max: 10 * MINUTE }),
    default: "5s",
    summary: "how long a stop may take",
  },
} as const satisfies OptionTable;
