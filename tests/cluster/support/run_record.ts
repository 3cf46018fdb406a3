/**
 * What people heard and said while a cluster ran, as they recorded it: the input of the checker. Plain
 * values without methods, so that a test can write a run down and put a fault in. All times are in
 * milliseconds on one steady clock.
 *
 * @module
 */

/** One connection of a person, from its first byte to its end. */
export interface StayRecord {
  /** The node that it was a connection to. */
  readonly node: string;
  /** When it was opened. */
  readonly from: number;
  /** When it ended; undefined as long as it is open. */
  to?: number | undefined;
  /** The lines that were heard, as they stood on the wire, without their line ends. */
  readonly lines: string[];
  /** When each of them was heard. */
  readonly times: number[];
}

/** A line that a person said. Its text begins with the token, which is used once. */
export interface SaidRecord {
  /** One word without blanks. */
  readonly token: string;
  /** When it was written to the socket. */
  readonly at: number;
  /** The index of the stay in which it was said. */
  readonly stay: number;
}

/** A person: a program in the JSON dialect, which resumes when it has lost its connection. */
export interface PersonRecord {
  /** The name that it asks for, unique in the run. */
  readonly name: string;
  /** Its connections, in order. All but the first resume what was heard before. */
  readonly stays: StayRecord[];
  /** What it said, in order. */
  readonly said: SaidRecord[];
}

/** The end of a node, or of its connection, after which its people must be told to have left. */
export interface Death {
  /** The name of the node. */
  readonly node: string;
  /** When it was killed, frozen or cut off. */
  readonly at: number;
  /** The code with which its people leave: `node-lost` or `shutdown`. */
  readonly code: string;
  /** Whether the others may not find it dead: then none of its people leaves. By default they must. */
  readonly mayBeSpared?: boolean;
}

/** A run. */
export interface RunRecord {
  /** Everybody. */
  readonly people: readonly PersonRecord[];
  /** Nodes that died. */
  readonly deaths: readonly Death[];
  /** When everybody was there and the talk began. */
  readonly from: number;
  /** When the talk ended. Everybody then still listened until nothing more came. */
  readonly to: number;
}
