/**
 * `/msg bob see you`: a private word. In the JSON dialect its type is `private`. `/msg #dev hello` says
 * something in a room without turning to it; programs give `say` a room instead.
 *
 * @module
 */

import type { PersonText, RoomText } from "../reading/form.ts";
import { command, type Reading, readingCommand, type Spec, TOKEN_FIELD } from "./spec.ts";

/** What is said, and to whom. */
type Word =
  | { readonly to: PersonText; readonly text: string }
  | { readonly room: RoomText; readonly text: string };

/** Says something to one person alone, or in a room that the client is in; an empty text is not sent. */
export const msg: Spec = readingCommand({
  params: [{ field: "to", shape: "nick", placeholder: "NAME" }, { field: "text", shape: "rest" }],
  canWait: true,
  read({ to, text }, reader): Reading<Word> {
    const args = reader.hasRoomMark(to)
      ? { room: reader.room(to), text }
      : { to: reader.person(to), text };
    return { kind: "bound", args };
  },
  isPrivate: (word) => "to" in word,
  run(by, word) {
    const { text } = word;
    if (text === "") return;
    if ("to" in word) return by.whisper(word.to, text);
    const room = by.ownRoom(word.room);
    if (room !== undefined) by.publish(room, { kind: "message", from: by.client.nick, text });
  },
});

/** Says something to one person alone, and never in a room; an empty text is not sent. */
export const privateWord: Spec = command({
  isUnlisted: true,
  isPrivate: true,
  canWait: true,
  params: [
    TOKEN_FIELD,
    { field: "to", shape: "nick", placeholder: "NAME" },
    { field: "text", shape: "rest" },
  ],
  run(by, { to, text, token }) {
    if (text !== "") by.whisper(to, text, token);
  },
});
