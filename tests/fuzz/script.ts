/**
 * Scripts: what strangers do in one conversation, as plain data that can be shrunk and replayed.
 * Every script can be performed: whoever acts without being there enters first.
 *
 * @module
 */

import fc from "npm:fast-check@4.10.2";
import { nastyBytes } from "./nasty.ts";

/** How somebody enters; the last two come by the page's WebSocket, and one of them says no hello. */
export type Opening = "line" | "json" | "silent" | "nasty" | "page" | "nasty-page";

/** The healthy clients, who hear everything that is for them. */
export const HEALTHY = ["ann", "bob", "robo"] as const;

/** The name of a healthy client. */
export type Healthy = typeof HEALTHY[number];

/** How somebody leaves: by ending the input and reading to the end, or by closing at once. */
export type Departure = "end" | "close";

/** Rooms in which healthy clients listen. */
export const ROOMS: readonly string[] = ["lobby", "dev", "ops"];

/** A room in which strangers are alone, so that it vanishes and is made again. */
export const HIDDEN_ROOM = "den";

/** What a stranger asks of a room. */
export type RoomRequest = "join" | "part" | "topic" | "who";

/** What a stranger does; `who` is a place at the table, taken by one after another. */
export type Action =
  | {
    readonly kind: "enter";
    readonly who: number;
    readonly opening: Opening;
    readonly isDeaf: boolean;
  }
  /** Says the next number of its own, in this room where it is known to be there. */
  | { readonly kind: "count"; readonly who: number; readonly room: string }
  /** Asks for something of a room. */
  | {
    readonly kind: "room";
    readonly who: number;
    readonly request: RoomRequest;
    readonly room: string;
  }
  /** Says the next number of its own for a healthy client to that client alone. */
  | { readonly kind: "whisper"; readonly who: number; readonly to: Healthy }
  /** Sends bytes, cut into pieces of these lengths. */
  | {
    readonly kind: "send";
    readonly who: number;
    readonly bytes: Uint8Array;
    readonly cuts: readonly number[];
  }
  /** Says so many long lines as fast as the healthy take them. */
  | { readonly kind: "flood"; readonly who: number; readonly lines: number }
  /** Begins to read, if it has not so far. */
  | { readonly kind: "listen"; readonly who: number }
  | { readonly kind: "leave"; readonly who: number; readonly how: Departure };

/** One conversation. */
export interface Script {
  /** Lines a second that each may send; 0 is no limit. */
  readonly rate: number;
  /** What happens at the same time, round after round. */
  readonly rounds: readonly (readonly Action[])[];
}

/** Places at the table. */
export const PLACES = 6;

const who = fc.nat({ max: PLACES - 1 });
const room = fc.constantFrom(...ROOMS);

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("enter" as const),
      who,
      opening: fc.constantFrom<Opening>(
        ...["line", "line", "json", "json", "page", "page"] as const,
        ...["nasty", "nasty", "nasty-page", "silent"] as const,
      ),
      isDeaf: fc.constantFrom(false, false, false, true),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("count" as const), who, room }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("room" as const),
      who,
      request: fc.constantFrom<RoomRequest>("join", "join", "join", "part", "topic", "who"),
      room: fc.oneof({ weight: 4, arbitrary: room }, fc.constant(HIDDEN_ROOM)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("whisper" as const),
      who,
      to: fc.constantFrom(...HEALTHY),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("send" as const),
      who,
      bytes: nastyBytes,
      cuts: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("flood" as const),
      who,
      lines: fc.integer({ min: 1, max: 400 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("listen" as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("leave" as const),
      who,
      how: fc.constantFrom<Departure>("end", "close"),
    }),
  },
);

/** Conversations of up to some dozen rounds. */
export const script: fc.Arbitrary<Script> = fc.record({
  rate: fc.constantFrom(0, 0, 2000),
  rounds: fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), {
    maxLength: 14,
    size: "max",
  }),
});

/** A request in either dialect, without its line end. A topic is set where a person speaks. */
export function requestLine(request: RoomRequest, room: string, isJson: boolean): string {
  if (isJson) {
    return JSON.stringify({
      type: request,
      room,
      ...(request === "topic" && { text: `of ${room}` }),
    });
  }
  return request === "topic" ? `/topic of ${room}` : `/${request} #${room}`;
}

/** Bytes cut into pieces; what the cuts leave over is the last one. */
export function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const cut: Uint8Array[] = [];
  let from = 0;
  for (const length of cuts) {
    if (from + length >= bytes.length) break;
    cut.push(bytes.subarray(from, from + length));
    from += length;
  }
  if (from < bytes.length) cut.push(bytes.subarray(from));
  return cut;
}
