/**
 * Recalling: answers a client with what was said before.
 *
 * @module
 */

import type { Context } from "../context.ts";
import type { Answer } from "../questions/question.ts";
import type { Asked } from "../state/asked.ts";
import type { Seat } from "../state/desk.ts";
import { answer } from "./telling.ts";

/** Tells a client the answer to its question, for the purpose that it was asked for. */
export function tellAnswer(context: Context, seat: Seat, asked: Asked, found: Answer): void {
  const { purpose } = asked;
  switch (purpose.kind) {
    case "history": {
      const { room, shown, limit, remembered } = purpose;
      const isPage = found.kind === "page";
      const events = [...isPage ? found.events : [], ...remembered];
      const hasEarlier = isPage && found.hasMore;
      return answer(context, seat, { kind: "history", room, events, shown, limit, hasEarlier });
    }
    case "search": {
      const isFound = found.kind === "found";
      const [events, more] = isFound ? [found.events, found.more !== undefined] : [[], false];
      return answer(context, seat, { kind: "found", events, more });
    }
    default:
      purpose satisfies never;
  }
}
