/**
 * The two programs against each other: whatever the daemon tells, a person with the client reads what a
 * person with the line dialect reads.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { formatEvent, plainText } from "../../lib/client/format.ts";
import { LANGUAGES } from "../../lib/core/language.ts";
import type { Message } from "../../lib/core/message.ts";
import { LOBBY } from "../../lib/core/units.ts";
import { parseDaemonLine } from "../../lib/wire/json/decode.ts";
import { encode } from "../../lib/wire/json/encode.ts";
import { textCodecs } from "../../lib/wire/text/codec.ts";
import { phrasesFor } from "../../lib/words/catalogue/phrases.ts";
import { programMessages } from "../support/message_arbitraries.ts";

for (const language of LANGUAGES) {
  Deno.test(`the client shows each message as the line dialect does, in ${language}`, () => {
    const phrases = phrasesFor(language);
    fc.assert(
      fc.property(programMessages().map(inLobby), (message) => {
        if (isInBothLanguages(message)) return;
        const read = parseDaemonLine(encode(message).slice(0, -1));
        const you = "you" in message ? message.you : "";
        const shown = read.kind === "event"
          ? formatEvent(read.event, phrases, { you }).map(plainText)
          : [];
        const lines = shown.map((line) => `${line}\n`).join("");
        assertEquals(lines, textCodecs[language].encode(message));
      }),
      { numRuns: 2000 },
    );
  });
}

/** The client does not know yet in which room it is, nor its own name there. */
function inLobby<M extends Message>(message: M): M {
  return {
    ...message,
    ...("room" in message && { room: LOBBY }),
    ...(message.kind === "entered" && { you: "" }),
    // The client has commands of its own for what was before.
    ...(message.kind === "history" && { hasEarlier: false }),
  };
}

/** The line dialect says it in both, for it cannot know that the reader sees either. */
function isInBothLanguages(message: Message): boolean {
  return message.kind === "notice" && message.notice.code === "not-utf8";
}
