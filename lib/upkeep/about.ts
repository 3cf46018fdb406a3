/**
 * Which events are about a person: what that person said and did, and where their name or words stand in
 * an event of somebody else's. Pure.
 *
 * @module
 */

import type { RoomMessage } from "../core/message.ts";
import { fold } from "../text/fold.ts";

/**
 * Whether an event has the name, which is folded, in any place but in what others said. Then forgetting the
 * person takes the whole event. Never throws.
 */
export function isAbout(event: RoomMessage, name: string): boolean {
  return namesIn(event).some((each) => fold(each) === name);
}

function namesIn(event: RoomMessage): readonly string[] {
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
