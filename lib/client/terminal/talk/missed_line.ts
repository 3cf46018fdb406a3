/**
 * The words of the marks around what was missed. Pure.
 *
 * @module
 */

import type { MissedMark } from "../../connection/catch_up.ts";
import type { Label } from "../../format.ts";
import type { Phrases } from "../../../words/phrases.ts";

/** The line of a mark, without a time; `label` writes the room before it. Never throws. */
export function missedLine(mark: MissedMark, phrases: Phrases, label: Label): string {
  switch (mark.kind) {
    case "begins":
      return phrases.missed(mark.count);
    case "gap":
      return label(mark.room) + phrases.missedGap;
    case "ends":
      return phrases.missedEnds(mark.lost);
    case "untold": {
      const before = mark.room === undefined ? "" : label(mark.room);
      return before + (mark.isGone ? phrases.missedGone(mark.count) : phrases.missed(mark.count));
    }
    default:
      return mark satisfies never;
  }
}
