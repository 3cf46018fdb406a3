/**
 * Draws what has changed: each change goes to the part of the view that shows it.
 *
 * @module
 */

import type { Change } from "./model/change.ts";
import type { Model } from "./model/model.ts";
import type { Naming } from "./naming.ts";
import type { Composer } from "./view/composer.ts";
import type { Frame } from "./view/frame.ts";
import type { Log } from "./view/log.ts";
import type { StatusLine } from "./view/status_line.ts";

/** What shows the changes. */
export interface DrawingParts {
  /** The state of the page, read alone. */
  readonly model: Model;
  /** The parts of the view. */
  readonly frame: Frame;
  /** The lines of the talk. */
  readonly log: Log;
  /** The box. */
  readonly composer: Composer;
  /** How the connection stands. */
  readonly status: StatusLine;
  /** The name of the user. */
  readonly naming: Naming;
  /** Another talk is shown. */
  readonly turned: () => void;
}

/** Draws a change; of those in a talk only the talk that is open. */
export function drawChange(change: Change, parts: DrawingParts): void {
  const { model, frame, log, composer } = parts;
  if ("talk" in change && change.talk.id !== model.current?.id) return;
  switch (change.kind) {
    case "line":
      return log.add(change.talk, change.line);
    case "older":
      return log.older(change.talk, change.lines);
    case "lines":
      return log.show(change.talk, model.you);
    case "sought":
      return log.goTo(change.talk, model.you, change.line);
    case "forgotten":
      return log.forget(change.talk, model.you);
    case "pending":
      return log.pending(change.talk, model.you);
    case "draft":
      return composer.set(change.talk.draft);
    case "marks":
      frame.show(change.talk);
      return log.mark(change.talk);
    case "people":
    case "room":
      return frame.show(change.talk);
    case "current":
      return drawCurrent(parts);
    case "you":
      frame.name(model.you);
      composer.limitTo(model.maxLine);
      return parts.naming.named(model.you);
    case "status":
      return parts.status.show(model.status);
    case "notice":
      return parts.naming.heard(change.code, change.text);
  }
}

function drawCurrent({ model, frame, log, composer, turned }: DrawingParts): void {
  const talk = model.current;
  frame.show(talk);
  if (talk === undefined) return;
  log.show(talk, model.you);
  composer.show(talk.kind === "room" ? `#${talk.name}` : talk.name, talk.draft);
  turned();
}
