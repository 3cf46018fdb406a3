/**
 * How the line of an event looks to the person: which room stands before it, whether it is dimmed, and whether it
 * is a mention. Pure.
 *
 * @module
 */

import type { DaemonEvent } from "../../../wire/json/daemon_event.ts";
import {
  formatEvent,
  isSpeech,
  labelOutsideLobby,
  roomOf,
  type Saying,
  type Span,
  type StyledLine,
} from "../../format.ts";
import { isLoud } from "../../loud.ts";
import type { Phrases } from "../../../words/phrases.ts";
import type { Rooms } from "../../rooms/rooms.ts";
import { mentions } from "./mention.ts";

/** What {@linkcode Viewpoint} works with. */
export interface ViewpointParts {
  /** The words. */
  readonly phrases: Phrases;
  /** The rooms, and where the person speaks. */
  readonly rooms: Rooms;
  /** One's own name now. */
  readonly you: () => string;
  /**
   * Whether a screen is drawn, on which the last line may change and the prompt tells where the person speaks. If
   * not, each arrival has its own line, and each line of another room than the lobby names it.
   */
  readonly isDrawn: boolean;
  /** Words that count as mentions beside the person's name. */
  readonly highlights?: readonly string[];
}

/** The mark before a line that mentions the person; it needs no colour. */
const MENTION_MARK: Span = { role: "marker", text: "» " };

/** The view of one person. */
export class Viewpoint {
  readonly #parts: ViewpointParts;

  /** Looks at nothing yet. */
  constructor(parts: ViewpointParts) {
    this.#parts = parts;
  }

  /** What stands before a line of a room: nothing where the person sees which room it is. */
  readonly label = (room: string): string => {
    if (!this.#parts.isDrawn) return labelOutsideLobby(room);
    return this.#parts.rooms.isPresent(room) ? "" : `#${room} `;
  };

  /** Whether an event belongs to another room than that where the person speaks. */
  isElsewhere(event: DaemonEvent): boolean {
    const room = roomOf(event);
    return room !== undefined && !this.#parts.rooms.isPresent(room);
  }

  /** Whether somebody else says something. */
  isNews(event: DaemonEvent): event is Saying {
    return isSpeech(event) && event.from !== this.#parts.you();
  }

  /** Whether the person, or a word to look out for, is named; or they are written to in private, or told something that is as important. */
  isMention(event: DaemonEvent): boolean {
    const { highlights = [] } = this.#parts;
    const you = this.#parts.you();
    if (event.kind === "private") return event.from !== you;
    return isLoud(event, you) || (this.isNews(event) && mentions(event.text, you, ...highlights));
  }

  /** The lines of an event, without times; `isMention` marks them. */
  lines(event: DaemonEvent, isMention: boolean): StyledLine[] {
    const reader = { you: this.#parts.you(), label: this.label };
    const isDimmed = this.isElsewhere(event) && !isMention;
    return formatEvent(event, this.#parts.phrases, reader).map((line) => {
      const dressed = line.map((span) => this.#dress(span, isDimmed, isMention));
      return isMention ? [MENTION_MARK, ...dressed] : dressed;
    });
  }

  /** A line of the client's own that is marked like a mention. */
  marked(text: string): StyledLine {
    return [MENTION_MARK, { role: "mention", text }];
  }

  #dress(span: Span, isDimmed: boolean, isMention: boolean): Span {
    if (isDimmed) return { ...span, isDimmed: true };
    if (span.role === "name" && span.text === this.#parts.you()) return { ...span, role: "own" };
    return span.role === "text" && isMention ? { ...span, role: "mention" } : span;
  }
}
