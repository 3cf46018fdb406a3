/**
 * `/who`: everybody who is here.
 *
 * @module
 */

import type { Spec } from "../command.ts";

/** Lists the room by order of entry. */
export const who: Spec = {
  run(desk) {
    desk.answer({ kind: "members", room: desk.client.room, members: desk.members() });
  },
};
