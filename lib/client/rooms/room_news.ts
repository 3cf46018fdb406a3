/**
 * What the rooms of this client tell the others: their state, and what follows from an event.
 *
 * @module
 */

/** One room that the client is in. */
export interface RoomNews {
  /** Its name, without a `#`. */
  readonly name: string;
  /** Its number, from 1, by the order in which the rooms were entered. */
  readonly number: number;
  /** How many messages and actions were said while the person spoke elsewhere. */
  readonly said: number;
  /** In how many of them the person was named. */
  readonly named: number;
}

/** What follows from an event, for the person to be told. */
export interface RoomVerdict {
  /** The room where the person speaks from here on, if it is to be told. */
  readonly turnedTo?: string | undefined;
  /** A room that everybody may enter now, and that was closed when the connection before was lost. */
  readonly opened?: string | undefined;
  /** Whether rooms were asked for, and the daemon has none. */
  readonly isWithoutRooms?: boolean | undefined;
}
