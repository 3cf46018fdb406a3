/**
 * English: why a standard stream cannot be used.
 *
 * @module
 */

import type { StreamWords } from "../streams.ts";

/** Why a standard stream cannot be used, in English. */
export const ENGLISH_STREAMS: StreamWords = {
  problems: {
    "cannot-write": (why) => `cannot write the output: ${why}`,
    "cannot-read": (why) => `cannot read standard input: ${why}`,
    "cannot-keep": (why) => `cannot keep the lines that were sent: ${why}`,
  },
  faults: {
    "no-space": () => "no space left on device",
    "quota": () => "disk quota exceeded",
    "too-large": () => "file too large",
    "io": () => "input/output error",
    "bad-descriptor": () => "bad file descriptor",
    "directory": () => "is a directory",
    "denied": () => "permission denied",
    "other": ({ text }) => text,
  },
};
