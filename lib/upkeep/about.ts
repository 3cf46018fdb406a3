/**
 * Which events are about a person: what that person said and did, and where their name or words stand in
 * an event of somebody else's. Pure.
 *
 * @module
 */

import type { RoomMessage } from "../core/message.ts";
import { namesIn } from "../core/state/names_in.ts";
import { fold } from "../text/fold.ts";

/**
 * Whether an event has the name, which is folded, in any place but in what others said. Then forgetting the
 * person takes the whole event. Never throws.
 */
export function isAbout(event: RoomMessage, name: string): boolean {
  return namesIn(event).some((each) => fold(each) === name);
}
