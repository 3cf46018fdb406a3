/**
 * What is loaded as soon as the page is painted: all that is not needed to read and to say a line. The lists at
 * the sides, completion, typed commands, what screen readers and other tabs are told.
 *
 * @module
 */

import type { Change } from "./model/change.ts";
import { COMMAND_READER } from "./model/commands.ts";
import type { Model } from "./model/model.ts";
import { openTabs } from "./tabs.ts";
import { candidatesOf, explain, pastedLines } from "./typing.ts";
import { makeAnnouncer } from "./view/announcer.ts";
import { byId } from "./view/by_id.ts";
import { type Completer, makeCompleter } from "./view/completion.ts";
import { makePanels, type Panels } from "./view/panels.ts";
import type { PanelsPage } from "./view/panels_page.ts";
import type { PasteCallbacks } from "./view/paste_dialog.ts";
import { dialogWordsOf } from "./words/dialogs.ts";
import type { TalkWords } from "./words/talk_en.ts";

/** What the late parts need of the page. */
export interface LatePage extends PanelsPage {
  /** The state of the page. */
  readonly model: Model;
  /** The texts of the talk. */
  readonly talkWords: TalkWords;
}

/** The late parts. */
export interface Late {
  /** Draws what has changed, and tells it. */
  readonly show: (change: Change) => void;
  /** Opens the menu on a person of the open talk, beside this button. */
  readonly person: Panels["person"];
  /** Asks what becomes of a text of several lines. */
  readonly paste: (text: string, on: PasteActions) => void;
  /** Completes a word in the box. */
  readonly complete: Completer;
  /** The usage and the purpose of a command; empty if there is none of this name. */
  readonly explain: (command: string) => string;
  /** Closes the list that lies above the talk. */
  readonly closeDrawers: () => void;
}

/** What can become of several lines. */
export interface PasteActions {
  /** They are said, each by itself. */
  readonly send: (text: string) => void;
  /** They are put into the box as one line. */
  readonly insert: (text: string) => void;
}

/** Makes the late parts in the elements of index.html. */
export function makeLate(page: LatePage): Late {
  const { model, talkWords } = page;
  model.learn(COMMAND_READER);
  const panels = makePanels(page, dialogWordsOf(page.preferences.language, talkWords));
  const announcer = makeAnnouncer(byId("announce"), talkWords);
  const tabs = openTabs((reading) => page.act({ kind: "read-elsewhere", ...reading }));

  /** Screen readers are told what others say while one looks at the page. */
  function tell({ talk, line }: Extract<Change, { kind: "line" }>): void {
    if (line.kind !== "message" && line.kind !== "action") return;
    const isSeen = talk.id === model.current?.id && document.visibilityState === "visible";
    if (line.isOwn || !isSeen) return;
    const said = line.kind === "message" ? talkWords.heard : talkWords.heardAction;
    announcer.say(said(line.from, line.text));
  }

  return {
    show: (change) => {
      panels.show(change);
      if (change.kind === "line") tell(change);
      else if (change.kind === "read") {
        tabs.tell({ room: change.room, epoch: change.epoch, seq: change.seq });
      }
    },
    person: panels.person,
    paste: (text, { send, insert }) => {
      const pasted = pastedLines(text);
      const on: PasteCallbacks = {
        send: () => send(pasted.lines.join("\n")),
        join: () => insert(pasted.lines.join(" ")),
      };
      panels.paste(pasted, on);
    },
    complete: makeCompleter(() => candidatesOf(model)),
    explain: (command) => explain(model, command),
    closeDrawers: panels.closeDrawers,
  };
}
