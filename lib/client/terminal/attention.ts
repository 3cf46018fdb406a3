/**
 * What a person who is not reading sees of the client: the title of the window with the counts of unread messages,
 * and notifications. Takes the keys and reports that tell whether they are reading.
 *
 * @module
 */

import type { Phrases } from "../../words/phrases.ts";
import { plainText } from "../format.ts";
import { elsewhere, type Places } from "../connection/servers.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Canvas } from "./drawing/canvas.ts";
import { isFocusReport, type Key } from "./input/key.ts";
import { type Announcement, notification } from "./notification.ts";
import { Absence } from "./talk/absence.ts";
import type { Printout } from "./talk/transcript.ts";
import { titleFor } from "./window_title.ts";

/** What {@linkcode Attention} works with; it owns none of it. */
export interface AttentionParts {
  /** Where lines, the title and the notifications go. */
  readonly canvas: Pick<Canvas, "print" | "send" | "setTitle">;
  /** How mentions are announced; the canvas rings by itself. */
  readonly announcement: Announcement;
  /** The rooms. */
  readonly rooms: Rooms;
  /** One's own name now. */
  readonly you: () => string;
  /** The addresses; undefined for a single one. */
  readonly places?: Places | undefined;
  /** The words. */
  readonly phrases: Phrases;
}

/** Marks the place where the person stops reading. */
const MARK_KEY = "alt-m";
/** Stops the client, which shows nothing until it goes on. */
const SUSPEND_KEY = "ctrl-z";

/** At most one notification in this time, however many people name the person. */
const NOTIFY_MILLIS = 1000;
/** A title in which only the numbers change is set at most so often. */
const TITLE_MILLIS = 1000;

/** The attention of one run. */
export class Attention {
  /** Whether the person is reading. */
  readonly absence = new Absence();
  readonly #parts: AttentionParts;
  #notifiedAt = -Infinity;
  #title = "";
  #titledAt = -Infinity;
  #hadUnread = false;

  /** Changes nothing yet. */
  constructor(parts: AttentionParts) {
    this.#parts = parts;
  }

  /**
   * Takes note of a key, while a hint is shown. Returns undefined for a key that is for others as well; otherwise
   * the hint to be shown from now on.
   */
  take(key: Key, hint: string): string | undefined {
    const { absence } = this;
    if (isFocusReport(key)) {
      absence.reportFocus(key.name === "focus-in");
      return hint;
    }
    absence.press();
    if (key.name === MARK_KEY || key.name === SUSPEND_KEY) absence.leave();
    return key.name === MARK_KEY ? this.#parts.phrases.placeMarked : undefined;
  }

  /** Prints, and announces a mention, unless the person is known to be reading; `at` is by the steady clock. */
  print(printout: Printout, at: number): void {
    const { announcement, canvas } = this.#parts;
    canvas.print(printout);
    const { lines, isMention } = printout;
    if (!isMention || this.absence.isSurelyHere || at - this.#notifiedAt < NOTIFY_MILLIS) return;
    this.#notifiedAt = at;
    const line = lines.at(-1) ?? [];
    const said = line.filter(({ role }) => role !== "time" && role !== "marker");
    // A line that is hidden is counted, and announced by one's name.
    canvas.send(notification(announcement, plainText(said) || this.#parts.you()));
  }

  /** Brings the title up to date; `at` is by the steady clock. */
  update(at: number): void {
    const { rooms, you, canvas } = this.#parts;
    const { unread } = this.absence;
    const hasUnread = unread.said > 0;
    const where = elsewhere(this.#parts.places);
    const title = titleFor({ you: you(), rooms, unread, elsewhere: where });
    const isCountAlone = hasUnread && this.#hadUnread;
    if (title === this.#title || (isCountAlone && at - this.#titledAt < TITLE_MILLIS)) return;
    this.#title = title;
    this.#titledAt = at;
    this.#hadUnread = hasUnread;
    canvas.setTitle(title);
  }
}
