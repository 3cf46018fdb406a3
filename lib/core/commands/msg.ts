/**
 * `/msg bob see you`: a private word. In the JSON dialect its type is `private`. `/msg #dev hello` says
 * something in a room without turning to it; programs give `say` a room instead.
 *
 * @module
 */

import { command, type Spec, TOKEN_FIELD } from "./spec.ts";

/** Begins the name of a room, and no name of a person. */
const ROOM_MARK = "#";

/** Says something to one person alone, or in a room that the client is in; an empty text is not sent. */
export const msg: Spec = command({
  params: [{ field: "to", shape: "nick", placeholder: "NAME" }, { field: "text", shape: "rest" }],
  run(by, { to, text }) {
    if (text === "") return;
    // A full-width mark, as Chinese keyboards type it, is one as well.
    if (!to.normalize("NFKC").startsWith(ROOM_MARK)) return by.whisper(to, text);
    const room = by.ownRoom(to);
    if (room !== undefined) by.publish(room, { kind: "message", from: by.client.nick, text });
  },
});

/** Says something to one person alone, and never in a room; an empty text is not sent. */
export const privateWord: Spec = command({
  isUnlisted: true,
  params: [
    TOKEN_FIELD,
    { field: "to", shape: "nick", placeholder: "NAME" },
    { field: "text", shape: "rest" },
  ],
  run(by, { to, text }) {
    if (text !== "") by.whisper(to, text);
  },
});
