/**
 * Which names stand in an event of a room. Pure.
 *
 * @module
 */

import type { RoomMessage } from "../message.ts";

/**
 * The names of those that an event is about: what they said and did, and where their name or words stand in
 * an event of somebody else's; not in what others said. To forget one of them takes the whole event. Never
 * throws.
 */
export function namesIn(event: RoomMessage): readonly string[] {
  switch (event.kind) {
    case "message":
    case "action":
    case "topic":
      return [event.from];
    case "joined":
      return [event.name];
    case "left": {
      const { name, reason } = event;
      // The reason has the words of the one who has put the other out.
      return reason.code === "kicked" || reason.code === "banned" ? [name, reason.from] : [name];
    }
    case "renamed":
      return [event.from, event.to];
    case "room":
      if (event.setting === "owner") return [event.value];
      return "name" in event ? [event.from, event.name] : [event.from];
    default:
      return event satisfies never;
  }
}

/** Whether an event is about somebody with one of these names, as they are written here. Never throws. */
export function isAboutAny(event: RoomMessage, names: ReadonlySet<string>): boolean {
  return namesIn(event).some((name) => names.has(name));
}
