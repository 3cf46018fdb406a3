/**
 * The dialog that asks before several pasted lines are sent.
 *
 * @module
 */

import type { DialogWords } from "../words/dialogs_en.ts";
import { openDialog } from "./dialog.ts";
import { button, element } from "./element.ts";
import { form, submitButton } from "./form.ts";

/** What was pasted. */
export interface PasteData {
  /** The lines, at least two. */
  readonly lines: readonly string[];
  /** Whether there were more lines than these. */
  readonly isCut: boolean;
}

/** What becomes of the lines. Without an answer nothing is sent. */
export interface PasteCallbacks {
  /** Each line is to be a message. */
  readonly send: () => void;
  /** The lines are to stand in the box as one. */
  readonly join: () => void;
}

/** Opens the dialog. */
export function openPasteDialog(
  words: DialogWords,
  { lines, isCut }: PasteData,
  on: PasteCallbacks,
): void {
  const answer = (then?: () => void) => () => {
    dialog.close();
    then?.();
  };
  const send = submitButton(words.pasteSend);
  send.autofocus = true;
  const dialog = openDialog(
    words,
    words.pasteTitle(lines.length),
    form(
      answer(on.send),
      element("pre", { tabindex: 0, dir: "auto" }, lines.join("\n")),
      isCut ? element("p", { class: "quiet" }, words.pasteCut(lines.length)) : undefined,
      element(
        "footer",
        {},
        button(words.cancel, answer()),
        button(words.pasteJoin, answer(on.join)),
        send,
      ),
    ),
  );
}
