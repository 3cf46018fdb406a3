/**
 * The composer of a session: what it completes and asks about is what the chat says of people, rooms and commands.
 *
 * @module
 */

import type { People } from "./talk/people.ts";
import type { TerminalParts } from "./terminal_parts.ts";
import { Composer } from "./typing/composer.ts";

/** Makes the composer; it looks at the state of the chat and at the people whenever it needs them. */
export function composerOf(
  { history, phrases, clientState, tty, measure }: TerminalParts,
  people: People,
): Composer {
  const { rooms } = clientState;
  return new Composer({
    history,
    phrases,
    commands: () => clientState.commands,
    world: () => ({
      names: people.othersIn(rooms.present, ...rooms.names),
      partners: people.partners,
      rooms: rooms.names,
      banned: people.banned,
    }),
    whereabouts: () => ({ room: rooms.present, writer: people.lastWriter }),
    hintRow: () => ({ columns: tty.size().columns, measure }),
    areRoomsSeveral: () => rooms.areSeveral,
  });
}
