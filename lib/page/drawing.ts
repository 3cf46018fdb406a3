/**
 * Draws what has changed: each change goes to the part of the view that shows it.
 *
 * @module
 */

import type { Change } from "./model/change.ts";
import type { SpokenLine } from "./model/line.ts";
import type { Model } from "./model/model.ts";
import type { Naming } from "./naming.ts";
import type { Tabs } from "./tabs.ts";
import type { Announcer } from "./view/announcer.ts";
import type { Composer } from "./view/composer.ts";
import type { Frame } from "./view/frame.ts";
import type { Log } from "./view/log.ts";
import type { StatusLine } from "./view/status_line.ts";
import type { TalkWords } from "./words/talk_en.ts";

/** What shows the changes. */
export interface DrawingParts {
  /** The state of the page, read alone. */
  readonly model: Model;
  /** The texts of the talk. */
  readonly words: TalkWords;
  /** The parts of the view. */
  readonly frame: Frame;
  /** The lines of the talk. */
  readonly log: Log;
  /** The box. */
  readonly composer: Composer;
  /** How the connection stands. */
  readonly status: StatusLine;
  /** What screen readers are told. */
  readonly announcer: Announcer;
  /** The name of the user. */
  readonly naming: Naming;
  /** Hears what was read. */
  readonly tabs: Tabs;
  /** Another talk is shown. */
  readonly turned: () => void;
}

/** Draws a change; of those in a talk only the talk that is open. */
export function drawChange(change: Change, parts: DrawingParts): void {
  const { model, frame, log, composer } = parts;
  if ("talk" in change && change.talk.id !== model.current?.id) return;
  switch (change.kind) {
    case "line":
      log.add(change.talk, change.line);
      if (change.line.kind === "message" || change.line.kind === "action") {
        tell(change.line, parts);
      }
      return;
    case "older":
      return log.older(change.talk, change.lines);
    case "lines":
      return log.show(change.talk, model.you);
    case "forgotten":
      return log.forget(change.talk, model.you);
    case "pending":
      return log.pending(change.talk, model.you);
    case "draft":
      return composer.set(change.talk.draft);
    case "marks":
      return log.mark(change.talk);
    case "people":
    case "room":
      return frame.show(change.talk);
    case "current":
      return drawCurrent(parts);
    case "talks":
      return frame.news(
        model.talks.some(({ id, unread }) => unread > 0 && id !== model.current?.id),
      );
    case "you":
      frame.name(model.you);
      composer.limitTo(model.maxLine);
      return parts.naming.named(model.you);
    case "status":
      return parts.status.show(model.status);
    case "read":
      return parts.tabs.tell({ room: change.room, epoch: change.epoch, seq: change.seq });
    case "notice":
      return parts.naming.heard(change.code, change.text);
  }
}

function drawCurrent({ model, frame, log, composer, turned }: DrawingParts): void {
  const talk = model.current;
  frame.close();
  frame.show(talk);
  if (talk === undefined) return;
  log.show(talk, model.you);
  composer.show(talk.kind === "room" ? `#${talk.name}` : talk.name, talk.draft);
  turned();
}

/** Screen readers are told what others say while one looks at the page. */
function tell(line: SpokenLine, { words, announcer }: DrawingParts): void {
  if (line.isOwn || document.visibilityState !== "visible") return;
  const said = line.kind === "message" ? words.heard : words.heardAction;
  announcer.say(said(line.from, line.text));
}
