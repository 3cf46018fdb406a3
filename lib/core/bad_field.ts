/**
 * What may be wrong with the fields of an object of a program, as the notice that refuses it.
 *
 * @module
 */

import type { RoomName } from "./units.ts";

/** A field of an object is missing or has a wrong type. */
export type BadField =
  /** `hello` has a `nick` that is no string. */
  | { readonly code: "bad-field"; readonly why: "hello-nick" }
  /** `hello` has `rooms` that are no array of strings. */
  | { readonly code: "bad-field"; readonly why: "hello-rooms" }
  /** `hello` has a `lobby` that is neither true nor false. */
  | { readonly code: "bad-field"; readonly why: "hello-lobby" }
  /** `hello` has a `history` that is no whole number. */
  | { readonly code: "bad-field"; readonly why: "hello-history" }
  /** `hello` has a `client` that is no string. */
  | { readonly code: "bad-field"; readonly why: "hello-client" }
  /** `hello` has a `resume` that is no object of points. */
  | { readonly code: "bad-field"; readonly why: "hello-resume" }
  /** `hello` has `arrivals` that are neither `every` nor `gathered`. */
  | { readonly code: "bad-field"; readonly why: "hello-arrivals" }
  /** `hello` has a `lang` that the daemon does not speak. */
  | { readonly code: "bad-field"; readonly why: "hello-lang" }
  /** `hello` resumes a room after an event that the room has not been told. */
  | {
    readonly code: "bad-field";
    readonly why: "resume-seq";
    readonly room: RoomName;
    readonly seq: number;
    /** The number of the last event before the client's own arrival. */
    readonly last: number;
  }
  /** `type` is missing or no string. */
  | { readonly code: "bad-field"; readonly why: "type" }
  /** The argument of a command is missing or no string. */
  | {
    readonly code: "bad-field";
    readonly why: "argument";
    readonly command: string;
    readonly field: string;
  }
  /** The argument of a command is no whole number, or neither true nor false. */
  | {
    readonly code: "bad-field";
    readonly why: "number" | "flag";
    readonly command: string;
    readonly field: string;
  };
